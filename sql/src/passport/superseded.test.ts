import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { datasets } from '../datasets/index.ts';
import { foreignRows, rowsOfLotAlone } from './foreign-rows.ts';

describe('superseded values', () => {
  test('every dataset whose rows name a lot is looked through', () => {
    const text = readFileSync(new URL('./superseded-datasets.sql', import.meta.url), 'utf8');
    const named = [...text.matchAll(/FROM (\w+)_history/g)].map(([, name]) => name);
    const ofLots = Object.values(datasets).filter(({ columns }) => columns.some(({ column }) => column === 'lot_id'));
    expect(named.sort()).toEqual(ofLots.map(({ name }) => name as string).sort());
  });

  test('every dataset whose rows name a lot has a rule for readers limited to sites; who names a site is never of the lot alone', () => {
    const ofLots = Object.values(datasets).filter(({ columns }) => columns.some(({ column }) => column === 'lot_id'));
    expect([...Object.keys(foreignRows), ...rowsOfLotAlone].sort()).toEqual(ofLots.map(({ name }) => name).sort());
    for (const name of rowsOfLotAlone)
      expect(datasets[name].columns.filter(({ references }) => references === 'sites')).toEqual([]);
  });
});
