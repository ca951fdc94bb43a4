import { describe, expect, test } from 'vitest';
import { auroc } from '../evaluation/ranking-metrics.ts';
import { suspectFeatures } from '../evaluation/leak-checks.ts';
import { fitScaler, inputWidth, scaled } from './feature-scaler.ts';
import { marginOf } from './incoming-levels.ts';
import { conditionalResiduals } from './conditional-residuals.ts';
import { lotFeatures } from './lot-features.ts';
import { fitProfiles } from './material-profile.ts';
import { prepareLots } from './prepared-lots.ts';
import { syntheticLots } from './testing/synthetic-lots.ts';

const data = syntheticLots({ lots: 900, seed: 2, learnable: true });
const lots = prepareLots(data);
const train = Uint32Array.from({ length: 500 }, (_, i) => i);
const features = lotFeatures(data, lots.levels, lots.history, fitProfiles(data, lots.levels, train));
const column = (name: string) =>
  Float64Array.from(
    data.lotId,
    (_, row) => features.values[row * features.names.length + features.names.indexOf(name)]!,
  );

test('conditional residuals are those of the two-variable formula', () => {
  const pair = { correlation: [1, 0.6, 0.6, 1], direction: [Math.SQRT1_2, Math.SQRT1_2] };
  const { residuals, distance, along } = conditionalResiduals(pair, [1, -1]);
  expect(residuals[0]).toBeCloseTo((1 + 0.6) / 0.8, 12);
  expect(residuals[1]).toBeCloseTo((-1 - 0.6) / 0.8, 12);
  expect(distance).toBeCloseTo(Math.sqrt((2 + 1.2) / 0.64 / 2), 12);
  // In the common direction the two cancel; where they agree it has variance 1: their sum by its standard deviation.
  expect(along).toBeCloseTo(0, 12);
  expect(conditionalResiduals(pair, [1, 2]).along).toBeCloseTo(3 / Math.sqrt(3.2), 12);
  expect(conditionalResiduals(pair, [NaN, 2])).toMatchObject({ residuals: [NaN, 2], along: 2 });
  expect(conditionalResiduals(pair, [NaN, NaN])).toEqual({ residuals: [NaN, NaN], distance: NaN, along: NaN });
});

test('the margin is a share of half the tolerance, or of a single limit', () => {
  expect(marginOf(4, 0, 10)).toBeCloseTo(0.8, 12);
  expect(marginOf(11, 0, 10)).toBeCloseTo(-0.2, 12);
  expect(marginOf(8, NaN, 10)).toBeCloseTo(0.2, 12);
  expect(marginOf(8, NaN, NaN)).toBeNaN();
});

describe('features of lots', () => {
  test('show a characteristic that leaves the others, where no limit does', () => {
    const later = Uint32Array.from({ length: 400 }, (_, i) => 500 + i);
    const labels = Uint8Array.from(later, (row) => data.label[row]!);
    const of = (name: string, sign: number) =>
      auroc(
        labels,
        Float64Array.from(later, (row) => sign * column(name)[row]!),
      )!;
    expect(of('unexpected given the others', 1)).toBeGreaterThan(0.8);
    expect(of('near a limit', -1)).toBeLessThan(0.7);
  });

  test('contain no leak', () => {
    const checked = features.names.map((name) => ({ name, values: column(name) }));
    expect(suspectFeatures(checked, data.label, data.predictedAt)).toEqual([]);
  });

  test('of a material never seen are missing, not invented', () => {
    const none = lotFeatures(data, lots.levels, lots.history, {});
    expect(none.values[0]).toBeNaN();
    const scaler = fitScaler(features, train);
    expect(scaled(scaler, none, train).every((value) => Number.isFinite(value))).toBe(true);
  });

  test('are scaled by the training rows alone, with a mask for what may be missing', () => {
    const scaler = fitScaler(features, train);
    const inputs = scaled(scaler, features, Uint32Array.of(0));
    expect(inputs).toHaveLength(inputWidth(scaler));
    const age = features.names.indexOf('older than usual');
    expect(scaler.masked).toContain(age);
    expect(inputs[age]).toBe(0);
    expect(inputs[features.names.length + scaler.masked.indexOf(age)]).toBe(1);
    const changed = { ...features, values: features.values.slice() };
    changed.values.fill(1e9, 600 * features.names.length);
    expect(fitScaler(changed, train)).toEqual(scaler);
  });
});
