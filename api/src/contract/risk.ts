import { z } from 'zod';
import { ModelSkill } from './models.ts';
import { Day, Instant, Money } from './quantities.ts';

/** What every scored row says of the model behind it; without a model all are null, and the verdict says so. */
export const scoredFields = {
  modelId: z.string().nullable(),
  modelVersion: z.number().int().positive().nullable(),
  scoredAt: Instant.nullable(),
  skill: ModelSkill.nullable().describe('null: no model has judged the row'),
  verdict: z.string().describe('In words: why there is a probability, or why there is none'),
};

/** A range of values; what it holds is said where it is used. */
export const Interval = z.object({ low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/** A share with its 95 % interval. */
export const Rate = Interval.extend({ value: z.number() });
export type Rate = z.infer<typeof Rate>;

/** What became of the lots received in a month. */
export const ReceiptMonth = z.object({
  at: z.string().describe('Month, YYYY-MM'),
  lots: z.number().int(),
  labelled: z.number().int().describe('Lots of which it is known what became of them (D19)'),
  deviated: z.number().int(),
  rated: z.number().int().describe('Of the labelled, those received so long ago that a good one would be known by now'),
  ratedDeviated: z.number().int(),
});

/** What became of a lot. Not inspected, and nothing found since, is `unknown`, never good (D19). */
export const LotOutcome = z.enum(['deviated', 'good', 'unknown']);
export type LotOutcome = z.infer<typeof LotOutcome>;

/** Why a lot is in the inspection queue: its risk, or the random part that keeps labels unbiased (D19). */
export const QueueReason = z.enum(['risk', 'random']);
export type QueueReason = z.infer<typeof QueueReason>;

export const RiskDriver = z.object({
  feature: z.string(),
  meaning: z.string().describe('In words'),
  characteristic: z.string().nullable().describe('The characteristic that it is about; null: none, or several'),
  value: z.number().nullable().describe('Of the feature; null: it is missing, and that is the reason'),
  contribution: z
    .number()
    .describe('Log-odds less those of the same lot with the usual value in its place; above 0 raises the risk'),
});
export type RiskDriver = z.infer<typeof RiskDriver>;

/** A reviewer's verdict on a lot; the newest of a lot counts, and goes into the next training. */
export const LotFeedback = z.object({
  verdict: z.enum(['deviated', 'good']),
  by: z.string(),
  at: Instant,
  reason: z.string(),
});
export type LotFeedback = z.infer<typeof LotFeedback>;

/** `POST /api/v1/risk/supplier-lots/:lotId/feedback` → `LotFeedback`. The same verdict and reason again change nothing. */
export const NewLotFeedback = z.object({
  verdict: z.enum(['deviated', 'good']),
  reason: z.string().trim().min(1).max(1000),
});
export type NewLotFeedback = z.infer<typeof NewLotFeedback>;

/** A received lot and how likely it deviates. */
export const SupplierLotRisk = z.object({
  lotId: z.string(),
  supplierLot: z.string().nullable(),
  supplierId: z.string().nullable(),
  supplierName: z.string().nullable(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  receivedAt: z.string().nullable().describe('ISO 8601: instant, day or month'),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  probability: z.number().nullable().describe('That it deviates; null: the verdict says why'),
  interval: Interval.nullable().describe(
    'Between what calibration gives if the lot is good and if it deviates (with few lots to calibrate on: what the members of the model say at least and at most); wide: little to tell it from. Not a 95 % interval',
  ),
  supplierRate: z
    .number()
    .nullable()
    .describe(
      'Share of deviating lots of its supplier and material as known when it was judged; null: nothing is known',
    ),
  exposure: Money.describe('What a recall of this lot would concern (D14): it and all that was made of it'),
  expectedLoss: Money.describe(
    'probability × exposure: the loss at most, as not every lot that deviates escapes and is recalled (D21); unknown where either is',
  ),
  drivers: z.array(RiskDriver),
  outcome: LotOutcome,
  inspected: z.boolean().describe('It has a valid incoming result of our own'),
  queued: QueueReason.nullable().describe('null: never in the inspection queue'),
  feedback: LotFeedback.nullable(),
  ...scoredFields,
});
export type SupplierLotRisk = z.infer<typeof SupplierLotRisk>;

const id = z.string().max(500).optional();

/** What the lists of supplier lots and of suppliers are narrowed by. */
export const receiptFilter = {
  from: Day.optional().describe('Received on or after'),
  to: Day.optional().describe('Exclusive'),
  site: id,
  item: id,
  supplier: id,
  q: z.string().max(500).optional().describe('Part of an id or a name'),
};
