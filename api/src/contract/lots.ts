import { z } from 'zod';
import { Bucket } from './scope.ts';
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

export const PassportStatus = z.object({
  status: z.string(),
  at: RecordedTime,
  siteId: text,
  location: text,
  quantity: number,
  unit: text,
  reason: text,
  by: text,
});
export type PassportStatus = z.infer<typeof PassportStatus>;

export const PassportResult = z.object({
  characteristic: z.string(),
  value: number,
  text,
  unit: text,
  lower: number,
  upper: number,
  target: number,
  verdict: text,
  stage: text,
  source: text,
  sampleId: text,
  replicate: text,
  method: text,
  inspector: text,
  signedBy: text,
  operationId: text,
  invalidated: z.boolean(),
  judged: text.describe('pass or fail, by the verdict or else by the limits; null: neither is there (D19)'),
  at: time,
});
export type PassportResult = z.infer<typeof PassportResult>;

export const PassportOperation = z.object({
  operationId: z.string(),
  role: z.enum(['input', 'output']),
  lineRole: text,
  quantity: number,
  unit: text,
  siteId: text,
  line: text,
  machine: text,
  shift: text,
  operator: text,
  recipeVersion: text,
  kind: text,
  at: time.describe('When the line was drawn or made'),
  startedAt: time,
  endedAt: time,
  plannedQuantity: number,
  goodQuantity: number,
  scrapQuantity: number,
  scrapReason: text,
  operationUnit: text,
  known: z.boolean().describe('false: only referenced, no row in operations'),
});
export type PassportOperation = z.infer<typeof PassportOperation>;

export const PassportStock = z.object({
  bucket: Bucket,
  siteId: text,
  siteName: text,
  location: text,
  status: text,
  customerId: text,
  customerName: text,
  fromPartyId: text,
  quantity: number,
  unit: text,
  value: Money,
});
export type PassportStock = z.infer<typeof PassportStock>;

export const PassportShipment = z.object({
  shipmentId: z.string(),
  customerId: z.string(),
  customerName: text,
  fromPartyId: text,
  fromSiteId: text,
  orderId: text,
  handlingUnitId: text,
  quantity: number,
  unit: text,
  shippedAt: time,
  deliveredAt: time,
});
export type PassportShipment = z.infer<typeof PassportShipment>;

export const PassportMovement = z.object({
  at: RecordedTime,
  reason: z.string(),
  quantity: number,
  unit: text,
  fromSiteId: text,
  fromLocation: text,
  toSiteId: text,
  toLocation: text,
  operationId: text,
  shipmentId: text,
  by: text,
});
export type PassportMovement = z.infer<typeof PassportMovement>;

export const PassportNonconformance = z.object({
  ncrId: z.string(),
  defect: text,
  severity: text,
  rootCause: text,
  disposition: text,
  quantity: number,
  unit: text,
  cost: Money,
  openedAt: time,
  closedAt: time,
});
export type PassportNonconformance = z.infer<typeof PassportNonconformance>;

export const PassportLink = z.object({
  direction: z.enum(['parent', 'child']).describe('What the other lot is to this one'),
  otherLotId: z.string(),
  kind: z.string(),
  quantity: number,
  unit: text,
  childQuantity: number,
  childUnit: text,
  operationId: text,
  substituteFor: text,
  at: time,
});
export type PassportLink = z.infer<typeof PassportLink>;

export const PassportHandlingUnit = z.object({
  handlingUnitId: z.string(),
  parentUnitId: text,
  quantity: number,
  unit: text,
  packedAt: time,
  unpackedAt: time,
});
export type PassportHandlingUnit = z.infer<typeof PassportHandlingUnit>;

export const PassportComplaint = z.object({
  caseId: z.string(),
  kind: text,
  customerId: text,
  customerName: text,
  defect: text,
  quantity: number,
  unit: text,
  cost: Money,
  inServiceAt: time,
  at: RecordedTime,
});
export type PassportComplaint = z.infer<typeof PassportComplaint>;

export const PassportApproval = z.object({
  kind: z.string(),
  lotId: text,
  operationId: text,
  by: z.string(),
  reason: text,
  at: RecordedTime,
});
export type PassportApproval = z.infer<typeof PassportApproval>;

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

/** A row that a correction replaced (D2), as it was. */
export const PassportSuperseded = z.object({
  dataset: z.string(),
  supersededAt: z.string(),
  supersededBy: z.string().describe('The import that corrected it'),
  importId: z.string(),
  rowNo: z.number().int(),
  recordedAt: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type PassportSuperseded = z.infer<typeof PassportSuperseded>;

/** One line of the timeline: everything that happened to the lot, in order. */
export const PassportEvent = z.object({ at: RecordedTime, kind: z.string(), text: z.string(), id: text });
export type PassportEvent = z.infer<typeof PassportEvent>;

/**
 * `GET /api/v1/lots/:lotId`: everything about one lot. Each list holds its newest rows (at most 500);
 * `totals` has the complete count of each.
 */
export const Passport = z.object({
  lot: PassportLot,
  item: PassportItem.nullable(),
  supplier: PassportSupplier.nullable(),
  statusHistory: z.array(PassportStatus),
  qc: z.array(PassportResult),
  operations: z.array(PassportOperation),
  stock: z.array(PassportStock),
  shipments: z.array(PassportShipment),
  movements: z.array(PassportMovement),
  nonconformances: z.array(PassportNonconformance),
  links: z.array(PassportLink),
  handlingUnits: z.array(PassportHandlingUnit),
  complaints: z.array(PassportComplaint),
  approvals: z.array(PassportApproval),
  evidence: z.array(PassportEvidence),
  superseded: z.array(PassportSuperseded),
  timeline: z.array(PassportEvent),
  risks: z.array(z.record(z.string(), z.unknown())).describe('Scores of models; empty until one has scored this lot'),
  cases: z.array(z.record(z.string(), z.unknown())).describe('Recall cases that hold this lot'),
  totals: z.record(z.string(), z.number().int()),
  withheld: z.number().int().describe('Rows of other sites'),
  dataAsOf: z.string().nullable(),
});
export type Passport = z.infer<typeof Passport>;
