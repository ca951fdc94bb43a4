import { describe, expect, test } from 'vitest';
import { writeArtefact } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData, StockState } from './expiry-data.ts';
import { expiryWhatIf } from './what-if.ts';

const day = 400;
const model = {
  forecast: 'seasonal',
  level: { method: 'ses', rate: 0.03 },
  paths: 400,
  seed: 1,
  skill: 'skill',
} as const;
const artefact = writeArtefact(model);

/** Demand of one a day at A and of ten at B, for more than a year. */
const series = (siteId: string, perDay: number): DemandSeries => ({
  itemId: 'MILK',
  siteId,
  from: 0,
  demand: new Float64Array(day).fill(perDay),
});

/** Lots at A, all on hand: quantity and last day (from the cut-off day on, which is day 0 here). */
function stock(lots: readonly { quantity: number; lastDay: number; unitCost?: number; series?: number }[]): ExpiryData {
  const column = (of: (lot: (typeof lots)[number]) => number) => Float64Array.from(lots, of);
  const now: StockState = {
    day,
    lotIds: lots.map((_, at) => `L${at}`),
    series: Int32Array.from(lots, (lot) => lot.series ?? 0),
    quantity: column((lot) => lot.quantity),
    lastDay: column((lot) => day + lot.lastDay),
    firstDay: column(() => day),
    receivedDay: column(() => day - 10),
    unitCost: column((lot) => lot.unitCost ?? 2),
    lost: column(() => NaN),
  };
  return { cutoffDay: day, series: [series('A', 1), series('B', 10)], now, past: [] };
}

describe('what if stock is', () => {
  test('sent to a place with demand: nearly all of the loss is saved', () => {
    const data = stock([{ quantity: 60, lastDay: 20 }]);
    const question = { place: 0, action: 'transfer', itemId: 'MILK', toSiteId: 'B' } as const;
    const { verdict, before, after, saved, assumed } = expiryWhatIf(artefact, data, question);
    expect(verdict).toBe('outlook');
    // About 21 of 60 are used where it is.
    expect(before).toBeGreaterThan(60);
    expect(after).toBeLessThan(before! / 5);
    expect(saved).toBeCloseTo(before! - after!);
    expect(assumed.join(' ')).toContain('transport');
  });

  test('sold at a lower price: the loss falls, and the price that is given up is taken off', () => {
    const data = stock([{ quantity: 60, lastDay: 20 }]);
    const { before, after, saved } = expiryWhatIf(artefact, data, { place: 0, action: 'markdown', discount: 0.3 });
    expect(after).toBeLessThan(before!);
    expect(saved).toBeLessThan(before! - after!);
  });

  test('used first although another expires sooner: that saves nothing', () => {
    const data = stock([
      { quantity: 15, lastDay: 10 },
      { quantity: 15, lastDay: 40 },
    ]);
    const { before, after, saved } = expiryWhatIf(artefact, data, { place: 1, action: 'use-first' });
    expect(saved).toBeLessThan(0);
    expect(after).toBeGreaterThan(before!);
  });

  test('without a cost: no money is told, instead of none', () => {
    const data = stock([{ quantity: 60, lastDay: 20, unitCost: NaN }]);
    const question = { place: 0, action: 'transfer', itemId: 'MILK', toSiteId: 'B' } as const;
    expect(expiryWhatIf(artefact, data, question)).toMatchObject({ verdict: 'outlook', before: null, saved: null });
  });

  test('asked of a model without skill, of a place without demand, of what does not expire: why there is no answer', () => {
    const data = stock([
      { quantity: 60, lastDay: 20 },
      { quantity: 5, lastDay: Infinity },
    ]);
    const useFirst = (place: number) => ({ place, action: 'use-first' }) as const;
    const unskilled = writeArtefact({ ...model, skill: 'no skill' });
    expect(expiryWhatIf(unskilled, data, useFirst(0))).toMatchObject({ verdict: 'no skill', saved: null });
    expect(expiryWhatIf(artefact, data, useFirst(1))).toMatchObject({ verdict: 'does not expire', saved: null });
    const away = { place: 0, action: 'transfer', itemId: 'MILK', toSiteId: 'C' } as const;
    expect(expiryWhatIf(artefact, data, away)).toMatchObject({ verdict: 'no demand forecast', saved: null });
  });
});
