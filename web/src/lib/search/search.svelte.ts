import { SearchResult, type SearchItem, type SearchKind } from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import { asProblem, type RequestProblem } from '#lib/api/problem.ts';

/** Search as you type: each key asks again, an older answer never replaces a newer one. */
export class Search {
  text = $state('');
  kind = $state<SearchKind>();
  result = $state.raw<SearchResult>();
  problem = $state.raw<RequestProblem>();
  waiting = $state(false);
  /** What the result is the answer to. */
  #answered = $state('');
  #controller: AbortController | undefined;

  readonly #limit: number;
  constructor(limit = 12) {
    this.#limit = limit;
  }

  get #question(): string {
    return JSON.stringify([this.text.trim(), this.kind]);
  }

  /** Whether the result is of what stands there now: until it is answered, that of fewer characters stays. */
  get current(): boolean {
    return this.result !== undefined && this.#answered === this.#question;
  }

  /**
   * What Enter chooses: the marked item. Nobody has seen the items of what is not answered yet, as when a scanner types: of those only the one
   * that is called just so.
   */
  async entered(items: () => readonly SearchItem[], marked: number): Promise<SearchItem | undefined> {
    if (this.current) return items()[marked];
    const question = this.#question;
    await this.ask();
    if (!this.current || this.#question !== question) return undefined;
    const exact = items().filter(({ match }) => match === 'exact');
    return exact.length === 1 ? exact[0] : undefined;
  }

  /** Asks for what `text` and `kind` say now. */
  async ask(): Promise<void> {
    this.#controller?.abort();
    const q = this.text.trim();
    const question = this.#question;
    if (q === '') return this.clear();
    const { signal } = (this.#controller = new AbortController());
    this.waiting = true;
    try {
      const path = apiPath`/search` + queryString({ q, kind: this.kind, limit: this.#limit });
      const result = await request(SearchResult, path, { signal });
      if (signal.aborted) return;
      [this.result, this.#answered] = [result, question];
      this.problem = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.problem = asProblem(error);
    }
    this.waiting = false;
  }

  clear(): void {
    this.#controller?.abort();
    this.result = undefined;
    this.problem = undefined;
    this.waiting = false;
  }
}
