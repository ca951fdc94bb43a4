import { z } from 'zod';
import { Evidence, NodeRef } from './evidence.ts';
import { Money, MoneyPart, Quantity } from './quantities.ts';
import { Roots } from './roots.ts';

/** `POST /api/v1/scope`; `GET /api/v1/lots/:lotId/scope?backThenForward=true` is the same with one root. */
export const ScopeRequest = z.object({
  roots: Roots,
  backThenForward: z
    .boolean()
    .default(false)
    .describe('Back to every source first, then forward to every sibling (R3)'),
});
export type ScopeRequest = z.infer<typeof ScopeRequest>;

export const ScopeQuery = z.object({
  backThenForward: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export type ScopeQuery = z.infer<typeof ScopeQuery>;

export const Bucket = z.enum([
  'on_hand',
  'receiving',
  'in_process',
  'in_transit',
  'delivered',
  'consumed',
  'scrapped',
  'returned',
  'unknown',
]);
export type Bucket = z.infer<typeof Bucket>;

/** D14: only terminal buckets count; what was consumed lives on in its children, what was serialised in its serials (D1). */
export const Exposure = Money.extend({ parts: z.array(MoneyPart) });
export type Exposure = z.infer<typeof Exposure>;

const measured = { lots: z.number().int(), quantities: z.array(Quantity), exposure: Money };

export const ScopeBucket = z.object({
  bucket: Bucket,
  terminal: z
    .boolean()
    .describe(
      'false for consumed (it lives on in its children or serials) and scrapped, which do not count as exposure',
    ),
  ...measured,
});
export type ScopeBucket = z.infer<typeof ScopeBucket>;

/** What is in one place; on hand by site, location and status, other buckets by site. */
export const ScopePlace = z.object({
  bucket: Bucket,
  siteId: z.string().nullable(),
  siteName: z.string().nullable(),
  latitude: z.number().nullable().describe('Of the site, in degrees; null: not recorded'),
  longitude: z.number().nullable(),
  location: z.string().nullable(),
  status: z.string().nullable(),
  ...measured,
});
export type ScopePlace = z.infer<typeof ScopePlace>;

/** One row per customer and relation (D15). */
export const ScopeCustomer = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  country: z.string().nullable(),
  recallContact: z.string().nullable(),
  contact: z.string().nullable().describe('Everyday contact: whom to call where there is no contact for recalls'),
  relation: z.enum(['direct', 'indirect', 'second-tier']),
  through: z.array(z.string()).describe('Parties that shipped it on (second tier)'),
  shipsOn: z.boolean().describe('It ships on and holds some: to whom that goes is not known'),
  shipments: z.number().int().describe('Shipment lines; the rows are /scope/:scopeId/shipments?customerId='),
  ...measured,
  lots: z.number().int().describe('Affected lots that they received, also those that they hold nothing of any more'),
});
export type ScopeCustomer = z.infer<typeof ScopeCustomer>;

export const ScopeItem = z.object({
  itemId: z.string().nullable(),
  name: z.string().nullable(),
  kind: z.string().nullable(),
  ...measured,
});
export type ScopeItem = z.infer<typeof ScopeItem>;

export const ScopeExcluded = z.object({
  lotId: z.string(),
  itemId: z.string().nullable(),
  siteId: z.string().nullable(),
  evidence: z.array(Evidence),
  text: z.string().describe('The evidence in one sentence'),
});
export type ScopeExcluded = z.infer<typeof ScopeExcluded>;

export const ScopeUnknown = z.object({
  kind: z.enum(['cost', 'quantity', 'unit', 'whereabouts', 'variance', 'lot-record', 'time', 'next-tier']),
  count: z.number().int().describe('Lots; parties for next-tier'),
  examples: z.array(z.string()),
  text: z.string(),
});
export type ScopeUnknown = z.infer<typeof ScopeUnknown>;

export const ScopeSummary = z.object({
  scopeId: z.string().describe('For the rows: /api/v1/scope/:scopeId/lots|shipments|stock|customers|costs(.csv)'),
  roots: z.array(NodeRef).describe('What the roots stand for (the first 1,000)'),
  backThenForward: z.boolean(),
  totals: z.object({
    roots: z.number().int(),
    lots: z.number().int().describe('Affected lots, roots included, excluded ones not'),
    operations: z.number().int(),
    links: z.number().int(),
    depth: z.number().int(),
    customers: z.number().int(),
    customersWithoutContact: z
      .number()
      .int()
      .describe('Of the customers: neither a contact for recalls nor an everyday one is recorded'),
    certain: z.number().int(),
    possible: z.number().int(),
    excluded: z.number().int(),
    quantities: z.array(Quantity).describe('Everything made or received'),
    terminalQuantities: z
      .array(Quantity)
      .describe(
        'What may have to be brought back: without what was consumed or scrapped, and no less by a negative unknown',
      ),
    exposure: Exposure,
  }),
  buckets: z.array(ScopeBucket),
  places: z.array(ScopePlace),
  customers: z.array(ScopeCustomer),
  items: z.array(ScopeItem),
  excluded: z
    .array(ScopeExcluded)
    .describe(
      'The first 100 with their nearest evidence; all in the lots rows with certainty=excluded, all evidence of one in excluded/:lotId',
    ),
  unknown: z.array(ScopeUnknown).describe('What is not known, and how much of it'),
  withheld: z.number().int().describe('Lots of other sites: counted in every total, left out of lists'),
  dataAsOf: z.string().nullable(),
  computedInMs: z.number(),
});
export type ScopeSummary = z.infer<typeof ScopeSummary>;

/** `POST /api/v1/scope/comparison` (R4): the recall without lot precision beside the traced one. */
export const ComparisonRequest = ScopeRequest.extend({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type ComparisonRequest = z.infer<typeof ComparisonRequest>;

const recallSize = z.object({ ...measured, customers: z.number().int() });

export const Comparison = z.object({
  targeted: recallSize,
  broad: recallSize,
  saved: recallSize,
  broadBy: z.array(
    z.object({
      itemId: z.string(),
      siteIds: z.array(z.string().nullable()),
      from: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  dataAsOf: z.string().nullable(),
  computedInMs: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;
