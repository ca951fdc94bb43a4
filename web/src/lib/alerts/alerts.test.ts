import { describe, expect, it } from 'vitest';
import { readAlertFilter } from './alerts.ts';
import { dueWords } from './due-words.ts';

const read = (search: string) => readAlertFilter(new URLSearchParams(search));

describe('the filter of the inbox', () => {
  it('is what is open, unless the address says otherwise', () => {
    expect(read('')).toEqual({ state: 'open' });
    expect(read('state=any&kind=expiry-risk&owner=me')).toEqual({ state: 'any', kind: 'expiry-risk', owner: 'me' });
    expect(read('state=closed')).toEqual({ state: 'closed' });
  });

  it('ignores what it does not understand', () => {
    expect(read('state=urgent&kind=fire&owner=')).toEqual({ state: 'open' });
  });
});

describe('when an alert is due', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const due = (dueAt: string | null, state: 'open' | 'closed' = 'open') => dueWords({ dueAt, state }, now, 'en', 'UTC');

  it('says in words that it is overdue, not by colour alone', () => {
    expect(due('2026-11-20T12:00:00Z')).toEqual({ overdue: true, text: 'Nov 20, 2026, 12:00 PM', away: '2 days ago' });
    expect(due('2026-11-24T12:00:00Z')).toMatchObject({ overdue: false, away: 'in 2 days' });
  });

  it('is no matter any more when it is closed, and none when nobody set a date', () => {
    expect(due('2026-11-20T12:00:00Z', 'closed')).toMatchObject({ overdue: false });
    expect(due(null)).toBeUndefined();
  });
});
