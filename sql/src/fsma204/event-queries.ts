import { z } from 'zod';
import { flag, number, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { eventChoices, eventParameters } from './event-question.ts';

/** What every event says of its lot. */
const lot = {
  lotId: z.string(),
  itemId: text,
  itemName: text,
  packaging: text,
  tlc: text,
  tlcSource: text,
  lotSiteId: text,
  lotOrigin: text,
  hidden: flag,
};

const common = { module: import.meta.url, choices: eventChoices };

export const earlierEventKinds = ['harvesting', 'cooling', 'initial_packing', 'first_land_based_receiving'] as const;

const earlierRow = z.object({
  ...lot,
  eventId: z.string(),
  kind: z.enum(earlierEventKinds),
  at: time,
  siteId: text,
  nextSiteId: text,
  commodity: text,
  variety: text,
  quantity: number,
  unit: text,
  packedQuantity: number,
  packedUnit: text,
  receivedAt: time,
  fromSiteId: text,
  harvestSiteId: text,
  growingArea: text,
  harvesterSiteId: text,
  harvestedAt: time,
  harvestedUntil: time,
  coolingSiteId: text,
  cooledAt: time,
  document: text,
  documentType: text,
});
export type EarlierEvent = z.infer<typeof earlierRow>;
export const findEarlierEvents = defineQuery({
  ...common,
  file: './earlier-events.sql',
  parameters: z.object({ ...eventParameters, kind: z.enum(earlierEventKinds) }),
  row: earlierRow,
  times: ['at', 'receivedAt', 'harvestedAt', 'harvestedUntil', 'cooledAt'],
});

const parameters = z.object(eventParameters);
const record = { recordedAs: z.string(), reason: text, at: time, documentType: text, document: text };

const shippingRow = z.object({
  ...lot,
  ...record,
  eventId: z.string(),
  lineId: text,
  quantity: number,
  unit: text,
  siteId: text,
  toSiteId: text,
  customerId: text,
});
export type ShippingEvent = z.infer<typeof shippingRow>;
export const findShipping = defineQuery({
  ...common,
  file: './shipping.sql',
  parameters,
  row: shippingRow,
  times: ['at'],
});

const receivingRow = z.object({
  ...lot,
  ...record,
  eventId: z.string(),
  quantity: number,
  unit: text,
  siteId: text,
  fromSiteId: text,
  supplierId: text,
  customerId: text,
});
export type ReceivingEvent = z.infer<typeof receivingRow>;
export const findReceiving = defineQuery({
  ...common,
  file: './receiving.sql',
  parameters,
  row: receivingRow,
  times: ['at'],
});

const transformationRow = z.object({
  ...lot,
  recordedAs: z.enum(['operation_inputs', 'operation_outputs', 'lot_links']),
  role: z.enum(['used', 'produced']),
  eventId: z.string(),
  lineId: text,
  quantity: number,
  unit: text,
  siteId: text,
  completedAt: time,
  linkKind: text,
  otherLotId: text,
  otherQuantity: number,
  otherUnit: text,
});
export type TransformationLine = z.infer<typeof transformationRow>;
export const findTransformation = defineQuery({
  ...common,
  file: './transformation.sql',
  parameters,
  row: transformationRow,
  times: ['completedAt'],
});

/** What every sheet knows of the lot of a row. */
export type LotOfEvent = Omit<z.infer<z.ZodObject<typeof lot>>, 'hidden'>;

export const findLocations = defineQuery({
  module: import.meta.url,
  file: './locations.sql',
  parameters: z.object({}),
  row: z.object({
    kind: z.enum(['site', 'supplier', 'customer']),
    id: z.string(),
    gln: text,
    name: text,
    phone: text,
    address: text,
    city: text,
    region: text,
    postalCode: text,
    country: text,
    latitude: number,
    longitude: number,
  }),
});
