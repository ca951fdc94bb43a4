import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

let db: ImportStore;
beforeAll(async () => {
  db = await ImportStore.open();
});
afterAll(() => db.close());

/** A prefix of ids for each test: they share one store. */
let own = '';
let tests = 0;
beforeEach(() => {
  own = `T${++tests}-`;
});

const whole = 'itemId,name,unit,standardCost,currency,recordedAt';
const first = () =>
  db.load(
    'items',
    csv(
      whole,
      [`${own}A`, 'Lactose', 'kg', '2', 'EUR', '2024-01-01'],
      [`${own}B`, 'Starch', '', '3', 'EUR', '2024-01-01'],
    ),
  );
const stored = () =>
  db.engine.query(
    `SELECT name, unit, standard_cost AS cost FROM items WHERE startsWith(item_id, '${own}') ORDER BY item_id`,
  );

test('D2: a correction that lacks columns replaces the whole row, and the import names what is blank now', async () => {
  await first();
  const result = await db.load(
    'items',
    csv('itemId,standardCost,recordedAt', [`${own}A`, '2.5', '2024-02-01'], [`${own}B`, '3.5', '2024-02-01']),
  );
  expect(result.warnings).toEqual([
    expect.stringContaining(
      'items: 3 columns that earlier rows had are not in this file: name, unit, currency. In 2 rows',
    ),
  ]);
  expect(await stored()).toEqual([
    { name: null, unit: null, cost: 2.5 },
    { name: null, unit: null, cost: 3.5 },
  ]);
});

test('sent again with all of its columns the row has its values back, and nothing is told', async () => {
  await first();
  await db.load('items', csv('itemId,standardCost,recordedAt', [`${own}A`, '2.5', '2024-02-01']));
  const again = await db.load('items', csv(whole, [`${own}A`, 'Lactose', 'kg', '2.5', 'EUR', '2024-03-01']));
  expect(again.warnings).toEqual([]);
  expect((await stored())[0]).toEqual({ name: 'Lactose', unit: 'kg', cost: 2.5 });
});

test('only columns in which corrected rows had values are named; new, older, repeated and deleted rows lose nothing', async () => {
  await first();
  const name = (id: string, at: string) => [`${own}${id}`, 'x', '2', 'EUR', at];
  const narrow = 'itemId,name,standardCost,currency,recordedAt';
  expect((await db.load('items', csv(narrow, name('B', '2024-02-01')))).warnings).toEqual([]);
  expect((await db.load('items', csv(narrow, name('NEW', '2024-02-01')))).warnings).toEqual([]);
  expect((await db.load('items', csv(narrow, name('A', '2023-01-01')))).warnings).toEqual([]);
  const gone = csv('itemId,recordedAt,deleted', [`${own}A`, '2024-02-01', 'true']);
  expect((await db.load('items', gone)).warnings).toEqual([]);
});

test('a mapping that does not set a column lacks it as a file does', async () => {
  await first();
  const mapping = {
    name: 'costs',
    datasets: [{ dataset: 'items', set: { itemId: '{no}', standardCost: '{cost}', currency: 'EUR', unit: 'kg' } }],
  };
  const result = await db.load(null, csv('no,cost', [`${own}A`, '9']), { mapping });
  expect(result.warnings).toEqual([
    expect.stringContaining('items: 1 column that earlier rows had is not in this file: name. In 1 row that'),
  ]);
});
