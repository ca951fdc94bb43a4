import { costEntries, refreshDisposition, ScopeCosts, scopeShipments } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

const at = '2026-01-05T08:00:00Z';
let plant: RecordedPlant;
let costs: ScopeCosts;

beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [{ itemId: 'I', unit: 'kg', standardCost: 2, currency: 'EUR' }, { itemId: 'NOCOST' }],
    unit_conversions: [{ itemId: 'I', fromUnit: 'case', toUnit: 'kg', factor: 10 }],
    exchange_rates: [
      { fromCurrency: 'USD', toCurrency: 'EUR', rate: 0.1, on: '2025-06-01' },
      { fromCurrency: 'USD', toCurrency: 'EUR', rate: 0.5, on: '2025-12-01' },
      { fromCurrency: 'USD', toCurrency: 'EUR', rate: 9, on: '2026-07-01' },
    ],
    lots: ['A', 'B', 'C', 'N'].map((lotId) => ({
      lotId,
      itemId: lotId === 'N' ? 'NOCOST' : 'I',
      quantity: 100,
      unit: 'kg',
    })),
    operation_outputs: [
      { operationId: 'OP', lotId: 'B' },
      { operationId: 'OP', lotId: 'C' },
    ],
    complaints: [
      { caseId: 'K', lineId: '1', lotId: 'A', at },
      { caseId: 'K', lineId: '2', lotId: 'B', at },
    ],
    nonconformances: [{ ncrId: 'NCR', lotId: 'C' }],
    shipments: [
      { shipmentId: 'S1', lotId: 'A', customerId: 'X', quantity: 3, unit: 'kg', unitPrice: 5, currency: 'EUR' },
      { shipmentId: 'S2', lotId: 'A', customerId: 'X', quantity: 2, unit: 'case', unitPrice: 60, currency: 'USD' },
      { shipmentId: 'S3', lotId: 'A', customerId: 'Y', fromPartyId: 'X', quantity: 3, unitPrice: 9, currency: 'EUR' },
      { shipmentId: 'S4', lotId: 'B', customerId: 'X', quantity: 1, unit: 'kg', unitPrice: 1, currency: 'EUR' },
      { shipmentId: 'S5', lotId: 'B', customerId: 'X', quantity: 1, unit: 'kg', unitPrice: 1, currency: 'XXX' },
      { shipmentId: 'S6', lotId: 'N', customerId: 'X', quantity: 1, unit: 'kg', unitPrice: 1, currency: 'EUR' },
    ],
    cost_entries: [
      { kind: 'disposal', lotId: 'A', amount: 10, currency: 'USD', at },
      { kind: 'credit', lotId: 'B', caseId: 'K', amount: 7, currency: 'EUR', at },
      { kind: 'credit', caseId: 'K', amount: 100, currency: 'EUR', at },
      { kind: 'credit', caseId: 'K', amount: 1, currency: 'XXX', at },
      { kind: 'labour', caseId: 'NCR', amount: 30, currency: 'EUR', at },
      { kind: 'chargeback', operationId: 'OP', amount: -40, currency: 'EUR', at },
      { kind: 'freight', caseId: 'NOBODY', amount: 5, currency: 'EUR', at },
      { kind: 'freight', amount: 5, currency: 'EUR', at },
    ],
  });
  await refreshDisposition(plant.engine, undefined, { now: new Date('2026-03-01T00:00:00Z') });
  costs = await ScopeCosts.load(plant.engine);
});
afterAll(() => plant.close());

const of = (...lots: string[]) => costs.of(Uint32Array.from(lots, (lot) => plant.nodeNo(lot)));

test('D14: booked costs count once, for the lot they name, else the lots of their case or operation, at dated rates', () => {
  expect(Object.fromEntries(of('A', 'B', 'C').booked)).toEqual({
    disposal: { amount: 5, entries: 1, unvalued: 0 },
    credit: { amount: 107, entries: 3, unvalued: 1 },
    labour: { amount: 30, entries: 1, unvalued: 0 },
    chargeback: { amount: -40, entries: 1, unvalued: 0 },
  });
  // The entry that names lot B belongs to it alone, though its case names A too.
  expect(of('A').booked.get('credit')).toEqual({ amount: 100, entries: 2, unvalued: 1 });
  expect(of('N').booked.size).toBe(0);
  expect(of().booked.size).toBe(0);
});

test('D14: margin is price less standard cost of what we shipped, converted to one unit and currency; the rest stays open', () => {
  // 3 kg at 5 − 2; 2 cases at 60 USD = 30 EUR less 10 kg of 2.
  expect(of('A').margin).toEqual({ amount: 3 * 3 + 2 * (30 - 20), lots: 1, openLots: 0 });
  // A line in a currency without a rate is not in the sum.
  expect(of('B').margin).toEqual({ amount: -1, lots: 1, openLots: 1 });
  expect(of('N').margin).toEqual({ amount: null, lots: 0, openLots: 1 });
  expect(of('C').margin).toEqual({ amount: null, lots: 0, openLots: 0 });
  expect(of('A', 'B', 'N').margin).toEqual({ amount: 28, lots: 2, openLots: 2 });
});

const entriesOf = async (lots: string[], more: { unvalued?: boolean; q?: string } = {}) => {
  const entries = costs.entriesOf(Uint32Array.from(lots, (lot) => plant.nodeNo(lot)));
  return (await costEntries(plant.engine, { entries, sites: null, limit: 100, ...more })).rows;
};

test('D14: the entries of each kind add up to what is booked, those without a rate unknown', async () => {
  for (const lots of [['A'], ['B', 'C'], ['A', 'B', 'C', 'N']]) {
    const rows = await entriesOf(lots);
    for (const [kind, { amount, entries, unvalued }] of of(...lots).booked) {
      const ofKind = rows.filter((row) => row.kind === kind);
      expect(ofKind).toHaveLength(entries);
      expect(ofKind.filter(({ value }) => value === null)).toHaveLength(unvalued);
      expect(ofKind.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(amount);
    }
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(of(...lots).booked.keys()));
  }
  expect(await entriesOf(['A', 'B'], { unvalued: true })).toMatchObject([
    { kind: 'credit', caseId: 'K', amount: 1, currency: 'XXX', value: null },
  ]);
  expect(await entriesOf(['A', 'B', 'C'], { q: 'ncr' })).toMatchObject([{ kind: 'labour', value: 30 }]);
});

test('D14: the margins of the lines that we shipped add up to that of their lots', async () => {
  for (const lots of [['A'], ['B'], ['N'], ['A', 'B', 'C', 'N']]) {
    const nodes = Uint32Array.from(lots, (lot) => plant.nodeNo(lot));
    const shipped = async (margin: 'any' | 'known' | 'open') =>
      (await scopeShipments(plant.engine, { nodes: costs.shipped(nodes, margin), sites: null, limit: 100, margin }))
        .rows;
    const { amount, lots: known, openLots } = of(...lots).margin;
    const [all, valued, open] = [await shipped('any'), await shipped('known'), await shipped('open')];
    expect(all.every(({ fromPartyId }) => fromPartyId === null)).toBe(true);
    expect(all.length).toBe(valued.length + open.length);
    expect(valued.length === 0 ? null : all.reduce((sum, { margin }) => sum + (margin ?? 0), 0)).toBe(amount);
    expect([costs.shipped(nodes, 'known').length, costs.shipped(nodes, 'open').length]).toEqual([known, openLots]);
    expect([new Set(valued.map(({ lotId }) => lotId)).size, new Set(open.map(({ lotId }) => lotId)).size]).toEqual([
      known,
      openLots,
    ]);
  }
});
