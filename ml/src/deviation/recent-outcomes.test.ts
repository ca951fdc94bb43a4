import { describe, expect, test } from 'vitest';
import { dayMs } from './deviation-data.ts';
import { protocolLeak } from './leak-control.ts';
import { prepareLots } from './prepared-lots.ts';
import { fitRecentRate, recentOutcomes, recentRates } from './recent-outcomes.ts';
import { rollingOrigin } from '../evaluation/rolling-origin.ts';
import { Random } from '../random/random.ts';
import { syntheticLots } from './testing/synthetic-lots.ts';

const data = syntheticLots({ lots: 400, seed: 1, learnable: true });
const { groups } = prepareLots(data);
const rows = Uint32Array.from(data.lotId.keys());
const certain = (i: number) => Math.max(data.labelKnownAt[i]!, data.predictedAt[i]! + data.labelDelayDays * dayMs);

/** Lots known before a row, the newest first. */
const knownBefore = (row: number) =>
  [...rows].filter((i) => certain(i) <= data.predictedAt[row]!).sort((a, b) => certain(b) - certain(a) || b - a);

test('deliveries are of one supplier lot when supplier, material and number are the same', () => {
  const four = {
    ...syntheticLots({ lots: 4, seed: 1, learnable: false }),
    supplierLot: ['1', '1', '1', '1'],
    supplierId: ['S', 'S', 'T', 'S'],
    itemId: ['SALT', 'SALT', 'SALT', 'FLOUR'],
  };
  const [first, same, ...others] = prepareLots(four).groups;
  expect(same).toBe(first);
  expect(new Set([first, ...others]).size).toBe(3);
});

describe('recent outcomes', () => {
  const fading = recentOutcomes(data, groups, 4);

  test('are what a sum over the lots that were certain before says, each halved after four newer ones', () => {
    for (let row = 0; row < 400; row += 13) {
      const before = knownBefore(row).filter(
        (i) => data.supplierId[i] === data.supplierId[row] && data.itemId[i] === data.itemId[row],
      );
      const weights = before.map((i, age) => (groups[i] === groups[row] ? 0 : 0.5 ** (age / 4)));
      const sum = (of: (i: number) => number) => before.reduce((total, i, age) => total + weights[age]! * of(i), 0);
      expect(fading.relation.lots[row]).toBeCloseTo(
        sum(() => 1),
        9,
      );
      expect(fading.relation.deviating[row]).toBeCloseTo(
        sum((i) => data.label[i]!),
        9,
      );
      const same = knownBefore(row).filter((i) => groups[i] === groups[row]);
      expect(fading.own.lots[row]).toBe(same.length);
      expect(fading.own.deviating[row]).toBe(same.filter((i) => data.label[i] === 1).length);
    }
  });

  test('D19: an outcome that becomes known later is not among them', () => {
    // The label of every lot whose outcome was not certain when lot 250 was judged.
    const label = data.label.map((value, i) => (certain(i) <= data.predictedAt[250]! ? value : 1 - value));
    const changed = recentOutcomes({ ...data, label }, groups, 4);
    for (const level of ['relation', 'supplier', 'material', 'all', 'own'] as const) {
      expect(changed[level].lots.subarray(0, 251)).toEqual(fading[level].lots.subarray(0, 251));
      expect(changed[level].deviating.subarray(0, 251)).toEqual(fading[level].deviating.subarray(0, 251));
    }
    expect(changed.all.deviating).not.toEqual(fading.all.deviating);
  });

  test('never fade without a memory', () => {
    const { all } = recentOutcomes(data, groups, null);
    const other = (row: number) => knownBefore(row).filter((i) => groups[i] !== groups[row]).length;
    expect(all.lots[399]).toBe(other(399));
  });
});

/** Deliveries in fours of one supplier lot, a known outcome the day after; `outcome` of a lot by its place and that of its four. */
function inFours(outcome: (place: number, four: number, random: Random) => boolean) {
  const many = syntheticLots({ lots: 1200, seed: 6, learnable: false });
  const random = new Random(2);
  const label = Uint8Array.from(many.lotId, (_, place) => Number(outcome(place, place >> 2, random)));
  const predictedAt = many.predictedAt.map((_, place) => many.predictedAt[0]! + place * dayMs);
  const lots = {
    ...many,
    asOf: predictedAt.at(-1)! + 2 * dayMs,
    supplierLot: many.lotId.map((_, place) => `B${place >> 2}`),
    supplierId: many.lotId.map(() => 'S'),
    itemId: many.lotId.map(() => 'M'),
    label,
    predictedAt,
    labelDelayDays: 1,
    labelKnownAt: predictedAt.map((at) => at + dayMs),
    results: { ...many.results, knownAt: many.results.knownAt.map((_, at) => predictedAt[many.results.lot[at]!]!) },
  };
  return prepareLots(lots);
}

const all = Uint32Array.from({ length: 1200 }, (_, row) => row);

describe('the rate that training chooses', () => {
  test('forgets where outcomes come in bouts, and stays near the mean where they do not', () => {
    const bouts = inFours((place, _, random) => random.uniform() < (Math.floor(place / 60) % 3 === 0 ? 0.5 : 0.02));
    expect(fitRecentRate(bouts.data, bouts.recent, all).memory).not.toBeNull();
    const steady = inFours((_place, _four, random) => random.uniform() < 0.1);
    const { withOwn } = recentRates(steady.recent, fitRecentRate(steady.data, steady.recent, all));
    const distance = withOwn.reduce((sum, rate) => sum + Math.abs(rate - 0.1), 0) / withOwn.length;
    expect(distance).toBeLessThan(0.04);
  });

  test('counts earlier deliveries of the same supplier lot where those are alike', () => {
    const alike = inFours((_, four, random) => {
      const bad = new Random(four).split('four').uniform() < 0.15;
      return random.uniform() < (bad ? 0.9 : 0.02);
    });
    const rate = fitRecentRate(alike.data, alike.recent, all);
    expect(rate.own).toBeLessThanOrEqual(2);
    const { withOwn, ofRelation } = recentRates(alike.recent, rate);
    const after = all.filter((row) => row % 4 === 3 && alike.recent(rate.memory).own.deviating[row] === 3);
    for (const row of after) expect(withOwn[row]).toBeGreaterThan(ofRelation[row]! + 0.3);
    expect(after.length).toBeGreaterThan(20);
    expect(withOwn.every((each) => each > 0 && each < 1)).toBe(true);
  });

  test('is no leak: with labels dealt anew it separates no better than chance', async () => {
    const alike = inFours((_, four) => new Random(four).split('four').uniform() < 0.15);
    const folds = rollingOrigin({ ...alike.data, groups: alike.groups }, { embargo: dayMs });
    expect(await protocolLeak(alike, folds.at(-1)!, new Random(4))).toBeNull();
  });
});

test('lots of two materials are of one supplier lot only where that is said', () => {
  const two = { ...data, supplierLot: data.lotId.map(() => 'B1'), supplierId: data.lotId.map(() => 'S') };
  expect(new Set(prepareLots(two).groups).size).toBe(new Set(data.itemId).size);
  expect(new Set(prepareLots({ ...two, origin: data.lotId.map(() => 'B1') }).groups).size).toBe(1);
  expect(new Set(prepareLots({ ...two, origin: data.lotId.map(() => '') }).groups).size).toBe(400);
});
