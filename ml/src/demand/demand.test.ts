import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random/random.ts';
import { demandQuantiles } from './demand-paths.ts';
import { fitDemand, type DemandRules, type FittedDemand } from './fit-demand.ts';
import { coverage, moneyBias, pinball, weightedQuantileLoss } from './forecast-metrics.ts';
import { runningLevels } from './level.ts';
import { negativeBinomialQuantiles } from './negative-binomial.ts';
import { periodQuantiles } from './period-quantiles.ts';
import { months, seasonFactors, weekdays } from './seasonality.ts';
import { simulateDemand } from './simulate-demand.ts';

const rules: DemandRules = {
  level: { method: 'ses', rate: 0.05 },
  cycles: [weekdays],
  seasonPrior: 20,
  leastKnown: 28,
  block: 28,
};

function fitted(demand: Float64Array, given: Partial<DemandRules> = {}): FittedDemand {
  const fit = fitDemand({ from: 0, demand }, { ...rules, ...given });
  if (fit.verdict !== 'forecast') throw new Error(fit.verdict);
  return fit;
}

const poissonDemand = (days: number, meanOf: (day: number) => number, seed = 1) => {
  const random = new Random(seed);
  return Float64Array.from({ length: days }, (_, day) => random.poisson(meanOf(day)));
};

describe('the level of demand', () => {
  it('is the exponentially weighted mean of what is known', () => {
    const levels = runningLevels(Float64Array.of(4, NaN, 2, 6), { method: 'ses', rate: 0.5 });
    expect(levels[0]).toBeNaN();
    expect([...levels.slice(1)]).toEqual([4, 4, (2 * 2 + 4) / 3, (6 * 4 + 2 * 2 + 4) / 7]);
  });

  it('of a dying item falls under TSB and is chance times size', () => {
    const rule = { method: 'tsb', sizeRate: 0.5, chanceRate: 0.5 } as const;
    const levels = runningLevels(Float64Array.of(8, 0, 0, 0), rule);
    expect([...levels.slice(1)].map((level) => level / 8)).toEqual([1, 1 / 3, 1 / 7, 1 / 15]);
    expect([...runningLevels(Float64Array.of(0, 0), rule).slice(1)]).toEqual([0, 0]);
  });

  it('is per ordinary period: one order on a quiet day does not count for many', () => {
    const quiet = Float64Array.of(1, 0.1, 1, 0.1);
    const levels = runningLevels(Float64Array.of(10, 1, 10, 4), { method: 'ses', rate: 0.5 }, quiet);
    expect(levels[2]).toBeCloseTo(10, 12);
    expect(levels[4]).toBeCloseTo((4 * 8 + 10 * 4 + 1 * 2 + 10) / (0.1 * 8 + 1 * 4 + 0.1 * 2 + 1), 12);
    const dying = runningLevels(
      Float64Array.of(8, 0),
      { method: 'tsb', sizeRate: 0.5, chanceRate: 0.5 },
      Float64Array.of(2, 2),
    );
    expect(dying[2]).toBeCloseTo(8 / 6, 12);
  });

  it('does not fall because there was nothing to sell', () => {
    const full = poissonDemand(200, () => 5);
    const masked = full.map((value, day) => (day % 10 < 4 ? NaN : value));
    const sold = full.map((value, day) => (day % 10 < 4 ? 0 : value));
    expect(fitted(masked).level).toBeGreaterThan(4);
    expect(fitted(sold).level).toBeLessThan(4);
  });
});

describe('seasons', () => {
  it('are found where there is evidence and drawn to 1 where there is little', () => {
    const weekly = (day: number) => (weekdays.seasonOf(day) < 5 ? 14 : 0);
    const [long] = seasonFactors(poissonDemand(364, weekly), 0, [weekdays], { noise: 1, prior: 20 });
    expect(long![0]).toBeCloseTo(1.4, 1);
    expect(long![6]).toBeLessThan(0.05);
    const [short] = seasonFactors(poissonDemand(14, weekly), 0, [weekdays], { noise: 1, prior: 200 });
    expect(Math.abs(short![0]! - 1)).toBeLessThan(0.1);
  });

  it('follow the calendar', () => {
    expect(weekdays.seasonOf(Date.UTC(2026, 10, 22) / 86_400_000)).toBe(6);
    expect(weekdays.seasonOf(-1)).toBe(2);
    expect(months.seasonOf(Date.UTC(2024, 1, 29) / 86_400_000)).toBe(1);
  });
});

