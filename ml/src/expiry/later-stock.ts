import type { DemandPaths } from '../demand/demand-paths.ts';
import { Random } from '../random/random.ts';
import { readArtefact } from './expiry-artefact.ts';
import type { DemandSeries, StockState } from './expiry-data.ts';
import { judgeModel, judgePast, type JudgedLot, type Judgement } from './evaluate-expiry.ts';
import { daysNeeded, type Judge } from './judge-stock.ts';

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

const paths = 1000;

/** What a trained model says of later stock, beside the simple rules, and how right it was. */
export function judgeLaterStock(artefact: Uint8Array, stock: readonly LaterStock[]): Judgement & { lots: number } {
  return conclusion(artefact, stock, (each, judge) => judgePast(each.state, each.series, judge));
}

/** The same with the demand of `known` instead of the model's, on the lots that it knows: the best that any model could do, and the model there. */
export function judgeKnownDemand(
  artefact: Uint8Array,
  stock: readonly LaterStock[],
  known: KnownDemand,
): { best: Judgement; model: Judgement; lots: number } {
  const knows = new Set<string>();
  const best = conclusion(artefact, stock, (each, judge) =>
    judgePast(each.state, each.series, judge, (shelf, day, { random }) => {
      if (shelf.series === null) return null;
      const { itemId, siteId } = shelf.series;
      const days = Math.max(1, daysNeeded(shelf.lots));
      const demand = known(shelf.series, { day, days, paths }, random.split(`known ${itemId} ${siteId} ${day}`));
      if (demand !== null) knows.add(`${itemId} ${siteId}`);
      return demand;
    }),
  );
  const model = conclusion(artefact, stock, (each, judge) =>
    judgePast(each.state, each.series, judge).filter(({ itemId, siteId }) => knows.has(`${itemId} ${siteId}`)),
  );
  return { best, model, lots: best.lots };
}

function conclusion(
  artefact: Uint8Array,
  stock: readonly LaterStock[],
  judged: (stock: LaterStock, judge: Judge) => JudgedLot[],
): Judgement & { lots: number } {
  const { level, seed } = readArtefact(artefact);
  const random = new Random(seed).split('later stock');
  const rows = stock.flatMap((each) => judged(each, { level, paths, random: random.split(`${each.state.day}`) }));
  return { ...judgeModel(rows, random.split('judge')), lots: rows.length };
}
