import { existsSync, readFileSync } from 'node:fs';
import {
  challengerQuantiles,
  fitDemand,
  fitPeriodChallenger,
  negativeBinomialQuantiles,
  openBackend,
  periodQuantiles,
  weightedQuantileLoss,
  type DemandRules,
  type LevelRule,
} from '@lotscope/ml';

const file = new URL('../../../shared/data/demand/carparts.csv', import.meta.url);
const levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
const window = 12;

/**
 * Monthly sales of 2,674 spare parts, the last 12 months as one window, mean weighted quantile loss over 0.1 … 0.9. What can be chosen, the
 * rule of the champion and whether the challenger takes its place, is chosen by the 12 months before, on what was known before them.
 * Answers rows of a Markdown table; null when the data is not there.
 */
export async function demandYardstick(): Promise<string[] | null> {
  if (!existsSync(file)) return null;
  const backend = await openBackend();
  const parts = readParts(readFileSync(file, 'utf8'));
  const training = parts.map((part) => part.subarray(0, part.length - window));
  const judged = candidates().map((rules) => ({ rules, loss: lossOf(training, rules) }));
  const champion = judged.reduce((best, each) => (each.loss < best.loss ? each : best));
  const challenger = await challengerLoss(training, champion.rules);
  const row = (name: string, earlier: number | null, last: number) =>
    `| ${name} | ${earlier?.toFixed(3) ?? ''} | ${last.toFixed(3)} |`;
  return [
    '| demand, car parts | WSQL of the 12 months before, by which is chosen | WSQL of the last 12 months |',
    '|---|---|---|',
    row(`champion: ${describe(champion.rules)}`, champion.loss, lossOf(parts, champion.rules)),
    row(
      'challenger: one network for all parts, on the champion',
      challenger,
      await challengerLoss(parts, champion.rules),
    ),
    row('SES(0.1) + negative binomial; number to beat 0.885', lossOf(training, plain), lossOf(parts, plain)),
    row('seasonal naive as a point; published with quantiles 1.722', null, seasonalNaive(parts)),
    '| published: AutoETS 1.34, DeepAR 0.953, best 0.890 | | |',
    '',
    `Chosen by the 12 months before: the ${challenger < champion.loss ? 'challenger' : 'champion'}. Backend: ${backend}.`,
  ];
}

const networks = { seed: 1, members: 3, epochs: 6, rate: 2e-3, every: 3, leastBefore: 12 };

/** Learns from all but the last 12 months of each part and judges those. */
async function challengerLoss(parts: readonly Float64Array[], rules: DemandRules): Promise<number> {
  const known = parts.map((part) => ({ from: 0, demand: part.slice(0, part.length - window) }));
  const question = { rules, periods: window, levels, year: 12 };
  const challenger = await fitPeriodChallenger(known, question, networks);
  if (challenger === null) throw new Error('The histories are too short');
  const said = challengerQuantiles(challenger, known);
  const actual = Float64Array.from(parts.flatMap((part) => [...part.subarray(-window)]));
  return judged(
    actual,
    levels.map((_, level) => actual.map((_each, at) => said[at * levels.length + level]!)),
  );
}

const year = { name: 'month of the year', count: 12, turn: 12, seasonOf: (period: number) => period % 12 };
const common = { cycles: [], seasonPrior: 20, leastKnown: 1, block: 6 };
const plain: DemandRules = { ...common, level: { method: 'ses', rate: 0.1 } };

function candidates(): DemandRules[] {
  const rates = [0.02, 0.05, 0.08, 0.1, 0.15, 0.2];
  const rules: LevelRule[] = [
    ...rates.map((rate) => ({ method: 'ses' as const, rate })),
    ...rates.flatMap((chanceRate) => [0.02, 0.1].map((sizeRate) => ({ method: 'tsb' as const, sizeRate, chanceRate }))),
  ];
  return rules.flatMap((level) => [
    { ...common, level },
    { ...common, level, cycles: [year] },
  ]);
}

function describe({ level, cycles }: DemandRules): string {
  const rule =
    level.method === 'ses' ? `SES(${level.rate})` : `TSB(size ${level.sizeRate}, chance ${level.chanceRate})`;
  return `${rule}${cycles.length ? ' × seasons' : ''} + negative binomial`;
}

/** Fits on all but the last 12 months of each part and judges those. */
function lossOf(parts: readonly Float64Array[], rules: DemandRules): number {
  const actual = new Float64Array(parts.length * window);
  const quantiles = levels.map(() => new Float64Array(actual.length));
  parts.forEach((part, index) => {
    const known = part.length - window;
    actual.set(part.subarray(known), index * window);
    const fit = fitDemand({ from: 0, demand: part.slice(0, known) }, rules);
    for (let month = 0; month < window; month++) {
      const forecast =
        fit.verdict === 'forecast'
          ? periodQuantiles(fit, rules.cycles, known + month, levels)
          : negativeBinomialQuantiles(0, 0, levels);
      forecast.forEach((value, level) => (quantiles[level]![index * window + month] = value));
    }
  });
  return judged(actual, quantiles);
}

/** Every quantile is what came in the same month of the year before; nothing, where that is unknown. */
function seasonalNaive(parts: readonly Float64Array[]): number {
  const of = (pick: (part: Float64Array) => Float64Array) =>
    Float64Array.from(parts.flatMap((part) => [...pick(part)]));
  const actual = of((part) => part.slice(-window));
  const before = of((part) => part.slice(-2 * window, -window).map((value) => (Number.isNaN(value) ? 0 : value)));
  return judged(
    actual,
    levels.map(() => before),
  );
}

function judged(actual: Float64Array, quantiles: readonly Float64Array[]): number {
  const loss = weightedQuantileLoss(actual, quantiles, levels);
  if (loss === null) throw new Error('Nothing was sold in the months to be judged');
  return loss;
}

/** One array of monthly sales per part; a blank is unknown. */
function readParts(csv: string): Float64Array[] {
  const [header, ...rows] = csv.trim().split(/\r?\n/);
  const months = rows.map((row) => row.split(',').slice(1));
  return header!
    .split(',')
    .slice(1)
    .map((_, part) => Float64Array.from(months, (row) => (row[part]?.trim() ? Number(row[part]) : NaN)));
}
