import { runningLevels, type LevelRule } from './level.ts';
import { factorAt, meanOfKnown, seasonFactors, type Cycle } from './seasonality.ts';

/** Demand for one item, period by period (a day, or a month), from period `from` on. */
export interface DemandHistory {
  readonly from: number;
  /** In units of the item, 0 or more; NaN: not known, because there was nothing to sell or nothing was recorded. */
  readonly demand: Float64Array;
}

export interface DemandRules {
  readonly level: LevelRule;
  readonly cycles: readonly Cycle[];
  /** Weight of "no seasons", in events. */
  readonly seasonPrior: number;
  /** Known periods without which nothing is said. */
  readonly leastKnown: number;
  /** Periods of a block over which the shared factor is measured. */
  readonly block: number;
}

/** What is known of one item's demand after its history. Demand of a period has mean `level × factor` (m) and variance `grain × m + spread × m²`. */
export interface FittedDemand {
  readonly verdict: 'forecast';
  readonly level: number;
  readonly factors: readonly Float64Array[];
  /** Size of what is counted: 1 where demand comes in whole units, else half its variance over its mean. */
  readonly grain: number;
  /** 1 / shape of the negative binomial of a period. */
  readonly spread: number;
  /** Variance of the factor (mean 1) that all periods of one future share: what makes long sums uncertain. */
  readonly shared: number;
}

/** Why nothing is forecast: too little is known, or nothing was ever asked for. */
export interface NoForecast {
  readonly verdict: 'short history' | 'no demand';
}

export function fitDemand({ from, demand }: DemandHistory, rules: DemandRules): FittedDemand | NoForecast {
  const known = demand.filter((value) => !Number.isNaN(value));
  if (known.some((value) => value < 0)) throw new RangeError('Demand is not negative: a return is not a demand');
  if (known.length < rules.leastKnown) return { verdict: 'short history' };
  if (known.every((value) => value === 0)) return { verdict: 'no demand' };
  const noise = varianceOf(known) / meanOfKnown(known);
  const whole = known.every((value) => Number.isInteger(value));
  // Demand that never varies still needs a size to be counted in.
  const grain = whole ? 1 : Math.max(noise / 2, meanOfKnown(known) * 1e-6);
  const factors = seasonFactors(demand, from, rules.cycles, {
    noise: Math.max(noise, grain),
    prior: rules.seasonPrior,
  });
  const factor = demand.map((_, index) => factorAt(from + index, rules.cycles, factors));
  const levels = runningLevels(demand, rules.level, factor);
  const expected = demand.map((_, index) => levels[index]! * factor[index]!);
  const spread = spreadOf(demand, expected, grain);
  const shared = sharedOf(demand, levels, factor, { grain, spread, block: rules.block });
  return { verdict: 'forecast', level: levels[demand.length]!, factors, grain, spread, shared };
}

/** One surprise after a quiet time must not make everything possible. */
const mostSpread = 100;

/** By moments, of what came against what was expected the period before. */
function spreadOf(demand: Float64Array, expected: Float64Array, grain: number): number {
  let excess = 0;
  let squares = 0;
  for (let index = 0; index < demand.length; index++) {
    const mean = expected[index]!;
    if (Number.isNaN(mean) || Number.isNaN(demand[index]!)) continue;
    excess += (demand[index]! - mean) ** 2 - grain * mean;
    squares += mean ** 2;
  }
  return squares === 0 ? 0 : Math.min(mostSpread, Math.max(0, excess / squares));
}

/** Blocks that are not judged: the level is not known yet. */
const firstBlock = 3;
/** Blocks that count as much as what is assumed of an item about which nothing is known: a standard deviation of a quarter. */
const priorBlocks = 3;
const priorShared = 0.0625;
/** A standard deviation of twice the mean. */
const mostShared = 4;

/** By moments, of sums over blocks against what was expected at the start of each. */
function sharedOf(
  demand: Float64Array,
  levels: Float64Array,
  factor: Float64Array,
  { grain, spread, block }: { grain: number; spread: number; block: number },
): number {
  let excess = 0;
  let squares = 0;
  let blocks = 0;
  for (let start = firstBlock * block; start + block <= demand.length; start += block) {
    let came = 0;
    let mean = 0;
    let variance = 0;
    for (let index = start; index < start + block; index++) {
      const expected = levels[start]! * factor[index]!;
      if (Number.isNaN(demand[index]!) || Number.isNaN(expected)) continue;
      came += demand[index]!;
      mean += expected;
      variance += grain * expected + spread * expected ** 2;
    }
    // Summed before dividing: a block after a quiet one expects little, and its ratio alone would say that anything can happen.
    excess += (came - mean) ** 2 - variance;
    squares += mean ** 2;
    if (mean > 0) blocks++;
  }
  if (squares === 0) return priorShared;
  const measured = Math.min(mostShared, Math.max(0, excess / squares));
  return (measured * blocks + priorShared * priorBlocks) / (blocks + priorBlocks);
}

function varianceOf(values: Float64Array): number {
  const mean = meanOfKnown(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
