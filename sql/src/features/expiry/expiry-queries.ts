import { z } from 'zod';
import { number, text } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';
import { versionsOf } from '../../query/versions.ts';

const given = z.literal('given').default('given');

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

/** What customers paid for items in a window before a cut-off. */
export const prices = defineQuery({
  module: import.meta.url,
  file: './prices.sql',
  parameters: z.object({ from: z.date(), cutoff: z.date() }),
  row: z.object({ itemId: z.string(), currency: z.string(), unitPrice: z.number() }),
});

/** Lots on hand at each of some cut-offs as they were known then, and what was never used of those whose last day is over at `judgedAt`. */
export const stockByLot = defineQuery({
  module: import.meta.url,
  file: './stock-by-lot.sql',
  parameters: z.object({
    movements: given,
    shipments: given,
    lots: given,
    lotStatus: given,
    cutoffs: z.array(z.date()),
    judgedAt: z.date(),
  }),
  row: z.object({
    /** That of its cut-off, since 1970-01-01. */
    day: z.number().int(),
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
  choices: {
    movements: { given: versionsOf('movements') },
    shipments: { given: versionsOf('shipments') },
    lots: { given: versionsOf('lots') },
    lotStatus: { given: versionsOf('lot_status') },
  },
});
export type LotOnHand = Awaited<ReturnType<typeof stockByLot>>[number];
