import type { Money } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import { readExpiryFilter } from './expiry.ts';
import { bestSaving, savingText } from './savings.ts';
import { timelineRows, weeksOf } from './timeline-chart.ts';

const euro = (amount: number | null, unknown = 0): Money => ({ amount, currency: 'EUR', unknown });

describe('the filter of the stock', () => {
  it('reads what the address names and drops a horizon, a week or a state that is none', () => {
    const read = (search: string) => readExpiryFilter(new URLSearchParams(search));
    expect(read('')).toEqual({});
    expect(read('site=P1&item=&q=milk&horizon=30')).toEqual({ site: 'P1', q: 'milk', horizon: '30' });
    expect(read('horizon=-3')).toEqual({});
    expect(read('horizon=soon&week=2026-W60')).toEqual({});
    expect(read('state=expired')).toEqual({ state: 'expired' });
    expect(read('state=ahead')).toEqual({});
    expect(read('state=lost')).toEqual({});
    expect(read('week=2026-W53')).toEqual({ week: '2026-W53' });
  });
});

describe('the timeline', () => {
  const timeline = [
    { week: '2026-W52', expectedMoney: euro(10), lots: 1 },
    { week: '2027-W01', expectedMoney: euro(null, 2), lots: 2 },
  ];

  it('fills weeks without lots, over the end of a year of 53 weeks too, and ends with the last that costs anything', () => {
    expect(weeksOf(timeline).map(({ week, lots }) => [week, lots])).toEqual([
      ['2026-W52', 1],
      ['2026-W53', 0],
      ['2027-W01', 2],
    ]);
    expect(weeksOf([])).toEqual([]);
    const later = { week: '2027-W30', expectedMoney: euro(0), lots: 3 };
    expect(weeksOf([...timeline, later]).at(-1)?.week).toBe('2027-W01');
    expect(weeksOf([later]).map(({ week }) => week)).toEqual(['2027-W30']);
  });

  it('leaves unknown money unknown, and counts what is not valued', () => {
    expect(timelineRows(timeline, 'en').rows).toEqual([
      ['Dec 21, 2026', 10, 0, 1],
      ['Jan 4, 2027', null, 2, 2],
    ]);
  });
});

describe('the best action', () => {
  const saving = (action: 'use-first' | 'transfer' | 'markdown', amount: number | null) => ({
    action,
    saved: euro(amount),
    detail: '',
    toSiteId: null,
    discount: null,
    assumed: [],
  });

  it('is the one that saves most, and none where nothing is known to save', () => {
    expect(bestSaving({ savings: [saving('use-first', 5), saving('markdown', 9)] })?.action).toBe('markdown');
    expect(bestSaving({ savings: [saving('use-first', -5), saving('transfer', null)] })).toBeUndefined();
    expect(bestSaving({ savings: [] })).toBeUndefined();
  });

  it('is said to be missing for a reason: nothing to save, not told, not known, or nothing saves anything', () => {
    expect(savingText({ savings: [], expectedQuantity: 0 })).toBe('nothing to save');
    expect(savingText({ savings: [], expectedQuantity: null })).toBe('not told');
    expect(savingText({ savings: [saving('use-first', 0), saving('transfer', null)], expectedQuantity: 2 })).toBe(
      'nothing known',
    );
    expect(savingText({ savings: [saving('use-first', -5)], expectedQuantity: 2 })).toBe('no action saves anything');
  });
});
