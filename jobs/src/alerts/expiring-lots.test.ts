import { nothingCompared, type ExpiryScore } from '@lotscope/sql';
import { expect, test } from 'vitest';
import { expiringLotMatter, expiringLots } from './expiring-lots.ts';

const stock = (lotId: string, expectedMoney: number | null, more: Partial<ExpiryScore> = {}): ExpiryScore => ({
  lotId,
  itemId: 'MILK',
  siteId: 'P',
  verdict: 'outlook',
  stockOn: 20_000,
  quantity: 10,
  unit: 'kg',
  expiresOn: 20_030,
  rank: 1,
  pAny: 0.9,
  expectedQuantity: 4,
  low: 0,
  high: 8,
  unitCost: 1,
  expectedMoney,
  currency: 'EUR',
  ...nothingCompared,
  ...more,
});

test('the fewest lots that hold half of the expected loss count, where it is more likely than not', () => {
  const found = expiringLots([
    stock('small', 10),
    stock('large', 50),
    stock('at two sites', 30),
    stock('at two sites', 15, { siteId: 'Q' }),
    stock('unlikely', 49, { pAny: 0.2 }),
    stock('of unknown cost', null),
    stock('over already', 900, { verdict: 'expired' }),
    stock('other currency', 1, { currency: 'USD' }),
  ]);
  expect(found.map(({ lotId, expectedMoney }) => [lotId, expectedMoney])).toEqual([
    ['large', 50],
    ['other currency', 1],
  ]);
});

test('a lot at two sites is a matter of each, which tells nothing of the other', () => {
  const found = expiringLots([stock('L', 30), stock('L', 30, { siteId: 'Q', quantity: 20 })]);
  const scored = {
    modelId: 'M',
    modelVersion: 1,
    dataAsOf: new Date(),
    scoredAt: new Date(),
    itemNames: new Map(),
    siteNames: new Map(),
  };
  const matters = found.map((lot) => expiringLotMatter(lot, scored));
  expect(matters).toMatchObject([{ subject: 'L', place: 'P', siteId: 'P', severity: 0.4, detail: { quantity: 10 } }]);
  const [elsewhere] = expiringLots([stock('L', 30, { siteId: 'Q', quantity: 20 })]);
  expect(expiringLotMatter(elsewhere!, scored)).toMatchObject({ subject: 'L', place: 'Q', siteId: 'Q', severity: 0.2 });
  expect(JSON.stringify(matters)).not.toContain('"Q"');
});

test('the alert is due in a week, or before the last day of use; tomorrow when that is over', () => {
  const scoredAt = new Date(19_990 * 86_400_000);
  const names = { itemNames: new Map([['MILK', 'Whole milk']]), siteNames: new Map([['P', 'Plant Ulm']]) };
  const scored = { modelId: 'M', modelVersion: 1, dataAsOf: scoredAt, scoredAt, ...names };
  const dueIn = (expiresOn: number) => {
    const [lot] = expiringLots([stock('L', 1234, { expiresOn })]);
    const matter = expiringLotMatter(lot!, scored);
    expect(matter).toMatchObject({ subject: 'L', siteId: 'P', severity: 0.4 });
    expect(matter.title).toBe('4 kg of Whole milk (MILK) at Plant Ulm are expected to expire, worth 1,234 EUR');
    return (matter.dueAt!.getTime() - scoredAt.getTime()) / 86_400_000;
  };
  expect([dueIn(20_030), dueIn(19_995), dueIn(19_980)]).toEqual([7, 4, 1]);
});
