import { z } from 'zod';
import { flag, flagOrUnknown, number, siteParameters, text, time } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';
import { Bucket } from '../disposition.ts';

/** Lots of which something is not known, by what it is; a lot that no row places counts as one unit nobody knows. */
const unplaced = 'f.node_no NOT IN (SELECT node_no FROM lot_disposition WHERE node_no IN {nodes: Array(UInt32)})';
const withRow = (condition: string): string =>
  `f.node_no IN (SELECT node_no FROM lot_disposition WHERE node_no IN {nodes: Array(UInt32)} AND ${condition})`;
const atStake = "bucket NOT IN ('consumed', 'scrapped') AND ifNull(quantity, 1) > 0";
const unknowns = {
  '': '1',
  cost: `(${withRow(`${atStake} AND value IS NULL`)} OR ${unplaced})`,
  quantity: `(${withRow('quantity IS NULL')} OR ${unplaced})`,
  // Without a unit, or in units that do not convert into each other (D5).
  unit: `(${withRow("1 GROUP BY node_no HAVING min(unit) = '' OR min(unit) != max(unit)")} OR ${unplaced})`,
  whereabouts: `(${withRow("bucket = 'unknown' AND ifNull(quantity, 1) > 0")} OR ${unplaced})`,
  variance: withRow('quantity < 0'),
  'lot-record': "f.item_id = ''",
} as const;
export type UnknownOfLot = Exclude<keyof typeof unknowns, ''>;

/** Lines that earn us something: all that we shipped ourselves, or those whose margin is known, or not. */
const margins = {
  '': '1',
  any: "ifNull(h.from_party_id, '') = ''",
  known: 'margin IS NOT NULL',
  open: "ifNull(h.from_party_id, '') = '' AND margin IS NULL",
} as const;
export type MarginOfLine = Exclude<keyof typeof margins, ''>;

const parameters = z.object({
  nodes: z.array(z.number().int()),
  bucket: z.string(),
  customerId: z.string(),
  country: z.string(),
  noCountry: z.number().int(),
  fromPartyId: z.string(),
  margin: z.enum(Object.keys(margins) as [keyof typeof margins]),
  forwarded: z.enum(['', 'yes', 'no']),
  siteId: z.string(),
  noSite: z.number().int(),
  itemId: z.string(),
  noItem: z.number().int(),
  unvalued: z.number().int(),
  unknown: z.enum(Object.keys(unknowns) as [keyof typeof unknowns]),
  q: z.string(),
  ...siteParameters,
});
export type ScopeRowParameters = z.input<typeof parameters>;

const common = { nodeNo: z.number(), lotId: z.string(), itemId: text, itemName: text, hidden: flag };

/** Lots of a scope with their facts; depth, certainty and share come from the trace, joined by `nodeNo`. */
export const findScopeLots = defineQuery({
  module: import.meta.url,
  file: './scope-lots.sql',
  parameters,
  row: z.object({
    ...common,
    lotNumber: text,
    kind: text,
    siteId: text,
    siteName: text,
    supplierId: text,
    supplierLot: text,
    /** Made or received; null: unknown. */
    quantity: number,
    unit: text,
    madeAt: time,
    expiresAt: time,
    /** In terminal buckets (D14), base currency; null: nothing of it can be valued. */
    value: number,
    /** Terminal rows that have no value. */
    unvalued: z.number(),
    /** false: only referenced by other rows. */
    known: flag,
  }),
  times: ['madeAt', 'expiresAt'],
  choices: { unknown: unknowns },
});
export type ScopeLot = Awaited<ReturnType<typeof findScopeLots>>[number];

/** Where the units of a scope's lots are. */
export const findScopeStock = defineQuery({
  module: import.meta.url,
  file: './scope-stock.sql',
  parameters,
  row: z.object({
    ...common,
    bucket: Bucket,
    siteId: text,
    siteName: text,
    location: text,
    status: text,
    expired: flagOrUnknown,
    customerId: text,
    customerName: text,
    fromPartyId: text,
    quantity: number,
    unit: text,
    value: number,
  }),
  choices: { unknown: unknowns },
});
export type ScopeStock = Awaited<ReturnType<typeof findScopeStock>>[number];

/** Shipments of a scope's lots. */
export const findScopeShipments = defineQuery({
  module: import.meta.url,
  file: './scope-shipments.sql',
  parameters,
  row: z.object({
    ...common,
    shipmentId: z.string(),
    customerId: z.string(),
    customerName: text,
    customerCountry: text,
    customerContact: text,
    customerRecallContact: text,
    fromPartyId: text,
    fromSiteId: text,
    orderId: text,
    handlingUnitId: text,
    referenceDocument: text,
    quantity: number,
    unit: text,
    shippedAt: time,
    deliveredAt: time,
    /** Unit price less standard cost (D14), base currency; null: not known, or not our sale. */
    margin: number,
  }),
  times: ['shippedAt', 'deliveredAt'],
  choices: { unknown: unknowns, margin: margins },
});
export type ScopeShipment = Awaited<ReturnType<typeof findScopeShipments>>[number];
