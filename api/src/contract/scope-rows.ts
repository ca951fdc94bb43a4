import { z } from 'zod';
import { Evidence, MissingEvidence } from './evidence.ts';
import { page, PageQuery } from './paging.ts';
import { Money, Quantity } from './quantities.ts';
import { Bucket } from './scope.ts';

/** What may not be known of single lots of a scope, as the kinds of `unknown` in its summary name it. */
export const UnknownOfLot = z.enum(['cost', 'quantity', 'unit', 'whereabouts', 'variance', 'lot-record']);
export type UnknownOfLot = z.infer<typeof UnknownOfLot>;

/** Of which recall: the traced one, when left out. */
const broadRecall = {
  recall: z
    .enum(['broad', 'saved'])
    .optional()
    .describe(
      'broad: the recall without lot precision that the scope is compared with (R4); saved: what only that one takes',
    ),
  from: z.iso.datetime({ offset: true }).optional().describe('Period of the broad recall, as it was compared'),
  to: z.iso.datetime({ offset: true }).optional(),
};

/** `GET /api/v1/scope/:scopeId/lots|shipments|stock?…`; the same with `.csv` streams all of them. 410 when the data has changed since. */
export const ScopeRowsQuery = PageQuery.extend({
  bucket: z
    .enum([...Bucket.options, 'terminal'])
    .optional()
    .describe('terminal: every bucket but consumed and scrapped, what exposure counts (D14)'),
  customerId: z.string().max(500).optional(),
  country: z.string().min(1).max(500).optional().describe('Of the customer, as its record says'),
  noCountry: z.literal('true').optional().describe('Only customers whose country is not recorded'),
  fromPartyId: z.string().max(500).optional().describe('The party that shipped it on (D15)'),
  relation: z
    .enum(['direct', 'indirect', 'second-tier'])
    .optional()
    .describe('What went to customers of this relation (D15): from a root, from another lot, or from another party'),
  siteId: z.string().max(500).optional(),
  noSite: z.literal('true').optional().describe('Only what is at no site'),
  itemId: z.string().max(500).optional(),
  certainty: z.enum(['certain', 'possible', 'excluded']).optional().describe('certain and possible when left out'),
  noItem: z.literal('true').optional().describe('Only lots of which no row names the item'),
  unvalued: z.literal('true').optional().describe('Of stock only: what is at stake and could not be valued (D14)'),
  unknown: UnknownOfLot.optional().describe('Only lots of which this is not known'),
  margin: z
    .enum(['any', 'known', 'open'])
    .optional()
    .describe(
      'What we shipped ourselves (D14): all of it, or what has a price, a quantity and a cost, or not. Lots and stock: of lots with such shipments',
    ),
  ...broadRecall,
  q: z.string().max(500).optional().describe('Part of a lot id'),
});
export type ScopeRowsQuery = z.infer<typeof ScopeRowsQuery>;

const certainty = z.enum(['certain', 'possible', 'excluded']);

export const ScopeLotRow = z.object({
  lotId: z.string(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  kind: z.string().nullable(),
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  supplierId: z.string().nullable(),
  supplierLot: z.string().nullable(),
  madeAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  root: z.boolean(),
  depth: z.number().int().nullable(),
  certainty: certainty.nullable().describe('null: nothing leads to it, only the broad recall takes it'),
  missing: z.array(MissingEvidence),
  evidence: z.array(Evidence),
  share: z.number().nullable(),
  made: Quantity.describe('Made or received'),
  exposure: Money,
  known: z.boolean(),
});
export type ScopeLotRow = z.infer<typeof ScopeLotRow>;
export const ScopeLotPage = page(ScopeLotRow);
export type ScopeLotPage = z.infer<typeof ScopeLotPage>;

export const ScopeShipmentRow = z.object({
  shipmentId: z.string(),
  lotId: z.string(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  customerCountry: z.string().nullable(),
  recallContact: z.string().nullable(),
  fromPartyId: z.string().nullable(),
  fromSiteId: z.string().nullable(),
  orderId: z.string().nullable(),
  handlingUnitId: z.string().nullable(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  shippedAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  margin: Money.nullable().describe('Unit price less standard cost; null: not our sale, another party shipped it on'),
});
export type ScopeShipmentRow = z.infer<typeof ScopeShipmentRow>;
export const ScopeShipmentPage = page(ScopeShipmentRow);
export type ScopeShipmentPage = z.infer<typeof ScopeShipmentPage>;

export const ScopeStockRow = z.object({
  lotId: z.string(),
  itemId: z.string().nullable(),
  itemName: z.string().nullable(),
  bucket: Bucket,
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  location: z.string().nullable(),
  status: z.string().nullable(),
  expired: z.boolean().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  fromPartyId: z.string().nullable(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  value: Money,
});
export type ScopeStockRow = z.infer<typeof ScopeStockRow>;
export const ScopeStockPage = page(ScopeStockRow);
export type ScopeStockPage = z.infer<typeof ScopeStockPage>;
