import { ExpiryRiskPage } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RiskPlant, stockOf } from '../../e2e/risk-plant.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { derived, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let planner: HttpClient;

/** AHEAD can still be saved, and nobody can tell what of UNTOLD; LOST and UNVALUED are over, and what UNVALUED costs is not known. */
beforeAll(async () => {
  product = await startTestProduct();
  // It says in which currency the sums are.
  await load(product, 'items', 'itemId,name,unit,standardCost,currency\nI,Flour,kg,2,EUR\n');
  await derived(product);
  const plant = await RiskPlant.open(product);
  const over = { ...stockOf('LOST'), verdict: 'expired', expiresOn: stockOf('LOST').stockOn - 1, expectedQuantity: 60 };
  const untold = { pAny: null, expectedQuantity: null, low: null, high: null, expectedMoney: null };
  const rows = [
    stockOf('AHEAD'),
    stockOf('UNTOLD', { ...untold, verdict: 'insufficient history' }),
    { ...over, expectedMoney: 120 },
    { ...over, lotId: 'UNVALUED', unitCost: null, expectedMoney: null },
  ];
  await plant.score(rows, { modelId: 'm' });
  await plant.close();
  planner = await signedIn(product, ['planner']);
});
afterAll(() => product?.close());

const pageOf = async (query: string) =>
  ExpiryRiskPage.parse((await planner.get(`/api/v1/risk/expiry?sort=rank&${query}`)).body);
const idsOf = ({ items }: ExpiryRiskPage) => items.map(({ lotId }) => lotId).sort();

describe('stock that has expired already', () => {
  it('is a reserve apart from the forecast; what is not valued or not told is counted in both', async () => {
    const both = await pageOf('');
    expect(idsOf(both)).toEqual(['AHEAD', 'LOST', 'UNTOLD', 'UNVALUED']);
    expect(both.totals).toMatchObject({
      expectedMoney: { amount: 20, currency: 'EUR', unknown: 1 },
      atRisk: { amount: 120, unknown: 1 },
      expired: { amount: 120, currency: 'EUR', unknown: 1 },
      expiredLots: 2,
    });
    expect(both.totals.timeline.map(({ lots }) => lots)).toEqual([2]);
  });

  it('is listed, summed and saved as CSV alone, or left out', async () => {
    const lost = await pageOf('state=expired');
    expect(idsOf(lost)).toEqual(['LOST', 'UNVALUED']);
    expect(lost).toMatchObject({ total: 2, totals: { expiredLots: 2, timeline: [], expectedMoney: { unknown: 0 } } });
    const ahead = await pageOf('state=ahead');
    expect(idsOf(ahead)).toEqual(['AHEAD', 'UNTOLD']);
    expect(ahead.totals).toMatchObject({ expiredLots: 0, expired: { amount: 0, unknown: 0 } });
    const { text } = await planner.get('/api/v1/risk/expiry.csv?state=expired');
    expect(text).toContain('LOST');
    expect(text).toContain('UNVALUED');
    expect(text).not.toContain('AHEAD');
    expect((await planner.get('/api/v1/risk/expiry?state=lost')).status).toBe(400);
  });
});
