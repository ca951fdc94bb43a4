import type { SupplierLotScore } from '@lotscope/sql';
import { expect, test } from 'vitest';
import { riskyLotMatter, riskyLots } from './risky-lots.ts';

const dataAsOf = new Date('2026-03-31T00:00:00Z');
const lot = (lotId: string, probability: number | null, more: Partial<SupplierLotScore> = {}): SupplierLotScore => ({
  lotId,
  supplierLot: `B-${lotId}`,
  supplierId: 'S',
  itemId: 'FLOUR',
  siteId: 'P',
  predictedAt: new Date('2026-03-29T00:00:00Z'),
  verdict: null,
  probability,
  low: probability === null ? null : probability / 2,
  high: probability,
  supplierRate: 0.1,
  drivers: [],
  outcome: 'unknown',
  outcomeKnownAt: null,
  ...more,
});

test('of the open lots of the week, those far above the usual rate count, the most probable first', () => {
  const lots = [
    lot('usual', 0.1),
    lot('more than three times', 0.31),
    lot('most', 0.6),
    lot('wide interval', 0.6, { low: 0.09 }),
    lot('judged', 0.9, { outcome: 'deviated' }),
    lot('old', 0.9, { predictedAt: new Date('2026-03-20T00:00:00Z') }),
    lot('without figure', null),
  ];
  expect(riskyLots(lots, 0.1, dataAsOf).map(({ lotId }) => lotId)).toEqual(['most', 'more than three times']);
});

test('the alert says which lot, how likely, and what the model knew', () => {
  const itemNames = new Map([['FLOUR', 'Wheat flour']]);
  const scored = { modelId: 'M', modelVersion: 3, dataAsOf, scoredAt: new Date('2026-04-10T00:00:00Z'), itemNames };
  expect(riskyLotMatter(lot('A', 0.374, { siteId: '' }), 0.1, scored)).toMatchObject({
    kind: 'supplier-lot-risk',
    subject: 'A',
    siteId: null,
    title: 'Received lot B-A of Wheat flour (FLOUR) is 37 % likely to deviate, usually 10 % do',
    severity: 0.374,
    dueAt: new Date('2026-04-12T00:00:00Z'),
    detail: { lotId: 'A', usualRate: 0.1, modelVersion: 3, dataAsOf },
  });
});
