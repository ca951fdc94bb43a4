import { blocksOf, fewestBlocks, pairedBlockBootstrap } from '../evaluation/block-bootstrap.ts';
import { metric, type Metric } from '../evaluation/metric.ts';
import { brier, reliability } from '../evaluation/probability-metrics.ts';
import type { DemandPaths } from '../demand/demand-paths.ts';
import { pinball } from '../demand/forecast-metrics.ts';
import { ordinaryLevels, type IntervalLevels } from '../fefo/losses.ts';
import type { Skill } from '../family.ts';
import type { CardMetric, Estimate, ModelCard } from '../model-card.ts';
import type { Random } from '../random/random.ts';
import { baselines, simpleOutlook, type SimpleOutlook } from './baselines.ts';
import type { DemandSeries, StockState } from './expiry-data.ts';
import { fitIntervalLevels } from './interval-levels.ts';
import { demandFor, judgeShelf, shelvesOf, type ForecastKind, type Judge, type ShelfOf } from './judge-stock.ts';

/** What a lot is judged by: a forecast, or a naive rule. */
export type Rule = ForecastKind | keyof typeof baselines;

const titles: Readonly<Record<Rule, string>> = {
  seasonal: 'seasons + shared pace + FEFO',
  plain: 'negative binomial + FEFO',
  'days of supply': 'days of supply',
  'deterministic FEFO': 'deterministic FEFO',
};
const naive = Object.keys(baselines) as (keyof typeof baselines)[];
/** What each forecast is compared with: the naive rules, and the simpler forecast. */
const rivalsOf: Readonly<Record<ForecastKind, readonly Rule[]>> = { plain: naive, seasonal: ['plain', ...naive] };

/** One lot on one day of the past: what each rule said of it then, and what came. */
export interface JudgedLot {
  readonly lotId: string;
  readonly itemId: string;
  readonly siteId: string;
  readonly day: number;
  /** Last day of use: what came was known after it. */
  readonly lastDay: number;
  readonly quantity: number;
  /** NaN: unknown. */
  readonly unitCost: number;
  readonly lost: number;
  readonly outlooks: Readonly<Record<Rule, SimpleOutlook>>;
}

/** Futures of the demand on a shelf from a day on; null: nothing can be said. */
export type DemandOn = (shelf: ShelfOf, day: number, judge: Judge) => DemandPaths | null;

/** Where the interval of each forecast lies among its paths. */
export type LevelsOf = Readonly<Record<ForecastKind, IntervalLevels>>;

