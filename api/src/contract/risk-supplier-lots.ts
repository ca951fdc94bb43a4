import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { LotOutcome, receiptFilter, ReceiptMonth, SupplierLotRisk } from './risk.ts';

/** `GET /api/v1/risk/supplier-lots?…`; the same with `.csv` streams all that match. */
export const SupplierLotRiskQuery = PageQuery.extend({
  ...receiptFilter,
  state: z
    .enum(['open', 'judged', 'rated', 'all'])
    .default('open')
    .describe(
      'open: what became of it is not known; judged: it is, or a reviewer has said it; rated: judged, and received so long ago that a good lot would be known as such by now',
    ),
  sort: z.enum(['probability', 'expectedLoss', 'receivedAt']).default('probability'),
  order: z.enum(['asc', 'desc']).default('desc').describe('What is unknown comes last either way'),
});
export type SupplierLotRiskQuery = z.infer<typeof SupplierLotRiskQuery>;
export const SupplierLotRiskPage = page(SupplierLotRisk);
export type SupplierLotRiskPage = z.infer<typeof SupplierLotRiskPage>;

/** A characteristic of a lot beside its limits and what is usual of the item. */
export const LotCharacteristic = z.object({
  name: z.string(),
  unit: z.string().nullable(),
  own: z.number().nullable().describe('Mean of our own valid incoming results; null: not measured'),
  certificate: z.number().nullable().describe("Of the supplier's certificate"),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  usual: z.number().nullable().describe('Median of the earlier lots of the item'),
  past: z
    .array(z.object({ at: z.string(), value: z.number() }))
    .describe('The newest earlier lots of the item and supplier, oldest first: own results, else the certificate'),
});
export type LotCharacteristic = z.infer<typeof LotCharacteristic>;

/** `GET /api/v1/risk/supplier-lots/:lotId` */
export const SupplierLotDetail = SupplierLotRisk.extend({
  history: z.array(ReceiptMonth).describe('Receipts of its supplier and item by month, oldest first'),
  characteristics: z.array(LotCharacteristic),
  neighbours: z
    .array(
      z.object({
        lotId: z.string(),
        supplierLot: z.string().nullable(),
        supplierId: z.string().nullable(),
        supplierName: z.string().nullable(),
        receivedAt: z.string().nullable(),
        outcome: LotOutcome,
        distance: z.number().describe('Root mean square of the differences in standard deviations'),
        compared: z.number().int().describe('Characteristics that both lots have'),
      }),
    )
    .describe('The most similar earlier lots of the item, nearest first'),
});
export type SupplierLotDetail = z.infer<typeof SupplierLotDetail>;
