import {
  dayOfStock,
  expiryTotals,
  listExpiryRisks,
  readableRuns,
  refreshDisposition,
  refreshKpis,
  writeExpiryScores,
} from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockOf } from '../../e2e/risk-plant.ts';
import { RecordedPlant } from '../../support/recorded-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  const receipt = (lotId: string, toSiteId: string) => ({
    ...{ movementId: lotId, lotId, reason: 'receipt', quantity: 10, unit: 'kg', toSiteId, at: '2026-05-01T08:00:00Z' },
  });
  await plant.record({
    items: [{ itemId: 'MILK', unit: 'kg', standardCost: 2, currency: 'EUR', shelfLifeDays: 10 }],
    sites: [{ siteId: 'P1' }, { siteId: 'P2' }],
    lots: [{ lotId: 'KNOWN', itemId: 'MILK', siteId: 'P1', origin: 'received', expiresAt: '2026-05-12' }],
    movements: [receipt('KNOWN', 'P1'), receipt('NO RECORD', 'P2')],
  });
  await refreshDisposition(plant.engine);
  await refreshKpis(plant.engine);
});
afterAll(() => plant?.close());

const listed = async (sites: readonly string[] | null = null) => {
  const run = (await readableRuns(plant.engine, 'expiry'))[0] ?? '';
  const filter = { run, unscoredOn: await dayOfStock(plant.engine, run, new Date()), baseCurrency: 'EUR', sites };
  const rows = await listExpiryRisks(plant.engine, { ...filter, sort: 'rank', order: 'asc', limit: 100, offset: 0 });
  return { rows, weeks: await expiryTotals(plant.engine, filter) };
};

test('stock of a lot without a record is there before the first run and after it, with its reason, and is counted', async () => {
  expect((await listed()).rows.map(({ lotId }) => lotId).sort()).toEqual(['KNOWN', 'NO RECORD']);
  const stamp = { runId: 'r', modelId: 'm', modelVersion: 1, scoredAt: new Date(), dataAsOf: new Date() };
  await writeExpiryScores(plant.engine, [stockOf('KNOWN')], { ...stamp, skill: 'skill', verdict: 'It has skill' });
  const { rows, weeks } = await listed();
  expect(rows).toMatchObject([
    { lotId: 'KNOWN', verdict: 'outlook', modelId: 'm' },
    { lotId: 'NO RECORD', siteId: 'P2', quantity: 10, expiresOn: null, verdict: 'no lot record', modelId: null },
  ]);
  expect(weeks.find(({ week }) => week === '')).toMatchObject({
    ...{ lots: 1, unvalued: 1, withoutExpiry: 1, atRiskUnvalued: 1, onHandUnvalued: 1 },
  });
  expect((await listed(['P1'])).rows.map(({ lotId }) => lotId)).toEqual(['KNOWN']);
});

test('it is not there twice when the run has scored it while it had one', async () => {
  const stamp = { runId: 'r2', modelId: 'm', modelVersion: 1, scoredAt: new Date(), dataAsOf: new Date() };
  const stock = [stockOf('NO RECORD', { siteId: 'P2' })];
  await writeExpiryScores(plant.engine, stock, { ...stamp, skill: 'skill', verdict: 'It has skill' });
  expect((await listed()).rows.map(({ lotId, verdict }) => [lotId, verdict])).toEqual([['NO RECORD', 'outlook']]);
});
