import { readExpiryFeatures, refreshDisposition, type ExpiryFeatures } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRow } from '../../support/recorded-plant.ts';

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const moved = (lotId: string, reason: string, at: string, quantity: number, more: RecordedRow = {}): RecordedRow => ({
  lotId,
  reason,
  quantity,
  at: `${at}T10:00:00Z`,
  recordedAt: `${at}T10:00:00Z`,
  ...(reason === 'receipt' ? { toSiteId: 'A' } : { fromSiteId: 'A' }),
  ...more,
});
const known = { recordedAt: '2026-01-01T00:00:00Z' };

/** Receipts of two lots, a gap without any stock in between, issues, one of them in bags, and a shipment without a movement. */
const dairy = {
  sites: [
    { siteId: 'A', kind: 'plant', ...known },
    { siteId: 'C', kind: 'customer', ...known },
  ],
  items: [
    {
      itemId: 'MILK',
      unit: 'kg',
      shelfLifeDays: 10,
      standardCost: 2,
      currency: 'EUR',
      minRemainingLifeDays: 3,
      ...known,
    },
    { itemId: 'SALT', unit: 'kg', ...known },
  ],
  unit_conversions: [{ itemId: 'MILK', fromUnit: 'can', toUnit: 'kg', factor: 5, ...known }],
  lots: [
    { lotId: 'M1', itemId: 'MILK', receivedAt: '2026-01-02', expiresAt: '2026-01-12', ...known },
    {
      lotId: 'M2',
      itemId: 'MILK',
      receivedAt: '2026-01-08',
      expiresAt: '2026-01-20',
      unitCost: 3,
      currency: 'EUR',
      ...known,
    },
    { lotId: 'S1', itemId: 'SALT', receivedAt: '2026-01-02', ...known },
  ],
  movements: [
    moved('M1', 'receipt', '2026-01-02', 20),
    moved('M1', 'issue', '2026-01-03', 1, { unit: 'can' }),
    moved('M1', 'issue', '2026-01-05', 15),
    moved('M2', 'receipt', '2026-01-08', 30),
    moved('M2', 'issue', '2026-01-10', 4, { recordedAt: '2026-01-25T00:00:00Z' }),
    moved('M2', 'issue', '2026-01-11', 6),
    moved('M2', 'scrap', '2026-01-20', 12, { reasonCode: 'EXPIRED' }),
    moved('S1', 'receipt', '2026-01-02', 7),
    moved('S1', 'issue', '2026-01-04', 1, { unit: 'sack' }),
  ],
  shipments: [
    {
      shipmentId: 'D1',
      lotId: 'M2',
      customerId: 'X',
      fromSiteId: 'A',
      shipToSiteId: 'C',
      quantity: 3,
      shippedAt: '2026-01-12T08:00:00Z',
      unitPrice: 4.5,
      currency: 'EUR',
      recordedAt: '2026-01-12T08:00:00Z',
    },
  ],
  lot_status: [{ lotId: 'M2', status: 'hold', at: '2026-01-09T00:00:00Z', recordedAt: '2026-01-09T00:00:00Z' }],
};

let plant: RecordedPlant;
let features: ExpiryFeatures;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record(dairy);
  await refreshDisposition(plant.engine, undefined, { now: new Date('2026-02-01T00:00:00Z') });
  const pastDays = [dayOf('2026-01-04'), dayOf('2026-01-12')];
  features = await readExpiryFeatures(plant.engine, { cutoffDay: dayOf('2026-02-01'), pastDays, demandDays: 60 });
});
afterAll(() => plant.close());

describe('demand per day', () => {
  test('is unknown on days without stock, zero on days with stock and no issue, in base units (D5)', () => {
    const milk = features.series.find(({ itemId }) => itemId === 'MILK')!;
    expect(milk.from).toBe(dayOf('2026-01-02'));
    // 2 … 12 January: nothing is left after the 5th, until the 8th.
    expect([...milk.demand.slice(0, 11)]).toEqual([0, 5, 0, 15, NaN, NaN, 0, 0, 4, 6, 3]);
    expect(milk.classes).toEqual([{ name: '3 d', share: 1, minimumRemainingLife: 3 }]);
  });

  test('is unknown where a unit does not convert', () => {
    const salt = features.series.find(({ itemId }) => itemId === 'SALT')!;
    expect(salt.demand[2]).toBeNaN();
  });
});

describe('stock on a day', () => {
  test('is what was there and known then', () => {
    const [early, late] = features.past;
    expect([early!.lotIds, [...early!.quantity]]).toEqual([
      ['M1', 'S1'],
      [15, 7],
    ]);
    expect([...early!.lastDay]).toEqual([dayOf('2026-01-12'), Infinity]);
    expect([...early!.unitCost]).toEqual([2, NaN]);
    // The issue of the 10th was recorded on the 25th: on the 12th nobody knew.
    expect(late!.lotIds[0]).toBe('M2');
    expect(late!.quantity[0]).toBe(24);
    expect(late!.unitCost[0]).toBe(3);
    expect(late!.firstDay[0]).toBeNaN();
    expect(late!.quantity[1]).toBeNaN();
  });

  test('says what was never used of it once the last day is over', () => {
    const [early, late] = features.past;
    expect([...early!.lost]).toEqual([0, NaN]);
    // 17 left on the 20th, of which 12 were scrapped as expired that day: 5 are still there.
    expect(late!.lost[0]).toBe(17);
  });

  test('knows what customers paid for the item in the last year, in the currency of its cost; of what was never sold it does not', () => {
    const { lotIds, unitPrice } = features.now;
    expect([unitPrice[lotIds.indexOf('M2')], unitPrice[lotIds.indexOf('S1')]]).toEqual([4.5, NaN]);
  });
});
