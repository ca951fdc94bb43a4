import { logit } from '../logistic/logistic-regression.ts';
import type { DeviationModel, Members, ModelInputs } from './deviation-model.ts';
import type { FeatureScaler } from './feature-scaler.ts';
import { featureMeanings } from './lot-features.ts';
import { ForwardPass } from './perceptron.ts';
import type { PreparedLots } from './prepared-lots.ts';

/** One reason for a probability. */
export interface Driver {
  readonly feature: string;
  readonly meaning: string;
  /** The characteristic that it is about; null: none, or several. */
  readonly characteristic: string | null;
  /** Of the feature; null: it is missing, and that is the reason. */
  readonly value: number | null;
  /** Log-odds less those of the same lot with the training median in its place. */
  readonly contribution: number;
}

export const supplierRateFeature = 'supplier past rate';
const supplierRateMeaning =
  'share of deviating lots of this supplier and material, as known then, the newest counting most, shrunk to those of supplier and material';
export const sameLotFeature = 'same supplier lot before';
const sameLotMeaning = 'share of earlier deliveries of the same supplier lot that deviated, as known then';
const most = 6;
/** Smaller contributions are not shown: a hundredth of a log-odd moves a probability by at most a quarter of a percent. */
const least = 0.01;

/** Reasons of each of `rows`, the largest first. */
export function driversOf(model: DeviationModel, lots: PreparedLots, all: ModelInputs, rows: Uint32Array): Driver[][] {
  const { names } = model.scaler;
  const without = withoutEach(model.members, model.scaler, all);
  const usual = logit(model.rate.prior.mean);
  const meanings = new Map(lots.data.extra.map((extra) => [extra.name, extra.meaning]));
  const describe = (row: number, j: number, contribution: number): Driver => {
    const at = row * names.length + j;
    const value = all.features.values[at]!;
    const feature = names[j]!;
    return {
      feature,
      meaning: featureMeanings[feature] ?? meanings.get(feature) ?? feature,
      characteristic: lots.data.characteristics[all.features.characteristic[at]!] ?? null,
      value: Number.isFinite(value) ? value : null,
      contribution,
    };
  };
  const { own } = lots.recent(model.rate.memory);
  const rateOf = (row: number): Driver => ({
    ...plain(supplierRateFeature, supplierRateMeaning),
    value: 1 / (1 + Math.exp(-all.relationRate[row]!)),
    contribution: all.relationRate[row]! - usual,
  });
  const sameLotOf = (row: number): Driver => ({
    ...plain(sameLotFeature, sameLotMeaning),
    value: own.lots[row] === 0 ? null : own.deviating[row]! / own.lots[row]!,
    contribution: all.offset[row]! - all.relationRate[row]!,
  });
  return Array.from(rows, (row) => {
    const contributions = without(row);
    const described = [...contributions.keys()]
      .filter((j) => Math.abs(contributions[j]!) >= least)
      .map((j) => describe(row, j, contributions[j]!));
    const rates = [rateOf(row), sameLotOf(row)].filter(({ contribution }) => Math.abs(contribution) >= least);
    return [...described, ...rates].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, most);
  });
}

const plain = (feature: string, meaning: string) => ({ feature, meaning, characteristic: null });

/**
 * What each feature of a row adds to the mean log-odds of the members: those of the row less those with the training median in its place,
 * which is an input of 0. The array is used again for the next row.
 */
function withoutEach(members: Members, { names, masked }: FeatureScaler, all: ModelInputs) {
  const found = new Float64Array(names.length);
  const masks = names.map((_, j) => masked.indexOf(j)).map((at) => (at < 0 ? -1 : names.length + at));
  const share = 1 / members.models.length;
  if (members.kind !== 'perceptron') {
    const weights = Float64Array.from({ length: all.width }, (_, j) =>
      members.models.reduce((sum, model) => sum + share * model.weights[j]!, 0),
    );
    return (row: number) => {
      const part = (input: number) => (input < 0 ? 0 : weights[input]! * all.inputs[row * all.width + input]!);
      return found.map((_, j) => part(j) + part(masks[j]!));
    };
  }
  const passes = members.models.map((model) => new ForwardPass(model));
  return (row: number) => {
    found.fill(0);
    const from = row * all.width;
    for (const pass of passes) {
      pass.begin();
      for (let input = 0; input < all.width; input++) pass.addInput(input, all.inputs[from + input]!);
      const whole = pass.finish();
      for (let j = 0; j < names.length; j++) {
        const value = all.inputs[from + j]!;
        const mask = masks[j]! < 0 ? 0 : all.inputs[from + masks[j]!]!;
        if (value === 0 && mask === 0) continue;
        pass.addInput(j, -value);
        if (mask !== 0) pass.addInput(masks[j]!, -mask);
        found[j] = found[j]! + share * (whole - pass.finish());
        pass.addInput(j, value);
        if (mask !== 0) pass.addInput(masks[j]!, mask);
      }
    }
    return found;
  };
}
