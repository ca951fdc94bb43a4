import {
  dayOfStock,
  expiryTotals,
  listExpiryRisks,
  nothingCompared,
  readableRuns,
  refreshDisposition,
  refreshKpis,
  writeExpiryScores,
  type ExpiryFilter,
  type ExpiryRequest,
  type ExpiryScore,
} from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const score = (lotId: string, siteId: string, more: Partial<ExpiryScore>): ExpiryScore => ({
  lotId,
  itemId: 'MILK',
  siteId,
  verdict: 'outlook',
  stockOn: dayOf('2026-05-04'),
  quantity: 10,
  unit: 'kg',
  expiresOn: dayOf('2026-05-12'),
  rank: 1,
  pAny: 0.5,
  expectedQuantity: 4,
  low: 0,
  high: 8,
  unitCost: 2,
  expectedMoney: 8,
  currency: 'EUR',
  ...nothingCompared,
  useFirstVerdict: 'outlook',
  savedByUsingFirst: 3,
  ...more,
});
const nothing = {
  pAny: null,
  expectedQuantity: null,
  low: null,
  high: null,
  expectedMoney: null,
  savedByUsingFirst: null,
};

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [{ itemId: 'MILK', name: 'Whole milk', unit: 'kg', standardCost: 2, currency: 'EUR', shelfLifeDays: 10 }],
    lots: [
      {
        lotId: 'A',
        itemId: 'MILK',
        siteId: 'P1',
        origin: 'received',
        receivedAt: '2026-05-01',
        expiresAt: '2026-05-12',
        quantity: 10,
        unit: 'kg',
      },
    ],
    movements: [
      {
        movementId: 'm',
        lotId: 'A',
        reason: 'receipt',
        quantity: 10,
        unit: 'kg',
        toSiteId: 'P1',
        at: '2026-05-01T08:00:00Z',
      },
    ],
  });
  await refreshDisposition(plant.engine);
  await refreshKpis(plant.engine);
});
afterAll(() => plant?.close());

const shown = async () => {
  const run = (await readableRuns(plant.engine, 'expiry'))[0] ?? '';
  return { run, unscoredOn: await dayOfStock(plant.engine, run, new Date()), baseCurrency: 'EUR' };
};
const totals = async (filter: Partial<ExpiryFilter> = {}) =>
  expiryTotals(plant.engine, { ...(await shown()), sites: null, ...filter });
const risks = async (request: Partial<ExpiryRequest> = {}) =>
  listExpiryRisks(plant.engine, {
    ...(await shown()),
    sites: null,
    sort: 'expectedMoney',
    order: 'desc',
    limit: 100,
    offset: 0,
    ...request,
  });
const ids = async (request: Partial<ExpiryRequest> = {}) => (await risks(request)).map(({ lotId }) => lotId);

