import { z } from 'zod';
import { Estimate } from './models.ts';
import { pageFields } from './paging.ts';
import { Instant, IsoWeek } from './quantities.ts';
import { QueueReason, SupplierLotRisk } from './risk.ts';

/** `GET /api/v1/inspection-queue?week=&site=` (and `.csv`): without a week, that of today. */
export const InspectionQueueQuery = z.object({
  week: IsoWeek.optional(),
  site: z.string().max(500).optional(),
});
export type InspectionQueueQuery = z.infer<typeof InspectionQueueQuery>;

export const InspectionBudget = z.object({
  lots: z.number().int().nonnegative().describe('Lots that are inspected in a week, over all sites'),
  randomShare: z.number().describe('Share of them that is drawn at random (D19), at least 0.1'),
  setBy: z.string().nullable().describe('null: the default, nobody has set it'),
  setAt: Instant.nullable(),
  reason: z.string().nullable(),
});
export type InspectionBudget = z.infer<typeof InspectionBudget>;

/** `PUT /api/v1/inspection-queue/budget` → `InspectionBudget`. It counts from the next week that is chosen. */
export const InspectionBudgetChange = z.object({
  perWeek: z.number().int().min(1).max(10_000),
  randomShare: z.number().min(0.1).max(1).default(0.1),
  reason: z.string().trim().min(1).max(1000),
});
export type InspectionBudgetChange = z.infer<typeof InspectionBudgetChange>;

export const InspectionQueueItem = SupplierLotRisk.extend({ reason: QueueReason });
export type InspectionQueueItem = z.infer<typeof InspectionQueueItem>;

/** What the queues of past weeks caught, among receipts of which it is known what became of them (D19). */
export const QueueMeasure = z.object({
  weeks: z.number().int().nonnegative().describe('Past weeks that had a queue'),
  receipts: z.number().int().nonnegative().describe('Lots that were open in those weeks'),
  inspected: z
    .number()
    .int()
    .nonnegative()
    .describe('Lots of the queues of which it is known by now what became of them'),
  deviating: z.number().int().nonnegative().describe('Receipts known by now to deviate, in a queue or not'),
  caught: z.number().int().nonnegative().describe('Of those, the ones in a queue'),
  recall: Estimate.describe('caught of deviating'),
  randomRate: Estimate.describe('Deviating share of the random parts, as far as it is known: the unbiased rate'),
});
export type QueueMeasure = z.infer<typeof QueueMeasure>;

export const InspectionQueue = z.object({
  week: z.string(),
  chosenAt: Instant.nullable().describe(
    'When its lots were chosen; null: not yet, no model has scored, or nothing was open',
  ),
  budget: InspectionBudget.describe('Within which its lots were chosen'),
  nextBudget: InspectionBudget.describe('Within which the lots of the next week are chosen'),
  items: z.array(InspectionQueueItem).describe('Those of risk first, the most probable first; then the random ones'),
  total: pageFields.total,
  withheld: pageFields.withheld,
  measured: QueueMeasure,
});
export type InspectionQueue = z.infer<typeof InspectionQueue>;
