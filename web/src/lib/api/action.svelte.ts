import { asProblem, type RequestProblem } from './problem.ts';

/** Something the reader does that can fail: whether it runs, what went wrong, whether it worked the last time. */
export class Action {
  busy = $state(false);
  problem = $state.raw<RequestProblem>();
  done = $state(false);
  /** Paths that a field of the form has asked about. */
  readonly #fields: string[] = [];

  /** Runs it unless it runs already; a failure is kept to be shown. */
  async run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.done = false;
    try {
      await act();
      this.done = true;
    } catch (error) {
      this.problem = asProblem(error);
    } finally {
      this.busy = false;
    }
  }

  /** Nothing of the last time is shown any more. */
  forget(): void {
    this.problem = undefined;
    this.done = false;
  }

  /** What the server says about one field of a form, which says it there. */
  fault(path: string): string | undefined {
    if (!this.#fields.includes(path)) this.#fields.push(path);
    return this.problem?.errors.find((error) => error.path === path)?.message;
  }

  /** Whether the fields of the form say all that is wrong: nobody wants to read it twice. */
  get toldByFields(): boolean {
    const errors = this.problem?.errors ?? [];
    return errors.length > 0 && errors.every(({ path }) => this.#fields.includes(path));
  }
}
