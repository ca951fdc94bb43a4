import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { number, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { choicesWith, receiptParameters, receiptValues, supplierFilter } from './receipt-filter.ts';
import type { ReceiptFilter } from './receipt-filter.ts';

const columns = {
  rate: 'low',
  expectedDeviating: 'expected_deviating',
  deviated: 'deviated',
  openLots: 'open_lots',
  lots: 'lots',
  name: 'lowerUTF8(ifNull(name, supplier_id))',
} as const;
type Column = keyof typeof columns;

const sorts = Object.fromEntries(
  Object.entries(columns).flatMap(([name, column]) => [
    [`${name} asc`, `${column} ASC NULLS LAST`],
    [`${name} desc`, `${column} DESC NULLS LAST`],
  ]),
);
const choices = choicesWith(supplierFilter);
const ofSuppliers = { ...receiptParameters, suppliers: z.array(z.string()) };

const page = defineQuery({
  module: import.meta.url,
  file: './suppliers.sql',
  parameters: z.object({
    ...receiptParameters,
    sort: z.enum(Object.keys(sorts) as [string]),
    limit: z.number().int().positive(),
    offset: z.number().int().nonnegative(),
  }),
  row: z.object({
    supplierId: z.string(),
    name: text,
    country: text,
    lots: z.number(),
    labelled: z.number(),
    deviated: z.number(),
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
  file: './count-suppliers.sql',
  parameters: z.object(receiptParameters),
  row: z.object({ total: z.number(), withheld: z.number() }),
  choices,
});

const months = defineQuery({
  module: import.meta.url,
  file: './receipts-by-month.sql',
  parameters: z.object(ofSuppliers),
  row: z.object({
    supplierId: z.string(),
    month: z.string(),
    lots: z.number(),
    labelled: z.number(),
    deviated: z.number(),
  }),
  choices,
});

const worst = defineQuery({
  module: import.meta.url,
  file: './worst-items.sql',
  parameters: z.object(ofSuppliers),
  row: z.object({
    supplierId: z.string(),
    itemId: z.string(),
    itemName: text,
    labelled: z.number(),
    deviated: z.number(),
    rate: z.number(),
  }),
  choices,
});

const recurring = defineQuery({
  module: import.meta.url,
  file: './recurring-defects.sql',
  parameters: z.object(ofSuppliers),
  row: z.object({ supplierId: z.string(), defect: z.string(), times: z.number(), last: time }),
  times: ['last'],
  choices,
});

export interface SupplierRequest extends ReceiptFilter {
  readonly sort: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

type Row<Query extends (...parameters: never[]) => Promise<unknown[]>> = Awaited<ReturnType<Query>>[number];

/** A supplier with its receipts by month (oldest first), its worst items and the defects that come again. */
export interface JudgedSupplier extends Row<typeof page> {
  readonly months: readonly Row<typeof months>[];
  readonly worst: readonly Row<typeof worst>[];
  readonly recurring: readonly Row<typeof recurring>[];
}

/** One page of the suppliers that match. */
export async function listSuppliers(
  engine: Pick<Statements, 'query'>,
  request: SupplierRequest,
): Promise<JudgedSupplier[]> {
  const { sort, order, limit, offset } = request;
  const rows = await page(engine, { ...receiptValues(request), sort: `${sort} ${order}`, limit, offset });
  const values = { ...receiptValues(request), suppliers: rows.map(({ supplierId }) => supplierId) };
  const [ofMonths, ofItems, ofDefects] = await Promise.all([
    months(engine, values),
    worst(engine, values),
    recurring(engine, values),
  ]);
  const bySupplier = <Some extends { supplierId: string }>(some: Some[]) =>
    Map.groupBy(some, ({ supplierId }) => supplierId);
  const [month, item, defect] = [bySupplier(ofMonths), bySupplier(ofItems), bySupplier(ofDefects)];
  return rows.map((row) => ({
    ...row,
    months: month.get(row.supplierId) ?? [],
    worst: item.get(row.supplierId) ?? [],
    recurring: defect.get(row.supplierId) ?? [],
  }));
}

/** How many suppliers match in all, and of how many of those the reader may see nothing. */
export async function countSuppliers(
  engine: Pick<Statements, 'query'>,
  filter: ReceiptFilter,
): Promise<{ total: number; withheld: number }> {
  const [counted] = await counts(engine, receiptValues(filter));
  if (counted === undefined) throw new Error('The suppliers were not counted');
  return counted;
}

/** Receipts of one supplier and item by month, oldest first. */
export function receiptsByMonth(
  engine: Pick<Statements, 'query'>,
  filter: ReceiptFilter & { supplier: string },
): Promise<Row<typeof months>[]> {
  return months(engine, { ...receiptValues(filter), suppliers: [filter.supplier] });
}
