import { describe, expect, test } from 'vitest';
import { writeArtefact } from './expiry-artefact.ts';
import type { DemandSeries, ExpiryData, StockState } from './expiry-data.ts';
import { expiry } from './expiry-family.ts';
import { expiryWhatIf, type ExpiryQuestion } from './what-if.ts';

const day = 400;
const model = {
  forecast: 'seasonal',
  level: { method: 'ses', rate: 0.03 },
  interval: [0.1, 0.9],
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

/** Lots at A unless said otherwise, all on hand: quantity and last day (from the cut-off day on, which is day 0 here). */
interface Lot {
  readonly quantity: number;
  readonly lastDay: number;
  readonly unitCost?: number;
  readonly unitPrice?: number;
  readonly currency?: string;
  readonly series?: number;
}

function stock(lots: readonly Lot[]): ExpiryData {
  const column = (of: (lot: Lot) => number) => Float64Array.from(lots, of);
  const now: StockState = {
    day,
    lotIds: lots.map((_, at) => `L${at}`),
    series: Int32Array.from(lots, (lot) => lot.series ?? 0),
    quantity: column((lot) => lot.quantity),
    lastDay: column((lot) => day + lot.lastDay),
    firstDay: column(() => day),
    receivedDay: column(() => day - 10),
    unitCost: column((lot) => lot.unitCost ?? 2),
    unitPrice: column((lot) => lot.unitPrice ?? 3),
    currencies: lots.map(({ currency }) => currency ?? 'EUR'),
    lost: column(() => NaN),
  };
  return { cutoffDay: day, series: [series('A', 1), series('B', 10)], now, past: [] };
}

describe('what if stock is', () => {
  test('sent to a place with demand: nearly all of the loss is saved', () => {
    const data = stock([{ quantity: 60, lastDay: 20 }]);
    const question = { place: 0, action: 'transfer', toSiteId: 'B' } as const;
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
    const question = { place: 0, action: 'transfer', toSiteId: 'B' } as const;
    expect(expiryWhatIf(artefact, data, question)).toMatchObject({
      verdict: 'unknown cost',
      before: null,
      saved: null,
    });
  });

  test('sold at a lower price, which nobody knows: the loss is told, not what is saved', () => {
    const data = stock([{ quantity: 60, lastDay: 20, unitPrice: NaN }]);
    const { verdict, before, after, saved } = expiryWhatIf(artefact, data, {
      place: 0,
      action: 'markdown',
      discount: 0.3,
    });
    expect({ verdict, saved }).toEqual({ verdict: 'unknown price', saved: null });
    expect(after).toBeLessThan(before!);
  });

  test('sent to where stock is valued in another currency: money is not added up', () => {
    const data = stock([
      { quantity: 60, lastDay: 20 },
      { quantity: 5, lastDay: 30, series: 1, currency: 'USD' },
    ]);
    const question = { place: 0, action: 'transfer', toSiteId: 'B' } as const;
    expect(expiryWhatIf(artefact, data, question)).toMatchObject({ verdict: 'several currencies', saved: null });
    expect(expiryWhatIf(artefact, data, { place: 0, action: 'use-first' }).verdict).toBe('outlook');
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
    const away = { place: 0, action: 'transfer', toSiteId: 'C' } as const;
    expect(expiryWhatIf(artefact, data, away)).toMatchObject({ verdict: 'no demand forecast', saved: null });
  });
});

describe('what a scoring says of each action', () => {
  const lots = [
    { quantity: 15, lastDay: 10 },
    { quantity: 60, lastDay: 20 },
    { quantity: 40, lastDay: 25, unitPrice: NaN },
    { quantity: 90, lastDay: 60, unitCost: 3 },
    { quantity: 30, lastDay: 12, series: 1 },
  ];
  const actionsOf = async (data: ExpiryData) => (await expiry.score(artefact, data)).actions;

  test('is what the same question is answered, and the best destination and discount of all', async () => {
    const data = stock(lots);
    const actions = await actionsOf(data);
    const losing = actions.flatMap((each, place) => (each === null ? [] : [{ ...each, place }]));
    expect(losing.length).toBeGreaterThan(2);
    for (const { place, useFirst, transfer, markdown } of losing) {
      const ask = (question: object) => expiryWhatIf(artefact, data, { place, ...question } as ExpiryQuestion);
      expect(ask({ action: 'use-first' })).toMatchObject(useFirst);
      const { toSiteId, verdict, saved } = transfer;
      expect(ask({ action: 'transfer', toSiteId })).toMatchObject({ verdict, saved });
      for (const discount of [0.1, 0.2, 0.3, 0.5]) {
        const answer = ask({ action: 'markdown', discount });
        expect(answer.verdict).toBe(markdown.verdict);
        if (discount === markdown.discount) expect(answer.saved).toBe(markdown.saved);
        else expect(answer.saved ?? -Infinity).toBeLessThanOrEqual(markdown.saved ?? -Infinity);
      }
    }
    expect(losing.map(({ transfer }) => transfer.toSiteId)).toContain('B');
    expect(losing.find(({ place }) => place === 2)!.markdown).toMatchObject({
      verdict: 'unknown price',
      discount: null,
    });
  });

  test('is told of the lots with the largest expected loss of each currency; of the others it is said that it is not', async () => {
    const dollars = { currency: 'USD', series: 1, quantity: 300, lastDay: 10 };
    const actions = await actionsOf({ ...stock([...lots.slice(0, 4), dollars]), mostCompared: 1 });
    expect(actions.map((each) => each?.useFirst.verdict)).toEqual([
      expect.toBeOneOf(['less at stake', undefined]),
      'less at stake',
      'less at stake',
      'outlook',
      'outlook',
    ]);
    expect(actions[1]).toMatchObject({ transfer: { saved: null, toSiteId: '' }, markdown: { saved: null } });
  });

  test('is unknown without a cost and without another site, and nothing where nothing is expected to be lost', async () => {
    const { series, ...data } = stock([
      { quantity: 60, lastDay: 20, unitCost: NaN },
      { quantity: 5, lastDay: Infinity },
    ]);
    const [uncosted, lasting] = await actionsOf({ ...data, series });
    expect(uncosted).toMatchObject({ useFirst: { verdict: 'unknown cost', saved: null }, markdown: { saved: null } });
    expect(lasting).toBeNull();
    const [alone] = await actionsOf({ ...stock([{ quantity: 60, lastDay: 20 }]), series: series.slice(0, 1) });
    expect(alone!.transfer).toEqual({ verdict: 'no other site', saved: null, toSiteId: '', arrivesOnDay: null });
    const unskilled = writeArtefact({ ...model, skill: 'no skill' });
    expect((await expiry.score(unskilled, stock(lots))).actions.every((each) => each === null)).toBe(true);
  });
});
