/** Links that a walk has taken, each counted once. */
export class TakenLinks {
  /** Of nodes, which are expanded for the first time only once. */
  ofNodes = 0;
  /** Positions of lines of cleaned operations: several states of one may let the same line pass, and it is one link. */
  readonly ofStates = new Set<number>();

  get count(): number {
    return this.ofNodes + this.ofStates.size;
  }

  clear(): void {
    this.ofNodes = 0;
    this.ofStates.clear();
  }
}
