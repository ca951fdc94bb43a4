import { describe, expect, it } from 'vitest';
import { isFiltered, needsNewest, noFilters, readFilters, resolvePeriod, writeFilters } from './filter-state.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));

describe('filters in the URL', () => {
  it('reads nothing as the default', () => {
    expect(read('')).toEqual(noFilters);
    expect(isFiltered(read(''))).toBe(false);
  });

  it('comes back as it was written, ids with any characters included', () => {
    const filters = { period: '90d', site: 'P/1 #ü', item: 'a&b=c' } as const;
    expect(readFilters(writeFilters(new URLSearchParams(), filters))).toEqual(filters);
    const custom = { period: 'custom', from: '2026-01-01', to: '2026-02-01' } as const;
    expect(readFilters(writeFilters(new URLSearchParams(), custom))).toEqual(custom);
  });

  it('falls back when the URL makes no sense', () => {
    expect(read('period=yesterday')).toEqual(noFilters);
    expect(read('from=2026-02-01&to=2026-01-01')).toEqual(noFilters);
    expect(read('from=2026-13-01&to=2026-14-01')).toEqual(noFilters);
    expect(read('site=')).toEqual(noFilters);
  });

  it('keeps the parameters of the page', () => {
    const next = writeFilters(new URLSearchParams('lot=L1&period=30d&site=A'), noFilters);
    expect(next.toString()).toBe('lot=L1');
  });

  it('counts a period back from the newest data, the end exclusive', () => {
    expect(resolvePeriod({ period: '30d' }, '2026-06-30T12:00:00Z')).toEqual({ from: '2026-06-01', to: '2026-07-01' });
    expect(resolvePeriod({ period: 'custom', from: '2026-01-01', to: '2026-01-31' }, null)).toEqual({
      from: '2026-01-01',
      to: '2026-02-01',
    });
  });

  it('ends every named period on the day of the newest event', () => {
    const ends = ['30d', '90d', '180d', '730d'].map(
      (period) => resolvePeriod(read(`period=${period}`), '2025-11-13T06:00:00Z').to,
    );
    expect(new Set(ends)).toEqual(new Set(['2025-11-14']));
  });

  it('leaves the default period to the key figures, and counts it for what has none', () => {
    expect(needsNewest(noFilters)).toBe(false);
    expect(resolvePeriod(noFilters, null)).toEqual({});
    expect(resolvePeriod(noFilters, '2026-06-30')).toEqual({ from: '2025-07-01', to: '2026-07-01' });
  });
});
