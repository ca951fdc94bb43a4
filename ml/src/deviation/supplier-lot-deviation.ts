import { openBackend } from '../backend/open-backend.ts';
import type { Family, Skill, Trained, TrainOptions } from '../family.ts';
import type { ModelCard } from '../model-card.ts';
import { Random } from '../random/random.ts';
import { againstChampion } from './against-champion.ts';
import { readArtefact, sha256, writeArtefact } from './artefact.ts';
import { backTest, type BackTest } from './back-test.ts';
import * as card from './deviation-card.ts';
import { checkDeviationData, type DeviationData } from './deviation-data.ts';
import {
  fitMembers,
  layGroundwork,
  modelInputs,
  predict,
  type Groundwork,
  type ModelInputs,
} from './deviation-model.ts';
import { driversOf, type Driver } from './drivers.ts';
import { judge, type Finding } from './finding.ts';
import { protocolLeak, suspicionsOf } from './leak-control.ts';
import { verdictsOfLots, type LotVerdict } from './lot-verdicts.ts';
import { watchedLots } from './watched-lots.ts';
import { prepareLots, type PreparedLots } from './prepared-lots.ts';
import { fitRatePrior, shrunkRates } from './supplier-history.ts';

/** One entry per lot of the data, in its order. */
export interface DeviationScores {
  readonly skill: Skill;
  readonly verdict: string;
  /** Null unless there is skill: a number would be taken for one. Shapes [n]. */
  readonly probability: Float64Array | null;
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Rate of supplier and material as known when the lot was judged; null without any labelled lot. Shape [n]. */
  readonly supplierRate: Float64Array | null;
  /** How well founded the judgement of each lot is; empty without skill. */
  readonly lotVerdicts: readonly LotVerdict[];
  /** Why, the largest contribution first; empty without skill. */
  readonly drivers: readonly (readonly Driver[])[];
}

const fewestDeviating = 30;
const name = 'supplier-lot-deviation';

/** How likely a received lot deviates (inspection failure, nonconformance, yield loss), and which characteristics say so. */
export const supplierLotDeviation: Family<DeviationData, DeviationScores> = {
  name,
  train,
  check: (artefact) => void readArtefact(artefact),
  score,
  watch: watchedLots,
};

async function train(data: DeviationData, options: TrainOptions): Promise<Trained> {
  const started = performance.now();
  checkDeviationData(data);
  const lots = prepareLots(data);
  const random = new Random(options.seed);
  const labelled = labelledRows(data);
  const deviating = labelled.reduce((sum, row) => sum + data.label[row]!, 0);
  const backend = await openBackend(options.backend);
  const enough = Math.min(deviating, labelled.length - deviating) >= fewestDeviating;
  const test = enough ? await backTest(lots, random, options) : null;
  const fitted = labelled.length === 0 ? null : groundworkOf(lots, labelled);
  const leaks = fitted === null ? [] : await leaksOf(lots, fitted.all, labelled, test, random);
  const finding = judge(lots, test, { random, deviating, leaks });
  const model =
    finding.kind === null || fitted === null
      ? null
      : await fitMembers(finding.kind, lots, fitted, labelled, random.split('final'), options.signal);
  options.onProgress?.({ stage: 'final fit', done: 1, total: 1 });
  const { skill, verdict } = finding;
  const measured: ModelCard = {
    ...figures(finding, test, data, { random, leaks }),
    family: name,
    verdict,
    trainedOn: trainedOn(data, labelled, deviating),
    features: card.cardFeatures(data),
    drift: fitted === null ? [] : card.cardDrift(fitted.all.features, labelled),
    seed: options.seed,
    backend,
    milliseconds: Math.round(performance.now() - started),
  };
  const trained = { artefact: writeArtefact({ skill, verdict, model }), card: measured, skill };
  const { champion } = options;
  if (champion === undefined || test === null || model === null || finding.shown === null) return trained;
  return { ...trained, promotion: againstChampion(lots, test, finding.shown, champion, random.split('champion')) };
}

function groundworkOf(lots: PreparedLots, rows: Uint32Array): { groundwork: Groundwork; all: ModelInputs } {
  const groundwork = layGroundwork(lots, rows);
  return { groundwork, all: modelInputs(lots, groundwork) };
}

/** Of the columns, and of the protocol, by the last cut-off, which has most to learn from. */
async function leaksOf(
  lots: PreparedLots,
  { features }: ModelInputs,
  labelled: Uint32Array,
  test: BackTest | null,
  random: Random,
): Promise<string[]> {
  const last = test?.folds.at(-1);
  const protocol = last === undefined ? null : await protocolLeak(lots, last, random.split('shuffled labels'));
  return [...suspicionsOf(features, lots.data, labelled), ...(protocol === null ? [] : [protocol])];
}

const labelledRows = (data: DeviationData): Uint32Array =>
  Uint32Array.from(data.lotId.keys()).filter((row) => !Number.isNaN(data.labelKnownAt[row]!));

function figures(
  finding: Finding,
  test: BackTest | null,
  data: DeviationData,
  { random, leaks }: { random: Random; leaks: readonly string[] },
): Pick<ModelCard, 'protocol' | 'metrics' | 'calibration' | 'segments' | 'limits'> {
  if (test === null || finding.shown === null) {
    const limits = [...leaks, finding.verdict];
    return { protocol: finding.verdict, metrics: [], calibration: [], segments: [], limits };
  }
  return {
    protocol: card.cardProtocol(test, data),
    metrics: card.cardMetrics(test, finding.shown, data, random.split('card')),
    calibration: card.cardCalibration(test, finding.shown),
    segments: card.cardSegments(test, finding.shown, data),
    limits: [...leaks, ...card.cardLimits(test, finding.shown, data)],
  };
}

function trainedOn(data: DeviationData, labelled: Uint32Array, positives: number): ModelCard['trainedOn'] {
  const times = data.predictedAt.filter((at) => !Number.isNaN(at)).sort();
  const at = (time: number | undefined) => new Date(time ?? data.asOf).toISOString();
  return {
    from: at(times[0]),
    to: at(times.at(-1)),
    rows: data.lotId.length,
    positives,
    labelled: labelled.length,
    hash: dataHash(data),
  };
}

function dataHash(data: DeviationData): string {
  const text = JSON.stringify(data, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? sha256(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) : value,
  );
  return sha256(text);
}

/** The data must hold the history too: the supplier's rate is that of today, not of the training. */
async function score(artefact: Uint8Array, data: DeviationData): Promise<DeviationScores> {
  const { skill, verdict, model } = readArtefact(artefact);
  checkDeviationData(data);
  const lots = prepareLots(data);
  if (model === null) {
    const labelled = labelledRows(data);
    const supplierRate = labelled.length === 0 ? null : shrunkRates(lots.history, fitRatePrior(data, labelled));
    return { skill, verdict, probability: null, low: null, high: null, supplierRate, lotVerdicts: [], drivers: [] };
  }
  const rows = Uint32Array.from(data.lotId.keys());
  const all = modelInputs(lots, model);
  return {
    skill,
    verdict,
    ...predict(model, all, rows),
    supplierRate: shrunkRates(lots.history, model.rate.prior),
    lotVerdicts: verdictsOfLots(lots, all.features, model.profiles),
    drivers: driversOf(model, lots, all, rows),
  };
}
