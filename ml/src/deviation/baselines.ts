import { applyIsotonic, fitIsotonic } from '../calibration/isotonic-regression.ts';
import type { Candidate } from '../evaluation/promotion.ts';
import { fitLogistic, logitsOf, sigmoid } from '../logistic/logistic-regression.ts';
import { rowsOf, type Groundwork, type ModelInputs } from './deviation-model.ts';
import type { PreparedLots } from './prepared-lots.ts';
import { shrunkRates } from './supplier-history.ts';

/** Weight of the overall rate in the moving average: a rate of 0 or 1 cannot be meant. */
const caution = 0.1;

/** Simple rules of the trade, fitted to `train`, of `rows`; the last one, a plain logistic regression, is not naive. */
export function baselines(
  lots: PreparedLots,
  { groundwork, all }: { groundwork: Groundwork; all: ModelInputs },
  train: Uint32Array,
  rows: Uint32Array,
): { naive: Candidate[]; logistic: Candidate } {
  const { history } = lots;
  const { prior } = groundwork.rate;
  const rates = shrunkRates(history, prior);
  const of = (values: (row: number) => number) => Float64Array.from(rows, values);
  const naive = [
    { name: 'prevalence', predictions: of(() => prior.mean) },
    { name: 'supplier past rate', predictions: of((row) => rates[row]!) },
    { name: 'moving average of the supplier', predictions: of((row) => movingAverage(history.ewma[row]!, prior.mean)) },
    { name: 'margin to limits', predictions: marginRule(lots, train, rows, prior.mean) },
  ];
  return {
    naive,
    logistic: { name: 'logistic regression', predictions: plainLogistic(all, train, rows) },
  };
}

const movingAverage = (ewma: number, mean: number): number =>
  Number.isNaN(ewma) ? mean : (1 - caution) * ewma + caution * mean;

/** The nearer to a limit, the worse: as often as it was so in training. */
function marginRule(lots: PreparedLots, train: Uint32Array, rows: Uint32Array, mean: number): Float64Array {
  const { levels, data } = lots;
  const nearness = (row: number) => {
    let most = NaN;
    for (let j = 0; j < levels.width; j++) {
      const value = -levels.margin[row * levels.width + j]!;
      if (!(value <= most) && !Number.isNaN(value)) most = value;
    }
    return most;
  };
  const known = train.filter((row) => !Number.isNaN(nearness(row)));
  if (known.length === 0) return new Float64Array(rows.length).fill(mean);
  const labels = Array.from(known, (row) => data.label[row]!);
  const curve = fitIsotonic(Float64Array.from(known, nearness), labels);
  const asked = Float64Array.from(rows, nearness);
  const found = applyIsotonic(
    curve,
    asked.map((value) => (Number.isNaN(value) ? 0 : value)),
  );
  // As many rows as the mean is worth elsewhere: steps of a few rows must not say never.
  return found.map((value, i) => (Number.isNaN(asked[i]!) ? mean : (1 - caution) * value + caution * mean));
}

function plainLogistic(all: ModelInputs, train: Uint32Array, rows: Uint32Array): Float64Array {
  const learn = rowsOf(all, train);
  const model = fitLogistic({ features: learn.inputs, width: all.width, labels: learn.labels, ridge: 2 });
  return logitsOf(model, rowsOf(all, rows).inputs, rows.length).map(sigmoid);
}
