import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nthSmallest } from './nth-smallest.ts';

const values = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })).map((value) => value + 0),
  {
    minLength: 1,
  },
);

test('two ranks asked one after the other, the second from the first on, are those of the sorted values', () => {
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(), (list, one, other) => {
      const [low, high] = [one % list.length, other % list.length].sort((a, b) => a - b) as [number, number];
      const sorted = Float64Array.from(list).sort();
      const kept = Float64Array.from(list);
      expect(nthSmallest(kept, list.length, low)).toBe(sorted[low]);
      expect(nthSmallest(kept, list.length, high, low)).toBe(sorted[high]);
    }),
  );
});

test('there is no rank beyond the values, nor before the one to begin from', () => {
  expect(() => nthSmallest(Float64Array.of(1, 2), 2, 2)).toThrow(RangeError);
  expect(() => nthSmallest(Float64Array.of(1, 2), 2, 0, 1)).toThrow(RangeError);
});
