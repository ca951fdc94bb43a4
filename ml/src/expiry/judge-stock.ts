import type { DemandPaths } from '../demand/demand-paths.ts';
import { fitDemand } from '../demand/fit-demand.ts';
import type { LevelRule } from '../demand/level.ts';
import { simulateDemand } from '../demand/simulate-demand.ts';
import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';
import { expiryOutlook, type LotOutlook, type ShelfLot } from '../fefo/outlook.ts';
import type { Random } from '../random/random.ts';
import type { DemandSeries, StockState } from './expiry-data.ts';
import { before, dailyRules } from './expiry-rules.ts';

/** The lots of one item at one site, `places` in the columns of the state; `series` null: nobody ever asked for the item there. */
export interface ShelfOf {
  readonly series: DemandSeries | null;
  readonly places: readonly number[];
  /** Days counted from the state's day, which is day 1. */
  readonly lots: readonly ShelfLot[];
}

export function shelvesOf(state: StockState, series: readonly DemandSeries[]): ShelfOf[] {
  const relative = (days: Float64Array, place: number) => days[place]! - state.day + 1;
  const lotAt = (place: number): ShelfLot => ({
    quantity: state.quantity[place]!,
    lastDay: relative(state.lastDay, place),
    firstDay: relative(state.firstDay, place),
    receivedDay: relative(state.receivedDay, place),
    unitCost: state.unitCost[place]!,
    ...(!Number.isNaN(state.lost[place]!) && { lost: state.lost[place]! }),
  });
  const bySeries = Map.groupBy(state.lotIds.keys(), (place) => state.series[place]!);
  return [...bySeries].map(([at, places]) => ({ series: series[at] ?? null, places, lots: places.map(lotAt) }));
}

/** Longest forecast in days; what expires later is left to a later run. */
export const horizon = 180;

/** The furthest day within the horizon on which any lot expires; 0: none does. */
export function daysNeeded(lots: readonly ShelfLot[]): number {
  return lots.reduce((most, { lastDay }) => (lastDay <= horizon ? Math.max(most, lastDay) : most), 0);
}

/**
 * How demand is foreseen: `plain`, days that know nothing of each other, nor of seasons; `seasonal`, with weekdays, months and a pace that
 * all days of one future share.
 */
export type ForecastKind = 'plain' | 'seasonal';

export interface Judge {
  readonly forecast: ForecastKind;
  readonly level: LevelRule;
  readonly paths: number;
  readonly random: Random;
}

/**
 * Futures of demand from the day of the state on, as far as any lot needs them (at least one day, so that what expires later is told from what
 * nothing is known about) unless `days` is given; null when nothing can be said about the demand.
 */
export function demandFor(
  shelf: ShelfOf,
  day: number,
  judge: Judge,
  days = Math.max(1, daysNeeded(shelf.lots)),
): DemandPaths | null {
  const { forecast, level, paths, random } = judge;
  if (shelf.series === null) return null;
  const plain = forecast === 'plain';
  const rules = { ...dailyRules(level), ...(plain && { cycles: [] }) };
  const fit = fitDemand(before(shelf.series, day), rules);
  if (fit.verdict !== 'forecast') return null;
  const stream = random.split(`${shelf.series.itemId} ${shelf.series.siteId} ${day}`);
  return simulateDemand({ ...fit, ...(plain && { shared: 0 }) }, rules.cycles, { from: day, days, paths }, stream);
}

/** Outlook of the lots of a shelf on a day. What expires after the horizon is `beyond horizon`. */
export function judgeShelf(
  shelf: ShelfOf,
  demand: DemandPaths | null,
  levels: IntervalLevels = ordinaryLevels,
): LotOutlook[] {
  const classes = shelf.series?.classes;
  return expiryOutlook(shelf.lots, demand, { levels, ...(classes !== undefined && { classes }) });
}
