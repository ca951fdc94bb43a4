import { describe, expect, test } from 'vitest';
import type { DatasetColumn } from '@lotscope/api/contract';
import type { RowShape } from './mapping-shape.ts';
import { columnOf, describeMeasured, otherTargets, ownRow, redirect, sourceLines, templateOf } from './source-lines.ts';

const column = (name: string, more: Partial<DatasetColumn> = {}): DatasetColumn => ({
  name,
  column: name,
  type: 'text',
  required: false,
  key: false,
  meaning: '',
  ...more,
});
const results = ['resultId', 'lotId', 'characteristic', 'value', 'unit'].map((name) => column(name));

describe('a value that is one column of the file', () => {
  test.each(['lot', 'lot no', '{a}', 'a}b', '@name', 'Menge (%)'])('is found again: %s', (name) => {
    expect(columnOf(templateOf(name))).toBe(name);
    expect(columnOf({ from: templateOf(name), decimal: ',' })).toBe(name);
  });

  test.each(['L-{lot}', '{lot}/{batch}', '{{lot}}', '{@value}', 'made', '', 5, null])('is not %s', (value) => {
    expect(columnOf(value)).toBeUndefined();
  });
});

const rule: RowShape = {
  set: { lotId: 'T-{code}/{batch}', resultId: '{BATCH}', at: { from: '{start}', dates: 'MMM.yy' }, stage: 'final' },
  unpivot: { name: 'characteristic', value: 'value', columns: ['ph', { column: 'water', as: 'Water' }] },
};
const header = ['batch', 'start', 'ph', 'water', 'free'];

test('every column of the file has a line with its values and where it goes', () => {
  const lines = sourceLines(rule, header, [
    ['1', 'nov.18', '7', null, ''],
    ['2', 'nov.18', ' 7 ', '1.5', ''],
  ]);
  expect(lines).toEqual([
    { column: 'batch', samples: ['1', '2'], targets: ['resultId'] },
    { column: 'start', samples: ['nov.18'], targets: ['at'] },
    { column: 'ph', samples: ['7'], targets: [ownRow] },
    { column: 'water', samples: ['1.5'], targets: [ownRow] },
    { column: 'free', samples: [], targets: [] },
  ]);
  expect(otherTargets(rule, lines)).toEqual(['lotId', 'stage']);
});

test('before a file is chosen the lines are the columns that the mapping names', () => {
  expect(sourceLines(rule, [], []).map((line) => line.column)).toEqual(['BATCH', 'start', 'ph', 'water']);
});

test('a value that names a column which the file does not have is shown among the other values', () => {
  const lost: RowShape = { set: { lotId: '{lott}' } };
  expect(otherTargets(lost, sourceLines(lost, ['lot'], []))).toEqual(['lotId']);
});

test('a column goes to another place with its conversion, and to nowhere', () => {
  const moved = redirect(rule, 'start', 'at', 'recordedAt', results);
  expect(moved.set?.['recordedAt']).toEqual({ from: '{start}', dates: 'MMM.yy' });
  expect(redirect(moved, 'start', 'recordedAt', undefined, results).set).not.toHaveProperty('recordedAt');
  expect(redirect({}, 'free', undefined, 'unit', results)).toEqual({ set: { unit: '{free}' } });
});

test('a column makes rows of its own, is described, and the last one takes the unpivot with it', () => {
  const one = redirect({ set: { lotId: '{lot}' } }, 'ph', undefined, ownRow, results);
  expect(one.unpivot).toEqual({ name: 'characteristic', value: 'value', columns: ['ph'] });
  const described = describeMeasured(one, 'ph', { as: 'pH', set: { unit: '1' } });
  expect(described.unpivot?.columns).toEqual([{ column: 'ph', as: 'pH', set: { unit: '1' } }]);
  expect(describeMeasured(described, 'ph', {}).unpivot?.columns).toEqual(['ph']);
  expect(redirect(described, 'ph', ownRow, undefined, results)).toEqual({ set: { lotId: '{lot}' } });
  expect(redirect(described, 'ph', ownRow, 'unit', results)).toEqual({ set: { lotId: '{lot}', unit: '{ph}' } });
});
