import type { Snippet } from 'svelte';

/** One column of a table: its heading, what a cell says as text, and how it is drawn when text is not enough. */
export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** What its figures mean, where the heading is too short to say it. */
  readonly about?: string;
  /** Right-aligned tabular figures. */
  readonly numeric?: boolean;
  /** Free text: may break over lines. Everything else stays on one. */
  readonly wrap?: boolean;
  /** Left out on a telephone: another cell of the row says it there. */
  readonly wide?: boolean;
  /** The server can sort by it. */
  readonly sortable?: boolean;
  /** The first click sorts it with the largest on top: where that is what people look for. */
  readonly largestFirst?: boolean;
  /** Null is unknown and shown as such. */
  readonly text: (row: Row) => string | null;
  readonly cell?: Snippet<[Row, Column<Row>]>;
}

/** The order after a click on a heading: ascending, descending (or the other way round), then as the server likes. */
export function nextSort(current: string | undefined, column: string, largestFirst = false): string | undefined {
  const orders = largestFirst ? [`-${column}`, column] : [column, `-${column}`];
  if (current === orders[0]) return orders[1];
  return current === orders[1] ? undefined : orders[0];
}

/** The value of `aria-sort` of a column under an order. */
export function ariaSort(current: string | undefined, column: string): 'ascending' | 'descending' | 'none' {
  if (current === column) return 'ascending';
  return current === `-${column}` ? 'descending' : 'none';
}
