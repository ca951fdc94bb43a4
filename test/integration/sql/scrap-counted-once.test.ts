import { kpiRows, refreshDisposition, refreshInsights, type KpiRowValues } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRow } from '../../support/recorded-plant.ts';

const now = new Date('2026-06-30T12:00:00Z');
const period = { from: '2026-01-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };

const lot = (lotId: string, more: RecordedRow = {}): RecordedRow => ({
  lotId,
  itemId: 'SUGAR',
  siteId: 'P',
  quantity: 1000,
  unit: 'kg',
  ...more,
});
const ended = (operationId: string, scrapQuantity: number | null, more: RecordedRow = {}): RecordedRow => ({
  operationId,
  itemId: 'SUGAR',
  siteId: 'P',
  goodQuantity: 90,
  scrapQuantity,
  unit: 'kg',
  endedAt: '2026-02-01T00:00:00Z',
  ...more,
});
const scrapped = (lotId: string, quantity: number, at: string, more: RecordedRow = {}): RecordedRow => ({
  movementId: `${lotId} ${at}`,
  lotId,
  reason: 'scrap',
  quantity,
  unit: 'kg',
  fromSiteId: 'P',
  at: `${at}T00:00:00Z`,
  ...more,
});
const report = (ncrId: string, quantity: number | null, openedAt: string, more: RecordedRow): RecordedRow => ({
  ncrId,
  quantity,
  unit: 'kg',
  disposition: 'scrap',
  openedAt: `${openedAt}T00:00:00Z`,
  ...more,
});

let plant: RecordedPlant;
let events: KpiRowValues[];
let rates: KpiRowValues[];
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [
      { itemId: 'SUGAR', unit: 'kg', standardCost: 2, currency: 'EUR' },
      { itemId: 'HERBS', unit: 'kg' },
    ],
    unit_conversions: [
      { itemId: 'SUGAR', fromUnit: 'bag', toUnit: 'kg', factor: 25 },
      { itemId: 'HERBS', fromUnit: 'bag', toUnit: 'kg', factor: 10 },
    ],
    exchange_rates: [
      { fromCurrency: 'USD', toCurrency: 'EUR', on: '2025-01-01', rate: 0.5 },
      { fromCurrency: 'USD', toCurrency: 'EUR', on: '2026-03-01', rate: 0.8 },
    ],
    operations: [
      ended('BOILED', 10),
      ended('BOILED MORE', 10),
      ended('BOILED LONG AGO', 10),
      ended('SILENT', null),
      ended('SILENT TOO', 0),
      ended('MOVED', null),
    ],
    lots: [
      ...['BOILED', 'BOILED MORE', 'BOILED LONG AGO', 'SAMPLED', 'MOSTLY', 'TWICE', 'BAGS', 'UNSAID', 'PIECES'].map(
        (id) => lot(id),
      ),
      lot('OWN', { itemId: 'HERBS', unitCost: 5, currency: 'EUR' }),
      lot('OWN USD', { itemId: 'HERBS', unitCost: 5, currency: 'USD' }),
      lot('COSTLESS', { itemId: 'HERBS' }),
      lot('SUGAR OWN', { unitCost: 7, currency: 'EUR' }),
    ],
    operation_outputs: ['BOILED', 'BOILED MORE', 'BOILED LONG AGO'].map((id) => ({
      operationId: id,
      lotId: id,
      quantity: 100,
      unit: 'kg',
    })),
    movements: [
      { movementId: 'in', lotId: 'OWN', reason: 'receipt', quantity: 100, unit: 'kg', toSiteId: 'P', at: '2026-01-02' },
      scrapped('SAMPLED', 1, '2026-01-06'),
      scrapped('MOSTLY', 480, '2026-03-10'),
      scrapped('TWICE', 5, '2026-03-02'),
      scrapped('TWICE', 20, '2026-05-03'),
      scrapped('BAGS', 50, '2026-03-03'),
      scrapped('UNSAID', 3, '2026-03-03'),
      scrapped('PIECES', 3, '2026-03-03', { unit: 'pcs' }),
      scrapped('SUGAR OWN', 4, '2026-03-03', { operationId: 'MOVED' }),
      scrapped('OWN', 40, '2026-01-06'),
      scrapped('OWN', 1, '2026-01-07', { unit: 'bag' }),
      scrapped('OWN USD', 10, '2026-02-06'),
      scrapped('OWN USD', 10, '2026-03-06'),
      scrapped('COSTLESS', 10, '2026-03-06'),
    ],
    nonconformances: [
      report('of the report', 10, '2026-02-02', { lotId: 'BOILED' }),
      report('beyond the report', 25, '2026-02-02', { lotId: 'BOILED MORE' }),
      report('long after the report', 25, '2026-06-02', { lotId: 'BOILED LONG AGO' }),
      report('long after a sample', 500, '2026-03-02', { lotId: 'SAMPLED' }),
      report('beyond the movement', 500, '2026-03-02', { lotId: 'MOSTLY' }),
      report('first', 10, '2026-03-01', { lotId: 'TWICE' }),
      report('second', 20, '2026-05-01', { lotId: 'TWICE' }),
      report('in bags', 2, '2026-03-02', { lotId: 'BAGS', unit: 'bag' }),
      report('no quantity, moved', null, '2026-03-02', { lotId: 'UNSAID' }),
      report('in kilograms', 2, '2026-03-02', { lotId: 'PIECES' }),
      report('only the operation', 10, '2026-02-02', { operationId: 'SILENT' }),
      report('only the operation, no unit', 10, '2026-02-02', { operationId: 'SILENT TOO', unit: null }),
      report('of what a movement says', 4, '2026-02-20', { operationId: 'MOVED' }),
      report('no lot', 6, '2026-02-20', { itemId: 'SUGAR' }),
    ],
  });
  await refreshDisposition(plant.engine, undefined, { now });
  await refreshInsights(plant.engine, undefined, { now });
  const all = { ...period, sites: null, limit: 1000 };
  events = [...(await kpiRows(plant.engine, { ...all, id: 'scrap-cost' })).rows];
  rates = [...(await kpiRows(plant.engine, { ...all, id: 'scrap-rate' })).rows];
});
afterAll(() => plant.close());

