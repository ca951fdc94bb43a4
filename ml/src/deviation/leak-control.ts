import { labelShuffleControl, suspectFeatures } from '../evaluation/leak-checks.ts';
import type { Fold } from '../evaluation/rolling-origin.ts';
import type { Random } from '../random/random.ts';
import type { DeviationData } from './deviation-data.ts';
import { layGroundwork, modelInputs, rowsOf } from './deviation-model.ts';
import { fitLogistic, logitsOf } from '../logistic/logistic-regression.ts';
import type { LotFeatures } from './lot-features.ts';
import { prepareLots, type PreparedLots } from './prepared-lots.ts';

/** Sentences on columns of the labelled `rows` that are too good to be true. */
export function suspicionsOf(features: LotFeatures, data: DeviationData, rows: Uint32Array): string[] {
  const width = features.names.length;
  const checked = features.names.map((name, j) => ({
    name,
    values: Float64Array.from(rows, (row) => features.values[row * width + j]!),
  }));
  const labels = Uint8Array.from(rows, (row) => data.label[row]!);
  const predictedAt = Float64Array.from(rows, (row) => data.predictedAt[row]!);
  return suspectFeatures(checked, labels, predictedAt).map(
    ({ feature, reason }) =>
      `The column “${feature}” is ${reason}: it has likely seen the outcome. Do not rely on this model.`,
  );
}

const ridge = 2;

/**
 * Runs the protocol of a fold (rates, profiles, scaling, model) on labels dealt anew: null when it is then no better than chance, else the
 * sentence that says so.
 */
export async function protocolLeak(lots: PreparedLots, { train, test }: Fold, random: Random): Promise<string | null> {
  const labelled = new Set([...train, ...test]);
  const rows = Uint32Array.from(labelled).sort();
  const place = new Map(Array.from(rows, (row, at) => [row, at]));
  const at = (some: Uint32Array) => Uint32Array.from(some, (row) => place.get(row)!);
  const control = await labelShuffleControl({
    labels: Uint8Array.from(rows, (row) => lots.data.label[row]!),
    groups: Uint32Array.from(rows, (row) => lots.groups[row]!),
    random,
    run: (dealt) => Promise.resolve({ rows: at(test), scores: scoresUnder(lots, rows, dealt, train, test) }),
  });
  if (!control.leaks) return null;
  const [reached, bound] = [control.auroc!, control.bound].map((value) => value.toFixed(2));
  return `With labels dealt at random the evaluation still separates (AUROC ${reached}, chance ends at ${bound}): it has seen the answers. Do not rely on this model.`;
}

function scoresUnder(
  lots: PreparedLots,
  rows: Uint32Array,
  dealt: Uint8Array,
  train: Uint32Array,
  test: Uint32Array,
): Float64Array {
  const label = lots.data.label.slice();
  rows.forEach((row, at) => (label[row] = dealt[at]!));
  // Deliveries of one supplier lot have one label here: what became of the earlier ones would tell, and rightly so.
  const again = prepareLots({ ...lots.data, label }, { sameLot: false });
  const all = modelInputs(again, layGroundwork(again, train));
  const learn = rowsOf(all, train);
  const model = fitLogistic({ ...learn, features: learn.inputs, width: all.width, ridge });
  const asked = rowsOf(all, test);
  return logitsOf(model, asked.inputs, test.length, asked.offset);
}
