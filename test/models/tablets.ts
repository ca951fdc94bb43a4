import { existsSync, readFileSync } from 'node:fs';
import {
  auroc,
  averagePrecision,
  blocksOf,
  brier,
  deviationBaselines,
  pairedBlockBootstrap,
  Random,
  supplierLotDeviation,
  type Candidate,
  type DeviationData,
} from '@lotscope/ml';
import { table } from '../bench/figures.ts';

const file = new URL('../../../shared/data/tablets/Laboratory.csv', import.meta.url);
/** Batches in order: learnt from, held back to choose (by the family itself), and tested. */
const split = { train: 536, choose: 133, test: 336 } as const;
const dayMs = 86_400_000;
const start = Date.UTC(2018, 10, 1);

/** Incoming results of the four raw-material lots of a batch, known before it is pressed. */
const incoming = /^(api|lactose|smcc|starch)_(?!code|batch)/;

interface Target {
  readonly title: string;
  readonly column: string;
  readonly worst: 'high' | 'low';
}
const targets: readonly Target[] = [
  { title: 'impurities', column: 'impurities_total', worst: 'high' },
  { title: 'yield', column: 'batch_yield', worst: 'low' },
];

/**
 * 1,005 batches of a film-coated tablet as if each were a received lot: the worst tenth by the training rows deviates. The product's own
 * family of models is trained on the first 669 and asked about the last 336. Answers the lines of Markdown tables; null when the data
 * is not there.
 */
export async function tabletsYardstick(): Promise<string[] | null> {
  if (!existsSync(file)) return null;
  const batches = readBatches(readFileSync(file, 'utf8'));
  const lines: string[] = [];
  for (const target of targets) lines.push(...(await judge(batches, target)), '');
  return lines;
}

type Batch = Readonly<Record<string, string>>;

async function judge(batches: readonly Batch[], target: Target): Promise<string[]> {
  const learnt = split.train + split.choose;
  const all = asLots(batches, target);
  const { artefact, card, skill } = await supplierLotDeviation.train(upTo(all, learnt), { seed: 1 });
  const scores = await supplierLotDeviation.score(artefact, all);
  const until = start + (learnt - 0.5) * dayMs;
  const { rows, candidates } = deviationBaselines(all, until);
  const tested = rows.filter((row) => !Number.isNaN(all.labelKnownAt[row]!));
  const kept = (predictions: Float64Array) =>
    predictions.filter((_, at) => !Number.isNaN(all.labelKnownAt[rows[at]!]!));
  const probability = scores.probability;
  const own: Candidate[] =
    probability === null ? [] : [{ name: 'model', predictions: Float64Array.from(tested, (row) => probability[row]!) }];
  const rivals = candidates.map(({ name, predictions }) => ({
    name: name === 'supplier past rate' ? 'product past rate' : name,
    predictions: kept(predictions),
  }));
  const labels = Uint8Array.from(tested, (row) => all.label[row]!);
  const deviating = labels.reduce((sum, label) => sum + label, 0);
  return [
    `**${target.title}** (${target.column}, worst tenth): ${labels.length} batches tested, ${deviating} of them in it. The family's own verdict: *${skill}*. ${card.verdict}`,
    '',
    figures(labels, [...own, ...rivals], blocksOf(Array.from(tested, (row) => Math.floor(row / 14)))),
  ];
}

function figures(labels: Uint8Array, candidates: readonly Candidate[], blocks: Uint32Array): string {
  const predictions = candidates.map((candidate) => candidate.predictions);
  const random = new Random(1);
  const { values, differences } = pairedBlockBootstrap({ metric: brier, labels, predictions, blocks, random });
  const show = (value: number | null, digits = 4) => value?.toFixed(digits) ?? '–';
  return table(
    ['', 'Brier score', `${candidates[0]!.name} less this (95 %)`, 'AUROC, %', 'average precision'],
    candidates.map(({ name, predictions: said }, at) => {
      const area = auroc(labels, said);
      const { low, high } = differences[at]!;
      return [
        name,
        show(values[at]!.value),
        at === 0 ? '' : `${show(low)} … ${show(high)}`,
        area === null ? '–' : show(100 * area, 1),
        show(averagePrecision(labels, said), 3),
      ];
    }),
  );
}

