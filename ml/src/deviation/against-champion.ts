import { judgePromotion, type Candidate } from '../evaluation/promotion.ts';
import { CorruptArtefact, type Champion, type PromotionVerdict } from '../family.ts';
import type { Random } from '../random/random.ts';
import { readArtefact } from './artefact.ts';
import type { BackTest } from './back-test.ts';
import { bootstrapBlocks } from './deviation-card.ts';
import { modelInputs, predict, type DeviationModel } from './deviation-model.ts';
import type { PreparedLots } from './prepared-lots.ts';

/** Of each kind of outcome, among the lots that came after all that the champion knew. */
const fewestOutcomes = 10;

/**
 * Compares the predictions of the back-test with those of the champion on the lots that came after everything that the champion learned
 * from: on no others would it be fair. Too few of them: the champion stays.
 */
export function againstChampion(
  lots: PreparedLots,
  test: BackTest,
  challenger: Candidate,
  champion: Champion,
  random: Random,
): PromotionVerdict {
  const places = Uint32Array.from(test.rows.keys()).filter(
    (at) => lots.data.predictedAt[test.rows[at]!]! > champion.knewUntil,
  );
  const labels = Uint8Array.from(places, (at) => test.labels[at]!);
  const deviating = labels.reduce((sum, label) => sum + label, 0);
  const fewest = Math.min(deviating, labels.length - deviating);
  if (fewest < fewestOutcomes) {
    const told = `${labels.length} lots with a known outcome came after it was trained, ${deviating} of which deviated`;
    return { promote: false, reason: `Insufficient evidence that it beats ${champion.name}: ${told}` };
  }
  const rows = Uint32Array.from(places, (at) => test.rows[at]!);
  const former = predictionsOf(champion, lots, rows);
  if (typeof former === 'string') return { promote: false, reason: former };
  const there = ({ name, predictions }: Candidate): Candidate => ({
    name,
    predictions: Float64Array.from(places, (at) => predictions[at]!),
  });
  const { promote, reason } = judgePromotion({
    score: 'log-loss',
    labels,
    blocks: bootstrapBlocks(lots.data, rows),
    segments: Array.from(rows, (row) => lots.data.siteId[row]!),
    challenger: there(challenger),
    champion: { name: champion.name, predictions: former },
    naive: test.naive.map(there),
    random,
  });
  return { promote, reason: `${reason}, on ${labels.length} lots that came after ${champion.name} was trained` };
}

/** In words why there are none. */
function predictionsOf({ artefact, name }: Champion, lots: PreparedLots, rows: Uint32Array): Float64Array | string {
  try {
    const model: DeviationModel | null = readArtefact(artefact).model;
    if (model === null) return `Insufficient evidence: ${name} makes no predictions`;
    return predict(model, modelInputs(lots, model), rows).probability;
  } catch (error) {
    // Damaged, or of a version that knew other columns: a person may promote.
    if (error instanceof CorruptArtefact || error instanceof RangeError)
      return `It could not be compared with ${name}: ${error.message}`;
    throw error;
  }
}
