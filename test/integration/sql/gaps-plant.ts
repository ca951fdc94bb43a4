import type { RecordedRows } from '../../support/recorded-plant.ts';

/** A plant without a gap: milk is received, made into cheese, counted and shipped. */
export const whole: RecordedRows = {
  items: [
    { itemId: 'MILK', unit: 'kg', kind: 'raw' },
    { itemId: 'CHEESE', unit: 'kg', kind: 'finished', shelfLifeDays: 30 },
  ],
  sites: [{ siteId: 'A' }],
  suppliers: [{ supplierId: 'S' }],
  customers: [{ customerId: 'C' }],
  lots: [
    {
      lotId: 'M',
      itemId: 'MILK',
      origin: 'received',
      siteId: 'A',
      supplierId: 'S',
      supplierLot: 'X',
      quantity: 100,
      receivedAt: '2026-01-01T08:00:00Z',
    },
    {
      lotId: 'K',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'A',
      quantity: 95,
      manufacturedAt: '2026-01-02T08:00:00Z',
      expiresAt: '2026-02-01',
    },
  ],
  operations: [
    {
      operationId: 'O',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-01-02T06:00:00Z',
      endedAt: '2026-01-02T08:00:00Z',
      scrapQuantity: 5,
      goodQuantity: 95,
      unit: 'kg',
    },
  ],
  operation_inputs: [
    { operationId: 'O', lotId: 'M', quantity: 100, unit: 'kg', at: '2026-01-02T06:00:00Z', captureMethod: 'scan' },
  ],
  operation_outputs: [
    { operationId: 'O', lotId: 'K', quantity: 95, unit: 'kg', at: '2026-01-02T08:00:00Z', captureMethod: 'scan' },
  ],
  movements: [
    {
      movementId: 'm1',
      lotId: 'K',
      reason: 'produce',
      quantity: 95,
      toSiteId: 'A',
      toLocation: 'W',
      at: '2026-01-02T08:00:00Z',
      recordedAt: '2026-01-02T09:00:00Z',
    },
  ],
  stock_counts: [
    { lotId: 'K', siteId: 'A', location: 'W', countedAt: '2026-01-03T08:00:00Z', kind: 'physical', quantity: 95 },
  ],
  shipments: [
    { shipmentId: 'SH', lotId: 'K', customerId: 'C', fromSiteId: 'A', quantity: 95, shippedAt: '2026-01-04' },
  ],
};

/** One gap of every kind beside it. */
export const broken: RecordedRows = {
  bom_components: [{ itemId: 'CHEESE', componentId: 'MILK', quantity: 2, unit: 'kg', validFrom: '2026-02-02' }],
  lots: [
    {
      lotId: 'ALONE',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'B',
      quantity: 1,
      manufacturedAt: '2026-01-01',
      expiresAt: '2026-02-01',
    },
    {
      lotId: 'FROM-NOTHING',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'A',
      quantity: 10,
      manufacturedAt: '2026-01-01',
      expiresAt: '2026-02-01',
    },
    {
      lotId: 'BLANK',
      itemId: 'MILK',
      origin: 'received',
      quantity: 1,
      supplierId: 'S',
      siteId: 'A',
      receivedAt: '2026-01-01',
    },
    {
      lotId: 'LATE',
      itemId: 'MILK',
      origin: 'received',
      siteId: 'A',
      supplierId: 'S',
      supplierLot: 'Y',
      quantity: 5,
      receivedAt: '2026-03-01',
    },
  ],
  operations: [
    {
      operationId: 'LOSS',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-02-01',
      endedAt: '2026-02-01',
      unit: 'kg',
    },
    {
      operationId: 'SHORT',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-02-02',
      endedAt: '2026-02-02',
      goodQuantity: 10,
    },
  ],
  operation_inputs: [
    { operationId: 'LOSS', lotId: 'FROM-NOTHING', quantity: 10, unit: 'kg', captureMethod: 'manual' },
    { operationId: 'PACK', lotId: 'BLANK', quantity: 1, unit: 'bag', captureMethod: 'backflush' },
    { operationId: 'SHORT', lotId: 'BLANK', quantity: 1, unit: 'kg', captureMethod: 'corrected' },
  ],
  operation_outputs: [{ operationId: 'LOSS', lotId: 'SMALL', quantity: 8, unit: 'kg', captureMethod: 'interface' }],
  // Used on the last day of February anywhere in the world, received on the first of March: both dates, but days apart.
  // Recorded a day after it happened, not later: in time.
  lot_links: [
    {
      parentLotId: 'LATE',
      childLotId: 'SMALL',
      kind: 'merged',
      quantity: 6,
      at: '2026-02-20T00:00:00Z',
      recordedAt: '2026-02-21T00:00:00Z',
    },
  ],
  movements: [
    {
      movementId: 'm2',
      lotId: 'K',
      reason: 'transfer',
      quantity: 5,
      fromSiteId: 'A',
      fromLocation: 'W',
      toSiteId: 'A',
      toLocation: 'Z',
      at: '2026-01-02T10:00:00Z',
      recordedAt: '2026-01-05T00:00:00Z',
      captureMethod: 'corrected',
    },
  ],
  stock_counts: [
    { lotId: 'K', siteId: 'A', location: 'Z', countedAt: '2026-01-03T08:00:00Z', kind: 'book', quantity: 5 },
    { lotId: 'K', siteId: 'A', location: 'Z', countedAt: '2026-01-03T09:00:00Z', kind: 'physical', quantity: 4 },
  ],
  nonconformances: [
    { ncrId: 'N1', lineId: '1', lotId: 'K', quantity: 1, disposition: 'see e-mail' },
    { ncrId: 'N2', lotId: 'K', quantity: 1, disposition: 'scrap proposed' },
    { ncrId: 'N3', lotId: 'K', quantity: 1, disposition: 'use as is - do not scrap' },
    { ncrId: 'N4', lotId: 'K', quantity: 1 },
  ],
  shipments: [
    {
      shipmentId: 'SH2',
      lotId: 'FROM-NOTHING',
      customerId: 'NOBODY',
      fromSiteId: 'A',
      quantity: 1,
      shippedAt: '2025-12-01',
    },
  ],
};
