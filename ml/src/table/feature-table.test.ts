import { describe, expect, it } from 'vitest';
import { CorruptArtefact } from '../family.ts';
import { Random } from '../random/random.ts';
import { featureTable, knownMask, selectRows, sortedColumn } from './feature-table.ts';
import { pack, unpack } from './packed-arrays.ts';
import { quantileOfSorted } from './quantile.ts';
import { fitScaler, scaledRows } from './robust-scaler.ts';

const two = featureTable(['a', 'b'], 3, Float32Array.of(1, 2, NaN, 4, 5, 6));

describe('a feature table', () => {
  it('refuses what has not its shape, and infinities', () => {
    expect(() => featureTable(['a'], 2, Float32Array.of(1))).toThrow('2 rows of 1 columns are not 1 values');
    expect(() => featureTable(['a', 'b'], 1, Float32Array.of(1, Infinity))).toThrow('b is infinite in row 0');
  });

  it('selects rows and says what is known', () => {
    expect([...selectRows(two, [2, 0]).values]).toEqual([5, 6, 1, 2]);
    expect(() => selectRows(two, [3])).toThrow('There is no row 3');
    expect([...knownMask(two)]).toEqual([1, 1, 0, 1, 1, 1]);
    expect([...sortedColumn(two, 0)]).toEqual([1, 5]);
  });

  it('has quantiles between its values', () => {
    expect(quantileOfSorted(Float64Array.of(1, 2, 3, 10), 0.5)).toBe(2.5);
    expect(quantileOfSorted(Float64Array.of(1, 2, 3, 10), 0.9)).toBeCloseTo(7.9);
    expect(() => quantileOfSorted(new Float64Array(0), 0.5)).toThrow(RangeError);
  });
});

describe('the robust scaler', () => {
  it('makes a normal column standard, whatever one wild value does', () => {
    const random = new Random(1);
    const values = Float32Array.from({ length: 4001 }, () => 50 + 3 * random.normal());
    values[0] = 1e6;
    const { centre, spread } = fitScaler(featureTable(['a'], 4001, values));
    expect(Math.abs(centre[0]! - 50)).toBeLessThan(0.3);
    expect(Math.abs(spread[0]! - 3)).toBeLessThan(0.3);
  });

  it('says which columns cannot be measured by, and leaves them out', () => {
    const rows = 20;
    const values = new Float32Array(rows * 4).fill(NaN);
    for (let row = 0; row < rows; row++) values.set([row, 7, row < 2 ? row : NaN, row < 18 ? 0 : 5], row * 4);
    const table = featureTable(['used', 'same', 'rare', 'mostly zero'], rows, values);
    const scaler = fitScaler(table, { clip: 2 });
    expect(scaler.columns).toEqual(['used', 'constant', 'too few values', 'used']);
    expect(scaler.spread[3]).toBeCloseTo(1.5); // standard deviation of 18 zeros and two fives
    const scaled = scaledRows(scaler, featureTable(table.names, 1, Float32Array.of(1e9, 8, 3, NaN)));
    expect([...scaled]).toEqual([2, NaN]);
    expect(() => scaledRows(scaler, featureTable(['other'], 0, new Float32Array(0)))).toThrow(RangeError);
  });
});

describe('packed arrays', () => {
  it('come back as they were', () => {
    const packed = { kind: 'k', about: { x: 1 }, arrays: { a: Float64Array.of(1, NaN), b: Float32Array.of(3) } };
    const bytes = pack(packed);
    expect(unpack(bytes)).toEqual(packed);
    expect(pack(unpack(bytes))).toEqual(bytes);
  });

  it('are refused when damaged', () => {
    const bytes = pack({ kind: 'k', about: null, arrays: { a: Float64Array.of(1) } });
    for (const end of [0, 7, 12, bytes.length - 1]) {
      expect(() => unpack(bytes.subarray(0, end))).toThrow(CorruptArtefact);
    }
    expect(() => unpack(Uint8Array.of(...bytes, 0))).toThrow(CorruptArtefact);
    expect(() => unpack(bytes.with(9, 255))).toThrow(CorruptArtefact);
  });
});

describe('a scaler that minds tails', () => {
  it('does not let a column that is nearly always the same outweigh all others, nor one wild value shrink them', () => {
    const random = new Random(2);
    const rows = 1000;
    const values = new Float32Array(rows * 2);
    for (let row = 0; row < rows; row++)
      values.set([row % 20 === 0 ? 5 : 0.001 * random.normal(), row === 0 ? 1e6 : random.normal()], row * 2);
    const table = featureTable(['nearly constant', 'normal'], rows, values);
    const plain = fitScaler(table);
    const minding = fitScaler(table, { tails: true });
    expect(plain.spread[0]).toBeLessThan(0.01);
    expect(minding.spread[0]).toBeGreaterThan(0.5);
    expect(Math.abs(minding.spread[1]! - 1)).toBeLessThan(0.15);
  });
});
