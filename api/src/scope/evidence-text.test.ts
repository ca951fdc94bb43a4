import { expect, test } from 'vitest';
import { evidenceText, missingText } from './evidence-text.ts';

const parent = { kind: 'lot', id: 'A' } as const;
const child = { kind: 'operation', id: 'OP 1' } as const;
const blank = { addedFrom: null, addedUntil: null, drawnFrom: null, drawnUntil: null };
const clean = { machine: null, cleanedFrom: null, cleanedUntil: null };

test('says why nothing can have passed a link (D8)', () => {
  const drawn = {
    drawnFrom: '2026-01-01T00:00:00Z',
    drawnUntil: '2026-01-01T00:00:00Z',
    addedFrom: '2026-01-02',
    addedUntil: null,
  };
  expect(evidenceText([{ reason: 'drawn-before-added', parent, child, ...drawn, ...clean }])).toBe(
    'lot A → operation OP 1: drawn at 2026-01-01T00:00:00Z, before suspect material was added at 2026-01-02',
  );
  expect(
    evidenceText([
      {
        reason: 'cleaning',
        parent,
        child,
        ...blank,
        machine: 'M7',
        cleanedFrom: '2026-01-01',
        cleanedUntil: '2026-01-02',
      },
      { reason: 'no-quantity', parent, child, ...blank, ...clean },
    ]),
  ).toBe(
    'lot A → operation OP 1: M7 was cleaned between 2026-01-01 and 2026-01-02, between the suspect material and the draw; lot A → operation OP 1: recorded with quantity 0',
  );
});

test('says what evidence is missing', () => {
  expect(missingText([{ missing: 'time', parent, child, from: null, until: null }])).toBe(
    'lot A → operation OP 1: no time is recorded',
  );
  const zoned = { from: '2026-01-01T23:00:00Z', until: '2026-01-02T23:00:00Z' };
  expect(missingText([{ missing: 'time', parent, child, ...zoned }])).toBe(
    'lot A → operation OP 1: the time of day is not recorded (between 2026-01-01T23:00:00Z and 2026-01-02T23:00:00Z)',
  );
  const anywhere = { from: '2026-01-01T10:00:00Z', until: '2026-01-03T12:00:00Z' };
  expect(missingText([{ missing: 'time-of-day', parent, child, ...anywhere }])).toMatch(
    /not the time of day .*; recording the time zone of the site narrows it$/,
  );
});
