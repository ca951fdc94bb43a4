import { describe, expect, it } from 'vitest';
import type { DemandPaths } from '../demand/demand-paths.ts';
import { savedByMarkdown, savedByTransfer, savedByUsingFirst } from './actions.ts';
import { expiryOutlook, type ShelfLot } from './outlook.ts';

/** Two futures: `slow` and `fast` pieces a day. */
function demandOf(slow: number, fast: number, days = 20): DemandPaths {
  const cumulative = Float64Array.from(
    { length: (days + 1) * 2 },
    (_, index) => (index >> 1) * (index % 2 ? fast : slow),
  );
  return { paths: 2, days, cumulative };
}

const lot = (given: Partial<ShelfLot>): ShelfLot => ({
  quantity: 10,
  lastDay: 5,
  firstDay: 0,
  receivedDay: -3,
  unitCost: 2,
  ...given,
});

describe('the outlook of a lot', () => {
  it('has a chance, a quantity and money', () => {
    const [only] = expiryOutlook([lot({})], demandOf(1, 3));
    expect(only).toMatchObject({ verdict: 'outlook', rank: 1, pAny: 0.5, expected: 2.5, low: 0, high: 5, money: 5 });
  });

  it.each([
    ['does not expire', { lastDay: Infinity }],
    ['unknown expiry', { lastDay: NaN }],
    ['negative stock', { quantity: -4 }],
    ['no stock', { quantity: 0 }],
    ['unknown quantity', { quantity: NaN }],
    ['on hold', { firstDay: NaN }],
    ['clock skew', { receivedDay: 1 }],
    ['beyond horizon', { lastDay: 21 }],
  ] as const)('is withheld and says why: %s', (verdict, given) => {
    const [only] = expiryOutlook([lot(given)], demandOf(1, 3));
    expect(only).toMatchObject({ verdict, pAny: null, expected: null, low: null, high: null, money: null });
  });

  it('is certain once it has expired, and says nothing of money where the cost is unknown', () => {
    const [expired, costless] = expiryOutlook([lot({ lastDay: 0 }), lot({ unitCost: NaN })], demandOf(1, 3));
    expect(expired).toMatchObject({
      verdict: 'expired',
      rank: null,
      pAny: 1,
      expected: 10,
      low: 10,
      high: 10,
      money: 20,
    });
    expect(costless).toMatchObject({ verdict: 'outlook', expected: 2.5, money: null });
  });

  it('is withheld when nothing is known of demand, with the order of use', () => {
    const outlooks = expiryOutlook([lot({ lastDay: 9 }), lot({}), lot({ lastDay: Infinity })], null);
    expect(outlooks.map(({ verdict, rank }) => [verdict, rank])).toEqual([
      ['no demand forecast', 2],
      ['no demand forecast', 1],
      ['does not expire', 3],
    ]);
  });

  it('is not touched by lots that serve no demand', () => {
    const alone = expiryOutlook([lot({})], demandOf(1, 3))[0];
    const odd = [
      { quantity: -50 },
      { quantity: NaN },
      { firstDay: NaN, lastDay: 2 },
      { lastDay: Infinity },
      { lastDay: 0 },
    ];
    const among = expiryOutlook([...odd.map(lot), lot({})], demandOf(1, 3)).at(-1);
    expect(among).toEqual(alone);
  });

  it('takes in a receipt that expires earlier, and only that', () => {
    const figures = (receipt: ShelfLot) =>
      expiryOutlook([lot({})], demandOf(2, 2), { receipts: [receipt] })[0]!.expected;
    expect(figures(lot({ quantity: 4, firstDay: 2, lastDay: 3 }))).toBe(4);
    expect(figures(lot({ quantity: 4, firstDay: 2, lastDay: 9 }))).toBe(0);
  });

  it('follows the rule of the customers (D20)', () => {
    const classes = [{ name: 'retail', share: 1, minimumRemainingLife: 2 }];
    expect(expiryOutlook([lot({})], demandOf(1, 3), { classes })[0]).toMatchObject({ expected: 4, pAny: 1 });
  });
});

describe('an action', () => {
  const demand = demandOf(1, 1);

  it('that uses a dear lot first saves it at the cost of a cheap one', () => {
    const shelf = { lots: [lot({ unitCost: 1 }), lot({ lastDay: 10, unitCost: 5 })], demand };
    // Before: 5 of the first, 5 of the second are lost (30). After: the second is used up, all of the first is lost (10).
    expect(savedByUsingFirst(shelf, 1)).toBeCloseTo(20, 9);
    expect(savedByUsingFirst(shelf, 0)).toBeCloseTo(0, 9);
  });

  it('that sends goods where they are used saves what would have been lost, less its cost', () => {
    const from = { lots: [lot({})], demand };
    const to = { lots: [lot({ quantity: 1 })], demand: demandOf(2, 2) };
    expect(savedByTransfer(from, 0, to, { quantity: 5, arrivesOnDay: 3, cost: 4 })).toBeCloseTo(5 * 2 - 4, 9);
    expect(savedByTransfer(from, 0, to, { quantity: 5, arrivesOnDay: 6, cost: 4 })).toBeCloseTo(-4, 9);
    expect(() => savedByTransfer(from, 0, to, { quantity: 11, arrivesOnDay: 1, cost: 0 })).toThrow(RangeError);
  });

  it('that lowers the price saves what more demand takes, less the price given away', () => {
    const shelf = { lots: [lot({})], demand };
    // 5 of 10 lost become 2.5 lost at 1.5 times the demand; 0.2 less on each of the 7.5 sold.
    expect(savedByMarkdown(shelf, 0, { demandFactor: 1.5, priceCut: 0.2 })).toBeCloseTo(2.5 * 2 - 7.5 * 0.2, 9);
    expect(
      savedByMarkdown({ ...shelf, lots: [lot({ unitCost: NaN })] }, 0, { demandFactor: 2, priceCut: 0 }),
    ).toBeNull();
  });
});
