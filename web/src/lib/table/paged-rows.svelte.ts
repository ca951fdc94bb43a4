import { untrack } from 'svelte';
import { Resource } from '#lib/api/resource.svelte.ts';

/** How the rows are sorted by the server: `column` ascending, `-column` descending. */
export type SortOrder = string;

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly withheld: number;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
  readonly sort: SortOrder | undefined;
}

/** Where the order of a list lives when the page keeps it: in its address. */
interface SortPlace {
  readonly current: () => SortOrder | undefined;
  readonly choose: (sort: SortOrder | undefined) => void;
}

/** One list of the server, a page at a time. When what is asked for changes, it starts again at the first page. */
export class PagedRows<Row, P extends Page<Row> = Page<Row>> {
  readonly limit: number;
  readonly resource: Resource<P>;
  #cursors = $state.raw<ReadonlyArray<string | null>>([null]);
  #asked: string | undefined;
  #sort = $state<SortOrder>();
  readonly #sortPlace: SortPlace | undefined;

  /** `question` is everything that the rows depend on, as text; undefined means that there is nothing to ask yet. */
  constructor(
    question: () => string | undefined,
    load: (question: string, page: PageRequest, signal: AbortSignal) => Promise<P>,
    { limit = 50, sorting }: { limit?: number; sorting?: SortPlace } = {},
  ) {
    this.limit = limit;
    this.#sortPlace = sorting;
    this.resource = new Resource((signal) => {
      const asked = question();
      const { sort } = this;
      const key = `${asked}|${sort ?? ''}`;
      if (key !== this.#asked) {
        this.#asked = key;
        if (untrack(() => this.#cursors.length) > 1) this.#cursors = [null];
      }
      const cursor = this.#cursors.at(-1) ?? null;
      return asked === undefined ? undefined : load(asked, { limit, cursor, sort }, signal);
    });
  }

  get sort(): SortOrder | undefined {
    return this.#sortPlace ? this.#sortPlace.current() : this.#sort;
  }

  set sort(sort: SortOrder | undefined) {
    if (this.#sortPlace) this.#sortPlace.choose(sort);
    else this.#sort = sort;
  }

  get page(): P | undefined {
    return this.resource.data;
  }

  /** Number of the first row of this page, from 1. */
  get first(): number {
    return (this.#cursors.length - 1) * this.limit + 1;
  }

  get hasPrevious(): boolean {
    return this.#cursors.length > 1;
  }

  get hasNext(): boolean {
    return this.page !== undefined && this.page.nextCursor !== null;
  }

  previous(): void {
    if (this.hasPrevious) this.#cursors = this.#cursors.slice(0, -1);
  }

  next(): void {
    const cursor = this.page?.nextCursor;
    if (cursor) this.#cursors = [...this.#cursors, cursor];
  }
}
