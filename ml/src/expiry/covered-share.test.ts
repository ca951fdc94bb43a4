import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { coveredShare } from './covered-share.ts';

test('what lies inside counts, what lies outside does not', () => {
  expect(coveredShare({ below: 0.4, atMost: 0.4 })).toBe(1);
  expect(coveredShare({ below: 0.95, atMost: 0.95 })).toBe(0);
  expect(coveredShare({ below: 0, atMost: 0 })).toBe(0);
  expect(coveredShare({ below: 0, atMost: 0.2 })).toBeCloseTo(0.5, 12);
});

test('a forecast that is right covers 80 %, also where nearly always nothing is lost', () => {
  const random = new Random(8);
  const none = 0.93;
  // Nothing with probability 0.93, else an amount of which every share is equally likely.
  const rows = Array.from({ length: 20_000 }, () => {
    if (random.uniform() < none) return coveredShare({ below: 0, atMost: none });
    const place = none + (1 - none) * random.uniform();
    return coveredShare({ below: place, atMost: place });
  });
  expect(rows.reduce((sum, share) => sum + share, 0) / rows.length).toBeCloseTo(0.8, 2);
});
