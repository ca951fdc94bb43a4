import type { DemandPaths } from '../demand/demand-paths.ts';
import type { IntervalLevels, Losses, Stock } from './losses.ts';
import { lossesByRecursion, recursionApplies } from './recursion.ts';
import { anyCustomer, lossesBySimulation, type CustomerClass } from './simulation.ts';

/** A lot of one item at one site, as it stands at the cut-off. Days are counted from the cut-off; day 1 is the first day after it. */
export interface ShelfLot {
  /** In units of the item; NaN: unknown. */
  readonly quantity: number;
  /** Last day on which it may be used (D4); Infinity: the item does not expire; NaN: it does, but nobody knows when. */
  readonly lastDay: number;
  /** First day on which it can be used; 1 or less: now; NaN: on hold, and nobody knows until when. */
  readonly firstDay: number;
  /** When it came; NaN: unknown. Later than 0 cannot be: a clock is wrong. */
  readonly receivedDay: number;
  /** Per unit; NaN: unknown. */
  readonly unitCost: number;
  /** What it lost in the end, where that is known and a forecast of the past is judged by it. */
  readonly lost?: number;
}

export const expiryVerdicts = [
  'outlook',
  'expired',
  'does not expire',
  'beyond horizon',
  'unknown expiry',
  'on hold',
  'no stock',
  'negative stock',
  'unknown quantity',
  'clock skew',
  'no demand forecast',
] as const;
/** `outlook` and `expired` come with figures; every other verdict is why there are none. */
export type ExpiryVerdict = (typeof expiryVerdicts)[number];

export interface LotOutlook {
  readonly verdict: ExpiryVerdict;
  /** Place in the order of use, from 1; null: not to be used. */
  readonly rank: number | null;
  readonly pAny: number | null;
  readonly expected: number | null;
  /** 10 % and 90 % quantile. */
  readonly low: number | null;
  readonly high: number | null;
  /** Expected loss in money; null also where only the cost is unknown. */
  readonly money: number | null;
  /** Chance that less than `ShelfLot.lost`, and that no more than that, is lost; null where it is not known. */
  readonly below: number | null;
  readonly atMost: number | null;
}

export interface OutlookOptions {
  readonly classes?: readonly CustomerClass[];
  /** What is on its way. What expires after everything on hand changes nothing for that, and is left out. */
  readonly receipts?: readonly ShelfLot[];
  /** At which shares of the paths the interval from 10 % to 90 % lies; left out: at those. */
  readonly levels?: IntervalLevels;
}

/**
 * The outlook of every lot, in the order given. `demand` null: nothing can be said about the item's demand.
 * Lots with a wrong clock count as stock but get no figures; lots on hold without an end, and less than nothing, serve no demand.
 */
export function expiryOutlook(
  lots: readonly ShelfLot[],
  demand: DemandPaths | null,
  options: OutlookOptions = {},
): LotOutlook[] {
  const days = demand?.days ?? 0;
  const verdicts = lots.map((lot) => verdictOf(lot, demand === null ? null : days));
  const ranks = ranksOf(lots, verdicts);
  const outlooks = lots.map((lot, index) => withoutFigures(lot, verdicts[index]!, ranks.get(index) ?? null));
  if (demand === null) return outlooks;
  const supply = supplyOf(lots, verdicts, options.receipts ?? [], days);
  const stock = { ...stockOf(supply.map((each) => each.lot)), ...(options.levels && { levels: options.levels }) };
  const losses = lossesOf(stock, demand, options.classes);
  supply.forEach(({ index }, position) => {
    if (index !== null && verdicts[index] === 'outlook')
      outlooks[index] = withFigures(lots[index]!, ranks.get(index) ?? null, losses, position);
  });
  return outlooks;
}

/** By the recursion where it applies, by simulation elsewhere. Lots in the order of use. */
export function lossesOf(stock: Stock, demand: DemandPaths, classes: readonly CustomerClass[] = anyCustomer): Losses {
  const only = classes.length === 1 ? classes[0]! : null;
  if (only === null || !recursionApplies(stock)) return lossesBySimulation(stock, demand, classes);
  const lastDay = stock.lastDay.map((day) => day - only.minimumRemainingLife);
  return lossesByRecursion({ ...stock, lastDay }, demand);
}

