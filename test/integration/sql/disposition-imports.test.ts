import { passport, refreshDisposition } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportStore } from './import-store.ts';

let store: ImportStore;
beforeAll(async () => {
  store = await ImportStore.open();
});
afterAll(() => store.close());

/** Loads rows as an uploaded file and derives what they touched. */
async function load(dataset: DatasetName, rows: readonly object[]) {
  const file = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const { importId, rejected } = await store.load(dataset, file, { format: 'jsonl' });
  expect(rejected).toBe(0);
  return refreshDisposition(store.engine, importId);
}

async function everything(): Promise<string[]> {
  const rows = await store.query<{ row: string }>(`
    SELECT concat(f.lot_id, ' ', toString(d.bucket), ' ', d.location, ' ', ifNull(toString(round(d.quantity, 6)), '?'), ' ', ifNull(toString(d.value), '-')) AS row
    FROM lot_disposition AS d INNER JOIN lot_facts AS f ON f.node_no = d.node_no ORDER BY row`);
  return rows.map(({ row }) => row);
}

const movement = (movementId: string, lotId: string, quantity: number, recordedAt: string) => ({
  ...{ movementId, lotId, reason: 'receipt', quantity, toSiteId: 'A', toLocation: 'W' },
  ...{ at: '2026-01-01T08:00:00Z', recordedAt },
});

describe('after each import only the lots that it touches are derived again', () => {
  test('the first derivation takes everything; a second file only what it names', async () => {
    const first = await load('lots', [
      { lotId: 'A', itemId: 'I', quantity: 10, unit: 'kg' },
      { lotId: 'B', itemId: 'I', quantity: 20, unit: 'kg' },
      { lotId: 'C', itemId: 'I', quantity: 30, unit: 'kg' },
    ]);
    expect(first).toMatchObject({ kind: 'full', lots: 3, version: 1 });
    const second = await load('movements', [movement('m', 'A', 10, '2026-01-02T00:00:00Z')]);
    expect(second).toMatchObject({ kind: 'incremental', lots: 1, version: 2 });
    expect(await everything()).toEqual(['A receiving W 10 -', 'B unknown  20 -', 'C unknown  30 -']);
  });

  test('D2: a correction that moves a row to another lot touches both, and the earlier value stays readable', async () => {
    const { lots } = await load('movements', [movement('m', 'B', 15, '2026-01-03T00:00:00Z')]);
    expect(lots).toBe(2);
    expect(await everything()).toEqual(['A unknown  10 -', 'B receiving W 15 -', 'B unknown  5 -', 'C unknown  30 -']);
    const { superseded } = (await passport(store.engine, 'A')) ?? {};
    expect(superseded?.rows).toMatchObject([
      { dataset: 'movements', values: { movementId: 'm', lotId: 'A', quantity: 10, at: '2026-01-01T08:00:00.000Z' } },
    ]);
  });

  test('D2: an older export does not undo it', async () => {
    await load('movements', [movement('m', 'A', 10, '2026-01-02T00:00:00Z')]);
    expect(await everything()).toContain('B receiving W 15 -');
  });

  test('a file that touches no lot leaves all as it is, also the factors by which others convert', async () => {
    await load('unit_conversions', [{ itemId: 'I', fromUnit: 'pal', toUnit: 'kg', factor: 500 }]);
    const before = await everything();
    const factors = () => store.values('SELECT count() FROM disposition_unit_factors');
    const [known] = await factors();
    expect(known).toBeGreaterThan(0);
    const { kind, lots, version } = await load('changes', [
      { changeId: 'c', kind: 'process', description: 'another sieve', at: '2026-01-05T08:00:00Z' },
    ]);
    expect({ kind, lots }).toEqual({ kind: 'incremental', lots: 0 });
    expect(await everything()).toEqual(before);
    expect(await factors()).toEqual([known]);
    expect(await store.values('SELECT max(version) FROM disposition_refreshes')).toEqual([version]);
  });

  test('a cost that becomes known values the lots of its item; a new lot, known or only named, appears', async () => {
    const { lots } = await load('items', [{ itemId: 'I', unit: 'kg', standardCost: 2, currency: 'EUR' }]);
    expect(lots).toBe(3);
    expect(await everything()).toContain('B receiving W 15 30');
    await load('lot_links', [{ parentLotId: 'C', childLotId: 'NEW', kind: 'consumed', quantity: 30, unit: 'kg' }]);
    expect(await everything()).toEqual([
      'A unknown  10 20',
      'B receiving W 15 30',
      'B unknown  5 10',
      'C consumed  30 60',
      'NEW unknown  ? -',
    ]);
  });

  test('an operation that ends turns what is in process into what is consumed', async () => {
    await load('operations', [
      { operationId: 'O', startedAt: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z' },
    ]);
    await load('operation_inputs', [{ operationId: 'O', lotId: 'A', quantity: 4 }]);
    expect(await everything()).toContain('A in_process  4 8');
    await load('operations', [
      {
        operationId: 'O',
        startedAt: '2026-01-01T00:00:00Z',
        endedAt: '2026-01-02T00:00:00Z',
        recordedAt: '2026-01-03T00:00:00Z',
      },
    ]);
    expect(await everything()).toContain('A consumed  4 8');
  });

  test('D2: a row that is taken back no longer counts', async () => {
    await load('movements', [{ ...movement('m', 'B', 15, '2026-01-05T00:00:00Z'), deleted: true }]);
    expect(await everything()).toContain('B unknown  20 40');
  });

  test('all of it is what deriving everything gives; new rates or another base currency derive everything', async () => {
    const before = await everything();
    expect(await refreshDisposition(store.engine)).toMatchObject({ kind: 'full', lots: 4 });
    expect(await everything()).toEqual(before);
    const rates = await load('exchange_rates', [{ fromCurrency: 'EUR', toCurrency: 'USD', on: '2026-01-01', rate: 2 }]);
    expect(rates.kind).toBe('full');
    await refreshDisposition(store.engine, undefined, { baseCurrency: 'USD' });
    expect(await everything()).toContain('C consumed  30 120');
  });
});
