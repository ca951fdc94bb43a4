import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  averagePrecision,
  blocksOf,
  brier,
  deviationBaselines,
  expectedCalibrationError,
  pairedBlockBootstrap,
  Random,
  recallAtBudget,
  supplierLotDeviation,
  type Estimate,
} from '@lotscope/ml';
import { readDeviationFeatures, type Engine } from '@lotscope/sql';
import { table } from '../bench/figures.ts';

/** What the plant alone knows of a received lot. */
interface Truth {
  readonly probability: number;
  readonly deviated: number;
}

const budget = 0.1;
const month = 30 * 86_400_000;

/** Trained on what was known at `cut`, judged on the lots received after it by what the plant itself says of them. */
export async function deviationOnPlant(engine: Engine, exportFolder: string, { cut, end }: { cut: Date; end: Date }) {
  const truth = readTruth(join(exportFolder, 'truth', 'supplier-lots.csv'));
  const begun = performance.now();
  const { artefact, card } = await supplierLotDeviation.train(await readDeviationFeatures(engine, { asOf: cut }), {
    seed: 1,
  });
  const seconds = (performance.now() - begun) / 1000;
  const data = await readDeviationFeatures(engine, { asOf: end });
  const scores = await supplierLotDeviation.score(artefact, data);
  const later = deviationBaselines(data, cut.getTime());
  const known = [...later.rows.keys()].filter((at) => truth.has(data.lotId[later.rows[at]!]!));
  const rows = known.map((at) => later.rows[at]!);
  const truths = rows.map((row) => truth.get(data.lotId[row]!)!);
  const probability = scores.probability;
  if (probability === null) return [`No figures: ${card.verdict}`];
  const candidates = [
    { name: 'model', predictions: Float64Array.from(rows, (row) => probability[row]!) },
    ...later.candidates.map(({ name, predictions }) => ({
      name,
      predictions: Float64Array.from(known, (at) => predictions[at]!),
    })),
    { name: "best: the plant's own probability", predictions: Float64Array.from(truths, (each) => each.probability) },
  ];
  const labels = Uint8Array.from(truths, (each) => each.deviated);
  const deviating = labels.reduce((sum, label) => sum + label, 0);
  const blocks = blocksOf(rows.map((row) => `${data.supplierId[row]}\n${Math.floor(data.predictedAt[row]! / month)}`));
  return [
    `${labels.length} lots received after ${cut.toISOString().slice(0, 10)}, ${deviating} of which deviated; trained on ${card.trainedOn.labelled} labelled lots before it in ${seconds.toFixed(0)} s. ${card.verdict}`,
    '',
    comparison(labels, candidates, blocks),
    '',
    `In brackets: the model less the rule, 95 % interval of a paired bootstrap over supplier and month. Goals: better than supplier past rate and logistic regression with intervals that exclude 0; calibration error at most 0.03; of the deviating lots at least 60 % among the tenth that is inspected.`,
  ];
}

function comparison(
  labels: Uint8Array,
  candidates: readonly { name: string; predictions: Float64Array }[],
  blocks: Uint32Array,
): string {
  const predictions = candidates.map((candidate) => candidate.predictions);
  const columns = [brier, averagePrecision, recallAtBudget(budget)].map((metric) => ({
    title: metric.title,
    ...pairedBlockBootstrap({ metric, labels, predictions, blocks, random: new Random(1).split(metric.title) }),
  }));
  const rows = candidates.map(({ name, predictions: said }, at) => [
    name,
    ...columns.map(({ values, differences }) =>
      at === 0 ? figure(values[at]!.value) : `${figure(values[at]!.value)} [${interval(differences[at]!)}]`,
    ),
    figure(expectedCalibrationError(labels, said)),
  ]);
  return table(['', ...columns.map(({ title }) => title), 'Expected calibration error'], rows);
}

const figure = (value: number | null): string => value?.toFixed(4) ?? '–';
const interval = ({ low, high }: Estimate): string => `${figure(low)}, ${figure(high)}`;

function readTruth(path: string): Map<string, Truth> {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = header!.split(',');
  const place = (name: string) => {
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`${path} has no column ${name}`);
    return at;
  };
  const [lot, probability, outcome] = ['lotId', 'probability', 'outcome'].map(place) as [number, number, number];
  return new Map(
    lines
      .map((line) => line.split(','))
      .map((cells) => [cells[lot]!, { probability: Number(cells[probability]), deviated: Number(cells[outcome]) }]),
  );
}
