import { describe, expect, it } from 'vitest';
import { mondayOf, weekAfter, weekOf } from './weeks.ts';

describe('weeks', () => {
  it('begin on a Monday and belong to the year of their Thursday', () => {
    expect(mondayOf('2026-W47')).toBe('2026-11-16');
    expect(weekOf('2026-11-22')).toBe('2026-W47');
    expect(mondayOf('2026-W01')).toBe('2025-12-29');
    expect(weekOf('2027-01-03')).toBe('2026-W53');
    expect(weekOf('2021-01-01')).toBe('2020-W53');
  });

  it('follow each other over the end of a year', () => {
    expect(weekAfter('2026-W53', 1)).toBe('2027-W01');
    expect(weekAfter('2026-W01', -1)).toBe('2025-W52');
  });

  it('that do not exist are none', () => {
    expect(mondayOf('2025-W53')).toBeUndefined();
    expect(mondayOf('2026-W00')).toBeUndefined();
    expect(mondayOf('this week')).toBeUndefined();
  });
});
