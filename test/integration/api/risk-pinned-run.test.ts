import { ExpiryRiskPage } from '@lotscope/api/contract';
import type { Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RiskPlant, stockOf } from '../../e2e/risk-plant.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let plant: RiskPlant;
const lots = ['A', 'B', 'C', 'D'];

beforeAll(async () => {
  product = await startTestProduct();
  plant = await RiskPlant.open(product);
});
afterAll(async () => {
  await plant?.close();
  await product?.close();
});

/** Every run turns the order of the lots round. */
const score = (order: readonly string[], modelId: string) =>
  plant.score(
    order.map((lotId, rank) => stockOf(lotId, { rank })),
    { modelId },
  );
const page = async (cursor = '') => {
  const after = cursor === '' ? '' : `&cursor=${cursor}`;
  return product.admin.get<ExpiryRiskPage & Problem>(`/api/v1/risk/expiry?sort=rank&order=asc&limit=2${after}`);
};

it('a list goes on in the run that it began with; when that is gone it is refused, with what to do', async () => {
  await score(lots, 'first');
  const first = ExpiryRiskPage.parse((await page()).body);
  expect(first.items.map(({ lotId }) => lotId)).toEqual(['A', 'B']);

  await score(lots.toReversed(), 'second');
  const rest = ExpiryRiskPage.parse((await page(first.nextCursor!)).body);
  expect(rest.items.map(({ lotId, modelId }) => [lotId, modelId])).toEqual([
    ['C', 'first'],
    ['D', 'first'],
  ]);
  expect(rest.nextCursor).toBeNull();
  const { text } = await product.admin.get('/api/v1/risk/expiry.csv?sort=rank&order=asc');
  expect(
    text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(['D', 'C', 'B', 'A']);

  await score(lots, 'third');
  const gone = await page(first.nextCursor!);
  expect(gone.status).toBe(409);
  expect(gone.body.detail).toContain('begin with the first page');
  expect(ExpiryRiskPage.parse((await page()).body).items.map(({ lotId }) => lotId)).toEqual(['A', 'B']);
});

it('a cursor of another list is refused', async () => {
  expect((await page(Buffer.from('["x","y"]').toString('base64url'))).status).toBe(400);
  expect((await page(Buffer.from('["1"]').toString('base64url'))).status).toBe(400);
});
