import fc from 'fast-check';
import {
  loadMigrations,
  migrationStatements,
  refreshDisposition,
  refreshInsights,
  resolveRoots,
  search,
} from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldedSql, foldText } from '../../../sql/src/search/folded-text.ts';
import { RecordedPlant } from '../../support/recorded-plant.ts';

/** Each is found by three texts, as they are written and folded. */
const many = Array.from({ length: 12 }, (_, at) => `RUN-${10 + at}-Ž`);

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [
      { itemId: 'CREME', name: 'Crème brûlée', unit: 'kg' },
      { itemId: 'PUMP', name: 'Pump', tracking: 'serial', unit: 'pcs' },
    ],
    suppliers: [{ supplierId: 'S1', name: 'Škofja Żółć Straße' }],
    customers: [{ customerId: 'C1', name: 'Ångström Bäckerei' }],
    lots: [
      { lotId: 'L-Ü77', itemId: 'CREME', supplierId: 'S1', supplierLot: 'Ł/9' },
      { lotId: 'L-U77', itemId: 'CREME' },
      { lotId: 'L-U770', itemId: 'CREME' },
      ...['SN-Ü1', 'SN-Ü2', 'SN-U1', 'SN-U2'].map((lotId) => ({ lotId, itemId: 'PUMP' })),
      ...many.map((lotId) => ({ lotId, itemId: 'CREME', lotNumber: `${lotId}/N`, tlc: `${lotId}/T` })),
    ],
  });
  await refreshDisposition(plant.engine);
  await refreshInsights(plant.engine);
});
afterAll(() => plant.close());

const find = async (q: string) =>
  (await search(plant.engine, { q, sites: null, limit: 10 })).items.map((hit) => `${hit.match} ${hit.id}`);
const terms = () => plant.engine.query('SELECT kind, term, id, party_id, label FROM search_terms FINAL ORDER BY ALL');

test('a lot is found with and without its accents, in any case; what is spelled as typed comes first', async () => {
  expect(await find('l-u77')).toEqual(['exact L-U77', 'exact L-Ü77', 'prefix L-U770']);
  expect(await find('L-Ü77')).toEqual(['exact L-Ü77', 'exact L-U77', 'prefix L-U770']);
  expect(await find('L-u\u030877')).toEqual(['exact L-U77', 'exact L-Ü77', 'prefix L-U770']);
  expect(await find('-ü77')).toEqual(['substring L-Ü77', 'substring L-U77', 'substring L-U770']);
});

test('names and numbers of suppliers, customers and items are found however they are typed', async () => {
  expect(await find('skofja zolc')).toEqual(['prefix S1']);
  expect(await find('STRASSE')).toEqual(['substring S1']);
  expect(await find('angstrom baeck')).toEqual([]);
  expect(await find('angstrom back')).toEqual(['prefix C1']);
  expect(await find('brulee')).toEqual(['substring CREME']);
  expect(await find('l/9')).toEqual(['exact Ł/9']);
  expect(await find('\u0301')).toEqual([]);
});

test('things that are found by many texts fill a page, and that there are more is told', async () => {
  const { items, more } = await search(plant.engine, { q: 'run-', sites: null, limit: 10 });
  expect(items.map(({ id }) => id)).toEqual(many.slice(0, 10));
  expect(more).toBe(true);
});

test('a range of serials stays exact: accents tell serials apart (D1)', async () => {
  const range = async (serialFrom: string, serialTo: string) => {
    const { roots } = await resolveRoots(plant.engine, [{ serialFrom, serialTo }]);
    return roots.map((root) => ('lotId' in root ? root.lotId : root.operation)).sort();
  };
  expect(await range('SN-U1', 'SN-U9')).toEqual(['SN-U1', 'SN-U2']);
  expect(await range('sn-ü1', 'SN-Ü9')).toEqual(['SN-Ü1', 'SN-Ü2']);
});

test('what is typed and what is stored are folded alike: every sign of the first plane, and any text', async () => {
  const signs = Array.from({ length: 0xfffe }, (_, code) => String.fromCharCode(code + 1)).filter((sign) =>
    sign.isWellFormed(),
  );
  const texts = [...signs, ...fc.sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 2_000, seed: 7 })];
  const [folded] = await plant.engine.query<{ folded: string[] }>(
    `SELECT groupArray(f) AS folded FROM (SELECT ${foldedSql('text')} AS f FROM (SELECT arrayJoin({texts: Array(String)}) AS text))`,
    { texts },
  );
  const different = texts.flatMap((text, index) =>
    foldText(text) === folded?.folded[index] ? [] : [[text, foldText(text), folded?.folded[index]]],
  );
  expect(different).toEqual([]);
});

test('a store of before finds them too: the migration makes the terms that are derived now', async () => {
  const derived = await terms();
  await plant.engine.command(
    `ALTER TABLE search_terms DELETE WHERE length(term) = lengthUTF8(term) AND term NOT IN (lower(id), lower(label)) SETTINGS mutations_sync = 2`,
  );
  expect(await find('brulee')).toEqual([]);
  const migration = loadMigrations().find(({ name }) => name === '0109_fold_search_terms');
  for (const statement of migrationStatements(migration?.text ?? '')) {
    await plant.engine.command(statement);
    await plant.engine.command(statement); // one that was interrupted is run again
  }
  expect(await terms()).toEqual(derived);
  expect(await find('brulee')).toEqual(['substring CREME']);
});
