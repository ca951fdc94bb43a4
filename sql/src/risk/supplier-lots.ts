import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { flag, number, text, time } from '../query/columns.ts';
import { defineQuery, everyRow } from '../query/define-query.ts';
import { sortChoices } from '../query/sort-choices.ts';
import { choicesWith, lotFilter, lotParameters, receiptValues } from './receipt-filter.ts';
import type { ReceiptFilter } from './receipt-filter.ts';

const columns = { probability: 'probability', expectedLoss: 'expected_loss', receivedAt: 'received_at' } as const;
type Column = keyof typeof columns;

const sorts = sortChoices(columns);

const page = defineQuery({
  module: import.meta.url,
  file: './supplier-lots.sql',
  parameters: z.object({
    ...lotParameters,
    run: z.string(),
    sort: z.enum(Object.keys(sorts) as [string]),
    limit: z.number().int().positive(),
    offset: z.number().int().nonnegative(),
  }),
  row: z.object({
    lotId: z.string(),
    supplierLot: text,
    supplierId: text,
    supplierName: text,
    itemId: text,
    itemName: text,
    siteId: text,
    siteName: text,
    receivedAt: time,
    quantity: number,
    unit: text,
    outcome: z.enum(['unknown', 'good', 'deviated']),
    inspected: flag,
    probability: number,
    low: number,
    high: number,
    supplierRate: number,
    exposure: number,
    unvalued: z.number(),
    expectedLoss: number,
    /** JSON of `ScoreDriver[]`; null: not scored. */
    drivers: text,
    modelId: text,
    modelVersion: z.number(),
    scoredAt: time,
    skill: text,
    verdict: text,
  }),
  times: ['receivedAt', 'scoredAt'],
  choices: { ...choicesWith(lotFilter), sort: sorts },
});

const counts = defineQuery({
  module: import.meta.url,
  file: './count-supplier-lots.sql',
  parameters: z.object(lotParameters),
  row: z.object({ total: z.number(), withheld: z.number() }),
  choices: choicesWith(lotFilter),
});

export interface SupplierLotFilter extends ReceiptFilter {
  /** Only these; none: all. */
  readonly lotIds?: readonly string[] | undefined;
  /** open: nobody knows what became of it; rated: judged, and long enough ago to count in a rate. */
  readonly state: 'open' | 'judged' | 'rated' | 'all';
}

export interface SupplierLotRequest extends SupplierLotFilter {
  /** The run whose scores are read; '': there is none yet. */
  readonly run: string;
  readonly sort: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

export type ScoredLot = Awaited<ReturnType<typeof page>>[number];

const valuesOf = (filter: SupplierLotFilter) => ({
  ...receiptValues(filter),
  lots: [...(filter.lotIds ?? [])],
  state: filter.state,
});

/** One page of the received lots that match. */
export function listSupplierLots(engine: Pick<Statements, 'query'>, request: SupplierLotRequest): Promise<ScoredLot[]> {
  const { run, sort, order, limit, offset } = request;
  return page(engine, { ...valuesOf(request), run, sort: `${sort} ${order}`, limit, offset });
}

/** All received lots that match, as they are at one moment, in batches. */
export function streamSupplierLots(
  engine: Pick<Statements, 'stream'>,
  { run, sort, order, ...filter }: Omit<SupplierLotRequest, 'limit' | 'offset'>,
): AsyncIterable<ScoredLot[]> {
  return page.stream(engine, { ...valuesOf(filter), run, sort: `${sort} ${order}`, limit: everyRow, offset: 0 });
}

/** How many received lots match in all, and how many of those the reader may not see. */
export async function countSupplierLots(
  engine: Pick<Statements, 'query'>,
  filter: SupplierLotFilter,
): Promise<{ total: number; withheld: number }> {
  const [counted] = await counts(engine, valuesOf(filter));
  if (counted === undefined) throw new Error('The received lots were not counted');
  return counted;
}
