import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openEngine, type Engine } from '@lotscope/sql';
import { normalise, readRejects, runImport, type ImportJournal } from '@lotscope/sql/import';
import { compileMapping, evaluateSource, parseMapping } from '@lotscope/sql/mapping';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEmptyStore } from '../../../support/empty-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'lotscope-preview-'));
let engine: Engine;
beforeAll(async () => {
  const path = join(folder, 'engine');
  makeEmptyStore(path);
  engine = await openEngine({ path });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const journal: ImportJournal = { load: () => Promise.resolve(null), save: () => Promise.resolve() };

const document = {
  name: 'preview',
  decimal: ',',
  nulls: ['-'],
  datasets: [
    {
      dataset: 'lots',
      set: {
        lotId: '{lot}',
        itemId: '{item}',
        quantity: '{qty}',
        origin: { from: '{origin}', dictionary: { B: 'received', M: 'made' } },
        expiresAt: { from: '{expiry}', dates: ['dd.MM.yyyy', 'MMM.yy'], months: 'sl' },
      },
    },
    {
      dataset: 'lot_links',
      when: "{parent} != ''",
      set: { parentLotId: '{parent}', childLotId: '{lot}', kind: 'consumed' },
    },
    {
      dataset: 'qc_results',
      set: { lotId: '{lot}' },
      unpivot: { columns: ['ph', 'water'], name: 'characteristic', value: 'value' },
    },
  ],
};
const header = ['lot', 'item', 'qty', 'origin', 'expiry', 'parent', 'ph', 'water'];
const rows = [
  ['A', 'I', '1,5', 'B', '31.12.2024', '', '7,1', '-'],
  ['B', 'I', '-1', 'M', '31.02.2024', 'A', '7.1', '2'],
  ['C', '', '1.5', 'X', 'nov.18', 'C', 'x', ''],
  ['', 'I', '1e400', '', 'foo.18', 'A', '-', '1'],
  ['x'.repeat(501), 'I', '99999999999999999999', 'B', '-', '-', '1', '1'],
  ['tab\tbed', "it's", '', '', '', 'A', '', ''],
];

test('a preview says of every row what the import then does with it', async () => {
  const mapped = await evaluateSource(engine, compileMapping(parseMapping(document), header), rows);
  const csv = [header, ...rows].map((row) => row.map((field) => `"${field}"`).join(';')).join('\n');
  const file = await normalise(Readable.from([Buffer.from(csv)]), join(folder, 'upload'), { format: 'csv' });
  const result = await runImport(engine, { importId: 'preview', name: 'preview', file, mapping: document }, journal);

  const previewed = mapped.flatMap(({ row, dataset, faults }) => faults.map((fault) => ({ row, dataset, ...fault })));
  const rejected = await readRejects(engine, 'preview', 1000);
  const sorted = (list: readonly object[]) =>
    list.map((entry) => JSON.stringify(entry, Object.keys(entry).sort())).sort();
  expect(sorted(previewed)).toEqual(sorted(rejected));
  expect(previewed.map(({ reason }) => reason)).toContain('not a number with decimal comma');

  const good = mapped.filter(({ faults }) => faults.length === 0);
  expect(result.accepted).toBe(good.length);
  expect(result.rejected).toBe(mapped.length - good.length);
  const lots = await engine.query<{ lot_id: string }>('SELECT lot_id FROM lots ORDER BY lot_id');
  const goodLots = good.filter(({ dataset }) => dataset === 'lots').map(({ values }) => values['lot_id']);
  expect(lots.map((lot) => lot.lot_id)).toEqual(goodLots.sort());
});
