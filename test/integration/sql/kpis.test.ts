import {
  kpiDefinitions,
  kpiParts,
  kpiRows,
  kpis,
  refreshDisposition,
  refreshExposures,
  refreshInsights,
  streamKpiRows,
  UnknownKpi,
  type Kpi,
  type KpiList,
  type KpiRowValues,
} from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { bakery } from './kpis-bakery.ts';

const now = new Date('2026-03-31T12:00:00Z');
const period = { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
let plant: RecordedPlant;
let ofNothing: KpiList;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await refreshDisposition(plant.engine, undefined, { now });
  await refreshInsights(plant.engine, undefined, { now });
  ofNothing = await kpis(plant.engine);
  await plant.record(bakery);
  await refreshDisposition(plant.engine, undefined, { now });
  await refreshInsights(plant.engine, undefined, { now });
  await refreshExposures(plant.engine, (lots) =>
    Promise.resolve({ value: lots[0] === 'P1' ? null : lots.length * 100, unvalued: 1, lots: 3, customers: 2 }),
  );
});
afterAll(() => plant.close());

async function kpi(id: string, request: { site?: string; item?: string } = {}): Promise<Kpi> {
  const { kpis: all } = await kpis(plant.engine, { ...period, ...request });
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`No KPI ${id}`);
  return found;
}
const rows = async (id: string, more: object = {}) =>
  (await kpiRows(plant.engine, { id, ...period, sites: null, limit: 1000, ...more })).rows;
const parts = (one: Kpi) => Object.fromEntries(one.breakdown.map(({ key, value }) => [key, value]));

test('without data there are no KPI values, not zeros', () => {
  expect(ofNothing.kpis.map(({ value }) => value)).toEqual(kpiDefinitions.map(() => null));
});

describe('scrap (D23)', () => {
  test('the rate counts scrap once, keeps units apart, and counts operations that say too little', async () => {
    const rate = await kpi('scrap-rate');
    // Pieces: (10 of O1 + 5 of O2) ÷ (100 + 100); kilograms apart.
    expect(rate.value).toBeCloseTo(7.5);
    expect(rate.measured).toEqual([
      { unit: 'pcs', value: 7.5, count: 3 },
      { unit: 'kg', value: 50, count: 1 },
    ]);
    expect(rate.unknown?.count).toBe(1);
    expect(rate.previous).toBeCloseTo(20);
    expect((await kpi('scrap-rate', { site: 'B' })).value).toBeCloseTo(5);
  });

  test('the cost is quantity at standard cost at the rate of the day; what cannot be valued is counted beside it', async () => {
    const cost = await kpi('scrap-cost');
    // O1 10×3, O4 50×2, m2 5×3, m4 2 bags = 50×2, m6 1×10×0.5, m7 1×10×0.8, n2 3×2; m9 has no cost.
    expect(cost.value).toBeCloseTo(30 + 100 + 15 + 100 + 5 + 8 + 6);
    expect(parts(cost)).toEqual({ operation: 130, movement: 128, nonconformance: 6 });
    expect(cost.unknown?.count).toBe(1);
    expect(cost.currency).toBe('EUR');
    expect((await rows('scrap-cost')).map((row) => row['eventId']).sort()).toEqual([
      'O1',
      'O4',
      'm2',
      'm4',
      'm6',
      'm7',
      'm9',
      'n2',
    ]);
  });

  test('write-offs are stock scrapped outside of operations, by cause', async () => {
    const writeOffs = await kpi('write-offs');
    expect(writeOffs.value).toBeCloseTo(100 + 5 + 8 + 6);
    expect(parts(writeOffs)).toEqual({ expiry: 100, damage: 13, other: 6, mislabel: null });
  });

  test('yield is good over planned; the trend has every month', async () => {
    const made = await kpi('yield');
    expect(made.value).toBeCloseTo(92.5);
    expect(made.previous).toBeCloseTo(80);
    expect(made.unknown?.count).toBe(1);
    const { kpis: all } = await kpis(plant.engine, { from: '2025-07-01', to: '2026-04-01' });
    expect(all.find(({ id }) => id === 'yield')?.series).toEqual([
      ...['2025-07', '2025-08', '2025-09', '2025-10', '2025-11'].map((at) => ({ at, value: null })),
      { at: '2025-12', value: 80 },
      { at: '2026-01', value: 90 },
      { at: '2026-02', value: 95 },
      { at: '2026-03', value: null },
    ]);
  });
});

