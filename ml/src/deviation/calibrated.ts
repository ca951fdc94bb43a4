import { applyBetaCalibration, fitBetaCalibration, type BetaCalibration } from '../calibration/beta-calibration.ts';
import { applyVennAbers, fitVennAbers, type VennAbers } from '../calibration/venn-abers.ts';
import { sigmoid } from '../logistic/logistic-regression.ts';

/** From so many rows on the intervals of Venn–Abers are narrow enough to show. */
const fewestForVennAbers = 1000;

/** The curve gives the probability, smooth and without ties, so that lots can be ranked by it; `rows` give the interval, null: too few. */
export interface Calibration {
  readonly beta: BetaCalibration;
  readonly rows: VennAbers | null;
}

export interface Probabilities {
  readonly probability: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** `logits` and `labels` of shape [n], of rows that their model did not learn from. */
export function fitCalibration(logits: Float64Array, labels: Uint8Array): Calibration {
  const rows = logits.length >= fewestForVennAbers ? fitVennAbers(logits, labels) : null;
  return { beta: fitBetaCalibration(logits.map(sigmoid), labels), rows };
}

/**
 * The mean of the members, calibrated. The interval: that of Venn–Abers, else from the least to the greatest member; the probability is always
 * in it. Shapes [n].
 */
export function calibrated({ beta, rows }: Calibration, members: readonly Float64Array[]): Probabilities {
  const logits = meanOf(members);
  const through = (values: Float64Array) => applyBetaCalibration(beta, values.map(sigmoid));
  const probability = through(logits);
  const extreme = (choose: (...values: number[]) => number) =>
    through(logits.map((_, i) => choose(...members.map((member) => member[i]!))));
  const found = rows === null ? { low: extreme(Math.min), high: extreme(Math.max) } : applyVennAbers(rows, logits);
  return {
    probability,
    low: probability.map((each, i) => Math.min(each, found.low[i]!)),
    high: probability.map((each, i) => Math.max(each, found.high[i]!)),
  };
}

export function meanOf(members: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array()] = members;
  return first.map((_, i) => members.reduce((sum, member) => sum + member[i]!, 0) / members.length);
}