const of = (lotId: string) =>
  events
    .filter((row) => row['lotId'] === lotId)
    .map((row) => [row['source'], row['quantity'], row['value']])
    .sort();
const told = (ncrId: string) => events.find((row) => row['eventId'] === ncrId);

test('D23: a nonconformance of a lot says again what the operation that put the lot out reports; what it says beyond that counts', () => {
  expect(told('of the report')).toBeUndefined();
  expect(told('beyond the report')).toMatchObject({ quantity: 15, value: 30 });
  expect(told('long after the report')).toMatchObject({ quantity: 25, value: 50 });
});

test('D23: a movement hides a later nonconformance of the lot only as far as it can be the same scrap: by quantity and time', () => {
  expect(of('SAMPLED')).toEqual([
    ['movement', 1, 2],
    ['nonconformance', 500, 1000],
  ]);
  expect(of('MOSTLY')).toEqual([
    ['movement', 480, 960],
    ['nonconformance', 20, 40],
  ]);
});

test('D23: one movement does not stand for two nonconformances', () => {
  expect(told('first')).toMatchObject({ quantity: 5 });
  expect(told('second')).toBeUndefined();
});

test('D5: quantities are compared in one unit; where they do not convert, a movement may be all of it', () => {
  expect(of('BAGS')).toEqual([['movement', 50, 100]]);
  expect(told('no quantity, moved')).toBeUndefined();
  expect(told('in kilograms')).toBeUndefined();
});

test('D23: a nonconformance that names only an operation is of its item and unit, in the cost and in the rate', () => {
  expect(told('only the operation')).toMatchObject({ itemId: 'SUGAR', siteId: 'P', unit: 'kg', value: 20 });
  expect(told('only the operation, no unit')).toMatchObject({ unit: 'kg', value: 20 });
  expect(told('of what a movement says')).toBeUndefined();
  expect(told('no lot')).toMatchObject({ quantity: 6, value: 12 });
  const scrap = Object.fromEntries(rates.map((row) => [row['operationId'], row['scrapQuantity']]));
  expect(scrap).toMatchObject({ SILENT: 10, 'SILENT TOO': 10, MOVED: 4, BOILED: 10 });
});

test('D14: scrap is valued as stock is: standard cost of the item, else the cost of the lot, at the rate of the day', async () => {
  expect(of('OWN')).toEqual([
    ['movement', 1, 50],
    ['movement', 40, 200],
  ]);
  expect(of('OWN USD')).toEqual([
    ['movement', 10, 25],
    ['movement', 10, 40],
  ]);
  expect(of('COSTLESS')).toEqual([['movement', 10, null]]);
  expect(of('SUGAR OWN')).toEqual([['movement', 4, 8]]);
  const stock = await kpiRows(plant.engine, { id: 'on-hand-value', ...period, sites: null, limit: 10 });
  expect(stock.rows.find((row) => row['lotId'] === 'OWN')).toMatchObject({ quantity: 50, value: 250 });
});
