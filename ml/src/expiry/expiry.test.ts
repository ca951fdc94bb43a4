import { beforeAll, describe, expect, it } from 'vitest';
import { CorruptArtefact, type Trained } from '../family.ts';
import { Random } from '../random/random.ts';
import { againstChampion } from './against-champion.ts';
import { judgePast } from './evaluate-expiry.ts';
import { readArtefact, writeArtefact } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData, StockState } from './expiry-data.ts';
import { expiry } from './expiry-family.ts';

const firstDay = 19_000;
const cutoffDay = firstDay + 420;
const items = 12;

/** Weekly rhythm, and slow months that a rule without a shared factor does not foresee. */
function simulatedSeries(random: Random): DemandSeries[] {
  return Array.from({ length: items }, (_, item) => {
    let pace = 1;
    const demand = Float64Array.from({ length: cutoffDay - firstDay + 90 }, (_, day) => {
      if (day % 28 === 0) pace = random.gamma(1);
      return random.poisson((2 + (item % 5)) * pace * (day % 7 < 5 ? 1.4 : 0));
    });
    return { itemId: `item ${item}`, siteId: item % 2 ? 'north' : 'south', from: firstDay, demand };
  });
}

/** Two lots per item, about as much as will be needed; `lost` by using up the true demand in the order of expiry. */
function stateOn(day: number, truth: readonly DemandSeries[], random: Random, known: boolean): StockState {
  const lots = truth.flatMap((series, item) =>
    [20, 45].map((life, nth) => {
      const quantity = Math.ceil((2 + (item % 5)) * (nth === 0 ? 20 : 25) * (0.6 + 0.8 * random.uniform()));
      return { lotId: `${series.itemId} ${day} ${nth}`, item, quantity, lastDay: day + life - 1 };
    }),
  );
  const column = (of: (lot: (typeof lots)[number]) => number) => Float64Array.from(lots, of);
  const lost = column(({ quantity }) => quantity);
  for (const [item, series] of truth.entries())
    for (let at = day; at < day + 45; at++) {
      let wanted = series.demand[at - series.from]!;
      for (const [place, lot] of lots.entries()) {
        if (lot.item !== item || lot.lastDay < at) continue;
        const taken = Math.min(wanted, lost[place]!);
        lost[place] = lost[place]! - taken;
        wanted -= taken;
      }
    }
  return {
    day,
    lotIds: lots.map(({ lotId }) => lotId),
    series: Int32Array.from(lots, ({ item }) => item),
    quantity: column(({ quantity }) => quantity),
    lastDay: column(({ lastDay }) => lastDay),
    firstDay: column(() => day),
    receivedDay: column(() => day - 3),
    unitCost: column(({ item }) => 1 + item),
    lost: known ? lost : lost.fill(NaN),
  };
}

function sample(): ExpiryData {
  const random = new Random(11);
  const truth = simulatedSeries(random);
  const past = [-210, -180, -150, -120, -90, -60].map((ago) => stateOn(cutoffDay + ago, truth, random, true));
  const series = truth.map((each) => ({ ...each, demand: each.demand.slice(0, cutoffDay - firstDay) }));
  return { cutoffDay, series, now: stateOn(cutoffDay, truth, random, false), past };
}

