import type { DemandPaths } from '../demand/demand-paths.ts';
import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';
import { Random } from '../random/random.ts';
import { readArtefact } from './expiry-artefact.ts';
import type { DemandSeries, StockState } from './expiry-data.ts';
import { judgeForecast, judgePast, type DemandOn, type JudgedLot, type Judgement } from './evaluate-expiry.ts';
import { daysNeeded } from './judge-stock.ts';

/** Stock on a day after the training, with the demand known then, and what became of it (`state.lost`). */
export interface LaterStock {
  readonly state: StockState;
  readonly series: readonly DemandSeries[];
}

/** Demand as somebody knows it who knows better than the model: `paths` futures of `days` days from `day` on; null: not for this item. */
export type KnownDemand = (
  series: DemandSeries,
  at: { day: number; days: number; paths: number },
  random: Random,
) => DemandPaths | null;

const paths = 500;

/** How right forecasts of later stock were, beside the simple rules on the same lots. */
export type LaterJudgement = Judgement & { readonly lots: number };

export interface LaterJudgements {
  readonly model: LaterJudgement;
  /** On the lots whose demand somebody knows: the model there, and the best that any model could do. */
  readonly known: { readonly model: LaterJudgement; readonly best: LaterJudgement } | null;
}

/** What a trained model says of later stock, and what it would say if it knew the demand of `known`. */
export function judgeLaterStock(
  artefact: Uint8Array,
  stock: readonly LaterStock[],
  known: KnownDemand | null = null,
): LaterJudgements {
  const { forecast, level, interval, seed } = readArtefact(artefact);
  const random = new Random(seed).split('later stock');
  const rowsBy = (within: IntervalLevels, demandOn?: DemandOn) =>
    stock.flatMap(({ state, series }) =>
      judgePast(
        state,
        series,
        { level, levels: { plain: within, seasonal: within }, paths, random: random.split(`${state.day}`) },
        demandOn,
      ),
    );
  const judged = (rows: readonly JudgedLot[]) => ({
    ...judgeForecast(rows, forecast, random.split('judge')),
    lots: rows.length,
  });
  const rows = rowsBy(interval);
  if (known === null) return { model: judged(rows), known: null };
  const knows = new Set<string>();
  const best = rowsBy(ordinaryLevels, (shelf, day, { random: own }) => {
    if (shelf.series === null) return null;
    const key = placeOf(shelf.series);
    const days = Math.max(1, daysNeeded(shelf.lots));
    const demand = known(shelf.series, { day, days, paths }, own.split(`known ${key} ${day}`));
    if (demand !== null) knows.add(key);
    return demand;
  });
  const there = rows.filter((row) => knows.has(placeOf(row)));
  return { model: judged(rows), known: { model: judged(there), best: judged(best) } };
}

const placeOf = ({ itemId, siteId }: { itemId: string; siteId: string }) => `${itemId} ${siteId}`;
