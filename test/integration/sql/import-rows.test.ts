import { datasetRows, importRows } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
afterAll(() => db.close());

const header = 'linkId,parentLotId,childLotId,kind,quantity,unit,recordedAt';
const link = (id: string, child: string, quantity: string, recordedAt: string) =>
  [id, 'A', child, 'consumed', quantity, 'kg', recordedAt] as const;

test('D2: what an import brought stays accounted for: current, taken back, or superseded', async () => {
  const first = await db.load(
    'lot_links',
    csv(header, [...link('1', 'B', '1', '2024-01-01')], [...link('2', 'C', '2', '2024-01-01')]),
  );
  const second = await db.load(
    'lot_links',
    csv(
      `${header},deleted`,
      [...link('1', 'B', '5', '2024-02-01'), ''],
      [...link('2', 'C', '2', '2024-02-01'), 'true'],
      [...link('3', 'D', '3', '2024-02-01'), ''],
    ),
  );
  expect([first.accepted, second.accepted]).toEqual([2, 3]);
  expect(await importRows(db.engine, first.importId, ['lot_links'])).toEqual([
    { dataset: 'lot_links', current: 0, deletions: 0, superseded: 2 },
  ]);
  expect(await importRows(db.engine, second.importId, ['lot_links'])).toEqual([
    { dataset: 'lot_links', current: 2, deletions: 1, superseded: 0 },
  ]);
  const page = await datasetRows(
    db.engine,
    { dataset: 'lot_links', importId: second.importId },
    { limit: 1, offset: 1 },
  );
  expect(page.total).toBe(2);
  expect(page.rows).toMatchObject([
    { linkId: '3', childLotId: 'D', quantity: 3, recordedAt: '2024-02-01T00:00:00.000Z' },
  ]);
  const ofLot = await datasetRows(db.engine, { dataset: 'lot_links', lotId: 'B' }, { limit: 10, offset: 0 });
  expect(ofLot.rows.map((row) => row['linkId'])).toEqual(['1']);
});