describe('a fit', () => {
  it('says why it says nothing', () => {
    expect(fitDemand({ from: 0, demand: new Float64Array(60) }, rules)).toEqual({ verdict: 'no demand' });
    expect(fitDemand({ from: 0, demand: new Float64Array(27).fill(3) }, rules)).toEqual({ verdict: 'short history' });
    expect(fitDemand({ from: 0, demand: new Float64Array(99).fill(NaN) }, rules)).toEqual({ verdict: 'short history' });
    expect(() => fitDemand({ from: 0, demand: new Float64Array(99).fill(-1) }, rules)).toThrow(RangeError);
  });

  it('finds level, spread and shared factor of what it simulates itself', () => {
    const truth: FittedDemand = { verdict: 'forecast', level: 20, factors: [], grain: 1, spread: 0.5, shared: 0 };
    const { cumulative } = simulateDemand(truth, [], { from: 0, days: 2000, paths: 1 }, new Random(3));
    const demand = cumulative.slice(1).map((value, day) => value - cumulative[day]!);
    const fit = fitted(demand, { cycles: [], level: { method: 'ses', rate: 0.01 } });
    expect(fit.level).toBeGreaterThan(16);
    expect(fit.level).toBeLessThan(24);
    expect(fit.spread).toBeGreaterThan(0.4);
    expect(fit.spread).toBeLessThan(0.6);
    expect(fit.shared).toBeLessThan(0.02);
  });

  it('never answers NaN, whatever the history', () => {
    const values = fc.oneof(
      fc.constant(NaN),
      fc.constant(0),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(values, { maxLength: 120 }), fc.boolean(), (some, dying) => {
        const level = dying ? ({ method: 'tsb', sizeRate: 0.1, chanceRate: 0.1 } as const) : rules.level;
        const given = { ...rules, leastKnown: 5, cycles: [weekdays, months], level };
        const fit = fitDemand({ from: 9000, demand: Float64Array.from(some) }, given);
        if (fit.verdict !== 'forecast') return;
        const { cumulative } = simulateDemand(fit, given.cycles, { from: 9120, days: 5, paths: 3 }, new Random(1));
        expect(cumulative.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

describe('simulated futures', () => {
  const flat: FittedDemand = { verdict: 'forecast', level: 3, factors: [], grain: 2, spread: 0.4, shared: 0.1 };
  const days = 30;
  const { cumulative, paths } = simulateDemand(flat, [], { from: 0, days, paths: 20_000 }, new Random(5));
  const sums = cumulative.slice(days * paths);

  it('have the mean and variance that the fit says', () => {
    const mean = sums.reduce((sum, value) => sum + value, 0) / paths;
    const variance = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / paths;
    expect(mean / (3 * days)).toBeCloseTo(1, 1);
    const expected = days * (2 * 3 + 0.4 * 9 * 1.1) + 0.1 * (3 * days) ** 2;
    expect(variance / expected).toBeGreaterThan(0.93);
    expect(variance / expected).toBeLessThan(1.07);
  });

  it('are the same for the same seed and never fall', () => {
    const again = simulateDemand(flat, [], { from: 0, days, paths: 50 }, new Random(5));
    expect(again).toEqual(simulateDemand(flat, [], { from: 0, days, paths: 50 }, new Random(5)));
    for (let index = 50; index < again.cumulative.length; index++)
      expect(again.cumulative[index]! >= again.cumulative[index - 50]!).toBe(true);
  });

  it('agree with the quantiles of one period', () => {
    const levels = [0.1, 0.5, 0.9];
    const one = simulateDemand(flat, [], { from: 0, days: 1, paths: 20_000 }, new Random(6));
    const exact = periodQuantiles(flat, [], 0, levels);
    demandQuantiles(one, 1, levels).forEach((value, index) =>
      expect(Math.abs(value - exact[index]!)).toBeLessThanOrEqual(2),
    );
  });
});

describe('quantiles of a count', () => {
  it('are those of the Poisson and of the geometric distribution', () => {
    // Poisson(1): 0.368, 0.736, 0.920, 0.981; geometric of mean 1: 0.5, 0.75, 0.875, 0.9375.
    expect([...negativeBinomialQuantiles(1, 0, [0.3, 0.5, 0.8, 0.95])]).toEqual([0, 1, 2, 3]);
    expect([...negativeBinomialQuantiles(1, 1, [0.4, 0.6, 0.8, 0.9])]).toEqual([0, 1, 2, 3]);
    expect(negativeBinomialQuantiles(5000, 0, [0.5])[0]).toBe(5000);
    expect([...negativeBinomialQuantiles(0, 1, [0.9])]).toEqual([0]);
    expect(() => negativeBinomialQuantiles(NaN, 0, [0.5])).toThrow(RangeError);
  });
});

describe('forecast metrics', () => {
  it('are the published formulas', () => {
    expect(pinball(10, 8, 0.9)).toBeCloseTo(1.8);
    expect(pinball(8, 10, 0.9)).toBeCloseTo(0.2);
    const loss = weightedQuantileLoss(Float64Array.of(10, NaN, 0), [Float64Array.of(8, 9, 1)], [0.5]);
    expect(loss).toBeCloseTo((2 * (1 + 0.5)) / 10);
    expect(coverage(Float64Array.of(1, 5, NaN), Float64Array.of(0, 0, 0), Float64Array.of(2, 2, 2))).toBe(0.5);
    expect(moneyBias(Float64Array.of(10, 30), Float64Array.of(30, 30))).toBe(0.5);
  });

  it('say nothing when nothing came', () => {
    expect(weightedQuantileLoss(Float64Array.of(0), [Float64Array.of(1)], [0.5])).toBeNull();
    expect(coverage(new Float64Array(0), new Float64Array(0), new Float64Array(0))).toBeNull();
    expect(moneyBias(Float64Array.of(0), Float64Array.of(4))).toBeNull();
  });
});
