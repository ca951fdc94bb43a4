import { generation } from './core/generations.ts';
import type { Reached } from './core/reached.ts';
import { sortBy } from './core/order.ts';
import { NEVER } from './core/clock.ts';

const ABSENT = 0xffff_ffff;

/** Of a forward walk from everything that the roots came from: how many of its first nodes were asked for, and how far back each source is. */
export interface TracedSources {
  readonly roots: number;
  readonly levels: Uint32Array;
}

/** The nodes of a trace in one or both directions, by (level, node number): what pages are cut from. */
export class TracedNodes {
  readonly backward: Reached | null;
  readonly forward: Reached | null;
  readonly length: number;
  private readonly nodes: Uint32Array;
  private readonly levels: Uint32Array;
  /** Index in the direction, ABSENT where it was not reached that way. */
  private readonly inBackward: Uint32Array;
  private readonly inForward: Uint32Array;
  private readonly order: Uint32Array;
  private readonly sources: TracedSources | null;

  constructor(backward: Reached | null, forward: Reached | null, sources: TracedSources | null = null) {
    this.backward = backward;
    this.forward = forward;
    this.sources = sources;
    const parts = [backward, forward].filter((reached) => reached !== null);
    const most = parts.reduce((sum, reached) => sum + reached.nodes.length, 0);
    this.nodes = new Uint32Array(most);
    this.levels = new Uint32Array(most);
    this.inBackward = new Uint32Array(most).fill(ABSENT);
    this.inForward = new Uint32Array(most).fill(ABSENT);
    this.length = this.merge();
    const order = Uint32Array.from({ length: this.length }, (_, at) => at);
    const levels = this.levels.subarray(0, this.length);
    this.order = sortBy(sortBy(order, this.nodes.subarray(0, this.length)), levels);
  }

  private merge(): number {
    let count = 0;
    const { backward, forward } = this;
    const seen = backward === null || forward === null ? null : new Map<number, number>();
    backward?.nodes.forEach((node, index) => {
      seen?.set(node, count);
      this.put(count++, node, backward.level[index]!, this.inBackward, index);
    });
    forward?.nodes.forEach((node, index) => {
      const known = seen?.get(node);
      const level = this.sources?.levels[index] ?? forward.level[index]!;
      if (known === undefined) this.put(count++, node, level, this.inForward, index);
      else this.put(known, node, Math.min(level, this.levels[known]!), this.inForward, index);
    });
    return count;
  }

  private put(at: number, node: number, level: number, side: Uint32Array, index: number): void {
    this.nodes[at] = node;
    this.levels[at] = level;
    side[at] = index;
  }

  /** The node at a place in the order. */
  at(place: number): TracedNode {
    const at = this.order[place]!;
    const [back, forth] = [this.inBackward[at]!, this.inForward[at]!];
    const level = this.levels[at]!;
    return {
      node: this.nodes[at]!,
      level,
      generation: generation(level),
      operation: (level & 1) === 1,
      backward: back === ABSENT ? null : back,
      forward: forth === ABSENT ? null : forth,
      certain:
        (back !== ABSENT && this.backward!.sure[back] !== NEVER) ||
        (forth !== ABSENT && this.forward!.sure[forth] !== NEVER),
      root: this.isRoot(back, forth),
      source: this.sources !== null && forth >= this.sources.roots && forth < this.sources.levels.length,
    };
  }

  private isRoot(back: number, forth: number): boolean {
    if (this.sources !== null) return forth < this.sources.roots;
    return (back !== ABSENT && back < this.backward!.roots) || (forth !== ABSENT && forth < this.forward!.roots);
  }

  /** First place behind a (level, node). */
  placeAfter(level: number, node: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.order[middle]!;
      const before = this.levels[at]! < level || (this.levels[at] === level && this.nodes[at]! <= node);
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index among the forward nodes, undefined when it was not reached that way. */
  forwardIndex(node: number): number | undefined {
    this.forwardIndices ??= new Map(Array.from(this.forward?.nodes ?? [], (one, index) => [one, index] as const));
    return this.forwardIndices.get(node);
  }

  private forwardIndices: Map<number, number> | null = null;
}

export interface TracedNode {
  readonly node: number;
  readonly level: number;
  readonly generation: number;
  readonly operation: boolean;
  readonly backward: number | null;
  readonly forward: number | null;
  readonly certain: boolean;
  readonly root: boolean;
  /** One of those that the roots came from, in a trace of siblings. */
  readonly source: boolean;
}
