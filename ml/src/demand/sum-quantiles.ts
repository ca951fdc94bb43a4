import type { FittedDemand } from './fit-demand.ts';
import { factorAt, type Cycle } from './seasonality.ts';

/** Standard normal quantiles of the levels that can be asked for. */
const normalQuantiles: Readonly<Record<number, number>> = {
  0.1: -1.2815515655,
  0.3: -0.5244005127,
  0.5: 0,
  0.7: 0.5244005127,
  0.9: 1.2815515655,
};

/**
 * Quantiles of the demand from period `from` over `periods`, by a gamma of the mean and variance that the fit says (Wilson & Hilferty,
 * "The distribution of chi-square", 1931): near enough to compare rules with, and without simulating.
 */
export function sumQuantiles(
  { level, factors, grain, spread, shared }: FittedDemand,
  cycles: readonly Cycle[],
  { from, periods }: { from: number; periods: number },
  levels: readonly number[],
): number[] {
  let mean = 0;
  let squares = 0;
  for (let period = from; period < from + periods; period++) {
    const expected = level * factorAt(period, cycles, factors);
    mean += expected;
    squares += expected ** 2;
  }
  if (mean === 0) return levels.map(() => 0);
  // The factor is one for all periods, the spread is new in each.
  const variance = grain * mean + spread * (1 + shared) * squares + shared * mean ** 2;
  const shape = mean ** 2 / variance;
  return levels.map((at) => {
    const z = normalQuantiles[at];
    if (z === undefined) throw new RangeError(`No quantile at ${at}`);
    return mean * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  });
}
