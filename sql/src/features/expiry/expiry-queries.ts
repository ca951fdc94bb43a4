import { z } from 'zod';
import { number, text } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';

/** Demand per item, place and day as it was known at a cut-off; `asked` null: stock-out, or a unit that does not convert. */
export const dailyDemand = defineQuery({
  module: import.meta.url,
  file: './daily-demand.sql',
  parameters: z.object({ from: z.date(), cutoff: z.date() }),
  row: z.object({ itemId: z.string(), siteId: z.string(), day: z.number().int(), asked: number }),
});

/** Shares of an item's shipments from a place by the remaining life that the customers ask for (D20), in a window before a cut-off. */
export const customerClasses = defineQuery({
  module: import.meta.url,
  file: './customer-classes.sql',
  parameters: z.object({ from: z.date(), cutoff: z.date() }),
  row: z.object({ itemId: z.string(), siteId: z.string(), days: z.number().int(), share: z.number() }),
});

/** Lots on hand at a cut-off as they were known then, and what was never used of those whose last day is over at `judgedAt`. */
export const stockByLot = defineQuery({
  module: import.meta.url,
  file: './stock-by-lot.sql',
  parameters: z.object({ cutoff: z.date(), judgedAt: z.date() }),
  row: z.object({
    lotId: z.string(),
    itemId: z.string(),
    siteId: z.string(),
    quantity: number,
    unit: text,
    shelfLifeDays: number,
    minRemainingLifeDays: number,
    lastDay: number,
    receivedDay: number,
    unitCost: number,
    currency: text,
    status: text,
    lost: number,
  }),
});
export type LotOnHand = Awaited<ReturnType<typeof stockByLot>>[number];
