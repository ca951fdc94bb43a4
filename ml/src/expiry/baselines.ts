import type { DemandPaths } from '../demand/demand-paths.ts';
import { meanOfKnown } from '../demand/seasonality.ts';
import type { LotOutlook } from '../fefo/outlook.ts';
import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';
import { coveredShare } from './covered-share.ts';
import { before } from './expiry-rules.ts';
import { daysNeeded, judgeShelf, type ShelfOf } from './judge-stock.ts';

/** What a simple rule says of a lot. */
export interface SimpleOutlook {
  readonly pAny: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Chance of a loss below the one that came, and of no more than that. */
  readonly below: number;
  readonly atMost: number;
  /** How much of what came lies in the interval. */
  readonly covered: number;
}

/** One entry per lot of the shelf; null: the rule says nothing. */
export type Baseline = (shelf: ShelfOf, day: number) => (SimpleOutlook | null)[];

/** The naive rules that any model has to beat. */
export const baselines = {
  /** Every lot alone: it expires when the mean demand until its last day is less than what it holds. */
  'days of supply': (shelf, day) => {
    const mean = meanBefore(shelf, day);
    if (mean === null) return shelf.lots.map(() => null);
    return shelf.lots.map((lot) =>
      certain(Math.max(0, lot.quantity - mean * Math.max(0, lot.lastDay)), lot.lost ?? NaN),
    );
  },
  /** Lots in the order of expiry under the mean demand. */
  'deterministic FEFO': (shelf, day) => {
    const mean = meanBefore(shelf, day);
    if (mean === null) return shelf.lots.map(() => null);
    const days = Math.max(1, daysNeeded(shelf.lots));
    return outlooksUnder(shelf, {
      paths: 1,
      days,
      cumulative: Float64Array.from({ length: days + 1 }, (_, at) => at * mean),
    });
  },
} as const satisfies Record<string, Baseline>;

function meanBefore({ series }: ShelfOf, day: number): number | null {
  const mean = series === null ? NaN : meanOfKnown(before(series, day).demand);
  return Number.isNaN(mean) ? null : mean;
}

function certain(lost: number, came: number): SimpleOutlook {
  const below = lost < came ? 1 : 0;
  const atMost = lost <= came ? 1 : 0;
  const covered = coveredShare({ below, atMost });
  return { pAny: lost > 0 ? 1 : 0, expected: lost, low: lost, high: lost, below, atMost, covered };
}

function outlooksUnder(shelf: ShelfOf, demand: DemandPaths): (SimpleOutlook | null)[] {
  return judgeShelf(shelf, demand).map((outlook) => simpleOutlook(outlook, ordinaryLevels));
}

/** Null unless there are figures, and what came is known. `levels`: those of the outlook's interval. */
export function simpleOutlook(
  { verdict, pAny, expected, low, high, below, atMost }: LotOutlook,
  levels: IntervalLevels,
): SimpleOutlook | null {
  if (verdict !== 'outlook' || below === null || atMost === null) return null;
  const covered = coveredShare({ below, atMost }, levels);
  return { pAny: pAny!, expected: expected!, low: low!, high: high!, below, atMost, covered };
}
