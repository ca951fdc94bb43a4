import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { Random } from '../random/random.ts';
import { featureTable, type FeatureTable } from '../table/feature-table.ts';
import { fitExtraTrees } from './extra-trees.ts';
import { fitNetworkClassifier } from './network-classifier.ts';
import { encode, encodedWidth, fitPiecewiseLinear } from './piecewise-linear.ts';

beforeAll(async () => void (await openBackend()));

describe('piecewise linear inputs', () => {
  const train = featureTable(['x', 'same'], 5, Float32Array.of(0, 7, 1, 7, 2, 7, 3, 7, 4, 7));
  const encoding = fitPiecewiseLinear(train, 2);

  it('say how full each bin is, and which values are known', () => {
    expect(encodedWidth(encoding)).toBe(4);
    const rows = featureTable(['x', 'same'], 4, Float32Array.of(1, 7, 3, 8, -1, NaN, NaN, 7));
    expect([...encode(encoding, rows)]).toEqual([1, 0, -1, 1, 1, 1, 0, 1, 1, -2, -1, 0, 0, 0, 0, 1]);
  });

  it('are finite far outside', () => {
    expect([...encode(encoding, featureTable(['x', 'same'], 1, Float32Array.of(1e30, 7)))]).toEqual([1, 1, 9, 1]);
  });

  it('refuse other columns', () => {
    expect(() => encode(encoding, featureTable(['y', 'same'], 0, new Float32Array(0)))).toThrow(RangeError);
  });
});

const random = new Random(6);
const values = Float32Array.from({ length: 2 * 400 }, () => random.between(-1, 1));
const table = featureTable(['x', 'y'], 400, values);
const labels = Uint8Array.from({ length: 400 }, (_, row) => (values[row * 2]! * values[row * 2 + 1]! > 0 ? 1 : 0));

const networks = (of: FeatureTable, seed = 1, steps = 10) =>
  fitNetworkClassifier(of, labels, 2, { seed, steps, members: 2 });
const trees = (of: FeatureTable, seed = 1) => fitExtraTrees(of, labels, 2, { seed, trees: 30 });

describe.each([
  { name: 'of networks', fit: networks, learn: (of: FeatureTable) => networks(of, 1, 300) },
  { name: 'of trees', fit: trees, learn: trees },
])('the classifier $name', ({ fit, learn }) => {
  it('learns what no line separates, and gives probabilities', () => {
    const likely = learn(table).probabilities(table);
    let right = 0;
    for (let row = 0; row < 400; row++) {
      expect(likely[row * 2]! + likely[row * 2 + 1]!).toBeCloseTo(1, 5);
      if (likely[row * 2 + 1]! > 0.5 === (labels[row] === 1)) right++;
    }
    expect(right).toBeGreaterThan(380);
  });

  it('repeats itself with the same seed', () => {
    const between = featureTable(
      ['x', 'y'],
      400,
      values.map((value) => value / 20),
    );
    const said = (seed: number) => fit(table, seed).probabilities(between);
    expect(said(3)).toEqual(said(3));
    expect(said(3)).not.toEqual(said(4));
  });

  it('says something finite of values that are unknown, constant or far away, in training too', () => {
    const holes = values.map((value, at) => (at % 7 === 0 ? NaN : value));
    const columns = ['x', 'y', 'never known', 'always 0'];
    const wide = featureTable(
      columns,
      400,
      Float32Array.from(
        { length: 4 * 400 },
        (_each, at) => [holes[(at >> 2) * 2]!, holes[(at >> 2) * 2 + 1]!, NaN, 0][at % 4]!,
      ),
    );
    const odd = featureTable(columns, 2, Float32Array.of(NaN, NaN, NaN, NaN, 1e30, -1e30, 5, 5));
    const said = fit(wide).probabilities(odd);
    expect(said.every((each) => each >= 0 && each <= 1)).toBe(true);
    expect(said[0]! + said[1]!).toBeCloseTo(1, 5);
    expect(fit(wide).probabilities(featureTable(columns, 0, new Float32Array(0)))).toHaveLength(0);
  });

  it('refuses other columns', () => {
    expect(() => fit(table).probabilities(featureTable(['y', 'x'], 400, values))).toThrow(RangeError);
  });
});

describe('trees', () => {
  it('ask for the ratio of two columns: what single columns need many steps for takes one', () => {
    const level = new Random(8);
    const rows = (count: number) => {
      const pairs = Array.from({ length: count }, () => {
        const over = level.between(1, 100);
        return [over * level.between(0.9, 1.1), over];
      });
      return {
        table: featureTable(['a', 'b'], count, Float32Array.from(pairs.flat())),
        labels: Uint8Array.from(pairs, ([a, b]) => (a! > b! ? 1 : 0)),
      };
    };
    const [seen, unseen] = [rows(200), rows(500)];
    const right = (ratios: number) => {
      const said = fitExtraTrees(seen.table, seen.labels, 2, { ratios, trees: 30 }).probabilities(unseen.table);
      return unseen.labels.filter((label, row) => said[row * 2 + 1]! > 0.5 === (label === 1)).length;
    };
    expect(right(0.5)).toBeGreaterThan(480);
    expect(right(0)).toBeLessThan(420);
  });

  it('know the shares of rows that are alike', () => {
    const alike = featureTable(['x'], 4, Float32Array.of(1, 1, 1, 2));
    const said = fitExtraTrees(alike, Uint8Array.of(0, 0, 1, 1), 2).probabilities(alike);
    [2 / 3, 1 / 3, 2 / 3, 1 / 3, 2 / 3, 1 / 3, 0, 1].forEach((share, at) => expect(said[at]).toBeCloseTo(share, 5));
  });
});

it.each([fitNetworkClassifier, fitExtraTrees])('$name refuses rows without labels, and classes without rows', (fit) => {
  expect(() => fit(table, labels.subarray(1), 2)).toThrow(RangeError);
  expect(() => fit(table, labels, 3)).toThrow(RangeError);
  expect(() =>
    fit(
      table,
      labels.map((label) => 2 * label),
      2,
    ),
  ).toThrow(RangeError);
});
