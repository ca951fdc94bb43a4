import type { ScoredLot } from '@lotscope/sql';
import { expect, test } from 'vitest';
import { describeSupplierLot } from './describe-supplier-lot.ts';

const row: ScoredLot = {
  lotId: 'L1',
  ...{
    supplierLot: null,
    supplierId: 'S',
    supplierName: null,
    itemId: 'I',
    itemName: null,
    siteId: 'P',
    siteName: null,
  },
  ...{ receivedAt: '2026-05-04', quantity: 1, unit: 'kg', outcome: 'unknown', inspected: false },
  ...{
    probability: 0.5,
    low: 0.4,
    high: 0.6,
    supplierRate: 0.1,
    exposure: 100,
    unvalued: 2,
    expectedLoss: 50,
    drivers: '[]',
  },
  ...{ modelId: 'm', modelVersion: 1, scoredAt: '2026-06-01T00:00:00Z', skill: 'skill', verdict: '' },
};
const run = { modelId: 'm', modelVersion: 1, scoredAt: null, skill: 'skill', verdict: '' } as const;
const newest = { ...run, unreadable: null };
const described = (more: Partial<ScoredLot>) =>
  describeSupplierLot({ ...row, ...more }, { currency: 'EUR', newest, feedback: null, queued: null });
const unscored = { modelId: null, probability: null, skill: null, expectedLoss: null };

test('D14: what is at stake and has no value is counted beside the exposure and the expected loss', () => {
  const { exposure, expectedLoss } = described({});
  expect([exposure, expectedLoss]).toEqual([
    { amount: 100, currency: 'EUR', unknown: 2 },
    { amount: 50, currency: 'EUR', unknown: 2 },
  ]);
  // All of it is consumed: nothing is at stake, and nothing unknown.
  const nothing = described({ exposure: null, unvalued: 0, expectedLoss: null });
  expect([nothing.exposure.unknown, nothing.expectedLoss.unknown]).toEqual([0, 0]);
  expect(described({ ...unscored, unvalued: 0 }).expectedLoss).toMatchObject({ amount: null, unknown: 1 });
});

test('a lot without a score says why', () => {
  expect(described(unscored).verdict).toBe('Not scored yet: it came after the newest scoring');
  expect(described({ ...unscored, receivedAt: '2026-05' }).verdict).toBe(
    'Not scored: of its receipt only the month is known',
  );
});
