import { describe, expect, it } from 'vitest';
import { describeEvidence, describeMissing } from './evidence.ts';

const parent = { kind: 'lot', id: 'A' } as const;
const child = { kind: 'operation', id: 'WO-1' } as const;
const nothing = {
  addedFrom: null,
  addedUntil: null,
  drawnFrom: null,
  drawnUntil: null,
  machine: null,
  cleanedFrom: null,
  cleanedUntil: null,
};

describe('evidence in words (D8)', () => {
  it('says why a lot is excluded', () => {
    expect(describeEvidence({ ...nothing, reason: 'no-quantity', parent, child }, 'en')).toBe(
      'The quantity recorded from A to WO-1 is 0.',
    );
    expect(
      describeEvidence(
        { ...nothing, reason: 'drawn-before-added', parent, child, addedFrom: '2026-01-02T00:00:00Z' },
        'en',
      ),
    ).toMatch(/^WO-1 was drawn at an unknown time, before A was added after Jan 2, 2026/);
    expect(describeEvidence({ ...nothing, reason: 'cleaning', parent, child, machine: 'M1' }, 'en')).toMatch(
      /^M1 was cleaned/,
    );
  });

  it('says what is missing', () => {
    expect(describeMissing({ missing: 'time', parent, child, from: null, until: null }, 'en')).toBe(
      'The time of A → WO-1 is not recorded.',
    );
    const day = { from: '2026-01-01T10:00:00Z', until: '2026-01-03T12:00:00Z' };
    expect(describeMissing({ missing: 'time-of-day', parent, child, ...day }, 'en')).toMatch(
      /the time of day is missing: only the day is known.*Recording the time zone of the site narrows it\.$/,
    );
    const zoned = { from: '2026-01-01T23:00:00Z', until: '2026-01-02T23:00:00Z' };
    expect(describeMissing({ missing: 'time', parent, child, ...zoned }, 'en')).toMatch(
      /the time of day is missing: it was/,
    );
  });
});
