import type { Candidate } from '../evaluation/promotion.ts';
import { baselines } from './baselines.ts';
import { checkDeviationData, dayMs, type DeviationData } from './deviation-data.ts';
import { layGroundwork, modelInputs } from './deviation-model.ts';
import { prepareLots } from './prepared-lots.ts';

/** What simple rules say of lots that came after all that the rules were fitted to. */
export interface LaterLots {
  /** Lots judged after `until`, in order of time. */
  readonly rows: Uint32Array;
  /** Predictions of shape [rows]; the last one is a logistic regression, which is not naive. */
  readonly candidates: readonly Candidate[];
}

/**
 * Fits the simple rules to what was known at `until` (milliseconds since 1970) and asks them about every lot that was judged later. A
 * supplier's rate is that of the day on which the lot was judged, as it is for the model.
 */
export function deviationBaselines(data: DeviationData, until: number): LaterLots {
  checkDeviationData(data);
  const lots = prepareLots(data);
  const all = Uint32Array.from(data.lotId.keys());
  const train = all.filter(
    (row) => data.predictedAt[row]! <= until - data.labelDelayDays * dayMs && data.labelKnownAt[row]! <= until,
  );
  const rows = all
    .filter((row) => data.predictedAt[row]! > until)
    .sort((a, b) => data.predictedAt[a]! - data.predictedAt[b]! || a - b);
  const groundwork = layGroundwork(lots, train);
  const { naive, logistic } = baselines(lots, { groundwork, all: modelInputs(lots, groundwork) }, train, rows);
  return { rows, candidates: [...naive, logistic] };
}
