import type { DemandPaths } from '../demand/demand-paths.ts';
import { fitDemand } from '../demand/fit-demand.ts';
import { meanOfKnown } from '../demand/seasonality.ts';
import { simulateDemand } from '../demand/simulate-demand.ts';
import type { LotOutlook } from '../fefo/outlook.ts';
import { before, dailyRules } from './expiry-rules.ts';
import { daysNeeded, judgeShelf, type Judge, type ShelfOf } from './judge-stock.ts';

/** What a simple rule says of a lot. */
export interface SimpleOutlook {
  readonly pAny: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Chance of a loss below the one that came, and of no more than that. */
  readonly below: number;
  readonly atMost: number;
}

/** One entry per lot of the shelf; null: the rule says nothing. */
export type Baseline = (shelf: ShelfOf, day: number, judge: Judge) => (SimpleOutlook | null)[];

/** The simple rules that the model has to beat. */
export const baselines: Readonly<Record<string, Baseline>> = {
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
  /** Lots in the order of expiry under negative binomial days that know nothing of each other, nor of seasons. */
  'negative binomial + FEFO': (shelf, day, { level, paths, random }) => {
    if (shelf.series === null) return shelf.lots.map(() => null);
    const fit = fitDemand(before(shelf.series, day), { ...dailyRules(level), cycles: [] });
    if (fit.verdict !== 'forecast') return shelf.lots.map(() => null);
    const stream = random.split(`simple ${shelf.series.itemId} ${shelf.series.siteId} ${day}`);
    const days = Math.max(1, daysNeeded(shelf.lots));
    return outlooksUnder(shelf, simulateDemand({ ...fit, shared: 0 }, [], { from: day, days, paths }, stream));
  },
};

function meanBefore({ series }: ShelfOf, day: number): number | null {
  const mean = series === null ? NaN : meanOfKnown(before(series, day).demand);
  return Number.isNaN(mean) ? null : mean;
}

function certain(lost: number, came: number): SimpleOutlook {
  const below = lost < came ? 1 : 0;
  const atMost = lost <= came ? 1 : 0;
  return { pAny: lost > 0 ? 1 : 0, expected: lost, low: lost, high: lost, below, atMost };
}

function outlooksUnder(shelf: ShelfOf, demand: DemandPaths): (SimpleOutlook | null)[] {
  return judgeShelf(shelf, demand).map(simpleOutlook);
}

/** Null unless there are figures, and what came is known. */
export function simpleOutlook({ verdict, pAny, expected, low, high, below, atMost }: LotOutlook): SimpleOutlook | null {
  if (verdict !== 'outlook' || below === null || atMost === null) return null;
  return { pAny: pAny!, expected: expected!, low: low!, high: high!, below, atMost };
}
