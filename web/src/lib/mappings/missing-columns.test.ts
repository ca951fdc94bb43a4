import { expect, test } from 'vitest';
import type { Dataset, DatasetColumn } from '@lotscope/api/contract';
import { adviceFor, missingColumns } from './missing-columns.ts';
import { partsOf } from './mapping-parts.ts';
import { suggestTargets } from './suggest-targets.ts';

const column = (name: string, snake: string, more: Partial<DatasetColumn> = {}): DatasetColumn => ({
  name,
  column: snake,
  type: 'text',
  required: false,
  key: false,
  meaning: '',
  ...more,
});
const results: Dataset = {
  name: 'qc_results',
  group: 'Quality',
  grain: 'One result.',
  identity: 'line',
  rows: 0,
  columns: [
    column('resultId', 'result_id', { key: true }),
    column('lotId', 'lot_id', { required: true }),
    column('characteristic', 'characteristic', { required: true }),
    column('value', 'value', { type: 'number' }),
    column('quantity', 'quantity', { type: 'number' }),
    column('unit', 'unit'),
  ],
};
const partOf = (entry: Record<string, unknown>) =>
  partsOf({ name: 'm', datasets: [{ dataset: 'qc_results', ...entry }] })[0]!;

test('what is required and set by nothing is named: a blank sets nothing, an unpivot and the whole entry do', () => {
  expect(missingColumns(partOf({ set: { lotId: '' } }), results)).toEqual(['lotId', 'characteristic']);
  const unpivot = { name: 'characteristic', value: 'value', columns: ['ph'] };
  expect(missingColumns(partOf({ set: { lot_id: '{lot}' }, unpivot }), results)).toEqual([]);
  expect(missingColumns(partOf({ set: { lotId: '{lot}' }, each: [{ unpivot }] }), results)).toEqual([]);
});

test('a row without an id and a quantity without a unit are advised against (D2, D5)', () => {
  const advised = (set: Record<string, string>) => adviceFor(partOf({ set }), results).map((one) => one.column);
  expect(advised({ lotId: '{lot}', quantity: '{qty}' })).toEqual(['resultId', 'unit']);
  expect(advised({ resultId: '{no}', quantity: '{qty}', unit: 'kg' })).toEqual([]);
});

test('names that mean a column are matched, and what is set stays', () => {
  const header = ['LOT ID', 'Result_Id', 'units'];
  expect(suggestTargets(header, results.columns, new Set(['resultId']))).toEqual({ lotId: '{LOT ID}' });
});
