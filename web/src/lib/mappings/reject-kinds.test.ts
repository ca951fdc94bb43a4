import { expect, test } from 'vitest';
import { rejectedRows, rejectKinds } from './reject-kinds.ts';

const reject = (row: number, column: string, value: string | null) => ({
  row,
  dataset: 'lots',
  column,
  value,
  reason: value === null ? 'is blank' : 'not a number',
});

test('rejects are told by column and reason, and a line with two faults is one rejected row', () => {
  const rejects = [reject(2, '{qty}', 'x'), reject(3, '{lot}', null), reject(3, '{qty}', 'x'), reject(5, '{qty}', 'y')];
  expect(rejectedRows(rejects)).toBe(3);
  expect(rejectKinds(rejects)).toEqual([
    { column: '{qty}', reason: 'not a number', rows: [2, 3, 5], values: ['x', 'y'] },
    { column: '{lot}', reason: 'is blank', rows: [3], values: [] },
  ]);
});
