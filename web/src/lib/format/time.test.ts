import { describe, expect, it } from 'vitest';
import { formatAgo, formatDay, formatDuration, formatInstant, formatRecorded, formatRecordedDay } from './time.ts';

describe('times', () => {
  it('shows a missing or broken time as unknown', () => {
    expect(formatInstant(null, 'en')).toBe('unknown');
    expect(formatDay('not a day', 'en')).toBe('unknown');
    expect(formatDuration(null, 'en')).toBe('unknown');
  });

  it('keeps a calendar day the same in every zone', () => {
    expect(formatDay('2026-03-01', 'en', 'America/New_York')).toBe('Mar 1, 2026');
  });

  it('says no more than the precision of the record (D4)', () => {
    expect(formatRecorded('2026-03', 'en')).toBe('March 2026');
    expect(formatRecorded('2026-03-01', 'en')).toBe('Mar 1, 2026');
    expect(formatRecordedDay('2026-03', 'en')).toBe('March 2026');
    expect(formatRecordedDay('2026-03-01T22:30:00Z', 'en', 'UTC')).toBe('Mar 1, 2026');
  });

  it('says how long ago and how long it took', () => {
    const now = Date.UTC(2026, 0, 10);
    expect(formatAgo('2026-01-07T00:00:00Z', now, 'en')).toBe('3 days ago');
    expect(formatAgo(now + 7_200_000, now, 'en')).toBe('in 2 hours');
    expect(formatDuration(4.26, 'en')).toBe('4.3 ms');
    expect(formatDuration(125_000, 'en')).toBe('2 min 5 s');
  });
});
