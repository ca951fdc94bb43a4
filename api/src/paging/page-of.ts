import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { PageQuery } from '../contract/paging.ts';
import { Invalid } from '../errors/failures.ts';
import { readCursor, writeCursor } from './cursor.ts';

interface Aged extends ObjectLiteral {
  id: string;
  createdAt: Date;
}

export interface Paged<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
  withheld: number;
}

/** What rows are ordered by, the greatest value first: an expression and its type in PostgreSQL. */
export interface PageOrder {
  readonly sql: string;
  readonly type: 'timestamptz' | 'float8' | 'uuid';
}

/** Newest first. Milliseconds order rows, then ids. */
const newestFirst = (alias: string): PageOrder[] => [
  { sql: `date_trunc('milliseconds', ${alias}.created_at)`, type: 'timestamptz' },
  { sql: `${alias}.id`, type: 'uuid' },
];

const number = z.string().regex(/^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$/);
const valueOf: Readonly<Record<PageOrder['type'], z.ZodType<string>>> = {
  timestamptz: z.iso.datetime(),
  float8: number,
  uuid: z.uuid(),
};
const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** A page of what the builder selects; `alias` is the builder's. Rows are ordered by `first`, then newest first. */
export async function pageOf<Row extends Aged, Item>(
  builder: SelectQueryBuilder<Row>,
  alias: string,
  { limit, cursor }: PageQuery,
  describe: (row: Row) => Item,
  first: readonly PageOrder[] = [],
): Promise<Paged<Item>> {
  const total = await builder.clone().getCount();
  const order = [...first, ...newestFirst(alias)];
  const position = readCursor(cursor);
  if (position !== null) narrowToAfter(builder, order, position);
  order.forEach(({ sql }, at) => {
    // In brackets: a bare column would only be renamed, and be missing in its entity.
    builder.addSelect(`(${sql})`, `key${at}`).addOrderBy(`key${at}`, 'DESC');
  });
  const { entities, raw } = await builder.limit(limit + 1).getRawAndEntities<Record<string, unknown>>();
  const shown = entities.slice(0, limit);
  const last = raw[limit - 1];
  const nextCursor =
    entities.length > limit && last ? writeCursor(order.map((_, at) => textOf(last[`key${at}`]))) : null;
  return { items: shown.map(describe), nextCursor, total, withheld: 0 };
}

function narrowToAfter<Row extends Aged>(
  builder: SelectQueryBuilder<Row>,
  order: readonly PageOrder[],
  position: readonly string[],
): void {
  const fits =
    position.length === order.length && order.every(({ type }, at) => valueOf[type].safeParse(position[at]).success);
  if (!fits) throw new Invalid('The cursor is not one that an earlier page of this list gave');
  const columns = order.map(({ sql }) => sql).join(', ');
  const values = order.map(({ type }, at) => `:after${at}::${type}`).join(', ');
  builder.andWhere(
    `(${columns}) < (${values})`,
    Object.fromEntries(position.map((value, at) => [`after${at}`, value])),
  );
}
