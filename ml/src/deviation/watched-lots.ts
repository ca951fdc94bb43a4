import type { WatchedFeature } from '../evaluation/judge-drift.ts';
import { readArtefact } from './artefact.ts';
import { dayMs, type DeviationData } from './deviation-data.ts';
import { modelInputs } from './deviation-model.ts';
import { prepareLots } from './prepared-lots.ts';

/**
 * The features of the open lots, as the model sees them: those without a label that are young enough to get one. Empty for an artefact
 * without a model. Shapes [open lots].
 */
export function watchedLots(artefact: Uint8Array, data: DeviationData): WatchedFeature[] {
  const { model } = readArtefact(artefact);
  if (model === null) return [];
  const { names, values } = modelInputs(prepareLots(data), model).features;
  const since = data.asOf - data.labelDelayDays * dayMs;
  const open = Uint32Array.from(data.lotId.keys()).filter(
    (row) => Number.isNaN(data.labelKnownAt[row]!) && data.predictedAt[row]! > since,
  );
  return names.map((feature, j) => ({
    feature,
    values: Float64Array.from(open, (row) => values[row * names.length + j]!),
  }));
}
