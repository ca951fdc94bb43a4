import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';

/** Where what came lies in its forecast. */
export interface Place {
  readonly below: number;
  readonly atMost: number;
}

/**
 * How much of what came lies inside the interval from the 10 % to the 90 % quantile of a forecast that gives `below` to less than it and
 * `atMost` to no more than it: the overlap of below … atMost with the levels of the interval, as a share (the nonrandomised probability integral transform
 * of Czado, Gneiting & Held, "Predictive model assessment for count data", Biometrics 65, 2009). Its mean is 0.8 for a forecast that
 * is right, also where most of what comes is exactly nothing; asking whether it lies between the quantiles would say 1 then.
 */
export function coveredShare({ below, atMost }: Place, [low, high]: IntervalLevels = ordinaryLevels): number {
  if (atMost <= below) return below >= low && below <= high ? 1 : 0;
  return Math.max(0, Math.min(atMost, high) - Math.max(below, low)) / (atMost - below);
}
