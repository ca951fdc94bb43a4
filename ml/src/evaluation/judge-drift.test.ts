import { describe, expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { driftReference } from './drift.ts';
import { judgeDrift, type DriftInput } from './judge-drift.ts';

const normals = (n: number, seed: number, shift = 0) => {
  const random = new Random(seed);
  return Float64Array.from({ length: n }, () => random.normal() + shift);
};
const uniforms = (n: number, seed: number) => {
  const random = new Random(seed);
  return Float64Array.from({ length: n }, () => random.uniform());
};
const learned = (feature: string, seed: number) => ({
  feature,
  deciles: [],
  missing: 0,
  reference: driftReference(normals(1000, seed)),
});
const nobody = { probability: new Float64Array(), label: new Uint8Array(), blocks: [] };
const input = (over: Partial<DriftInput> = {}): DriftInput => ({
  card: { drift: [learned('moved', 1), learned('same', 2), learned('gone', 3)] },
  features: [
    { feature: 'moved', values: normals(300, 4, 0.6) },
    { feature: 'same', values: normals(300, 5) },
  ],
  probability: uniforms(300, 6),
  learned: uniforms(1000, 8),
  judged: nobody,
  random: new Random(7),
  ...over,
});

describe('the judgement of drift', () => {
  test('tells what has moved from what has not, and what cannot be compared', () => {
    const { features, score, moved, brier } = judgeDrift(input());
    expect(features.map(({ feature, verdict }) => [feature, verdict])).toEqual([
      ['moved', 'Moved beyond chance'],
      ['same', 'Within chance'],
      ['gone', 'Too few rows to compare: 0'],
    ]);
    expect(features[2]).toMatchObject({ psi: null, bound: null, missing: null });
    expect(moved).toBe(0.5);
    expect(score?.verdict).toBe('Within chance');
    expect(brier).toBeNull();
  });

  test('says nothing of few rows, and of probabilities that moved that they did', () => {
    const few = judgeDrift(input({ features: [{ feature: 'moved', values: normals(19, 4, 3) }] }));
    expect(few.features[0]).toMatchObject({ psi: null, verdict: 'Too few rows to compare: 19' });
    expect(few.moved).toBeNull();
    const higher = judgeDrift(input({ probability: uniforms(300, 6).map((one) => 0.5 + one / 2) }));
    expect(higher.score?.verdict).toBe('Moved beyond chance');
    expect(judgeDrift(input({ learned: new Float64Array() })).score).toBeNull();
  });

  test('measures what was said against what came, with its interval; null of too few', () => {
    const label = Uint8Array.from({ length: 40 }, (_, row) => row % 2);
    const judged = {
      probability: Float64Array.from(label, (each) => (each === 1 ? 0.9 : 0.3)),
      label,
      blocks: Array.from(label, (_, row) => `supplier ${row % 10}`),
    };
    const { brier } = judgeDrift(input({ judged }));
    expect(brier?.value).toBeCloseTo((0.01 + 0.09) / 2, 12);
    expect(brier!.low!).toBeLessThanOrEqual(brier!.value!);
    const few = {
      probability: judged.probability.slice(0, 29),
      label: label.slice(0, 29),
      blocks: judged.blocks.slice(0, 29),
    };
    expect(judgeDrift(input({ judged: few })).brier).toBeNull();
  });
});
