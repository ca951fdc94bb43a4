import { nthSmallest } from './nth-smallest.ts';

/** Lots of one item that are there to be used, in the order of use. Days are whole; day 1 is the first day of the demand. */
export interface Stock {
  /** More than 0, in units of the item. */
  readonly quantity: Float64Array;
  /** The last day on which a lot may be used; below 1: on none. */
  readonly lastDay: Float64Array;
  /** The first day on which a lot can be used (on hold or on its way until then); 1 or less: from the start. */
  readonly firstDay: Float64Array;
  /** What each lot really lost, to judge by; NaN: not known. Never changes a figure. */
  readonly actual?: Float64Array;
  /** Levels of the two quantiles; left out: 10 % and 90 %. */
  readonly levels?: IntervalLevels;
}

/** Two shares of the paths, the lower one first. 0 stands for nothing lost and 1 for the whole lot, whatever the paths say. */
export type IntervalLevels = readonly [low: number, high: number];

export const ordinaryLevels: IntervalLevels = [0.1, 0.9];

/** What is left of each lot after its last day, over all paths; one entry per lot, quantities in units of the item. */
export interface Losses {
  /** Share of paths that leave anything. */
  readonly pAny: Float64Array;
  readonly expected: Float64Array;
  /** Quantiles at `Stock.levels`: the smallest quantity that this share of paths does not exceed. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Share of paths that leave less than `Stock.actual`, and no more than that; NaN where it is not known. */
  readonly below: Float64Array;
  readonly atMost: Float64Array;
}

export function noLosses(lots: number): Losses {
  return {
    pAny: new Float64Array(lots),
    expected: new Float64Array(lots),
    low: new Float64Array(lots),
    high: new Float64Array(lots),
    below: new Float64Array(lots).fill(NaN),
    atMost: new Float64Array(lots).fill(NaN),
  };
}

/** Below this share of the stock a remainder is rounding, not goods. */
export const rounding = 1e-9;

/** What the paths leave of one lot, but for what they leave in part: those are the first `partial` numbers of a list of their own. */
export interface Tally {
  readonly paths: number;
  readonly partial: number;
  /** Paths that leave all of it. */
  readonly full: number;
  /** Of what all paths leave. */
  readonly sum: number;
}

/** From this remainder on, all of a quantity is left. */
export const wholeOf = (quantity: number): number => quantity * (1 - rounding);

/** Writes what `lost[from … from + paths)` says of lot `lot`. `scratch` holds at least `paths` numbers. */
export function summarise(
  losses: Losses,
  lot: number,
  stock: Stock,
  lost: Float64Array,
  from: number,
  paths: number,
  scratch: Float64Array,
): void {
  placeAmong(losses, lot, stock, lost.subarray(from, from + paths));
  const whole = wholeOf(stock.quantity[lot]!);
  let sum = 0;
  let partial = 0;
  let full = 0;
  for (let index = from; index < from + paths; index++) {
    const value = lost[index]!;
    if (value === 0) continue;
    sum += value;
    if (value >= whole) full++;
    else scratch[partial++] = value;
  }
  writeTally(losses, lot, stock, { paths, partial, full, sum }, scratch);
}

/** Writes what a tally says of lot `lot`. Reorders `parts`, what is left in part. */
export function writeTally(
  losses: Losses,
  lot: number,
  { quantity: quantities, levels = ordinaryLevels }: Stock,
  { paths, partial, full, sum }: Tally,
  parts: Float64Array,
): void {
  const quantity = quantities[lot]!;
  const none = paths - partial - full;
  let searched = 0;
  // Ascending: what the first search has put below its rank is not looked at again.
  const quantile = (level: number) => {
    if (level <= 0 || level >= 1) return level <= 0 ? 0 : quantity;
    const rank = Math.max(0, Math.ceil(level * paths) - 1);
    if (rank < none) return 0;
    if (rank >= none + partial) return quantity;
    const found = nthSmallest(parts, partial, rank - none, searched);
    searched = rank - none;
    return found;
  };
  losses.pAny[lot] = (partial + full) / paths;
  losses.expected[lot] = Math.min(quantity, sum / paths);
  losses.low[lot] = quantile(levels[0]);
  losses.high[lot] = quantile(levels[1]);
}

/** Quantities in books are rounded: so much of the lot apart is the same. */
const sameShare = 1e-6;

/** Writes where what became of lot `lot`, if that is known, lies among the losses of its paths. */
export function placeAmong(losses: Losses, lot: number, { quantity, actual }: Stock, lost: Float64Array): void {
  const came = actual?.[lot] ?? NaN;
  if (Number.isNaN(came)) return;
  const same = quantity[lot]! * sameShare;
  let below = 0;
  let atMost = 0;
  for (const value of lost) {
    if (value < came - same) below++;
    if (value <= came + same) atMost++;
  }
  losses.below[lot] = below / lost.length;
  losses.atMost[lot] = atMost / lost.length;
}
