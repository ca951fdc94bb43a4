import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
beforeEach(() => db.reset());
afterAll(() => db.close());

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('when links happened', () => {
  test('D4: a day is widened to what it can mean in any time zone, an instant is not', async () => {
    const rows = [
      ['1', 'A', 'B', '2024-02-03T04:05:06+01:00'],
      ['2', 'A', 'C', '2024-02-03'],
      ['3', 'A', 'D', '2024-02'],
      ['4', 'A', 'E', ''],
    ];
    await db.load('lot_links', csv('linkId,parentLotId,childLotId,at,kind', ...rows.map((row) => [...row, 'split'])));
    expect(await db.query('SELECT at_from, at_until FROM edges ORDER BY row_key')).toEqual([
      { at_from: seconds('2024-02-03T03:05:06Z'), at_until: seconds('2024-02-03T03:05:06Z') },
      { at_from: seconds('2024-02-02T10:00:00Z'), at_until: seconds('2024-02-04T11:59:59Z') },
      { at_from: seconds('2024-01-31T10:00:00Z'), at_until: seconds('2024-03-01T11:59:59Z') },
      { at_from: 0, at_until: 4294967295 },
    ]);
    expect(await db.query('SELECT `at`, at_precision FROM lot_links ORDER BY link_id')).toEqual([
      { at: '2024-02-03 03:05:06.000', at_precision: 0 },
      { at: '2024-02-03 00:00:00.000', at_precision: 1 },
      { at: '2024-02-01 00:00:00.000', at_precision: 2 },
      { at: null, at_precision: 0 },
    ]);
  });

  test('D8: a line without a time happened while its operation ran, whichever comes first', async () => {
    const lines = csv('lineId,operationId,lotId,quantity,unit', ['1', 'O', 'A', '1', 'kg']);
    const operation = (started: string, recordedAt: string): string =>
      csv('operationId,startedAt,endedAt,recordedAt', ['O', started, '2024-01-02T00:00:00Z', recordedAt]);
    await db.load('operation_inputs', lines);
    await db.load('operation_outputs', lines.replace('A', 'B'));
    const times = () => db.query('SELECT source, at_from, at_until FROM edges FINAL ORDER BY source');
    expect(await times()).toEqual([
      { source: 'input', at_from: 0, at_until: 4294967295 },
      { source: 'output', at_from: 0, at_until: 4294967295 },
    ]);
    const [start, end] = [Date.parse('2024-01-01T00:00:00Z') / 1000, Date.parse('2024-01-02T00:00:00Z') / 1000];
    await db.load('operations', operation('2024-01-01T00:00:00Z', '2024-01-03'));
    expect(await times()).toEqual([
      { source: 'input', at_from: start, at_until: end },
      { source: 'output', at_from: start, at_until: end },
    ]);
    await db.load('operations', operation('2024-01-01T00:00:10Z', '2024-01-04'));
    await db.load('operation_inputs', csv('lineId,operationId,lotId', ['2', 'O', 'C']));
    expect(await db.query(`SELECT at_from FROM edges FINAL WHERE source = 'input'`)).toEqual([
      { at_from: start + 10 },
      { at_from: start + 10 },
    ]);
  });

  test('D8: where lines lie outside the times of their operation, lines without a time may too, whatever comes first', async () => {
    const operation = csv('operationId,startedAt,endedAt', ['O', '2024-01-02T00:00:00Z', '2024-01-03T00:00:00Z']);
    const input = csv('lineId,operationId,lotId', ['1', 'O', 'A']);
    const outputs = csv(
      'lineId,operationId,lotId,at',
      ['1', 'O', 'B', '2024-01-01T23:00:00Z'],
      ['2', 'O', 'C', '2024-01-02T12:00:00Z'],
    );
    const files = { operations: operation, operation_inputs: input, operation_outputs: outputs } as const;
    const orders = [
      ['operations', 'operation_inputs', 'operation_outputs'],
      ['operation_outputs', 'operation_inputs', 'operations'],
      ['operation_outputs', 'operations', 'operation_inputs'],
    ] as const;
    for (const order of orders) {
      await db.reset();
      for (const dataset of order) await db.load(dataset, files[dataset]);
      expect(await db.query(`SELECT at_from, at_until FROM edges FINAL WHERE source = 'input'`), order.join()).toEqual([
        { at_from: seconds('2024-01-01T23:00:00Z'), at_until: seconds('2024-01-03T00:00:00Z') },
      ]);
    }
  });
});