describe('the expiry family', () => {
  const data = sample();
  let trained: Trained;
  beforeAll(async () => {
    trained = await expiry.train(data, { seed: 7 });
  });

  it('uses seasons and a shared pace where demand has them, and is nearer to what came than rules that know no uncertainty', () => {
    expect(readArtefact(trained.artefact).forecast).toBe('seasonal');
    // The shares of the paths between which eight of ten past lots lay.
    const [low, high] = readArtefact(trained.artefact).interval;
    expect(low).toBeGreaterThanOrEqual(0);
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.7);
    expect(high).toBeLessThanOrEqual(1);
    const [brier] = trained.card.metrics;
    const better = Object.fromEntries(brier!.baselines.map(({ name, difference }) => [name, difference]));
    expect(better['days of supply']!.high).toBeLessThan(0);
    expect(better['deterministic FEFO']!.value).toBeLessThan(0);
    const [best] = brier!.baselines.toSorted((a, b) => a.value.value! - b.value.value!);
    expect(trained.skill).toBe(best!.difference.high! < 0 ? 'skill' : 'no skill');
    expect(trained.card.trainedOn).toMatchObject({ rows: 6 * 2 * items, labelled: 6 * 2 * items });
  });

  it('uses days that know nothing of each other where that is no worse, and is judged against naive rules then', async () => {
    const random = new Random(5);
    const series = data.series.map((each) => ({
      ...each,
      demand: each.demand.map(() => random.poisson(4)),
    }));
    const truth = series.map((each) => ({
      ...each,
      demand: Float64Array.from({ length: each.demand.length + 90 }, (_, at) => each.demand[at] ?? 4),
    }));
    const past = [-210, -180, -150, -120, -90, -60].map((ago) => stateOn(cutoffDay + ago, truth, random, true));
    const { artefact, card, skill } = await expiry.train({ ...data, series, past }, { seed: 7 });
    expect(readArtefact(artefact).forecast).toBe('plain');
    expect(card.metrics[0]!.baselines.map(({ name }) => name)).toEqual(['days of supply', 'deterministic FEFO']);
    expect(skill).not.toBe('insufficient history');
    // The verdict is short; by what the forecast was chosen stands in the protocol.
    expect(card.verdict).toContain('insufficient evidence that it is better with them');
    expect(card.protocol).toMatch(
      /with demand without: Brier score 0\.\d+ against 0\.\d+, Pinball loss .* 0\.\d+ against 0\.\d+\.$/,
    );
  });

  it('gives every lot a verdict and no NaN', async () => {
    const scores = await expiry.score(trained.artefact, structuredClone(data));
    expect(scores.lotIds).toEqual(data.now.lotIds);
    expect(new Set(scores.verdict)).toEqual(new Set(['outlook']));
    for (const column of [
      scores.rank,
      scores.pAny,
      scores.expectedQuantity,
      scores.low,
      scores.high,
      scores.expectedMoney,
    ]) {
      expect(column).toHaveLength(2 * items);
      expect(column.every((value) => Number.isFinite(value))).toBe(true);
    }
    expect(scores.rank.slice(0, 2)).toEqual([1, 2]);
  });

  it('gives the same bytes for the same data and seed', async () => {
    const again = await expiry.train(structuredClone(data), { seed: 7 });
    expect(again.artefact).toEqual(trained.artefact);
    expect({ ...again.card, milliseconds: 0 }).toEqual({ ...trained.card, milliseconds: 0 });
    expect(await expiry.score(again.artefact, data)).toEqual(await expiry.score(trained.artefact, data));
  });

  it('never looks at what came after a past day', async () => {
    const past = data.past.slice(0, 4);
    const until = data.cutoffDay - 110;
    const changed = data.series.map((each) => ({
      ...each,
      demand: each.demand.map((value, day) => (each.from + day >= until ? value * 9 + 50 : value)),
    }));
    const honest = await expiry.train({ ...data, past }, { seed: 7 });
    const fooled = await expiry.train({ ...data, past, series: changed }, { seed: 7 });
    expect(fooled.card.metrics).toEqual(honest.card.metrics);
  });

  it('says that there is too little history', async () => {
    const { skill, card } = await expiry.train({ ...data, past: data.past.slice(0, 3) }, { seed: 7 });
    expect(skill).toBe('insufficient history');
    expect(card.verdict).toContain('Insufficient history');
    const none = await expiry.train(
      { ...data, past: [], series: [], now: { ...data.now, series: data.now.series.map(() => -1) } },
      { seed: 7 },
    );
    expect(none.skill).toBe('insufficient history');
    expect(new Set((await expiry.score(none.artefact, { ...data, series: [], past: [] })).verdict)).toEqual(
      new Set(['no demand forecast']),
    );
  });

  describe('beside the version that serves', () => {
    const oneDay = 86_400_000;
    const champion = (artefact: Uint8Array, knewDays: number) => ({
      artefact,
      name: 'version 1',
      knewUntil: (cutoffDay - knewDays) * oneDay,
    });
    const later = (card: Trained['card']) => card.metrics.find(({ name }) => name === 'brier-score-after-the-champion');
    const erratic = writeArtefact({
      ...{
        forecast: 'plain',
        level: { method: 'ses', rate: 0.9 },
        interval: [0.1, 0.9],
        paths: 200,
        seed: 1,
        skill: 'skill',
      },
    });

    /** What the back-test says when it is as sure as `pAny` of what came. */
    const compared = (pAny: (lost: number) => number) => {
      const random = new Random(7);
      const { forecast, level } = readArtefact(erratic);
      const rows = data.past
        .flatMap((state) => judgePast(state, data.series, { level, paths: 50, random }))
        .map((row) => ({
          ...row,
          outlooks: { ...row.outlooks, [forecast]: { ...row.outlooks[forecast], pAny: pAny(row.lost) } },
        }));
      return againstChampion({ data, champion: champion(erratic, 200), rows, forecast, paths: 50, random });
    };

    it('takes its place when it is clearly better on the stock of the days after that was trained', () => {
      const { promotion, metric } = compared((lost) => (lost > 0 ? 0.95 : 0.05));
      expect(promotion).toMatchObject({ promote: true, reason: expect.stringContaining('It beats version 1 and') });
      // Five of the six past days, two lots of each item.
      expect(metric!.label).toContain(`on the ${5 * 2 * items} lots judged after version 1 was trained`);
      expect(metric!.baselines.map(({ name }) => name)).toEqual(['version 1', 'days of supply', 'deterministic FEFO']);
      for (const { difference } of metric!.baselines) expect(difference.high).toBeLessThan(0);
    });

    it('does not when it is clearly worse, and the card says by how much', () => {
      const { promotion, metric } = compared((lost) => (lost > 0 ? 0.05 : 0.95));
      expect(promotion.promote).toBe(false);
      expect(metric!.baselines[0]!.difference.low).toBeGreaterThan(0);
    });

    it('that judges as it does, it stays: there is no difference', async () => {
      const { promotion, card } = await expiry.train(data, {
        seed: 7,
        champion: champion(writeArtefact({ ...readArtefact(trained.artefact), skill: 'skill' }), 200),
      });
      expect(promotion).toMatchObject({ promote: false, reason: expect.stringContaining('Insufficient evidence') });
      expect(Math.abs(later(card)!.baselines[0]!.difference.value!)).toBeLessThan(0.01);
    });

    it('that learned until lately, or is damaged, it stays, and why', async () => {
      const lately = await expiry.train(data, { seed: 7, champion: champion(erratic, 30) });
      expect(lately.promotion).toMatchObject({ promote: false, reason: expect.stringContaining('of 0 lots judged') });
      expect(later(lately.card)).toBeUndefined();
      const { promotion } = await expiry.train(data, { seed: 7, champion: champion(new Uint8Array([1]), 200) });
      expect(promotion).toMatchObject({ promote: false, reason: expect.stringContaining('could not be compared') });
    });
  });

  it('refuses a damaged artefact', () => {
    const artefact = writeArtefact({
      forecast: 'plain',
      level: { method: 'ses', rate: 0.1 },
      interval: [0.1, 0.9],
      paths: 9,
      seed: 1,
      skill: 'skill',
    });
    expect(readArtefact(artefact).seed).toBe(1);
    const damaged = artefact.slice();
    damaged[damaged.length - 4] = damaged[damaged.length - 4]! ^ 1;
    expect(() => readArtefact(damaged)).toThrow(CorruptArtefact);
    expect(() => readArtefact(new Uint8Array())).toThrow(CorruptArtefact);
  });

  it('stops when asked to', async () => {
    await expect(expiry.train(data, { seed: 7, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
