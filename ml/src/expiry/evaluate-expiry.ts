import { blocksOf, fewestBlocks, pairedBlockBootstrap } from '../evaluation/block-bootstrap.ts';
import { metric, type Metric } from '../evaluation/metric.ts';
import { brier, reliability } from '../evaluation/probability-metrics.ts';
import type { DemandPaths } from '../demand/demand-paths.ts';
import { pinball } from '../demand/forecast-metrics.ts';
import type { Skill } from '../family.ts';
import type { CardMetric, ModelCard } from '../model-card.ts';
import type { Random } from '../random/random.ts';
import { baselines, simpleOutlook, type SimpleOutlook } from './baselines.ts';
import type { DemandSeries, StockState } from './expiry-data.ts';
import { coveredShare } from './covered-share.ts';
import { demandFor, judgeShelf, shelvesOf, type Judge, type ShelfOf } from './judge-stock.ts';

/** One lot on one day of the past: what each rule said of it then, and what came. */
export interface JudgedLot {
  readonly itemId: string;
  readonly siteId: string;
  readonly day: number;
  readonly quantity: number;
  /** NaN: unknown. */
  readonly unitCost: number;
  readonly lost: number;
  readonly model: SimpleOutlook;
  /** In the order of `baselines`. */
  readonly simple: readonly SimpleOutlook[];
}

/** Futures of the demand on a shelf from a day on; null: nothing can be said. */
export type DemandOn = (shelf: ShelfOf, day: number, judge: Judge) => DemandPaths | null;

/**
 * Lots of a past state whose end is known and for which the model and every baseline say something. `demandOn`: where the model has its
 * demand from.
 */
export function judgePast(
  state: StockState,
  series: readonly DemandSeries[],
  judge: Judge,
  demandOn: DemandOn = demandFor,
): JudgedLot[] {
  return shelvesOf(state, series).flatMap((shelf) => {
    if (shelf.series === null || shelf.places.every((place) => Number.isNaN(state.lost[place]!))) return [];
    const { itemId, siteId } = shelf.series;
    const outlooks = judgeShelf(shelf, demandOn(shelf, state.day, judge));
    const rules = Object.values(baselines).map((rule) => rule(shelf, state.day, judge));
    return shelf.places.flatMap((place, at) => {
      const model = simpleOutlook(outlooks[at]!);
      const simple = rules.map((rule) => rule[at] ?? null).filter((each) => each !== null);
      const lost = state.lost[place]!;
      if (model === null || simple.length < rules.length || Number.isNaN(lost)) return [];
      const { quantity, unitCost } = shelf.lots[at]!;
      return [{ itemId, siteId, day: state.day, quantity, unitCost, lost, model, simple }];
    });
  });
}

export interface Judgement {
  readonly skill: Skill;
  readonly reason: string;
  readonly metrics: CardMetric[];
  readonly calibration: ModelCard['calibration'];
  readonly segments: ModelCard['segments'];
}

/** Fewest past days, and lots that expired in part, from which anything is concluded. */
const fewestDays = 4;
const fewestLosses = 10;

/** Compares the model with the baselines on the same lots; an item at a site is one block, because its lots share their demand. */
export function judgeModel(rows: readonly JudgedLot[], random: Random): Judgement {
  const labels = Uint8Array.from(rows, (row) => (row.lost > 0 ? 1 : 0));
  const blocks = blocksOf(rows.map((row) => `${row.itemId} ${row.siteId}`));
  const compare = (of: Metric, value: (row: JudgedLot, outlook: SimpleOutlook) => number) =>
    compareRules(of, value, { rows, labels, blocks, random: random.split(of.title) });
  const metrics = [
    compare(brier, (_, { pAny }) => pAny),
    compare(meanOf('Pinball loss of the share lost (10 %, 90 %)', 'down'), quantileLoss),
    compare(meanOf('Share inside the 80 % interval', 'down', offTarget), (_, outlook) => coveredShare(outlook)),
    compare(meanOf('Share inside the 80 % interval, lots at risk', 'down', offTarget), (row, outlook) =>
      isAtRisk(row) ? coveredShare(outlook) : NaN,
    ),
    compare(biasOf(rows), (row, { expected }) => expected * row.unitCost),
  ];
  const predictions = Float64Array.from(rows, (row) => row.model.pAny);
  const verdict = conclude(rows, labels, blocks, metrics[0]!);
  return { ...verdict, metrics, calibration: reliability(labels, predictions), segments: segmentsOf(rows) };
}

