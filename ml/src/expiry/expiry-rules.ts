import { fitDemand, type DemandRules } from '../demand/fit-demand.ts';
import { weightedQuantileLoss } from '../demand/forecast-metrics.ts';
import type { LevelRule } from '../demand/level.ts';
import { months, weekdays } from '../demand/seasonality.ts';
import { sumQuantiles } from '../demand/sum-quantiles.ts';
import type { DemandSeries } from './expiry-data.ts';

/** Levels among which training chooses. */
const levelRules: readonly LevelRule[] = [
  { method: 'ses', rate: 0.01 },
  { method: 'ses', rate: 0.03 },
  { method: 'ses', rate: 0.1 },
  { method: 'tsb', sizeRate: 0.03, chanceRate: 0.01 },
  { method: 'tsb', sizeRate: 0.03, chanceRate: 0.05 },
];

/** Days without which nothing is said of an item: four weeks. */
const leastKnown = 28;
const block = 28;

export function dailyRules(level: LevelRule): DemandRules {
  return { level, cycles: [weekdays, months], seasonPrior: 20, leastKnown, block };
}

/** Demand before `day`. */
export function before(series: DemandSeries, day: number): { from: number; demand: Float64Array } {
  return {
    from: series.from,
    demand: series.demand.slice(0, Math.max(0, Math.min(series.demand.length, day - series.from))),
  };
}

const origins = 6;
const levels = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * The rule whose quantiles of four-week sums were best over the last 24 weeks before `day`, each forecast from what was known before it.
 * The first rule when no week can be judged.
 */
export function chooseLevel(series: readonly DemandSeries[], day: number): LevelRule {
  const judged = levelRules.map((rule) => ({ rule, loss: lossOf(series, day, rule) }));
  return judged.reduce((best, each) => ((each.loss ?? Infinity) < (best.loss ?? Infinity) ? each : best)).rule;
}

function lossOf(series: readonly DemandSeries[], day: number, rule: LevelRule): number | null {
  const rules = dailyRules(rule);
  const actual: number[] = [];
  const quantiles = levels.map((): number[] => []);
  for (let origin = 1; origin <= origins; origin++) {
    const from = day - origin * block;
    for (const each of series) {
      const came = sumOf(before(each, from + block).demand.subarray(Math.max(0, from - each.from)));
      const fit = fitDemand(before(each, from), rules);
      if (came === null || fit.verdict !== 'forecast') continue;
      const foreseen = sumQuantiles(fit, rules.cycles, { from, periods: block }, levels);
      // Items are compared by their own size, or the largest would choose for all.
      actual.push(came / fit.level);
      foreseen.forEach((value, at) => quantiles[at]!.push(value / fit.level));
    }
  }
  return weightedQuantileLoss(
    Float64Array.from(actual),
    quantiles.map((each) => Float64Array.from(each)),
    levels,
  );
}

/** Null unless every one of the days is known. */
function sumOf(demand: Float64Array): number | null {
  const sum = demand.reduce((total, value) => total + value, 0);
  return demand.length < block || Number.isNaN(sum) ? null : sum;
}
