import { kpis, refreshDisposition, refreshInsights, type Kpi, type KpiRequest } from '@lotscope/sql';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRows } from '../../support/recorded-plant.ts';

const now = new Date('2026-03-31T12:00:00Z');
const period = { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
let plant: RecordedPlant | undefined;
beforeEach(async () => {
  await plant?.close();
  plant = await RecordedPlant.open();
});
afterAll(() => plant?.close());

async function kpisOf(rows: RecordedRows, request: KpiRequest = period): Promise<Record<string, Kpi>> {
  if (!plant) throw new Error('No plant is open');
  await plant.record(rows);
  await refreshDisposition(plant.engine, undefined, { now });
  await refreshInsights(plant.engine, undefined, { now });
  const { kpis: all } = await kpis(plant.engine, request);
  return Object.fromEntries(all.map((one) => [one.id, one]));
}
const items: RecordedRows = {
  items: [{ itemId: 'I', unit: 'kg', standardCost: 2, currency: 'EUR', shelfLifeDays: 9 }],
};
const lots = { lots: [{ lotId: 'A', itemId: 'I', siteId: 'P', quantity: 100, receivedAt: '2026-01-05' }] };

describe('unknown is not zero (D23)', () => {
  test('master data alone make no figure; each says what is missing', async () => {
    const found = await kpisOf(items);
    expect(Object.values(found).map(({ id, value }) => [id, value])).toEqual(
      Object.keys(found).map((id) => [id, null]),
    );
    expect(found['scrap-cost']?.unknown).toEqual({
      count: 0,
      text: 'no operations or movements or nonconformances are loaded',
    });
    expect(found['on-hand-value']?.unknown).toEqual({ count: 0, text: 'no movements or stock counts are loaded' });
    expect(found['scrap-cost']?.series.every(({ value }) => value === null)).toBe(true);
  });

  test('lots and links say nothing about stock', async () => {
    const found = await kpisOf({
      ...items,
      ...lots,
      lot_links: [{ parentLotId: 'A', childLotId: 'B', kind: 'consumed' }],
    });
    for (const id of ['on-hand-value', 'inventory-at-risk', 'expired-stock', 'scrap-cost', 'write-offs'])
      expect(found[id]).toMatchObject({ value: null, previous: null });
  });

  test('a sum is 0 where the records reach, and unknown before and after them, in the period, the one before and the trend', async () => {
    const receipt = { lotId: 'A', reason: 'receipt', quantity: 10, unit: 'kg', toSiteId: 'P' };
    const rows = {
      ...items,
      ...lots,
      movements: [
        { ...receipt, movementId: '1', at: '2026-02-05T00:00:00Z' },
        { ...receipt, movementId: '2', at: '2026-03-05T00:00:00Z' },
      ],
    };
    const found = await kpisOf(rows);
    expect(found['write-offs']).toMatchObject({ value: 0, previous: null, unknown: null });
    const inMonths = await kpisOf({}, { from: '2025-08-01', to: '2026-05-01' });
    expect(inMonths['write-offs']?.series).toEqual([
      ...['2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01'].map((at) => ({ at, value: null })),
      { at: '2026-02', value: 0 },
      { at: '2026-03', value: 0 },
      { at: '2026-04', value: null },
    ]);
    const later = await kpisOf({}, { from: '2026-04-01', to: '2026-06-01' });
    expect(later['write-offs']).toMatchObject({ value: null, previous: 0 });
    expect(later['write-offs']?.unknown?.text).toBe(
      'no movements or nonconformances that are loaded reach into the period',
    );
    expect(later['on-hand-value']?.value).toBe(40);
  });
});