/** The rows of the first lots alone, as they stood after them. */
function upTo(data: DeviationData, count: number): DeviationData {
  const pick = <Column extends Float64Array | Uint32Array | Uint8Array>(column: Column): Column =>
    column.filter((_: number, at: number) => data.results.lot[at]! < count) as Column;
  return {
    ...data,
    asOf: start + count * dayMs,
    lotId: data.lotId.slice(0, count),
    supplierLot: data.supplierLot.slice(0, count),
    origin: data.origin!.slice(0, count),
    supplierId: data.supplierId.slice(0, count),
    itemId: data.itemId.slice(0, count),
    siteId: data.siteId.slice(0, count),
    predictedAt: data.predictedAt.slice(0, count),
    ageDays: data.ageDays.slice(0, count),
    label: data.label.slice(0, count),
    labelKnownAt: data.labelKnownAt.slice(0, count),
    results: {
      lot: pick(data.results.lot),
      characteristic: pick(data.results.characteristic),
      own: pick(data.results.own),
      value: pick(data.results.value),
      lower: pick(data.results.lower),
      upper: pick(data.results.upper),
      knownAt: pick(data.results.knownAt),
    },
    extra: data.extra.map((extra) => ({ ...extra, values: extra.values.slice(0, count) })),
  };
}

/** A batch is a lot of its product from the maker of its active ingredient, one a day in the order of the file; no dates are given. */
function asLots(batches: readonly Batch[], { column, worst }: Target): DeviationData {
  const figures = batches.map((batch) => numberOf(batch[column]));
  const limit = worstTenth(figures.slice(0, split.train), worst);
  const predictedAt = Float64Array.from(batches, (_, at) => start + at * dayMs);
  const characteristics = Object.keys(batches[0]!).filter((name) => incoming.test(name));
  const found = batches.flatMap((batch, lot) =>
    characteristics.flatMap((name, characteristic) => {
      const value = numberOf(batch[name]);
      return Number.isNaN(value) ? [] : [{ lot, characteristic, value }];
    }),
  );
  return {
    asOf: start + batches.length * dayMs,
    lotId: batches.map((batch) => batch['batch']!),
    supplierLot: batches.map((batch) => `${batch['api_code']}/${batch['api_batch']}`),
    // One lot of the active ingredient goes into batches of several products.
    origin: batches.map((batch) => `${batch['api_code']}/${batch['api_batch']}`),
    supplierId: batches.map((batch) => `API ${batch['api_code']}`),
    itemId: batches.map((batch) => `product ${batch['code']}`),
    siteId: batches.map(() => ''),
    predictedAt,
    ageDays: new Float64Array(batches.length).fill(NaN),
    label: Uint8Array.from(figures, (value) => Number(worst === 'high' ? value > limit : value < limit)),
    labelKnownAt: predictedAt.map((at, row) => (Number.isNaN(figures[row]!) ? NaN : at + dayMs)),
    labelDelayDays: 1,
    characteristics,
    units: characteristics.map(() => ''),
    results: {
      lot: Uint32Array.from(found, ({ lot }) => lot),
      characteristic: Uint32Array.from(found, ({ characteristic }) => characteristic),
      own: new Uint8Array(found.length),
      value: Float64Array.from(found, ({ value }) => value),
      lower: new Float64Array(found.length).fill(NaN),
      upper: new Float64Array(found.length).fill(NaN),
      knownAt: Float64Array.from(found, ({ lot }) => predictedAt[lot]!),
    },
    extra: characteristics
      .filter((name) => name.includes('impurit') || name.includes('content') || name.includes('water'))
      .map((name) => ({
        name,
        meaning: `${name} as delivered`,
        values: Float64Array.from(batches, (batch) => numberOf(batch[name])),
      })),
  };
}

/** Beyond this lies the worst tenth. */
function worstTenth(values: readonly number[], worst: Target['worst']): number {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  return sorted[Math.floor((sorted.length - 1) * (worst === 'high' ? 0.9 : 0.1))]!;
}

/** Blanks are spaces. */
const numberOf = (text: string | undefined): number => (text?.trim() ? Number(text) : NaN);

function readBatches(csv: string): Batch[] {
  const [header, ...lines] = csv.trim().split(/\r?\n/);
  const names = header!.replace(/^\uFEFF/, '').split(';');
  const count = split.train + split.choose + split.test;
  if (lines.length !== count) throw new Error(`${lines.length} batches instead of ${count}`);
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, at) => [names[at]!, cell])));
}
