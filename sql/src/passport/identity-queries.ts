import { z } from 'zod';
import { type DatasetName, isDatasetName } from '../datasets/index.ts';
import { flag, flagOrUnknown, number, siteParameters, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

/** One lot: what its row says, and what is derived from all rows. */
export const findLot = defineQuery({
  module: import.meta.url,
  file: './lot.sql',
  parameters: z.object({ lotId: z.string(), now: z.date() }),
  row: z.object({
    nodeNo: z.number(),
    lotId: z.string(),
    itemId: text,
    lotNumber: text,
    productionLotId: text,
    origin: text,
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
    /** First instant at which it counts as expired (D4). */
    expiredFrom: time,
    retestFrom: time,
    expired: flagOrUnknown,
    retestDue: flagOrUnknown,
    quantity: number,
    unit: text,
    /** lot, output, movement or link: where the quantity comes from. */
    quantitySource: text,
    /** Standard cost of one unit in the base currency. */
    unitValue: number,
    unitCost: number,
    currency: text,
    certificate: text,
    storageCondition: text,
    tlc: text,
    tlcSource: text,
    /** The newest one that covers the whole lot. */
    status: text,
    known: flag,
    recordedAt: time,
    knownAt: time,
    captureMethod: text,
    sourceSystem: text,
    importId: text,
    rowNo: number,
  }),
  times: [
    'createdAt',
    'manufacturedAt',
    'receivedAt',
    'expiresAt',
    'retestAt',
    'expiredFrom',
    'retestFrom',
    'recordedAt',
    'knownAt',
  ],
});
export type PassportLot = Awaited<ReturnType<typeof findLot>>[number];

/** The item of a lot. */
export const findItem = defineQuery({
  module: import.meta.url,
  file: './item.sql',
  parameters: z.object({ itemId: z.string() }),
  row: z.object({
    itemId: z.string(),
    name: text,
    kind: text,
    tracking: text,
    unit: text,
    gtin: text,
    shelfLifeDays: number,
    minRemainingLifeDays: number,
    expiryKind: text,
    expiryDayUsable: flagOrUnknown,
    foodTraceabilityList: flagOrUnknown,
    standardCost: number,
    currency: text,
  }),
});

/** Every status that was set on a lot. */
export const findStatusHistory = defineQuery({
  module: import.meta.url,
  file: './status-history.sql',
  parameters: z.object({ lotId: z.string(), limit: z.number(), offset: z.number(), ...siteParameters }),
  row: z.object({
    status: z.string(),
    at: z.string(),
    siteId: text,
    location: text,
    quantity: number,
    unit: text,
    reason: text,
    by: text,
    captureMethod: text,
    recordedAt: time,
    importId: z.string(),
    rowNo: z.number(),
    hidden: flag,
  }),
  times: ['at', 'recordedAt'],
});

/** The datasets in which rows name a lot. */
export const findRecordedDatasets = defineQuery({
  module: import.meta.url,
  file: './recorded-datasets.sql',
  parameters: z.object({ lotId: z.string() }),
  row: z.object({
    dataset: z.custom<DatasetName>((name) => typeof name === 'string' && isDatasetName(name)),
  }),
});
