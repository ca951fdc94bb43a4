import type { ItemResult } from '@lotscope/sql';
import { describe, expect, it } from 'vitest';
import { characteristicsOf, neighboursOf } from './lot-comparison.ts';

const result = (
  lotId: string,
  characteristic: string,
  own: number | null,
  more: Partial<ItemResult> = {},
): ItemResult => ({
  lotId,
  supplierLot: null,
  supplierId: 'S',
  supplierName: null,
  receivedAt: `2026-01-${lotId.padStart(2, '0')}`,
  outcome: 'unknown',
  characteristic,
  unit: '%',
  own,
  certificate: null,
  lower: 0,
  upper: 10,
  ...more,
});

/** Lots 1 to 5 with moisture 1 to 5 and ash 10 to 50; 9 is the lot in question. */
const earlier = [1, 2, 3, 4, 5].flatMap((lot) => [
  result(String(lot), 'moisture', lot),
  result(String(lot), 'ash', lot * 10, { unit: 'mg' }),
]);
const ours = [result('9', 'moisture', 4), result('9', 'ash', 40, { unit: 'mg' })];

describe('the characteristics of a lot', () => {
  it('stand beside what is usual of the item and the past of its supplier', () => {
    const foreign = result('6', 'moisture', 100, { supplierId: 'T' });
    const [moisture] = characteristicsOf([...earlier, foreign, ...ours], '9');
    expect(moisture).toMatchObject({ name: 'moisture', own: 4, certificate: null, usual: 3.5 });
    expect(moisture?.past.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
  });

  it('D5: are compared in one unit only', () => {
    const other = result('6', 'moisture', 500, { unit: 'g/kg' });
    expect(characteristicsOf([other, ...ours], '9')[0]).toMatchObject({ usual: null, past: [] });
  });

  it('are told from the certificate where we have not measured', () => {
    const claimed = result('6', 'moisture', null, { certificate: 7 });
    expect(characteristicsOf([claimed, ...ours], '9')[0]).toMatchObject({ usual: 7 });
  });
});

describe('the neighbours of a lot', () => {
  it('are the lots that are most alike, whatever the scale of a characteristic', () => {
    const near = neighboursOf([...earlier, ...ours], '9');
    expect(near.map(({ lotId }) => lotId).slice(0, 1)).toEqual(['4']);
    expect(near[0]).toMatchObject({ distance: 0, compared: 2 });
    expect(near.at(-1)?.lotId).toBe('1');
  });

  it('share at least half of its characteristics, and none is told from too few lots', () => {
    const wide = ['a', 'b', 'c'].flatMap((name) => [1, 2, 3, 4, 5].map((lot) => result(String(lot), name, lot)));
    const lonely = result('6', 'a', 3);
    const own = ['a', 'b', 'c'].map((name) => result('9', name, 3));
    expect(neighboursOf([...wide, lonely, ...own], '9').map(({ lotId }) => lotId)).not.toContain('6');
    expect(neighboursOf(ours, '9')).toEqual([]);
    expect(neighboursOf([...earlier.slice(0, 4), ...ours], '9')).toEqual([]);
  });
});
