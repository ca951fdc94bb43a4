import { describe, expect, it } from 'vitest';
import { previousPeriod, rowsSpan } from './rows-span.ts';

const list = {
  from: '2026-01-15T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  previousFrom: '2025-10-30T00:00:00.000Z',
  previousTo: '2026-01-15T00:00:00.000Z',
};
const ofPeriod = (...points: string[]) => ({
  basis: 'period' as const,
  previousAt: null,
  series: points.map((at) => ({ at, value: 1 })),
});

describe('the time that the rows behind a KPI are of', () => {
  it('is the period, unless the one before it is asked for', () => {
    expect(rowsSpan(ofPeriod('2026-01'), list, undefined)).toEqual({ from: list.from, to: list.to, label: undefined });
    expect(rowsSpan(ofPeriod(), list, previousPeriod)).toMatchObject({ from: list.previousFrom, to: list.previousTo });
  });

  it('is one point of the trend, never more than the period', () => {
    const months = ofPeriod('2026-01', '2026-02', '2026-03');
    expect(rowsSpan(months, list, '2026-01', 'en')).toEqual({
      from: list.from,
      to: '2026-02-01T00:00:00.000Z',
      label: 'January 2026',
    });
    expect(rowsSpan(months, list, '2026-03')).toMatchObject({ from: '2026-03-01T00:00:00.000Z', to: list.to });
    const weeks = ofPeriod('2026-01-12', '2026-01-19');
    expect(rowsSpan(weeks, list, '2026-01-12')).toMatchObject({ from: list.from, to: '2026-01-19T00:00:00.000Z' });
    const days = ofPeriod('2026-02-01', '2026-02-02');
    expect(rowsSpan(days, list, '2026-02-02')).toMatchObject({
      from: '2026-02-02T00:00:00.000Z',
      to: '2026-02-03T00:00:00.000Z',
    });
  });

  it('is the day on which the worth of the stock was summed up, the last one before the period too', () => {
    const stock = { ...ofPeriod('2026-03-30', '2026-03-31'), basis: 'now' as const, previousAt: '2026-01-10' };
    expect(rowsSpan(stock, list, '2026-03-30', 'en')).toMatchObject({ day: '2026-03-30', label: 'Mar 30, 2026' });
    expect(rowsSpan(stock, list, '2026-01-10')).toMatchObject({ day: '2026-01-10' });
    for (const at of ['2026-01-11', previousPeriod])
      expect(rowsSpan(stock, list, at)).toEqual({ from: list.from, to: list.to, label: undefined });
  });

  it('is the whole period for a point that there is not', () => {
    expect(rowsSpan(ofPeriod('2026-01'), list, '2024-07')).toMatchObject({ from: list.from, to: list.to });
  });
});