/** Lots of a past state whose end is known and of which every rule says something. `demandOn`: where the forecasts have their demand from. */
export function judgePast(
  state: StockState,
  series: readonly DemandSeries[],
  judge: Omit<Judge, 'forecast'> & { readonly levels?: LevelsOf },
  demandOn: DemandOn = demandFor,
): JudgedLot[] {
  return shelvesOf(state, series).flatMap((shelf) => {
    if (shelf.series === null || shelf.places.every((place) => Number.isNaN(state.lost[place]!))) return [];
    const { itemId, siteId } = shelf.series;
    const foreseen = (forecast: ForecastKind) => {
      const levels = judge.levels?.[forecast] ?? ordinaryLevels;
      const demand = demandOn(shelf, state.day, { ...judge, forecast });
      return judgeShelf(shelf, demand, levels).map((outlook) => simpleOutlook(outlook, levels));
    };
    const rules: Record<Rule, (SimpleOutlook | null)[]> = {
      seasonal: foreseen('seasonal'),
      plain: foreseen('plain'),
      'days of supply': baselines['days of supply'](shelf, state.day),
      'deterministic FEFO': baselines['deterministic FEFO'](shelf, state.day),
    };
    return shelf.places.flatMap((place, at) => {
      const said = Object.entries(rules).map(([rule, of]) => [rule, of[at] ?? null] as const);
      const lost = state.lost[place]!;
      if (said.some(([, outlook]) => outlook === null) || Number.isNaN(lost)) return [];
      const outlooks = Object.fromEntries(said) as Record<Rule, SimpleOutlook>;
      const { quantity, unitCost } = shelf.lots[at]!;
      const lot = { lotId: state.lotIds[place]!, quantity, unitCost, lastDay: state.lastDay[place]!, lost };
      return [{ itemId, siteId, day: state.day, ...lot, outlooks }];
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

/** Compares a forecast with its rivals on the same lots; an item at a site is one block, because its lots share their demand. */
export function judgeForecast(rows: readonly JudgedLot[], forecast: ForecastKind, random: Random): Judgement {
  const labels = Uint8Array.from(rows, (row) => (row.lost > 0 ? 1 : 0));
  const blocks = blocksOf(rows.map((row) => `${row.itemId} ${row.siteId}`));
  const compare = (of: Metric, value: (row: JudgedLot, outlook: SimpleOutlook) => number) =>
    compareRules(of, value, { forecast, rows, labels, blocks, random: random.split(of.title) });
  const metrics = [
    compare(brier, (_, { pAny }) => pAny),
    compare(meanOf('Pinball loss of the share lost (10 %, 90 %)', 'down'), quantileLoss),
    compare(meanOf('Distance from 80 % inside the interval', 'down', offTarget), (_, { covered }) => covered),
    compare(meanOf('Distance from 80 % inside the interval, lots at risk', 'down', offTarget), (row, outlook) =>
      isAtRisk(row.outlooks[forecast]) ? outlook.covered : NaN,
    ),
    compare(biasOf(rows), (row, { expected }) => expected * row.unitCost),
  ];
  const predictions = Float64Array.from(rows, (row) => row.outlooks[forecast].pAny);
  const verdict = conclude(rows, labels, blocks, metrics[0]!);
  return { ...verdict, metrics, calibration: reliability(labels, predictions), segments: segmentsOf(rows, forecast) };
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
    ? { skill: 'skill', reason: `It beats the best other rule, ${against}` }
    : { skill: 'no skill', reason: `Insufficient evidence that it beats ${against}` };
}

/** A forecast that was chosen, with the figures of the choice in words. */
export interface ChosenForecast extends Judgement {
  readonly forecast: ForecastKind;
  readonly choice: string;
}

/**
 * The seasonal forecast is used when it is clearly better than the plain one, in the Brier score or in the pinball loss, and clearly worse in
 * neither; else the simpler one is.
 */
export function chooseForecast(rows: readonly JudgedLot[], random: Random): ChosenForecast {
  const seasonal = judgeForecast(rows, 'seasonal', random);
  const figure = ({ value }: Estimate) => value?.toFixed(4) ?? 'unknown';
  const both = seasonal.metrics.slice(0, 2).map(({ label, model, baselines: [plain] }) => ({
    text: `${label} ${figure(model)} against ${figure(plain!.value)}`,
    better: plain!.difference.high !== null && plain!.difference.high < 0,
    worse: plain!.difference.low === null || plain!.difference.low > 0,
  }));
  const choice = `Demand with seasons and a shared pace was compared with demand without: ${both.map(({ text }) => text).join(', ')}`;
  if (both.some(({ better }) => better) && !both.some(({ worse }) => worse)) {
    const reason = `${seasonal.reason}. Demand has seasons and a shared pace: it is better so`;
    return { ...seasonal, forecast: 'seasonal', choice, reason };
  }
  const plain = judgeForecast(rows, 'plain', random);
  if (plain.skill === 'insufficient history') return { ...plain, forecast: 'plain', choice };
  const reason = `${plain.reason}. Demand has no seasons: insufficient evidence that it is better with them`;
  return { ...plain, forecast: 'plain', choice, reason };
}

interface Compared {
  readonly forecast: ForecastKind;
  readonly rows: readonly JudgedLot[];
  readonly labels: Uint8Array;
  readonly blocks: Uint32Array;
  readonly random: Random;
}

function compareRules(
  of: Metric,
  value: (row: JudgedLot, outlook: SimpleOutlook) => number,
  { forecast, rows, labels, blocks, random }: Compared,
): CardMetric {
  const rivals = rivalsOf[forecast];
  const predictions = [forecast, ...rivals].map((rule) =>
    Float64Array.from(rows, (row) => value(row, row.outlooks[rule])),
  );
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
    baselines: rivals.map((rule, at) => ({
      name: titles[rule],
      value: values[at + 1]!,
      difference: differences[at + 1]!,
    })),
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
const isAtRisk = ({ pAny }: SimpleOutlook) => pAny >= 0.05 && pAny <= 0.95;

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

function segmentsOf(rows: readonly JudgedLot[], forecast: ForecastKind): ModelCard['segments'] {
  return [...Map.groupBy(rows, (row) => row.siteId)].map(([name, some]) => ({
    name,
    count: some.length,
    metric: brier.title,
    value: brier(
      Uint8Array.from(some, (row) => (row.lost > 0 ? 1 : 0)),
      Float64Array.from(some, (row) => row.outlooks[forecast].pAny),
    ),
  }));
}

/** Levels for the intervals of each forecast by what came of `rows`. */
export function levelsBy(rows: readonly JudgedLot[]): LevelsOf {
  const of = (forecast: ForecastKind) => fitIntervalLevels(rows.map(({ outlooks }) => outlooks[forecast]));
  return { plain: of('plain'), seasonal: of('seasonal') };
}