describe('stock that expires', () => {
  it('is listed before any model has scored it, without a figure of a model', async () => {
    expect(await risks()).toMatchObject([
      {
        lotId: 'A',
        itemName: 'Whole milk',
        siteId: 'P1',
        quantity: 10,
        expiresOn: '2026-05-12',
        value: 20,
        currency: 'EUR',
        probability: null,
        modelId: null,
      },
    ]);
    const [week] = await totals();
    expect(week).toMatchObject({ week: '2026-W20', lots: 1, valued: 0, unvalued: 1, expectedMoney: null });
  });

  it('is told as of the day of the data before the first scoring, as it is after it, however late it is read', async () => {
    // Everything was recorded on 1 January 2026: what is left of that day counts.
    const [week] = await totals();
    expect(week).toMatchObject({ stockOn: '2026-01-02', expired: false });
    expect(await ids({ state: 'ahead' })).toEqual(['A']);
    expect(await ids({ state: 'expired' })).toEqual([]);
    expect(await ids({ horizon: 129 })).toEqual([]);
    expect(await ids({ horizon: 130 })).toEqual(['A']);
  });

  it('is listed as it was scored from the first run on, sorted with the unknown last', async () => {
    const stamp = { runId: 'run', modelId: 'm1', modelVersion: 1, scoredAt: new Date(), dataAsOf: new Date() };
    const rows = [
      score('A', 'P1', {}),
      score('B', 'P2', { expectedMoney: 20, expiresOn: dayOf('2026-05-30'), savedByMarkdown: 2 }),
      score('C', 'P1', { verdict: 'unknown expiry', expiresOn: null, rank: null, ...nothing }),
      score('D', 'P1', { unitCost: null, expectedMoney: null, pAny: 0.9, savedByTransfer: 4 }),
      score('E', 'P1', { verdict: 'does not expire', expiresOn: null, rank: 2, ...nothing }),
    ];
    await writeExpiryScores(plant.engine, rows, { ...stamp, skill: 'skill', verdict: 'It is used' });
    expect((await ids()).slice(0, 2)).toEqual(['B', 'A']);
    expect((await ids({ order: 'asc' })).slice(0, 2)).toEqual(['A', 'B']);
    expect((await ids({ sort: 'probability' }))[0]).toBe('D');
    expect((await ids({ sort: 'saving' })).slice(0, 3)).toEqual(['D', 'A', 'B']);
    expect((await ids({ sort: 'expiresAt', order: 'asc' })).slice(0, 3).sort()).toEqual(['A', 'B', 'D']);
  });

  it('is narrowed by week, by horizon from the day of the stock, by lot, site and words', async () => {
    expect((await ids({ horizon: 10 })).sort()).toEqual(['A', 'D']);
    expect(await ids({ site: 'P2' })).toEqual(['B']);
    expect((await ids({ week: '2026-W20' })).sort()).toEqual(['A', 'D']);
    expect(await ids({ lotId: 'A' })).toEqual(['A']);
    expect(await ids({ q: 'whole' })).toHaveLength(5);
    expect(await ids({ q: 'b' })).toEqual(['B']);
  });

  it('of other sites is withheld and counted, and what is unknown is counted, not 0', async () => {
    expect(await ids({ sites: ['P2'] })).toEqual(['B']);
    const weeks = await totals({ sites: ['P1'] });
    expect(weeks.filter(({ seen }) => !seen)).toMatchObject([{ lots: 1, week: '2026-W22' }]);
    const own = weeks.filter(({ seen }) => seen);
    // Nobody knows whether anything of what has no date is at risk.
    expect(own.find(({ week }) => week === '')).toMatchObject({ atRiskUnvalued: 1 });
    expect(own.find(({ week }) => week === '2026-W20')).toMatchObject({
      lots: 2,
      valued: 1,
      unvalued: 1,
      atRisk: 20,
      atRiskUnvalued: 1,
    });
    expect(own.find(({ week }) => week === '')).toMatchObject({ lots: 2, withoutExpiry: 1, unvalued: 1 });
  });

  it('that has expired already stands apart from what can still expire, with a date alone too', async () => {
    const over = { expiresOn: dayOf('2026-05-03'), ...nothing };
    const lost = { verdict: 'expired', pAny: 1, expectedQuantity: 10, savedByUsingFirst: null };
    const rows = [
      score('AHEAD', 'P1', { expiresOn: dayOf('2026-05-04') }),
      score('LOST', 'P1', { ...over, ...lost, expectedMoney: 20 }),
      score('LOST UNVALUED', 'P1', { ...over, ...lost, unitCost: null }),
      score('HELD', 'P1', { ...over, verdict: 'on hold' }),
      score('UNDATED', 'P1', { ...nothing, verdict: 'unknown expiry', expiresOn: null }),
      score('UNTOLD', 'P1', { ...nothing, verdict: 'no skill' }),
    ];
    const stamp = { runId: 'run 2', modelId: 'm1', modelVersion: 1, scoredAt: new Date(), dataAsOf: new Date() };
    await writeExpiryScores(plant.engine, rows, { ...stamp, skill: 'no skill', verdict: 'It is not used' });
    expect((await ids({ state: 'ahead' })).sort()).toEqual(['AHEAD', 'UNDATED', 'UNTOLD']);
    expect((await ids({ state: 'expired' })).sort()).toEqual(['HELD', 'LOST', 'LOST UNVALUED']);
    expect(await ids()).toHaveLength(6);

    const weeks = await totals();
    expect(weeks.filter(({ expired }) => expired)).toMatchObject([
      { week: '2026-W18', lots: 3, onHand: 40, onHandValued: 2, onHandUnvalued: 1 },
    ]);
    const ahead = weeks.filter(({ expired }) => !expired);
    expect(ahead.find(({ week }) => week === '2026-W19')).toMatchObject({ lots: 1, atRisk: 20, atRiskUnvalued: 0 });
    expect(ahead.find(({ week }) => week === '2026-W20')).toMatchObject({
      atRisk: null,
      atRiskUnvalued: 1,
      unvalued: 1,
    });
    const ofState = await totals({ state: 'expired' });
    expect(ofState.map(({ lots }) => lots)).toEqual([3]);
  });
});
