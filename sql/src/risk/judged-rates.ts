import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { number, text } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { sortChoices } from '../query/sort-choices.ts';
import { choicesWith, receiptParameters, receiptValues, supplierFilter } from './receipt-filter.ts';
import type { ReceiptFilter } from './receipt-filter.ts';

const columns = {
  rate: 'low',
  expectedDeviating: 'expected_deviating',
  deviated: 'deviated',
  openLots: 'open_lots',
  lots: 'lots',
  name: 'lowerUTF8(ifNull(name, id))',
} as const;
type Column = keyof typeof columns;

const sorts = sortChoices(columns);
/** What receipts are counted by. */
export type RatesBy = 'supplier' | 'item';
const by = z.enum(['supplier', 'item']);

const choices = {
  ...choicesWith(supplierFilter),
  by: { supplier: 'r.supplier_id', item: 'r.item_id' },
  names: {
    supplier: 'SELECT supplier_id AS id, name, country FROM suppliers',
    item: 'SELECT item_id AS id, name, NULL AS country FROM items',
  },
};

const page = defineQuery({
  module: import.meta.url,
  file: './judged-rates.sql',
  parameters: z.object({
    ...receiptParameters,
    by,
    names: by,
    sort: z.enum(Object.keys(sorts) as [string]),
    limit: z.number().int().positive(),
    offset: z.number().int().nonnegative(),
  }),
  row: z.object({
    id: z.string(),
    name: text,
    country: text,
    lots: z.number(),
    labelled: z.number(),
    deviated: z.number(),
    rated: z.number(),
    ratedDeviated: z.number(),
    openLots: z.number(),
    unscored: z.number(),
    expectedDeviating: number,
    rate: number,
    low: number,
    high: number,
  }),
  choices: { ...choices, sort: sorts },
});

const counts = defineQuery({
  module: import.meta.url,
  file: './count-judged.sql',
  parameters: z.object({ ...receiptParameters, by }),
  row: z.object({ total: z.number(), withheld: z.number() }),
  choices,
});

export interface RatesRequest extends ReceiptFilter {
  readonly sort: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** A supplier or an item ('': not stated) and what became of the lots received of it. */
export type JudgedRate = Awaited<ReturnType<typeof page>>[number];

/** One page of the suppliers, or items, that match. */
export function listRates(
  engine: Pick<Statements, 'query'>,
  key: RatesBy,
  request: RatesRequest,
): Promise<JudgedRate[]> {
  const { sort, order, limit, offset } = request;
  return page(engine, { ...receiptValues(request), by: key, names: key, sort: `${sort} ${order}`, limit, offset });
}

/** How many match in all, and of how many of those the reader may see nothing. */
export async function countRates(
  engine: Pick<Statements, 'query'>,
  key: RatesBy,
  filter: ReceiptFilter,
): Promise<{ total: number; withheld: number }> {
  const [counted] = await counts(engine, { ...receiptValues(filter), by: key });
  if (counted === undefined) throw new Error(`The receipts were not counted by ${key}`);
  return counted;
}
