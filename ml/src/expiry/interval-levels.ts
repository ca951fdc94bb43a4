import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';
import type { Place } from './covered-share.ts';

/** How many lots "the paths are right" is worth. */
const priorLots = 30;
const precision = 1e-4;

/**
 * Between which shares of the paths eight of ten past lots lay, a tenth of them below and a tenth above: paths know of demand only, and what
 * becomes of a lot has other reasons, too (a lot that is blocked, picked out of order, or forgotten). Drawn to 10 % and 90 % as far as there
 * are few lots. Conformal prediction, as Romano, Patterson & Candès, "Conformalized Quantile Regression" (2019), on the places themselves.
 */
export function fitIntervalLevels(places: readonly Place[]): IntervalLevels {
  const [lowest, highest] = ordinaryLevels;
  const mirrored = places.map(({ below, atMost }) => ({ below: 1 - atMost, atMost: 1 - below }));
  return [tailLevel(places, lowest), 1 - tailLevel(mirrored, 1 - highest)];
}

/** The largest level below which no more than a share `tail` of the places lies; 0 where even what is below all paths is more than that. */
function tailLevel(places: readonly Place[], tail: number): number {
  const shareBelow = (level: number) =>
    (places.reduce((sum, place) => sum + partBelow(place, level), 0) + priorLots * level) / (places.length + priorLots);
  let [low, high] = [0, 0.5];
  while (high - low > precision) {
    const middle = (low + high) / 2;
    if (shareBelow(middle) <= tail) low = middle;
    else high = middle;
  }
  // A level that only what lies below all paths keeps from growing is none: the interval begins with nothing lost.
  return low <= precision ? 0 : low;
}

/** How much of a place lies below a level, as a share of it. */
function partBelow({ below, atMost }: Place, level: number): number {
  if (atMost <= below) return below < level ? 1 : 0;
  return Math.max(0, Math.min(1, (level - below) / (atMost - below)));
}
