import { z } from 'zod';
import {
  PassportApproval,
  PassportComplaint,
  PassportHandlingUnit,
  PassportLink,
  PassportMovement,
  PassportNonconformance,
  PassportOperation,
  PassportResult,
  PassportShipment,
  PassportStatus,
  PassportStock,
  PassportSuperseded,
} from './lot-rows.ts';
import { page } from './paging.ts';
import { Money, Quantity, RecordedTime } from './quantities.ts';

const text = z.string().nullable();
const number = z.number().nullable();
const time = RecordedTime.nullable();

export const PassportLot = z.object({
  lotId: z.string(),
  itemId: text,
  lotNumber: text,
  productionLotId: text,
  origin: z.enum(['received', 'made']).nullable(),
  siteId: text,
  siteName: text,
  supplierId: text,
  supplierSiteId: text,
  supplierLot: text,
  country: text,
  createdAt: time,
  manufacturedAt: time,
  receivedAt: time,
  expiresAt: time,
  retestAt: time,
  expired: z.boolean().nullable().describe('Derived (D13, D4); null: no expiry known'),
  retestDue: z.boolean().nullable().describe('Derived (D6); null: no retest date known'),
  quantity: Quantity.describe('Made or received'),
  quantitySource: text.describe(
    'Where the quantity comes from: lot, output, movement or link; serial: a serial is one',
  ),
  unitCost: Money,
  unitValue: Money.describe('Standard cost of one unit, in the base currency'),
  certificate: text,
  storageCondition: text,
  tlc: text,
  tlcSource: text,
  recordedAt: time,
  captureMethod: text,
  sourceSystem: text,
  status: text.describe('Newest status that covers the whole lot; null: none recorded'),
  known: z.boolean().describe('false: only referenced by other rows, no row in lots'),
});
export type PassportLot = z.infer<typeof PassportLot>;

export const PassportItem = z.object({
  itemId: z.string(),
  name: text,
  kind: text,
  tracking: text,
  unit: text,
  gtin: text,
  shelfLifeDays: number,
  standardCost: Money,
});
export type PassportItem = z.infer<typeof PassportItem>;

export const PassportSupplier = z.object({ supplierId: z.string(), name: text, country: text, contact: text });
export type PassportSupplier = z.infer<typeof PassportSupplier>;

/** Which imports the rows of the lot come from. */
export const PassportEvidence = z.object({
  dataset: z.string(),
  importId: z.string(),
  sourceSystem: text,
  captureMethod: text,
  rowCount: z.number().int(),
  firstRecordedAt: z.string(),
  lastRecordedAt: z.string(),
});
export type PassportEvidence = z.infer<typeof PassportEvidence>;

/**
 * `GET /api/v1/lots/:lotId`: everything about one lot. Of each list it has the first rows, newest first, and how many there are;
 * the others, and the timeline, are at `/lots/:lotId/:list/rows`.
 */
export const Passport = z.object({
  lot: PassportLot,
  item: PassportItem.nullable(),
  supplier: PassportSupplier.nullable(),
  statusHistory: page(PassportStatus),
  qc: page(PassportResult),
  qcOutside: page(PassportResult).describe('Of qc: out of limits and not invalidated'),
  operations: page(PassportOperation),
  stock: page(PassportStock),
  shipments: page(PassportShipment),
  movements: page(PassportMovement),
  nonconformances: page(PassportNonconformance),
  links: page(PassportLink),
  handlingUnits: page(PassportHandlingUnit),
  complaints: page(PassportComplaint),
  approvals: page(PassportApproval),
  superseded: page(PassportSuperseded),
  evidence: z.array(PassportEvidence),
  risks: z.array(z.record(z.string(), z.unknown())).describe('Scores of models; empty until one has scored this lot'),
  cases: z.array(z.record(z.string(), z.unknown())).describe('Recall cases that hold this lot'),
  withheld: z.number().int().describe('Rows of other sites, over all lists'),
  dataAsOf: z.string().nullable(),
});
export type Passport = z.infer<typeof Passport>;
