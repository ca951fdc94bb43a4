import type { Candidate } from '../evaluation/promotion.ts';
import { rollingOrigin, splitFaults, type Fold } from '../evaluation/rolling-origin.ts';
import type { TrainOptions } from '../family.ts';
import type { Random } from '../random/random.ts';
import { baselines } from './baselines.ts';
import { dayMs } from './deviation-data.ts';
import { fitMembers, layGroundwork, modelInputs, predict, type Members } from './deviation-model.ts';
import type { PreparedLots } from './prepared-lots.ts';

/** Of each class in what is learnt from, or the fold is left out. */
const fewestOfAClass = 10;
export const fewestFolds = 4;
const cutoffs = 5;

export const kinds = ['rate', 'logistic', 'perceptron'] as const satisfies readonly Members['kind'][];
export const kindNames: Readonly<Record<Members['kind'], string>> = {
  rate: 'recent rate of the supplier',
  logistic: 'logistic regression on the supplier rate',
  perceptron: 'neural network on the supplier rate',
};

/** What each rule and model said of lots that came after what it knew, all cut-offs together. */
export interface BackTest {
  readonly folds: readonly Fold[];
  /** Tested lots, r of them; predictions below have shape [r]. */
  readonly rows: Uint32Array;
  readonly labels: Uint8Array;
  readonly naive: readonly Candidate[];
  readonly logistic: Candidate;
  readonly models: Readonly<Record<Members['kind'], Candidate>>;
}

/** Learns anew at every cut-off. */
export async function backTest(lots: PreparedLots, random: Random, options: TrainOptions): Promise<BackTest> {
  const folds = usableFolds(lots);
  const parts: { naive: Candidate[]; logistic: Candidate; models: Candidate[] }[] = [];
  for (const [k, { train, test }] of folds.entries()) {
    const groundwork = layGroundwork(lots, train);
    const all = modelInputs(lots, groundwork);
    const models: Candidate[] = [];
    for (const kind of kinds) {
      const own = random.split(`${kind} ${k}`);
      const model = await fitMembers(kind, lots, { groundwork, all }, train, own, options.signal);
      models.push({ name: kindNames[kind], predictions: predict(model, all, test).probability });
    }
    parts.push({ ...baselines(lots, { groundwork, all }, train, test), models });
    options.onProgress?.({ stage: 'evaluation', done: k + 1, total: folds.length });
  }
  const rows = Uint32Array.from(folds.flatMap((fold) => [...fold.test]));
  const joined = (of: (part: (typeof parts)[number]) => Candidate | undefined): Candidate => ({
    name: parts[0] === undefined ? '' : (of(parts[0])?.name ?? ''),
    predictions: Float64Array.from(parts.flatMap((part) => [...(of(part)?.predictions ?? [])])),
  });
  return {
    folds,
    rows,
    labels: Uint8Array.from(rows, (row) => lots.data.label[row]!),
    naive: (parts[0]?.naive ?? []).map((_, i) => joined((part) => part.naive[i])),
    logistic: joined((part) => part.logistic),
    models: {
      rate: joined((part) => part.models[0]),
      logistic: joined((part) => part.models[1]),
      perceptron: joined((part) => part.models[2]),
    },
  };
}

function usableFolds(lots: PreparedLots): Fold[] {
  const { data, groups } = lots;
  const embargo = data.labelDelayDays * dayMs;
  const folds = rollingOrigin({ ...data, groups }, { cutoffs, embargo });
  const [fault] = folds.flatMap((fold) => splitFaults({ ...data, groups }, fold, embargo));
  if (fault !== undefined) throw new Error(`The split is not one that life could make: ${fault.rows} × ${fault.kind}`);
  return folds.filter(({ train }) => {
    const deviating = train.reduce((sum, row) => sum + data.label[row]!, 0);
    return Math.min(deviating, train.length - deviating) >= fewestOfAClass;
  });
}