describe('incoming inspection', () => {
  test('D18, D19: invalidated results do not count, an uninspected lot is not a good lot', async () => {
    const rate = await kpi('incoming-pass-rate');
    // F1 passed, F2 failed; F3 was not inspected, P1 cannot be judged; U1 came before the period.
    expect(rate.value).toBe(50);
    expect(rate.unknown?.count).toBe(2);
    expect(
      (await rows('incoming-pass-rate', { sort: 'lotId' })).map((row) => [row['lotId'], row['verdict'], row['failed']]),
    ).toEqual([
      ['F1', 'pass', null],
      ['F2', 'fail', 'moisture'],
      ['F3', 'uninspected', null],
      ['P1', 'unjudged', null],
    ]);
  });
});

describe('stock', () => {
  test('on hand is valued by age, what has no cost is counted', async () => {
    const stock = await kpi('on-hand-value');
    // F1 50×2, F2 37×2, F3 40×2, P1 18×10×0.8; U1 6 kg without a cost.
    expect(stock.value).toBeCloseTo(100 + 74 + 80 + 144);
    expect(stock.unknown?.count).toBe(1);
    expect(parts(stock)).toEqual({ '0-30': 74 + 80 + 144, '31-90': 100, '366-': null });
  });

  test('D4, D13: at risk is what has expired or soon will; expired stock is a reserve', async () => {
    const risk = await kpi('inventory-at-risk');
    expect(parts(risk)).toEqual({ expired: 100, '8-14': 74, unknown: null });
    expect(risk.value).toBeCloseTo(174);
    expect((await kpi('expired-stock')).value).toBeCloseTo(100);
  });

  test('trends show the days on which stock was derived, and nothing is invented before', async () => {
    const stock = await kpi('on-hand-value');
    expect(stock.series).toEqual([{ at: '2026-03-31', value: 398 }]);
    expect(stock.previous).toBeNull();
    expect(stock.previousAt).toBeNull();
  });

  test('a day of the trend leads to the sums that it is made of, by item, site and state', async () => {
    const { series } = await kpi('inventory-at-risk');
    const day = series[0]!.at;
    for (const id of ['on-hand-value', 'inventory-at-risk', 'expired-stock']) {
      const made = await rows(id, { day });
      const point = (await kpi(id)).series.find(({ at }) => at === day);
      expect(
        made.reduce((sum, row) => sum + Number(row['value']), 0),
        id,
      ).toBeCloseTo(point!.value!);
    }
    const [unvalued] = await rows('on-hand-value', { day, unknown: 'only' });
    expect(unvalued).toMatchObject({ itemId: 'MYSTERY', itemName: 'No cost', siteId: 'A', value: null, unvalued: 1 });
    const risky = await rows('inventory-at-risk', { day, sort: 'value' });
    expect(risky.map((row) => [row['itemId'], row['state'], row['value']])).toEqual([
      ['FLOUR', 'expires within 30 days', 74],
      ['FLOUR', 'expired', 100],
    ]);
    const own = await kpiRows(plant.engine, { id: 'on-hand-value', ...period, day, sites: ['B'], limit: 10 });
    expect(own.rows.map((row) => row['siteId'])).toEqual(['B']);
    expect(own.rows.length + own.withheld).toBe(own.total);
    await expect(rows('yield', { day })).rejects.toThrow(UnknownKpi);
  });

  test('what the stock was when the period began is the last day before it, which is named', async () => {
    const { kpis: later } = await kpis(plant.engine, { from: '2026-04-05', to: '2026-04-20' });
    expect(later.find(({ id }) => id === 'on-hand-value')).toMatchObject({ previous: 398, previousAt: '2026-03-31' });
  });
});

describe('recall exposure', () => {
  test('is the mean over the supplier lots of which something can be valued', async () => {
    const exposure = await kpi('recall-exposure');
    expect(exposure.value).toBe(100);
    expect(exposure.unknown?.count).toBe(1);
    expect((await rows('recall-exposure')).map((row) => row['supplierLot'])).toEqual(['M1', 'M2', 'M3', 'P']);
  });
});

