import { describe, expect, test } from 'vitest';
import { completenessScore, maturityLevel, scorePoints, type GapCount } from './completeness.ts';
import { gapDefinitions } from './gap-kinds.ts';

const counts = (missing: number): GapCount[] => [
  { kind: 'orphan', found: 0, examined: 100 },
  { kind: 'missing-parents', found: missing, examined: 100 },
  { kind: 'stock-drift', found: 0, examined: 0 },
];

describe('completeness score', () => {
  test('the weights add up to 100', () => {
    expect(Object.values(gapDefinitions).reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  test('weighs the kinds that could be examined', () => {
    // Orphans weigh 15 and are whole, missing parents weigh 25 and half of them are there.
    expect(completenessScore(counts(50))).toBeCloseTo((100 * (15 + 12.5)) / 40);
    expect(completenessScore(counts(0))).toBe(100);
  });

  test('is what its kinds add to it; one that could not be examined adds nothing', () => {
    const points = scorePoints(counts(50));
    expect([...points.keys()]).toEqual(['orphan', 'missing-parents']);
    expect(points.get('orphan')).toBeCloseTo((100 * 15) / 40);
    expect(points.get('missing-parents')).toBeCloseTo((100 * 12.5) / 40);
  });

  test('is unknown while there is nothing to examine', () => {
    expect(completenessScore([{ kind: 'orphan', found: 0, examined: 0 }])).toBeNull();
  });
});

describe('maturity level (D26)', () => {
  test('1 with lot numbers, 2 with complete links; without lots there is none', () => {
    expect(maturityLevel(0, [])).toBeNull();
    expect(maturityLevel(100, counts(2))).toBe(1);
    expect(maturityLevel(100, counts(1))).toBe(2);
  });

  test('3 and 4 need evidence, which is worth nothing without the links', () => {
    expect(maturityLevel(100, counts(0), { drillsWithinTarget: true, planOnFile: false })).toBe(3);
    expect(maturityLevel(100, counts(0), { drillsWithinTarget: true, planOnFile: true })).toBe(4);
    expect(maturityLevel(100, counts(0), { drillsWithinTarget: false, planOnFile: true })).toBe(2);
    expect(maturityLevel(100, counts(2), { drillsWithinTarget: true, planOnFile: true })).toBe(1);
  });
});
