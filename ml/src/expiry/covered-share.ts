/**
 * How much of what came lies inside the interval from the 10 % to the 90 % quantile of a forecast that gives `below` to less than it and
 * `atMost` to no more than it: the overlap of below … atMost with 0.1 … 0.9, as a share (the nonrandomised probability integral transform
 * of Czado, Gneiting & Held, "Predictive model assessment for count data", Biometrics 65, 2009). Its mean is 0.8 for a forecast that
 * is right, also where most of what comes is exactly nothing; asking whether it lies between the quantiles would say 1 then.
 */
export function coveredShare({ below, atMost }: { readonly below: number; readonly atMost: number }): number {
  if (atMost <= below) return below >= 0.1 && below <= 0.9 ? 1 : 0;
  return Math.max(0, Math.min(atMost, 0.9) - Math.max(below, 0.1)) / (atMost - below);
}
