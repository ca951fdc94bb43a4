import { readExpiryFeatures, refreshDisposition, type ExpiryFeatures } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRow } from '../../support/recorded-plant.ts';

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const known = { recordedAt: '2026-01-01T00:00:00Z' };
const moved = (lotId: string, reason: string, at: string, quantity: number, more: RecordedRow = {}): RecordedRow => ({
  lotId,
  reason,
  quantity,
  at: `${at}T10:00:00Z`,
  recordedAt: `${at}T10:00:00Z`,
  ...(reason === 'receipt' || reason === 'produce' ? { toSiteId: 'A' } : { fromSiteId: 'A' }),
  ...more,
});
const shipped = (shipmentId: string, customerId: string, at: string, quantity: number): RecordedRow => ({
  shipmentId,
  lotId: 'Y1',
  customerId,
  fromSiteId: 'A',
  shipToSiteId: 'C',
  quantity,
  shippedAt: `${at}T09:00:00Z`,
  recordedAt: `${at}T09:00:00Z`,
});
const ordered = (orderId: string, at: string, quantity: number, more: RecordedRow = {}): RecordedRow => ({
  orderId,
  itemId: 'YOGHURT',
  siteId: 'A',
  kind: 'customer',
  quantity,
  dueAt: at,
  recordedAt: '2026-01-02T00:00:00Z',
  ...more,
});

/** Milk is merged into a silo lot and used from there, some is sent to another site; yoghurt is ordered, and shipped as far as it goes. */
const dairy = {
  sites: [
    { siteId: 'A', kind: 'plant', ...known },
    { siteId: 'B', kind: 'plant', ...known },
    { siteId: 'C', kind: 'customer', ...known },
  ],
  items: [
    { itemId: 'MILK', unit: 'kg', shelfLifeDays: 10, ...known },
    { itemId: 'YOGHURT', unit: 'kg', shelfLifeDays: 30, minRemainingLifeDays: 12, ...known },
  ],
  lots: [
    { lotId: 'M1', itemId: 'MILK', receivedAt: '2026-01-02', expiresAt: '2026-01-12', ...known },
    { lotId: 'SILO', itemId: 'MILK', manufacturedAt: '2026-01-03', expiresAt: '2026-01-12', ...known },
    { lotId: 'Y1', itemId: 'YOGHURT', manufacturedAt: '2026-01-02', expiresAt: '2026-02-01', ...known },
  ],
  lot_links: [
    {
      parentLotId: 'M1',
      childLotId: 'SILO',
      kind: 'merged',
      quantity: 16,
      at: '2026-01-03T10:00:00Z',
      recordedAt: '2026-01-03T10:00:00Z',
    },
  ],
  customer_item_rules: [
    { customerId: 'STRICT', itemId: 'YOGHURT', minRemainingLifeDays: 20, ...known },
    { customerId: 'EASY', itemId: null, minRemainingLifeDays: 2, ...known },
  ],
  movements: [
    moved('M1', 'receipt', '2026-01-02', 20),
    moved('M1', 'issue', '2026-01-03', 18),
    moved('SILO', 'produce', '2026-01-03', 16),
    moved('SILO', 'issue', '2026-01-04', 5),
    moved('SILO', 'transfer', '2026-01-05', 3, { toSiteId: 'B' }),
    moved('SILO', 'transfer', '2026-01-06', 8, { toSiteId: 'A' }),
    moved('Y1', 'produce', '2026-01-02', 30),
  ],
  shipments: [
    shipped('D1', 'STRICT', '2026-01-05', 6),
    shipped('D2', 'EASY', '2026-01-06', 3),
    shipped('D3', 'NOBODY KNOWS', '2026-01-07', 3),
  ],
  planned_orders: [
    ordered('O1', '2026-01-05', 6),
    ordered('O2', '2026-01-06', 3),
    ordered('O3', '2026-01-07', 3),
    ordered('O4', '2026-01-08', 40),
    ordered('O5', '2026-01-08', 99, { status: 'cancelled' }),
    ordered('O6', '2026-01-08', 99, { kind: 'forecast' }),
    ordered('O7', '2026-01-09', 7, { recordedAt: '2026-03-01T00:00:00Z' }),
  ],
};

let plant: RecordedPlant;
let features: ExpiryFeatures;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record(dairy);
  await refreshDisposition(plant.engine, undefined, { now: new Date('2026-01-20T00:00:00Z') });
  features = await readExpiryFeatures(plant.engine, { cutoffDay: dayOf('2026-01-20'), pastDays: [], demandDays: 60 });
});
afterAll(() => plant.close());

const demandOf = (item: string, from: string, days: number) => {
  const series = features.series.find(({ itemId, siteId }) => itemId === item && siteId === 'A')!;
  return [...series.demand.slice(dayOf(from) - series.from, dayOf(from) - series.from + days)];
};

describe('demand', () => {
  test('is not what became another lot of the same item; what goes to another place is', () => {
    // 18 were issued on the 3rd, 16 of them into the silo; a move within the place on the 6th is none.
    expect(demandOf('MILK', '2026-01-02', 5)).toEqual([0, 2, 5, 3, 0]);
  });

  test('is what was ordered, where orders account for what was shipped: filled or not, known then, and not cancelled', () => {
    expect(demandOf('YOGHURT', '2026-01-05', 6)).toEqual([6, 3, 3, 40, 0, 0]);
  });

  test('is shared out by what the customers ask for: their rule for the item, for all items, or the default of the item (D20)', () => {
    const { classes } = features.series.find(({ itemId }) => itemId === 'YOGHURT')!;
    expect(classes).toEqual([
      { name: '2 d', share: 0.25, minimumRemainingLife: 2 },
      { name: '12 d', share: 0.25, minimumRemainingLife: 12 },
      { name: '20 d', share: 0.5, minimumRemainingLife: 20 },
    ]);
  });
});
