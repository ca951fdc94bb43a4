import { z } from 'zod';
import { page, pageFields, PageQuery } from './paging.ts';
import { Money, RecordedTime } from './quantities.ts';
import { Bucket } from './scope.ts';

const text = z.string().nullable();
const number = z.number().nullable();
const time = RecordedTime.nullable();

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

/** The lists of a lot, by what their rows are. `qcOutside`: the results that are out of limits and count (D18). */
export const lotListRows = {
  statusHistory: PassportStatus,
  qc: PassportResult,
  qcOutside: PassportResult,
  operations: PassportOperation,
  stock: PassportStock,
  shipments: PassportShipment,
  movements: PassportMovement,
  nonconformances: PassportNonconformance,
  links: PassportLink,
  handlingUnits: PassportHandlingUnit,
  complaints: PassportComplaint,
  approvals: PassportApproval,
  superseded: PassportSuperseded,
  timeline: PassportEvent,
} as const;
export type LotListName = keyof typeof lotListRows;
/** A row of one of them. */
export type LotListRow<Name extends LotListName> = z.infer<(typeof lotListRows)[Name]>;

/** `GET /api/v1/lots/:lotId/:list/rows?…` (and `rows.csv`): one list of a lot, newest first; the timeline is oldest first. */
export const LotRowsQuery = PageQuery;
export type LotRowsQuery = z.infer<typeof LotRowsQuery>;

/** What it answers for a list. */
export const lotRowPage = <Name extends LotListName>(name: Name) => page(lotListRows[name]);
export const LotRowPage = z.object({ items: z.array(z.union(Object.values(lotListRows))), ...pageFields });
export type LotRowPage = z.infer<typeof LotRowPage>;
