import { fitLogistic, logit, logitsOf, type LogisticModel } from '../logistic/logistic-regression.ts';
import type { Random } from '../random/random.ts';
import { calibrated, fitCalibration, type Calibration, type Probabilities } from './calibrated.ts';
import { fitScaler, inputWidth, scaled, type FeatureScaler } from './feature-scaler.ts';
import { fitPerceptrons, type Part, type Rows } from './fit-perceptrons.ts';
import { lotFeatures, type LotFeatures } from './lot-features.ts';
import { fitProfiles, type MaterialProfiles } from './material-profile.ts';
import { perceptronLogits, type Perceptron } from './perceptron.ts';
import type { PreparedLots } from './prepared-lots.ts';
import { fitRecentRate, recentRates, type RecentRate } from './recent-outcomes.ts';

export const memberCount = 5;
const logisticRidge = 2;

/** `rate`: logistic regressions of intercepts alone on the offset. */
export type Members =
  | { readonly kind: 'rate' | 'logistic'; readonly models: readonly LogisticModel[] }
  | { readonly kind: 'perceptron'; readonly models: readonly Perceptron[] };

/** What is fitted before any model: to the training rows alone. */
export interface Groundwork {
  readonly rate: RecentRate;
  readonly profiles: MaterialProfiles;
  readonly scaler: FeatureScaler;
}

export interface DeviationModel extends Groundwork {
  readonly members: Members;
  readonly calibration: Calibration;
}

/** Inputs of all lots under one groundwork. */
export interface ModelInputs extends Rows {
  readonly features: LotFeatures;
  readonly width: number;
  /** The offset without what became of earlier deliveries of the same supplier lot: log-odds, shape [n]. */
  readonly relationRate: Float64Array;
}

export function layGroundwork(lots: PreparedLots, train: Uint32Array): Groundwork {
  const { data, levels, history } = lots;
  const profiles = fitProfiles(data, levels, train);
  const features = lotFeatures(data, levels, history, profiles);
  return { rate: fitRecentRate(data, lots.recent, train), profiles, scaler: fitScaler(features, train) };
}

/** Throws RangeError when the data has other columns than the groundwork. */
export function modelInputs(lots: PreparedLots, groundwork: Groundwork): ModelInputs {
  const { data, levels, history } = lots;
  const features = lotFeatures(data, levels, history, groundwork.profiles);
  if (features.names.join('\n') !== groundwork.scaler.names.join('\n'))
    throw new RangeError(`The model has other columns: ${groundwork.scaler.names.join(', ')}`);
  const rows = Uint32Array.from({ length: data.lotId.length }, (_, i) => i);
  const { ofRelation, withOwn } = recentRates(lots.recent, groundwork.rate);
  return {
    features,
    width: inputWidth(groundwork.scaler),
    inputs: scaled(groundwork.scaler, features, rows),
    offset: withOwn.map(logit),
    relationRate: ofRelation.map(logit),
    labels: data.label,
  };
}

/**
 * Five members, each learning from four fifths of the lots; what each says of the fifth it did not see calibrates them together. A supplier
 * lot is in one fifth only. `all`: the inputs of the groundwork.
 */
export async function fitMembers(
  kind: Members['kind'],
  lots: PreparedLots,
  { groundwork, all }: { groundwork: Groundwork; all: ModelInputs },
  train: Uint32Array,
  random: Random,
  signal?: AbortSignal,
): Promise<DeviationModel> {
  const fifthOf = fifths(lots.groups, train, random.split('fifths'));
  const parts = Array.from({ length: memberCount }, (_, fifth): Part => {
    const learn = train.filter((_row, i) => fifthOf[i] !== fifth);
    return { learn, held: train.filter((_row, i) => fifthOf[i] === fifth) };
  });
  const members: Members =
    kind !== 'perceptron'
      ? { kind, models: parts.map(({ learn }) => fitOffset[kind](all, learn)) }
      : { kind, models: await fitPerceptrons(all, all.width, parts, random.split('members'), signal) };
  const unseen = new Map<number, number>();
  parts.forEach(({ held }, fifth) => {
    const one = { kind, models: [members.models[fifth]] } as Members;
    const [logits] = memberLogits(one, all, held);
    held.forEach((row, i) => unseen.set(row, logits![i]!));
  });
  const calibration = fitCalibration(
    Float64Array.from(train, (row) => unseen.get(row)!),
    Uint8Array.from(train, (row) => lots.data.label[row]!),
  );
  return { ...groundwork, members, calibration };
}

/** Calibrated probabilities of `rows`, shapes [rows]. */
export function predict(model: DeviationModel, all: ModelInputs, rows: Uint32Array): Probabilities {
  return calibrated(model.calibration, memberLogits(model.members, all, rows));
}

/** Log-odds of `rows` by member, each of shape [rows]. */
export function memberLogits(members: Members, all: ModelInputs, rows: Uint32Array): Float64Array[] {
  if (members.kind === 'perceptron')
    return members.models.map((model) => perceptronLogits(model, all.inputs, all.offset, rows));
  const { inputs, offset } = rowsOf(all, rows);
  return members.models.map((model) => logitsOf(model, inputs, rows.length, offset));
}

/** The rows named alone, in that order. */
export function rowsOf(all: ModelInputs, rows: Uint32Array): Rows {
  const inputs = new Float64Array(rows.length * all.width);
  rows.forEach((row, i) => inputs.set(all.inputs.subarray(row * all.width, (row + 1) * all.width), i * all.width));
  return {
    inputs,
    offset: Float64Array.from(rows, (row) => all.offset[row]!),
    labels: Uint8Array.from(rows, (row) => all.labels[row]!),
  };
}

const fitOffset = {
  logistic: (all: ModelInputs, rows: Uint32Array): LogisticModel => {
    const { inputs, offset, labels } = rowsOf(all, rows);
    return fitLogistic({ features: inputs, offset, labels, width: all.width, ridge: logisticRidge });
  },
  rate: (all: ModelInputs, rows: Uint32Array): LogisticModel => {
    const { offset, labels } = rowsOf(all, rows);
    const { intercept } = fitLogistic({ features: new Float64Array(), offset, labels, width: 0, ridge: logisticRidge });
    return { intercept, weights: new Float64Array(all.width) };
  },
};

function fifths(groups: Uint32Array, train: Uint32Array, random: Random): Uint32Array {
  const own = Uint32Array.from(new Set(Array.from(train, (row) => groups[row]!)));
  const fifthOf = new Map(Array.from(random.shuffle(own), (group, i) => [group, i % memberCount]));
  return Uint32Array.from(train, (row) => fifthOf.get(groups[row]!)!);
}
