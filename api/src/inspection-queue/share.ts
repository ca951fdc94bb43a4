import type { Estimate } from '../contract/models.ts';

const z = 1.959964;

/** `part` of `whole` with the 95 % interval of Wilson; of nothing, nothing can be said. */
export function shareOf(part: number, whole: number): Estimate {
  if (whole === 0) return { value: null, low: null, high: null };
  const value = part / whole;
  const shrink = (z * z) / whole;
  const centre = (value + shrink / 2) / (1 + shrink);
  const half = (z * Math.sqrt((value * (1 - value)) / whole + shrink / (4 * whole))) / (1 + shrink);
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