describe('every number leads to its rows', () => {
  const total = (list: readonly KpiRowValues[], name: string) => list.reduce((sum, row) => sum + Number(row[name]), 0);

  test.each(kpiDefinitions.map(({ id }) => id))('the rows of %s add up to it', async (id) => {
    const one = await kpi(id);
    const unit = one.measured[0]?.unit;
    const list = await rows(id, unit === undefined ? {} : { unit });
    const [numerator, denominator] = [total(list, 'numerator'), total(list, 'denominator')];
    const { value } = kpiDefinitions.find((definition) => definition.id === id) ?? {};
    expect(one.value).toBeCloseTo(
      value === 'sum' ? numerator : (numerator / denominator) * (value === 'share' ? 100 : 1),
    );
    expect(list.filter((row) => row['isUnknown'] === true)).toHaveLength(one.unknown?.count ?? 0);
    for (const part of one.breakdown) expect(await rows(id, { key: part.key, unit })).toHaveLength(part.count);
  });

  test.each(kpiDefinitions.map(({ id }) => id))(
    'pages of %s are its stream in every order, and hide other sites',
    async (id) => {
      const inOrders: KpiRowValues[][] = [];
      for (const sort of kpiDefinitions.find((definition) => definition.id === id)?.sort ?? []) {
        const name = sort.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
        const request = { id, ...period, sites: null, sort: `-${name}` };
        const pages = [
          await kpiRows(plant.engine, { ...request, limit: 2 }),
          await kpiRows(plant.engine, { ...request, limit: 1000, offset: 2 }),
        ];
        inOrders.push(pages.flatMap((page) => page.rows));
      }
      const streamed: KpiRowValues[] = [];
      for await (const batch of streamKpiRows(plant.engine, { id, ...period, sites: null })) streamed.push(...batch);
      for (const list of inOrders) {
        expect(list).toHaveLength(streamed.length);
        expect(list).toEqual(expect.arrayContaining(streamed));
      }
      const seen = await kpiRows(plant.engine, { id, ...period, sites: ['A'], limit: 1000 });
      expect(seen.rows.every((row) => row['siteId'] === 'A' || row['siteId'] === null)).toBe(true);
      expect(seen.rows.length + seen.withheld).toBe(seen.total);
    },
  );

  test.each(kpiDefinitions.map(({ id }) => id))('all parts of %s are listed, those that it shows first', async (id) => {
    const one = await kpi(id);
    const all = await kpiParts(plant.engine, { id, ...period, unit: one.measured[0]?.unit });
    expect(all.slice(0, one.breakdown.length)).toEqual(one.breakdown);
    // D5: parts of no unit in particular are those of the figure, not of kilograms and pieces together.
    expect(await kpiParts(plant.engine, { id, ...period })).toEqual(all);
    expect(all).toHaveLength(one.parts);
    if (kpiDefinitions.find((definition) => definition.id === id)?.value === 'sum')
      expect(all.reduce((sum, part) => sum + (part.value ?? 0), 0)).toBeCloseTo(one.value!);
  });

  test('unknown KPIs and orders are refused', async () => {
    await expect(rows('nonsense')).rejects.toThrow(UnknownKpi);
    await expect(rows('yield', { sort: 'DROP TABLE' })).rejects.toThrow(UnknownKpi);
  });
});

test('a rate keeps the unit of the whole company under a filter, as long as that is known there (D5)', async () => {
  const flour = { itemId: 'FLOUR', siteId: 'A', goodQuantity: 8, scrapQuantity: 2, unit: 'kg' };
  const milled = ['O5', 'O6'].map((operationId) => ({ ...flour, operationId, endedAt: '2026-03-20T12:00:00Z' }));
  await plant.record({ operations: milled });
  await refreshDisposition(plant.engine, undefined, { now });
  await refreshInsights(plant.engine, undefined, { now });
  // Site A has three rows in kilograms and two in pieces; the company has four in pieces over its twelve months.
  expect((await kpi('scrap-rate', { site: 'A' })).measured.map(({ unit, count }) => [unit, count])).toEqual([
    ['pcs', 2],
    ['kg', 3],
  ]);
  expect((await kpi('scrap-rate', { item: 'FLOUR' })).measured.map(({ unit }) => unit)).toEqual(['kg']);
});

test('the period without dates ends with the day of the newest event, which the answer names', async () => {
  const { newestEvent, to } = await kpis(plant.engine);
  expect(newestEvent).not.toBeNull();
  expect(to).toBe(new Date((Math.floor(Date.parse(newestEvent!) / 86_400_000) + 1) * 86_400_000).toISOString());
});
