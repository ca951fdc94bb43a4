/** A value that is read when it is first asked for and kept until it is let go. A read that failed is not kept. */
export class Kept<T> {
  #value: Promise<T> | undefined;
  #turns = 0;
  /** The renewal that is served. */
  #latest = 0;
  readonly #read: () => Promise<T>;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  get(): Promise<T> {
    if (this.#value !== undefined) return this.#value;
    const value = this.#read();
    this.#value = value;
    value.catch(() => {
      if (this.#value === value) this.#value = undefined;
    });
    return value;
  }

  letGo(): void {
    this.#value = undefined;
  }

  /** Reads again; who asks meanwhile gets the value as it was, and keeps getting it when the read fails. */
  async renew(): Promise<void> {
    const turn = ++this.#turns;
    const value = this.#read();
    this.#value ??= value;
    try {
      await value;
    } catch (error) {
      if (this.#value === value) this.#value = undefined;
      throw error;
    }
    if (turn < this.#latest) return; // one that was begun later was faster
    this.#latest = turn;
    this.#value = value;
  }
}
