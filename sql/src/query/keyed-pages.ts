import { PER_STATEMENT } from './ask-in-parts.ts';
import type { RowCount } from './define-query.ts';
import { decodeCursor, encodeCursor, InvalidCursor, type KeyedCursor } from './keyed-cursor.ts';

/** Rows that are found by numbered keys: those of any run of keys, in the order of the keys, each key with any number of rows. */
export interface KeyedRows<Row> {
  readonly keys: number;
  /** How many keys are asked for at once to fill a page. */
  readonly step: number;
  /** Visible rows of the keys from `start` to before `end`. */
  read(start: number, end: number): Promise<Row[]>;
  count(start: number, end: number): Promise<RowCount>;
}

export interface KeyedPageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface KeyedPage<Row> {
  readonly rows: readonly Row[];
  /** Rows on all pages, withheld ones included. */
  readonly total: number;
  readonly withheld: number;
  readonly nextCursor: string | null;
}

/** One page of the rows. Throws `InvalidCursor`. */
export async function keyedPage<Row>(
  rows: KeyedRows<Row>,
  { limit, cursor }: KeyedPageRequest,
): Promise<KeyedPage<Row>> {
  const start = cursor === undefined ? await firstCursor(rows) : decodeCursor(cursor);
  if (start.key > rows.keys) throw new InvalidCursor();
  const taken: Row[] = [];
  let { key, skip } = start;
  while (key < rows.keys && taken.length < limit) {
    const end = Math.min(key + rows.step, rows.keys);
    const found = await rows.read(key, end);
    const take = found.slice(skip, skip + limit - taken.length);
    taken.push(...take);
    if (skip + take.length < found.length) {
      skip += take.length;
      break;
    }
    // A page of another size may have asked for more keys at once: what it showed reaches into the next ones.
    [key, skip] = [end, Math.max(0, skip - found.length)];
  }
  const nextCursor = key < rows.keys ? encodeCursor({ ...start, key, skip }) : null;
  return { rows: taken, total: start.total, withheld: start.withheld, nextCursor };
}

/** All visible rows, in batches. */
export async function* keyedStream<Row>({ keys, read }: Pick<KeyedRows<Row>, 'keys' | 'read'>): AsyncIterable<Row[]> {
  for (let start = 0; start < keys; start += PER_STATEMENT) {
    const rows = await read(start, Math.min(start + PER_STATEMENT, keys));
    if (rows.length > 0) yield rows;
  }
}

async function firstCursor({ keys, count }: KeyedRows<unknown>): Promise<KeyedCursor> {
  let [total, withheld] = [0, 0];
  for (let start = 0; start < keys; start += PER_STATEMENT) {
    const counted = await count(start, Math.min(start + PER_STATEMENT, keys));
    total += counted.total;
    withheld += counted.hidden;
  }
  return { key: 0, skip: 0, total, withheld };
}