function conclude(
  rows: readonly JudgedLot[],
  labels: Uint8Array,
  blocks: Uint32Array,
  { model, baselines: rivals }: CardMetric,
): { skill: Skill; reason: string } {
  const days = new Set(rows.map((row) => row.day)).size;
  const losses = labels.reduce((sum, label) => sum + label, 0);
  if (days < fewestDays || losses < fewestLosses || new Set(blocks).size < fewestBlocks) {
    const reason = `Insufficient history: ${rows.length} lots on ${days} days whose end is known, ${losses} of which expired in part`;
    return { skill: 'insufficient history', reason };
  }
  const [best] = rivals.toSorted((a, b) => (a.value.value ?? Infinity) - (b.value.value ?? Infinity));
  const beaten = best!.difference.high !== null && best!.difference.high < 0;
  const against = `${best!.name} (Brier score ${model.value?.toFixed(4)} against ${best!.value.value?.toFixed(4)})`;
  return beaten
    ? { skill: 'skill', reason: `Beats the best simple rule, ${against}` }
    : { skill: 'no skill', reason: `Insufficient evidence that it beats ${against}` };
}

interface Compared {
  readonly rows: readonly JudgedLot[];
  readonly labels: Uint8Array;
  readonly blocks: Uint32Array;
  readonly random: Random;
}

function compareRules(
  of: Metric,
  value: (row: JudgedLot, outlook: SimpleOutlook) => number,
  { rows, labels, blocks, random }: Compared,
): CardMetric {
  const names = Object.keys(baselines);
  const predictions = [
    Float64Array.from(rows, (row) => value(row, row.model)),
    ...names.map((_, rule) => Float64Array.from(rows, (row) => value(row, row.simple[rule]!))),
  ];
  // What cannot be valued (no cost) does not count in money.
  const known = rows.map((_, row) => row).filter((row) => predictions.every((each) => !Number.isNaN(each[row]!)));
  const { values, differences } = pairedBlockBootstrap({
    metric: known.length === rows.length ? of : onRows(of, known, rows.length),
    labels,
    predictions: predictions.map((each) => each.map((prediction) => (Number.isNaN(prediction) ? 0 : prediction))),
    blocks,
    random,
  });
  return {
    name: of.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    label: of.title,
    betterWhen: of.betterWhen,
    model: values[0]!,
    baselines: names.map((name, rule) => ({ name, value: values[rule + 1]!, difference: differences[rule + 1]! })),
  };
}

/** The metric of some rows only: the others weigh nothing. */
function onRows(of: Metric, known: readonly number[], count: number): Metric {
  return metric(of.title, of.betterWhen, (labels, predictions) => {
    const take = of.prepare(labels, predictions);
    return (weights) => {
      const kept = new Float64Array(count);
      for (const row of known) kept[row] = weights?.[row] ?? 1;
      return take(kept);
    };
  });
}

/** Share of the interval from 10 % to 90 % that holds what came, which with many losses of exactly nothing is a share of one row. */
const coverageTarget = 0.8;
const offTarget = (mean: number) => Math.abs(mean - coverageTarget);
const isAtRisk = ({ model }: JudgedLot) => model.pAny >= 0.05 && model.pAny <= 0.95;

/** The mean of a value per row, as it is or as `seen`. */
function meanOf(title: string, betterWhen: 'up' | 'down', seen = (mean: number) => mean): Metric {
  return metric(title, betterWhen, (_, values) => (weights) => {
    let sum = 0;
    let total = 0;
    values.forEach((value, row) => {
      sum += (weights?.[row] ?? 1) * value;
      total += weights?.[row] ?? 1;
    });
    return total > 0 ? seen(sum / total) : null;
  });
}

/** How far the predicted money is from what was lost, as a share of that, in either direction. Null when nothing was lost. */
function biasOf(rows: readonly JudgedLot[]): Metric {
  return metric('Money predicted too much or too little', 'down', (_, predicted) => (weights) => {
    let said = 0;
    let came = 0;
    rows.forEach(({ lost, unitCost }, row) => {
      const weight = weights?.[row] ?? 1;
      if (Number.isNaN(unitCost)) return;
      said += weight * predicted[row]!;
      came += weight * lost * unitCost;
    });
    return came > 0 ? Math.abs(said / came - 1) : null;
  });
}

/** Of the share of the lot, so that large lots do not drown the small. */
function quantileLoss({ lost, quantity }: JudgedLot, { low, high }: SimpleOutlook): number {
  return (pinball(lost, low, 0.1) + pinball(lost, high, 0.9)) / 2 / quantity;
}

function segmentsOf(rows: readonly JudgedLot[]): ModelCard['segments'] {
  return [...Map.groupBy(rows, (row) => row.siteId)].map(([name, some]) => ({
    name,
    count: some.length,
    metric: brier.title,
    value: brier(
      Uint8Array.from(some, (row) => (row.lost > 0 ? 1 : 0)),
      Float64Array.from(some, (row) => row.model.pAny),
    ),
  }));
}
