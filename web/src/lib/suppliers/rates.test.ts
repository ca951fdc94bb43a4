import { describe, expect, it } from 'vitest';
import { comparable, expectedText, monthlyRates, wilson } from './rates.ts';

const month = (at: string, labelled: number, deviated: number) => ({
  at,
  lots: labelled + 2,
  labelled,
  deviated,
  rated: labelled,
  ratedDeviated: deviated,
});

it('the expected number of deviating lots is rounded, and unknown stays unknown', () => {
  expect(expectedText(0.93841, 'en')).toBe('0.94');
  expect(expectedText(null, 'en')).toBe('unknown');
});

describe('deviation rates', () => {
  it('are unknown where nothing was judged, however much was received (D19)', () => {
    expect(monthlyRates([month('2026-01', 4, 1), month('2026-02', 0, 0)])).toEqual([0.25, null]);
    expect(wilson(0, 0)).toBeNull();
  });

  it('are not told of lots too new to be known as good: only the bad ones of them are known (D19)', () => {
    const tooNew = { ...month('2026-02', 2, 2), rated: 0, ratedDeviated: 0 };
    expect(monthlyRates([month('2026-01', 4, 1), tooNew])).toEqual([0.25, null]);
  });

  it('have a place for months without a receipt, so that time is not cut short', () => {
    expect(monthlyRates([month('2025-11', 4, 1), month('2026-02', 2, 1)])).toEqual([0.25, null, null, 0.5]);
    const thin = [month('2025-11', 1, 1), month('2026-08', 1, 0)];
    expect(comparable(thin).map(({ at }) => at)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']);
  });

  it('have the interval of Wilson: none of ten is not never', () => {
    const none = wilson(0, 10)!;
    expect(none.low).toBe(0);
    expect(none.high).toBeCloseTo(0.2775, 3);
    const half = wilson(50, 100)!;
    expect([half.low, half.high].map((end) => Math.round(end * 1000))).toEqual([404, 596]);
  });

  it('are taken by quarter where months have too few judged lots', () => {
    const few = [month('2026-03', 3, 1), month('2026-04', 2, 0), month('2026-05', 4, 2)];
    expect(comparable(few)).toEqual([
      { at: '2026-Q1', lots: 5, labelled: 3, deviated: 1, rated: 3, ratedDeviated: 1 },
      { at: '2026-Q2', lots: 10, labelled: 6, deviated: 2, rated: 6, ratedDeviated: 2 },
    ]);
    const many = [month('2026-03', 30, 1), month('2026-04', 20, 0)];
    expect(comparable(many)).toEqual(many);
  });
});
