import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { countRates, listRates } from './judged-rates.ts';
import type { JudgedRate, RatesRequest } from './judged-rates.ts';
import { choicesWith, receiptParameters, receiptValues, supplierFilter } from './receipt-filter.ts';
import type { ReceiptFilter } from './receipt-filter.ts';

const choices = choicesWith(supplierFilter);
const ofSuppliers = { ...receiptParameters, suppliers: z.array(z.string()) };

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
    rated: z.number(),
    ratedDeviated: z.number(),
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

export type SupplierRequest = RatesRequest;

type Row<Query extends (...parameters: never[]) => Promise<unknown[]>> = Awaited<ReturnType<Query>>[number];

/** A supplier with its receipts by month (oldest first), its worst items and the defects that come again. */
export interface JudgedSupplier extends Omit<JudgedRate, 'id'> {
  readonly supplierId: string;
  readonly months: readonly Row<typeof months>[];
  readonly worst: readonly Row<typeof worst>[];
  readonly recurring: readonly Row<typeof recurring>[];
}

/** One page of the suppliers that match. */
export async function listSuppliers(
  engine: Pick<Statements, 'query'>,
  request: SupplierRequest,
): Promise<JudgedSupplier[]> {
  const rates = await listRates(engine, 'supplier', request);
  const rows = rates.map(({ id, ...rate }) => ({ supplierId: id, ...rate }));
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
export function countSuppliers(
  engine: Pick<Statements, 'query'>,
  filter: ReceiptFilter,
): Promise<{ total: number; withheld: number }> {
  return countRates(engine, 'supplier', filter);
}

/** Receipts of one supplier and item by month, oldest first. */
export function receiptsByMonth(
  engine: Pick<Statements, 'query'>,
  filter: ReceiptFilter & { supplier: string },
): Promise<Row<typeof months>[]> {
  return months(engine, { ...receiptValues(filter), suppliers: [filter.supplier] });
}
