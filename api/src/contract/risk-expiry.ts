import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { IsoWeek, Money } from './quantities.ts';
import { Interval, scoredFields } from './risk.ts';

const id = z.string().max(500).optional();

/** `GET /api/v1/risk/expiry?…`; the same with `.csv` streams all that match. */
export const ExpiryRiskQuery = PageQuery.extend({
  lot: z.string().max(500).optional().describe('Exactly this lot'),
  site: id,
  item: id,
  state: z
    .enum(['ahead', 'expired'])
    .optional()
    .describe('Only what can still expire, or only what has expired already; left out: both'),
  week: IsoWeek.optional().describe('Only what expires in this ISO week, YYYY-Www'),
  q: z.string().max(500).optional().describe('Part of a lot id, or of the id or name of an item'),
  horizon: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('Only what expires within so many days of the stock; left out: all stock, also without an expiry date'),
  sort: z
    .enum(['expectedMoney', 'probability', 'expectedQuantity', 'expiresAt', 'rank', 'saving'])
    .default('expectedMoney'),
  order: z.enum(['asc', 'desc']).default('desc').describe('What is unknown comes last either way'),
});
export type ExpiryRiskQuery = z.infer<typeof ExpiryRiskQuery>;

export const ExpiryAction = z.enum(['use-first', 'transfer', 'markdown']);
export type ExpiryAction = z.infer<typeof ExpiryAction>;

/**
 * What an action on a lot is expected to save: of all stock of the item at the site (of a transfer: at both sites), so that it may exceed the expected
 * loss of the lot itself; below 0 it costs more than it saves. `expiry/what-if` answers the same to the same question.
 */
export const ExpirySaving = z.object({
  action: ExpiryAction,
  saved: Money.describe(
    'Of all stock of the item at the site (of a transfer: at both sites): it may exceed expectedMoney of the lot. unknown 1: the detail says why',
  ),
  detail: z.string(),
  toSiteId: z
    .string()
    .nullable()
    .describe('Of a transfer: where it saves most; null: elsewhere, where you may not see'),
  discount: z.number().nullable().describe('Of a markdown: the share of the price with which it saves most'),
  assumed: z.array(z.string()).describe('What was assumed, in sentences'),
});
export type ExpirySaving = z.infer<typeof ExpirySaving>;

/** A lot on hand at a site and what of it expires before it is used. */
export const ExpiryRisk = z.object({
  lotId: z.string(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  expiresAt: z.string().nullable().describe('Last day of use; null: not recorded'),
  rank: z.number().int().nullable().describe('Order of use, first expired first out; null: not in the order'),
  probability: z.number().nullable().describe('That any of it expires; null: the verdict says why'),
  expectedQuantity: z.number().nullable().describe('That expires'),
  interval: Interval.nullable().describe('10th and 90th percentile of the quantity that expires'),
  value: Money.describe('Of the quantity, at unit cost'),
  expectedMoney: Money.describe('Cost of the expected quantity, of this lot alone'),
  savings: z
    .array(ExpirySaving)
    .describe('Of the lots with the largest expected loss; empty: nothing is expected to be lost, or nobody knows'),
  ...scoredFields,
});
export type ExpiryRisk = z.infer<typeof ExpiryRisk>;

export const ExpiryTotals = z.object({
  expectedMoney: Money.describe('Of all that match and lie ahead; unknown counts lots without a figure'),
  atRisk: Money.describe(
    'Whole value of the lots ahead that are expected to lose anything; unknown counts lots without a figure too',
  ),
  expired: Money.describe('Value, at unit cost, of all that match and have expired already: it is lost, no forecast'),
  expiredLots: z.number().int().nonnegative(),
  withoutExpiry: z.number().int().nonnegative().describe('Lots of which no expiry date is recorded; in no week'),
  stockOn: z
    .string()
    .nullable()
    .describe('The day, after that of the newest data, at whose start the stock is judged; null: no stock matches'),
  timeline: z
    .array(
      z.object({
        week: z.string().describe('ISO week, YYYY-Www, in which they expire'),
        expectedMoney: Money,
        lots: z.number().int(),
      }),
    )
    .describe('What lies ahead by week, the earliest first'),
});
export type ExpiryTotals = z.infer<typeof ExpiryTotals>;

export const ExpiryRiskPage = page(ExpiryRisk).extend({ totals: ExpiryTotals });
export type ExpiryRiskPage = z.infer<typeof ExpiryRiskPage>;

/** `POST /api/v1/risk/expiry/what-if` → 202 `JobAccepted`; the result of the job is an `ExpiryWhatIfResult`. */
export const ExpiryWhatIf = z
  .object({
    lotId: z.string().min(1).max(500),
    siteId: z.string().min(1).max(500).describe('Where the stock is'),
    action: ExpiryAction,
    toSiteId: z.string().min(1).max(500).optional().describe('Of a transfer: where to'),
    discount: z.number().gt(0).lt(1).optional().describe('Of a markdown: share of the price that is given up'),
  })
  .refine(({ action, toSiteId }) => (action === 'transfer') === (toSiteId !== undefined), {
    path: ['toSiteId'],
    message: 'belongs to a transfer, and to nothing else',
  })
  .refine(({ action, discount }) => (action === 'markdown') === (discount !== undefined), {
    path: ['discount'],
    message: 'belongs to a markdown, and to nothing else',
  });
export type ExpiryWhatIf = z.infer<typeof ExpiryWhatIf>;

export const ExpiryWhatIfResult = z.object({
  before: Money.describe('Expected loss of all stock of the item at the sites concerned, as it is'),
  after: Money.describe('The same with the action, over the same futures'),
  saved: Money.describe('before less after, less what the action costs; below 0 it costs more than it saves'),
  assumed: z.array(z.string()).describe('What was assumed, in sentences'),
  verdict: z.string().describe('Why there is an answer, or why there is none'),
});
export type ExpiryWhatIfResult = z.infer<typeof ExpiryWhatIfResult>;
