import { blocksOf, pairedBlockBootstrap } from '../evaluation/block-bootstrap.ts';
import { decilesOf, driftReference } from '../evaluation/drift.ts';
import type { Metric } from '../evaluation/metric.ts';
import {
  brier,
  brierSkill,
  expectedCalibrationError,
  logLoss,
  reliability,
} from '../evaluation/probability-metrics.ts';
import type { Candidate } from '../evaluation/promotion.ts';
import { auroc, averagePrecision, recallAtBudget } from '../evaluation/ranking-metrics.ts';
import type { CardMetric, ModelCard } from '../model-card.ts';
import type { Random } from '../random/random.ts';
import type { BackTest } from './back-test.ts';
import { dayMs, type DeviationData } from './deviation-data.ts';
import { featureMeanings, type LotFeatures } from './lot-features.ts';

/** Share of the lots that somebody has the time to look at more closely. */
const budget = 0.1;
const fewestInSegment = 30;

/** Lots of one supplier in one month resemble one another: they are drawn together. Shape [rows]. */
export function bootstrapBlocks(data: DeviationData, rows: Uint32Array): Uint32Array {
  return blocksOf(
    Array.from(rows, (row) => `${data.supplierId[row]}\n${Math.floor(data.predictedAt[row]! / (30 * dayMs))}`),
  );
}

/** The metrics of `shown` beside the simple rules on the same lots. */
export function cardMetrics(test: BackTest, shown: Candidate, data: DeviationData, random: Random): CardMetric[] {
  const blocks = bootstrapBlocks(data, test.rows);
  const rivals = [...test.naive, test.logistic];
  const prevalence = test.naive[0]!;
  const supplier = test.naive[1]!;
  const metrics: [string, Metric][] = [
    ['average-precision', averagePrecision],
    ['recall-at-budget', recallAtBudget(budget)],
    ['auroc', auroc],
    ['log-loss', logLoss],
    ['brier', brier],
    ['brier-skill-prevalence', brierSkill(prevalence.predictions, prevalence.name)],
    ['brier-skill-supplier', brierSkill(supplier.predictions, supplier.name)],
  ];
  return metrics.map(([name, metric]) => {
    const predictions = [shown, ...rivals].map((candidate) => candidate.predictions);
    const input = { metric, labels: test.labels, predictions, blocks, random: random.split(name) };
    const { values, differences } = pairedBlockBootstrap(input);
    return {
      name,
      label: metric.title,
      betterWhen: metric.betterWhen,
      model: values[0]!,
      baselines: rivals.map((rival, i) => ({
        name: rival.name,
        value: values[i + 1]!,
        difference: differences[i + 1]!,
      })),
    };
  });
}

/** Log-loss by site, where there are enough lots. */
export function cardSegments(test: BackTest, shown: Candidate, data: DeviationData): ModelCard['segments'] {
  const bySite = Map.groupBy(test.rows.keys(), (i) => data.siteId[test.rows[i]!]!);
  return [...bySite].map(([site, at]) => ({
    name: site === '' ? 'site unknown' : site,
    count: at.length,
    metric: logLoss.title,
    value:
      at.length < fewestInSegment
        ? null
        : logLoss(
            Uint8Array.from(at, (i) => test.labels[i]!),
            Float64Array.from(at, (i) => shown.predictions[i]!),
          ),
  }));
}

export function cardCalibration(test: BackTest, shown: Candidate): ModelCard['calibration'] {
  return reliability(test.labels, shown.predictions);
}

export function cardDrift(features: LotFeatures, rows: Uint32Array): ModelCard['drift'] {
  const width = features.names.length;
  return features.names.map((feature, j) => {
    const values = Float64Array.from(rows, (row) => features.values[row * width + j]!);
    const missing = values.filter((value) => Number.isNaN(value)).length;
    return {
      feature,
      deciles: decilesOf(values),
      missing: rows.length === 0 ? 0 : missing / rows.length,
      reference: driftReference(values),
    };
  });
}

export function cardFeatures(data: DeviationData): ModelCard['features'] {
  const own = Object.entries(featureMeanings).map(([name, meaning]) => ({ name, meaning }));
  return [...own, ...data.extra.map(({ name, meaning }) => ({ name, meaning }))];
}

export function cardProtocol(test: BackTest, data: DeviationData): string {
  const days = test.folds.map((fold) => new Date(fold.cutoff).toISOString().slice(0, 10));
  return (
    `Learnt at ${test.folds.length} cut-offs (${days.join(', ')}), each tested on the lots up to the next one; ` +
    `labels count from ${data.labelDelayDays} days after the prediction, younger lots are not learnt from; ` +
    `deliveries of one supplier lot are never on both sides; intervals by paired bootstrap over supplier and month.`
  );
}

export function cardLimits(test: BackTest, shown: Candidate, data: DeviationData): string[] {
  const error = test.rows.length === 0 ? null : expectedCalibrationError(test.labels, shown.predictions);
  const labelled = data.labelKnownAt.filter((at) => !Number.isNaN(at)).length;
  return [
    'It says which lots to look at, not why they deviate: suppliers, materials and sites that always go together cannot be told apart.',
    `${data.lotId.length - labelled} of ${data.lotId.length} lots have no label: nobody looked, or it is too early. They are not counted as good.`,
    'Which of the models is used was chosen on the same lots that the figures are from, which flatters it a little.',
    ...(error === null ? [] : [`Probabilities are off by ${(100 * error).toFixed(1)} percentage points on average.`]),
  ];
}
