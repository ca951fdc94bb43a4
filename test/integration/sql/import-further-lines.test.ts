import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
beforeEach(() => db.reset());
afterAll(() => db.close());

const header = 'shipmentId,lineId,lotId,customerId,quantity,unit,deliveredAt';
const shipped = (shipment: string, lot: string, quantity: string, deliveredAt = '', line = '') =>
  [shipment, line, lot, 'C1', quantity, 'kg', deliveredAt] as const;

test('D2: a correction without a line id is a further line, and that is told', async () => {
  expect((await db.load('shipments', csv(header, shipped('S3', 'F3', '200')))).warnings).toEqual([]);
  const { accepted, warnings } = await db.load('shipments', csv(header, shipped('S3', 'F3', '210', '2026-03-01')));
  expect(accepted).toBe(1);
  expect(warnings).toEqual([
    'shipments: 1 row has no lineId and looks like a later version of a row that is there (same shipmentId, lotId and customerId). ' +
      'It was stored as a further line, and both versions count: only rows with the same lineId replace each other, and a mapping can ' +
      'make one. row 1 (shipmentId S3, lotId F3, customerId C1)',
  ]);
  expect(await db.values('SELECT quantity FROM shipments ORDER BY quantity')).toEqual([200, 210]);
});

test('D2: a row that moved within its file looks like a later version too; one that stands where it stood is known', async () => {
  const [first, second] = [shipped('S1', 'A', '1'), shipped('S2', 'B', '2')];
  await db.load('shipments', csv(header, first, second));
  expect((await db.load('shipments', csv(header, first, second))).warnings).toEqual([]);
  const moved = await db.load('shipments', csv(header, shipped('S0', 'Z', '3'), first, second));
  expect(moved).toMatchObject({ accepted: 3, duplicate: 0 });
  expect(moved.warnings).toEqual([
    expect.stringMatching(/^shipments: 2 rows have no lineId .* row 2 \(.*\), row 3 \(/),
  ]);
});

test('D2: two lines that one file states are two, and so is a line added below what is stated again', async () => {
  const first = shipped('S1', 'A', '1');
  expect((await db.load('shipments', csv(header, first, shipped('S1', 'A', '2')))).warnings).toEqual([]);
  await db.reset();
  await db.load('shipments', csv(header, first));
  const grown = await db.load('shipments', csv(header, first, shipped('S1', 'A', '2')));
  expect(grown).toMatchObject({ accepted: 1, duplicate: 1, warnings: [] });
});

test('D2: a line with its id corrects, and rows that are taken back or were before are no versions', async () => {
  await db.load('shipments', csv(header, shipped('S1', 'A', '1', '', '1')));
  expect((await db.load('shipments', csv(header, shipped('S1', 'A', '2', '', '1')))).warnings).toEqual([]);
  expect((await db.load('shipments', csv(header, shipped('S1', 'A', '3')))).warnings).toHaveLength(1);
  await db.reset();
  await db.load('shipments', csv(header, shipped('S1', 'A', '1', '', '1')));
  await db.load('shipments', csv(`${header},deleted`, [...shipped('S1', '', '', '', '1'), 'true']));
  expect((await db.load('shipments', csv(header, shipped('S1', 'A', '3')))).warnings).toEqual([]);
});

test.each([
  ['lot_links', 'parentLotId,childLotId,kind', 'A,B,split', 'parentLotId, childLotId and kind'],
  ['operation_inputs', 'operationId,lotId', 'O,A', 'operationId and lotId'],
  ['nonconformances', 'ncrId,lotId', 'N,', 'ncrId and lotId'],
  ['complaints', 'caseId,lotId,at', 'K,A,2026-01-01', 'caseId and lotId'],
  ['planned_orders', 'orderId,itemId,dueAt', 'P,I,2026-01-01', 'orderId and itemId'],
  ['movements', 'lotId,reason,at', 'A,scrap,2026-01-01T10:00Z', 'lotId, reason, .* and at'],
] as const)('D2: in %s what has the same %s is looked for', async (dataset, columns, values, told) => {
  const file = (quantity: number) => `${columns},quantity\n${values},${quantity}\n`;
  await db.load(dataset, file(1));
  expect((await db.load(dataset, file(2))).warnings).toEqual([expect.stringMatching(`\\(same ${told}\\)`)]);
  expect((await db.load(dataset, file(2))).warnings).toEqual([]);
});

test('D2: many are counted, and five are shown', async () => {
  const rows = Array.from({ length: 9 }, (_, n) => shipped(`S${n}`, `A${n}`, '1'));
  await db.load('shipments', csv(header, ...rows));
  const [warning] = (await db.load('shipments', csv(header, ...rows.map((row) => row.with(4, '2'))))).warnings;
  expect(warning).toMatch(/^shipments: 9 rows .* row 5 \([^)]*\) …$/);
});

test('D2: who takes back a line without its id takes nothing back, and that is told', async () => {
  const line = shipped('S1', 'A', '1');
  await db.load('shipments', csv(header, line));
  const { warnings } = await db.load('shipments', csv(`${header},deleted`, [...line, 'true']));
  expect(warnings).toEqual([
    'shipments: 1 row is deleted and has no lineId: nothing was taken back, because only an id says which row is meant. row 1',
  ]);
  expect(await db.values('SELECT quantity FROM shipments')).toEqual([1]);
});
