import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { flag, number, siteParameters, text, time, visibleSites } from '../query/columns.ts';
import { defineQuery, everyRow } from '../query/define-query.ts';
import { sortChoices } from '../query/sort-choices.ts';
import { hasExpired, scoredStock, stockFilter, visibleStock, weekOfExpiry } from './expiry-source.ts';

const columns = {
  expectedMoney: 'expected_money',
  probability: 'probability',
  expectedQuantity: 'expected_quantity',
  expiresAt: 'expires_on',
  rank: 'rank',
  saving: 'e.best_saving',
} as const;
type Column = keyof typeof columns;

const sorts = sortChoices(columns);

const given = z.literal('given').default('given');
const choices = { stock: { given: scoredStock }, visible: { given: visibleStock }, filter: { given: stockFilter } };
const filtering = {
  stock: given,
  visible: given,
  filter: given,
  lot: z.string(),
  q: z.string(),
  site: z.string(),
  item: z.string(),
  state: z.enum(['', 'ahead', 'expired']),
  week: z.string(),
  horizon: z.number().int(),
  unscoredOn: z.number().int(),
  currency: z.string(),
  run: z.string(),
  ...siteParameters,
};

const page = defineQuery({
  module: import.meta.url,
  file: './expiry-risks.sql',
  parameters: z.object({
    ...filtering,
    sort: z.enum(Object.keys(sorts) as [string]),
    limit: z.number().int().positive(),
    offset: z.number().int().nonnegative(),
  }),
  row: z.object({
    lotId: z.string(),
    itemId: text,
    itemName: text,
    siteId: text,
    siteName: text,
    quantity: number,
    unit: text,
    expiresOn: time,
    rank: number,
    probability: number,
    expectedQuantity: number,
    low: number,
    high: number,
    value: number,
    expectedMoney: number,
    currency: text,
    useFirstVerdict: text,
    savedByUsingFirst: number,
    transferVerdict: text,
    savedByTransfer: number,
    transferTo: text,
    transferDays: number,
    markdownVerdict: text,
    savedByMarkdown: number,
    unitPrice: number,
    markdownDiscount: number,
    priceElasticity: number,
    modelId: text,
    modelVersion: z.number(),
    scoredAt: time,
    skill: text,
    verdict: text,
  }),
  times: ['scoredAt'],
  choices: { ...choices, sort: sorts },
});

const totals = defineQuery({
  module: import.meta.url,
  file: './expiry-totals.sql',
  parameters: z.object({ ...filtering, weekOfExpiry: given, expired: given }),
  row: z.object({
    seen: flag,
    expired: flag,
    week: z.string(),
    currency: text,
    lots: z.number(),
    expectedMoney: number,
    valued: z.number(),
    unvalued: z.number(),
    withoutExpiry: z.number(),
    atRisk: number,
    atRiskValued: z.number(),
    atRiskUnvalued: z.number(),
    onHand: number,
    onHandValued: z.number(),
    onHandUnvalued: z.number(),
    stockOn: time,
  }),
  choices: { ...choices, weekOfExpiry: { given: weekOfExpiry }, expired: { given: hasExpired } },
});

export interface ExpiryFilter {
  readonly lotId?: string | undefined;
  readonly q?: string | undefined;
  readonly site?: string | undefined;
  readonly item?: string | undefined;
  /** What lies ahead, or what has expired already; left out: both. */
  readonly state?: 'ahead' | 'expired' | undefined;
  /** ISO week in which it expires, `2026-W47`. */
  readonly week?: string | undefined;
  /** Days from the day of the stock; left out: all stock, also without an expiry date. */
  readonly horizon?: number | undefined;
  /** The run whose scores are read; '': there is none yet. */
  readonly run: string;
  /** The day on which stock is judged that the run has no scores of, see `dayOfStock`. */
  readonly unscoredOn: number;
  /** Of the values of stock that no run has scored. */
  readonly baseCurrency: string | null;
  /** Sites that the reader may see; null: all. */
  readonly sites: readonly string[] | null;
}

export interface ExpiryRequest extends ExpiryFilter {
  readonly sort: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

export type ScoredStock = Awaited<ReturnType<typeof page>>[number];
/** What expires, or has expired, in one week, in one currency. */
export type ExpiryWeek = Awaited<ReturnType<typeof totals>>[number];

const valuesOf = ({
  lotId,
  q,
  site,
  item,
  state,
  week,
  horizon,
  run,
  unscoredOn,
  baseCurrency,
  sites,
}: ExpiryFilter) => ({
  lot: lotId ?? '',
  q: q ?? '',
  site: site ?? '',
  item: item ?? '',
  state: state ?? ('' as const),
  week: week ?? '',
  horizon: horizon ?? -1,
  currency: baseCurrency ?? '',
  run,
  unscoredOn,
  ...visibleSites(sites),
});

/** One page of the stock that matches. */
export function listExpiryRisks(engine: Pick<Statements, 'query'>, request: ExpiryRequest): Promise<ScoredStock[]> {
  const { sort, order, limit, offset } = request;
  return page(engine, { ...valuesOf(request), sort: `${sort} ${order}`, limit, offset });
}

/** All stock that matches, as it is at one moment, in batches. */
export function streamExpiryRisks(
  engine: Pick<Statements, 'stream'>,
  { sort, order, ...filter }: Omit<ExpiryRequest, 'limit' | 'offset'>,
): AsyncIterable<ScoredStock[]> {
  return page.stream(engine, { ...valuesOf(filter), sort: `${sort} ${order}`, limit: everyRow, offset: 0 });
}

/** All that matches by week and currency; what the reader may not see apart. */
export function expiryTotals(engine: Pick<Statements, 'query'>, filter: ExpiryFilter): Promise<ExpiryWeek[]> {
  return totals(engine, valuesOf(filter));
}
