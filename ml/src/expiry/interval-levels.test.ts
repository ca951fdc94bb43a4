import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { coveredShare, type Place } from './covered-share.ts';
import { fitIntervalLevels } from './interval-levels.ts';

/** Where `count` outcomes lie among 500 paths of a forecast whose standard deviation is 1 while what comes has `spread` and is off by `shift`. */
function places(count: number, { spread, shift, none }: { spread: number; shift: number; none: number }): Place[] {
  const random = new Random(3);
  const paths = Float64Array.from({ length: 500 }, () => Math.max(none, random.normal()));
  return Array.from({ length: count }, () => {
    const came = Math.max(none, shift + spread * random.normal());
    const share = (is: (path: number) => boolean) => paths.filter(is).length / paths.length;
    return { below: share((path) => path < came), atMost: share((path) => path <= came) };
  });
}

const coverage = (some: readonly Place[], levels: readonly [number, number]) =>
  some.reduce((sum, place) => sum + coveredShare(place, levels), 0) / some.length;

test('stay at a tenth and nine tenths where the paths are right', () => {
  const [low, high] = fitIntervalLevels(places(2000, { spread: 1, shift: 0, none: -Infinity }));
  expect(Math.abs(low - 0.1)).toBeLessThan(0.04);
  expect(Math.abs(high - 0.9)).toBeLessThan(0.04);
});

test.each([
  { spread: 1.5, shift: 0, none: -Infinity },
  { spread: 1, shift: 0.6, none: -Infinity },
  { spread: 1.3, shift: 0.3, none: 0.5 },
])('hold eight of ten of other lots where the paths are too narrow or off: %j', (what) => {
  const all = places(4000, what);
  const [learnt, others] = [all.filter((_, at) => at % 2 === 0), all.filter((_, at) => at % 2 === 1)];
  expect(Math.abs(coverage(others, fitIntervalLevels(learnt)) - 0.8)).toBeLessThan(0.03);
});

test('go no further than a few lots bear', () => {
  expect(fitIntervalLevels([]).map((level) => Number(level.toFixed(3)))).toEqual([0.1, 0.9]);
  const [low, high] = fitIntervalLevels([{ below: 1, atMost: 1 }]);
  expect(low).toBeGreaterThan(0.09);
  expect(high).toBeGreaterThan(0.9);
  expect(high).toBeLessThan(0.96);
});

test('reach from nothing to the whole lot where more than a tenth lies beyond all paths', () => {
  const beyond = Array.from({ length: 400 }, (_, at): Place => {
    const place = at % 4 === 0 ? 0 : at % 4 === 1 ? 1 : 0.5;
    return { below: place, atMost: place };
  });
  expect(fitIntervalLevels(beyond)).toEqual([0, 1]);
});
