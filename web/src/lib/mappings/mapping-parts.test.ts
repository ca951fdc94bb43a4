import { expect, test } from 'vitest';
import { addPart, changePart, partsOf, removePart, renameValue, withCondition, withValue } from './mapping-parts.ts';
import type { MappingShape } from './mapping-shape.ts';

const shape: MappingShape = {
  name: 'press-log',
  nulls: ['-'],
  datasets: [
    { dataset: 'items', set: { itemId: '{code}' } },
    { dataset: 'lots', set: { origin: 'made' }, each: [{ set: { lotId: '{a}' } }, { set: { lotId: '{b}' } }] },
  ],
};

test('every kind of row is a part, numbered where a dataset has several', () => {
  expect(partsOf(shape).map(({ label, place, shared }) => [label, place, shared.set])).toEqual([
    ['items', { entry: 0, row: null }, {}],
    ['lots 1', { entry: 1, row: 0 }, { origin: 'made' }],
    ['lots 2', { entry: 1, row: 1 }, { origin: 'made' }],
  ]);
});

test('a change touches one part and leaves the rest of the document as it is', () => {
  const changed = changePart(shape, { entry: 1, row: 1 }, (rule) => withCondition(rule, '{b} is not empty'));
  expect(changed.datasets[1]?.each).toEqual([
    { set: { lotId: '{a}' } },
    { set: { lotId: '{b}' }, when: '{b} is not empty' },
  ]);
  expect(changed.datasets[0]).toBe(shape.datasets[0]);
  expect(changed['nulls']).toEqual(['-']);
  const whole = changePart(shape, { entry: 0, row: null }, (rule) => withValue(rule, 'name', '{name}'));
  expect(whole.datasets[0]).toEqual({ dataset: 'items', set: { itemId: '{code}', name: '{name}' } });
});

test('a part is added at the end, and an entry goes with its last part', () => {
  expect(addPart(shape, 'sites', {}).datasets.at(-1)).toEqual({ dataset: 'sites', set: {} });
  const once = removePart(shape, { entry: 1, row: 0 });
  expect(once.datasets[1]?.each).toEqual([{ set: { lotId: '{b}' } }]);
  expect(removePart(once, { entry: 1, row: 0 }).datasets).toEqual([shape.datasets[0]]);
});

test('a value moves to another column in its place, over what was there', () => {
  const rule = { set: { a: '1', b: '2', c: '3' } };
  expect(Object.entries(renameValue(rule, 'a', 'd').set ?? {})).toEqual([
    ['d', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  expect(renameValue(rule, 'a', 'c').set).toEqual({ c: '1', b: '2' });
  expect(withValue(rule, 'b', undefined).set).toEqual({ a: '1', c: '3' });
});
