import { defaultInspectionBudget } from '@lotscope/jobs/contract';
import type { SupplierLotScore } from '@lotscope/sql';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { raiseAlert } from '../../../jobs/src/alerts/raise-alert.ts';
import { lotsWithinBudget, riskyLotMatter } from '../../../jobs/src/alerts/risky-lots.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let pool: pg.Pool;
beforeAll(async () => {
  product = await startTestProduct();
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});

const now = new Date();
const lot = (lotId: string): SupplierLotScore => ({
  ...{ lotId, supplierLot: '', supplierId: 'S', itemId: 'I', siteId: 'P', predictedAt: now, verdict: null },
  ...{
    probability: 0.5,
    low: 0.4,
    high: 0.6,
    supplierRate: 0.1,
    drivers: [],
    outcome: 'unknown',
    outcomeKnownAt: null,
  },
});
const lots = Array.from({ length: 30 }, (_, index) => lot(`L${String(index).padStart(2, '0')}`));
const scored = { modelId: 'M', modelVersion: 1, dataAsOf: now, scoredAt: now, itemNames: new Map<string, string>() };
const raise = async (risky: readonly SupplierLotScore[]) => {
  for (const each of await lotsWithinBudget(pool, risky)) await raiseAlert(pool, riskyLotMatter(each, 0.1, scored));
};
const raised = async () => {
  const { rows } = await pool.query<{ subject: string }>('SELECT subject FROM alerts ORDER BY subject');
  return rows.map(({ subject }) => subject);
};
const ids = (from: number, to: number) => lots.slice(from, to).map(({ lotId }) => lotId);

it('in a week no more lots are reported than the inspection budget has for risk, however often lots are scored', async () => {
  const { perWeek, randomShare } = defaultInspectionBudget;
  const room = perWeek * (1 - randomShare);
  await raise(lots);
  expect(await raised()).toEqual(ids(0, room));
  await raise(lots.toReversed());
  expect(await raised()).toEqual(ids(0, room));
  await pool.query(
    `INSERT INTO inspection_budgets (per_week, random_share, reason, set_by) VALUES (40, 0.5, 'More people', 'Ada')`,
  );
  await raise(lots);
  expect(await raised()).toEqual(ids(0, 20));
  await pool.query(`UPDATE alerts SET created_at = created_at - interval '8 days'`);
  await raise(lots);
  expect(await raised()).toEqual(ids(0, 30));
});