/** Columns of lots that can be used, in the order given. */
export function stockOf(lots: readonly ShelfLot[]): Stock {
  return {
    quantity: Float64Array.from(lots, (lot) => lot.quantity),
    lastDay: Float64Array.from(lots, (lot) => lot.lastDay),
    firstDay: Float64Array.from(lots, (lot) => lot.firstDay),
    ...(lots.some((lot) => lot.lost !== undefined) && { actual: Float64Array.from(lots, (lot) => lot.lost ?? NaN) }),
  };
}

/** `days`: how far demand is known; null: not at all. */
function verdictOf(lot: ShelfLot, days: number | null): ExpiryVerdict {
  if (Number.isNaN(lot.quantity)) return 'unknown quantity';
  if (lot.quantity < 0) return 'negative stock';
  if (lot.quantity === 0) return 'no stock';
  if (Number.isNaN(lot.lastDay)) return 'unknown expiry';
  if (lot.lastDay === Infinity) return 'does not expire';
  if (lot.receivedDay > 0) return 'clock skew';
  if (lot.lastDay < 1) return 'expired';
  if (Number.isNaN(lot.firstDay)) return 'on hold';
  if (days === null) return 'no demand forecast';
  return lot.lastDay > days ? 'beyond horizon' : 'outlook';
}

const usable: ReadonlySet<ExpiryVerdict> = new Set<ExpiryVerdict>([
  'outlook',
  'beyond horizon',
  'does not expire',
  'clock skew',
  'no demand forecast',
]);

/** First what expires first; lots that expire on the same day as they were given. */
function ranksOf(lots: readonly ShelfLot[], verdicts: readonly ExpiryVerdict[]): Map<number, number> {
  const order = [...lots.keys()].filter((index) => usable.has(verdicts[index]!) && lots[index]!.lastDay >= 1);
  order.sort((a, b) => compareDays(lots[a]!.lastDay, lots[b]!.lastDay));
  return new Map(order.map((index, position) => [index, position + 1]));
}

/** Lots that serve demand within the horizon, in the order of use; `index` is null for a receipt. */
function supplyOf(
  lots: readonly ShelfLot[],
  verdicts: readonly ExpiryVerdict[],
  receipts: readonly ShelfLot[],
  days: number,
): { lot: ShelfLot; index: number | null }[] {
  const onHand = lots
    .map((lot, index) => ({ lot, index: index as number | null }))
    .filter(
      ({ lot }, index) =>
        usable.has(verdicts[index]!) && lot.lastDay >= 1 && lot.lastDay <= days && !Number.isNaN(lot.firstDay),
    );
  const last = onHand.reduce((latest, { lot }) => Math.max(latest, lot.lastDay), 0);
  const earlier = receipts
    .filter((lot) => lot.quantity > 0 && lot.lastDay < last && lot.lastDay >= lot.firstDay)
    .map((lot) => ({ lot, index: null }));
  return [...onHand, ...earlier].sort((a, b) => compareDays(a.lot.lastDay, b.lot.lastDay));
}

function compareDays(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function withoutFigures(lot: ShelfLot, verdict: ExpiryVerdict, rank: number | null): LotOutlook {
  const unjudged = { below: null, atMost: null };
  if (verdict !== 'expired')
    return { verdict, rank, pAny: null, expected: null, low: null, high: null, money: null, ...unjudged };
  const { quantity } = lot;
  return {
    verdict,
    rank: null,
    pAny: 1,
    expected: quantity,
    low: quantity,
    high: quantity,
    money: moneyOf(lot, quantity),
    ...unjudged,
  };
}

function withFigures(lot: ShelfLot, rank: number | null, losses: Losses, position: number): LotOutlook {
  const expected = losses.expected[position]!;
  return {
    verdict: 'outlook',
    rank,
    pAny: losses.pAny[position]!,
    expected,
    low: losses.low[position]!,
    high: losses.high[position]!,
    money: moneyOf(lot, expected),
    below: known(losses.below[position]!),
    atMost: known(losses.atMost[position]!),
  };
}

const known = (share: number): number | null => (Number.isNaN(share) ? null : share);

function moneyOf(lot: ShelfLot, quantity: number): number | null {
  return Number.isNaN(lot.unitCost) ? null : quantity * lot.unitCost;
}
