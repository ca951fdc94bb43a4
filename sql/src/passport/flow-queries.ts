import { z } from 'zod';
import { Bucket } from '../disposition/disposition.ts';
import { flag, flagOrUnknown, number, siteParameters, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

const ofLot = { lotId: z.string(), limit: z.number(), offset: z.number() };

/** Where the units of a lot are, with their status at each place (D13). */
export const findLotStock = defineQuery({
  module: import.meta.url,
  file: './lot-stock.sql',
  parameters: z.object({ ...ofLot, ...siteParameters }),
  row: z.object({
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
    value: number,
    hidden: flag,
  }),
});

/** Shipments of a lot. */
export const findLotShipments = defineQuery({
  module: import.meta.url,
  file: './lot-shipments.sql',
  parameters: z.object({ ...ofLot, ...siteParameters }),
  row: z.object({
    shipmentId: z.string(),
    lineId: text,
    customerId: z.string(),
    customerName: text,
    fromPartyId: text,
    fromSiteId: text,
    shipToSiteId: text,
    orderId: text,
    handlingUnitId: text,
    quantity: number,
    unit: text,
    shippedAt: time,
    deliveredAt: time,
    documentsComplete: flagOrUnknown,
    referenceDocument: text,
    hidden: flag,
  }),
  times: ['shippedAt', 'deliveredAt'],
});

/** Movements of a lot. */
export const findLotMovements = defineQuery({
  module: import.meta.url,
  file: './lot-movements.sql',
  parameters: z.object({ ...ofLot, ...siteParameters }),
  row: z.object({
    movementId: text,
    reason: z.string(),
    reasonCode: text,
    quantity: z.number(),
    unit: text,
    fromSiteId: text,
    fromLocation: text,
    toSiteId: text,
    toLocation: text,
    operationId: text,
    shipmentId: text,
    document: text,
    by: text,
    at: z.string(),
    captureMethod: text,
    recordedAt: time,
    importId: z.string(),
    rowNo: z.number(),
    hidden: flag,
  }),
  times: ['at', 'recordedAt'],
});

/** Logistic units that a lot is or was packed in (D9). */
export const findLotHandlingUnits = defineQuery({
  module: import.meta.url,
  file: './lot-handling-units.sql',
  parameters: z.object(ofLot),
  row: z.object({
    handlingUnitId: z.string(),
    parentUnitId: text,
    quantity: number,
    unit: text,
    packedAt: time,
    unpackedAt: time,
  }),
  times: ['packedAt', 'unpackedAt'],
});

/** Complaints, returns, warranty and service cases of a lot. */
export const findLotComplaints = defineQuery({
  module: import.meta.url,
  file: './lot-complaints.sql',
  parameters: z.object(ofLot),
  row: z.object({
    caseId: z.string(),
    kind: text,
    customerId: text,
    customerName: text,
    defect: text,
    quantity: number,
    unit: text,
    cost: number,
    currency: text,
    inServiceAt: time,
    at: z.string(),
  }),
  times: ['inServiceAt', 'at'],
});
