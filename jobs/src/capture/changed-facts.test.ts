import type { Fact } from '@lotscope/epcis';
import { expect, test } from 'vitest';
import { changedFacts } from './changed-facts.ts';

const lot = (lotId: string, row: object = {}): Fact => ({ dataset: 'lots', row: { lotId, itemId: 'I', ...row } });

test('what events add and change is written, what they said before is not', () => {
  const before = [lot('A'), lot('B', { expiresAt: '2026-01-01' })];
  const after = [lot('A'), lot('B', { expiresAt: '2026-02-02' }), lot('C')];
  expect(changedFacts(before, after)).toEqual([after[1], after[2]]);
});

test('that it was recorded again is no change', () => {
  expect(changedFacts([lot('A', { recordedAt: '2026-01-01' })], [lot('A', { recordedAt: '2026-02-02' })])).toEqual([]);
});

test('what no event says any more is taken back, however it went (D2)', () => {
  const [one, other] = [lot('A', { recordedAt: '2026-01-01' }), lot('B')];
  const gone = [one, other].map(({ dataset, row }) => ({ dataset, row: { ...row, deleted: true } }));
  expect(changedFacts([one, other], [lot('B', { deleted: true })])).toEqual(gone);
});

test('what was never said is not taken back', () => {
  expect(changedFacts([], [lot('A', { deleted: true })])).toEqual([]);
});

test('a row that says less than the one before does not count as recorded before it (D2)', () => {
  const before = [lot('A', { expiresAt: '2026-05-05', recordedAt: '2026-02-02' })];
  expect(changedFacts(before, [lot('A', { recordedAt: '2026-01-01' })])).toEqual([
    lot('A', { recordedAt: '2026-02-02' }),
  ]);
});
