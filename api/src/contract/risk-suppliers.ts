import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { Rate, receiptFilter, ReceiptMonth, scoredFields } from './risk.ts';

/** `GET /api/v1/risk/suppliers?…`; the same with `.csv` streams all that match. One supplier is asked for by `supplier`. */
export const SupplierRiskQuery = PageQuery.extend({
  ...receiptFilter,
  sort: z
    .enum(['rate', 'expectedDeviating', 'deviated', 'openLots', 'lots', 'name'])
    .default('rate')
    .describe('rate: by its lower bound, so that few lots do not lead the list'),
  order: z.enum(['asc', 'desc']).default('desc').describe('What is unknown comes last either way'),
});
export type SupplierRiskQuery = z.infer<typeof SupplierRiskQuery>;

/** A supplier: what is observed needs no model; only `expectedDeviating` does. */
export const SupplierRisk = z.object({
  supplierId: z.string(),
  name: z.string().nullable(),
  country: z.string().nullable(),
  lots: z.number().int().describe('Received in the period'),
  labelled: z.number().int().describe('Of those, the lots of which it is known what became of them (D19)'),
  deviated: z.number().int(),
  rated: z
    .number()
    .int()
    .describe(
      'Of the labelled, those received so long ago that a good one would be known by now: a deviation is known at once, so that the newest lots would make every rate too high',
    ),
  ratedDeviated: z.number().int(),
  rate: Rate.nullable().describe(
    'ratedDeviated of rated, with the 95 % interval of Wilson; null: none is old enough and labelled',
  ),
  trend: z.array(ReceiptMonth).describe('Oldest first'),
  openLots: z.number().int().describe('Lots of which it is not known what became of them'),
  expectedDeviating: z.number().nullable().describe('Sum of the probabilities of the open lots; null: none has one'),
  unscored: z.number().int().describe('Open lots without a probability: not in expectedDeviating'),
  worst: z
    .array(
      z.object({
        itemId: z.string(),
        itemName: z.string().nullable(),
        rate: z.number(),
        deviated: z.number().int(),
        labelled: z.number().int(),
      }),
    )
    .describe('Its items with the highest rates, at most five'),
  recurring: z
    .array(z.object({ defect: z.string(), count: z.number().int(), last: z.string() }))
    .describe('Defects found more than once in its lots, the commonest first, at most five'),
  ...scoredFields,
});
export type SupplierRisk = z.infer<typeof SupplierRisk>;
export const SupplierRiskPage = page(SupplierRisk);
export type SupplierRiskPage = z.infer<typeof SupplierRiskPage>;

/** `GET /api/v1/risk/suppliers/:supplierId/items?…` (and `items.csv`): what became of the lots of one supplier, by item. */
export const SupplierItemQuery = SupplierRiskQuery.omit({ supplier: true, q: true });
export type SupplierItemQuery = z.infer<typeof SupplierItemQuery>;

/** An item as it was received of one supplier; what is observed needs no model, only `expectedDeviating` does. */
export const SupplierItemRisk = SupplierRisk.pick({
  lots: true,
  labelled: true,
  deviated: true,
  rated: true,
  ratedDeviated: true,
  rate: true,
  openLots: true,
  expectedDeviating: true,
  unscored: true,
}).extend({
  itemId: z.string().describe("'': not stated"),
  itemName: z.string().nullable(),
});
export type SupplierItemRisk = z.infer<typeof SupplierItemRisk>;
export const SupplierItemPage = page(SupplierItemRisk);
export type SupplierItemPage = z.infer<typeof SupplierItemPage>;
