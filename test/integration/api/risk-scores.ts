import { nothingCompared, writeExpiryScores, writeSupplierLotScores } from '@lotscope/sql';
import type { ExpiryScore, SupplierLotScore } from '@lotscope/sql';
import type { TestProduct } from '../../support/product.ts';

const day = 86_400_000;

/** Scores two lots of a supplier, and their stock, one of it elsewhere, as jobs do. */
export async function writeRiskScores(product: TestProduct): Promise<void> {
  // The engine of the product, once more: one process may open it as often as it likes.
  const engine = await product.openStore();
  const stamp = { runId: 'r', modelId: 'm', modelVersion: 3, scoredAt: new Date(), dataAsOf: new Date() } as const;
  const lot = (lotId: string, probability: number): SupplierLotScore => ({
    lotId,
    supplierLot: '',
    supplierId: 'S1',
    itemId: 'I',
    siteId: 'P1',
    predictedAt: new Date(),
    verdict: 'It is used',
    probability,
    low: probability / 2,
    high: (1 + probability) / 2,
    supplierRate: 0.1,
    drivers: [{ feature: 'x', meaning: 'Near its limit', characteristic: 'moisture', value: 0.1, contribution: 2 }],
    outcome: 'unknown',
    outcomeKnownAt: null,
  });
  const verdict = { skill: 'skill', verdict: 'It is used' } as const;
  await writeSupplierLotScores(engine, [lot('L0', 0.2), lot('L1', 0.9)], { ...stamp, ...verdict });
  const stock: ExpiryScore = {
    lotId: 'L0',
    itemId: 'I',
    siteId: 'P1',
    verdict: 'outlook',
    stockOn: Math.floor(Date.now() / day),
    quantity: 10,
    unit: 'kg',
    expiresOn: Math.floor(Date.now() / day) + 5,
    rank: 1,
    pAny: 0.5,
    expectedQuantity: 4,
    low: 1,
    high: 8,
    unitCost: 2,
    expectedMoney: 8,
    currency: 'EUR',
    ...nothingCompared,
    useFirstVerdict: 'outlook',
    savedByUsingFirst: 3,
    transferVerdict: 'outlook',
    savedByTransfer: 4,
    transferTo: 'P2',
    transferDays: 3,
    markdownVerdict: 'unknown price',
  };
  await writeExpiryScores(engine, [stock, { ...stock, lotId: 'ELSEWHERE', siteId: 'P2' }], { ...stamp, ...verdict });
  await engine.close();
}
