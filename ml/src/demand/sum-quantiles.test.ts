import { expect, test } from 'vitest';
import { Random } from '../random/random.ts';
import { demandQuantiles } from './demand-paths.ts';
import type { FittedDemand } from './fit-demand.ts';
import { weekdays } from './seasonality.ts';
import { simulateDemand } from './simulate-demand.ts';
import { sumQuantiles } from './sum-quantiles.ts';

const levels = [0.1, 0.3, 0.5, 0.7, 0.9];
const week = Float64Array.of(1.3, 1.2, 1.1, 1, 1.2, 0.8, 0.4);

test.each([0, 0.1, 0.4])('agrees with simulated sums (shared factor %f)', (shared) => {
  const fit: FittedDemand = { verdict: 'forecast', level: 30, factors: [week], grain: 2, spread: 0.6, shared };
  const paths = 20_000;
  const demand = simulateDemand(fit, [weekdays], { from: 4, days: 28, paths }, new Random(3));
  const simulated = demandQuantiles(demand, 28, levels);
  sumQuantiles(fit, [weekdays], { from: 4, periods: 28 }, levels).forEach((value, at) =>
    expect(Math.abs(value / simulated[at]! - 1)).toBeLessThan(0.04),
  );
});

test('of no demand are zero, and only known levels can be asked for', () => {
  const fit: FittedDemand = { verdict: 'forecast', level: 0, factors: [], grain: 1, spread: 1, shared: 0.1 };
  expect(sumQuantiles(fit, [], { from: 0, periods: 7 }, levels)).toEqual([0, 0, 0, 0, 0]);
  expect(() => sumQuantiles({ ...fit, level: 1 }, [], { from: 0, periods: 7 }, [0.33])).toThrow(RangeError);
});
