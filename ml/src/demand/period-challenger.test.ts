import { beforeAll, describe, expect, test } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { Random } from '../random/random.ts';
import type { DemandHistory } from './fit-demand.ts';
import { weightedQuantileLoss } from './forecast-metrics.ts';
import { periodCases, type PeriodQuestion } from './period-cases.ts';
import { challengerQuantiles, fitPeriodChallenger } from './period-challenger.ts';

const levels = [0.1, 0.5, 0.9];
const question: PeriodQuestion = {
  rules: { level: { method: 'ses', rate: 0.1 }, cycles: [], seasonPrior: 20, leastKnown: 1, block: 6 },
  periods: 6,
  levels,
  year: 12,
};
const training = { seed: 4, members: 2, epochs: 12, batch: 256, rate: 5e-3, every: 3, leastBefore: 12 };

/** Items that sell in one half of the year only: the champion, which knows no seasons, cannot tell. */
function histories(months: number): DemandHistory[] {
  const random = new Random(5);
  return Array.from({ length: 150 }, (_, item) => ({
    from: 0,
    demand: Float64Array.from({ length: months }, (_each, month) =>
      (month * 7 + item) % 29 === 0 ? NaN : random.poisson((1 + (item % 4)) * (month % 12 < 6 ? 2 : 0.2)),
    ),
  }));
}

describe('a network on the quantiles of the champion', () => {
  beforeAll(async () => {
    await openBackend('wasm');
  });

  test('learns from all items what the champion of each cannot know, and its quantiles never cross', async () => {
    const all = histories(48);
    const known = all.map(({ from, demand }) => ({ from, demand: demand.slice(0, 42) }));
    const challenger = (await fitPeriodChallenger(known, question, training))!;
    const said = challengerQuantiles(challenger, known);
    const cases = periodCases(known, question);
    const actual = Float64Array.from(cases.history, (place, at) => all[place]!.demand[42 + cases.period[at]!]!);
    const loss = (quantile: (at: number) => number) =>
      weightedQuantileLoss(
        actual,
        levels.map((_, level) => actual.map((_each, at) => quantile(at * levels.length + level))),
        levels,
      )!;
    const champion = loss((at) => cases.champion[at]! * cases.size[Math.floor(at / levels.length)]!);
    expect(loss((at) => said[at]!)).toBeLessThan(0.85 * champion);
    for (let at = 0; at < said.length; at++) {
      expect(said[at]).toBeGreaterThanOrEqual(0);
      if (at % levels.length > 0) expect(said[at]).toBeGreaterThanOrEqual(said[at - 1]!);
    }
  });

  test('says the same for the same seed, and learns from nothing after an origin', async () => {
    const known = histories(30);
    const one = await fitPeriodChallenger(known, question, { ...training, epochs: 1 });
    expect(await fitPeriodChallenger(known, question, { ...training, epochs: 1 })).toEqual(one);
    const before = periodCases(
      known.map(({ from, demand }) => ({ from, demand: demand.slice(0, 20) })),
      question,
    );
    const changed = known.map(({ from, demand }) => ({
      from,
      demand: demand.map((value, at) => (at < 20 ? value : 99)),
    }));
    const after = periodCases(
      changed.map(({ from, demand }) => ({ from, demand: demand.slice(0, 20) })),
      question,
    );
    expect(after).toEqual(before);
  });

  test('says nothing without an origin, and only finite things of items that never sold or are unknown', async () => {
    expect(await fitPeriodChallenger(histories(12), question, training)).toBeNull();
    const odd = [new Float64Array(30), new Float64Array(30).fill(NaN), new Float64Array(0)].map((demand) => ({
      from: 0,
      demand,
    }));
    const challenger = (await fitPeriodChallenger([...histories(30), ...odd], question, { ...training, epochs: 1 }))!;
    expect(challengerQuantiles(challenger, odd).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  });
});
