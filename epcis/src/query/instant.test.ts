import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant } from './instant.ts';

test.each([
  ['2022-06-30T00:15:47.000-05:00', '2022-06-30T05:15:47.000Z'],
  ['2022-06-30T05:15:47Z', '2022-06-30T05:15:47.000Z'],
  ['2022-06-30t05:15:47.5z', '2022-06-30T05:15:47.500Z'],
  ['2021-10-05T11:10:00.1239999+00:00', '2021-10-05T11:10:00.123Z'],
  ['2021-10-05T11:10:00+0130', '2021-10-05T09:40:00.000Z'],
  ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00.000Z'],
])('%s is the instant %s, whatever its zone and however fine its fraction', (text, instant) => {
  expect(readInstant(text)).toBe(instant);
});

test.each([
  ['2022-06-30T00:15:47.000', 'has no offset from UTC'],
  ['2022-06-30', 'is a day, not an instant'],
  ['2023-02-29T00:00:00Z', 'is a day that did not exist'],
  ['2022-06-31T00:00:00Z', 'is a day that does not exist'],
  ['2022-06-30T25:00:00Z', 'is beyond the end of the day'],
  ['2022-06-30T12:60:00Z', 'is no minute'],
  ['2022-06-30T12:00:00+24:00', 'is an offset that no place has'],
  ['2022-06-30T12:00:00+01:75', 'is an offset that no place has'],
  ['9999-12-31T23:59:59-01:00', 'lies in the year 10000'],
  ['yesterday', 'is a word'],
  ['1656565200000', 'is a number'],
])('%s names no instant: it %s', (text) => {
  expect(readInstant(text)).toBeNull();
});

test('an instant is the same in every zone, and instants compare as texts', () => {
  const instant = fc.integer({ min: Date.parse('1900-01-01T00:00:00Z'), max: Date.parse('2200-01-01T00:00:00Z') });
  const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
  const spelt = (at: number, minutes: number): string => {
    const wall = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
    const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    return `${wall}${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
  };
  fc.assert(
    fc.property(instant, offset, instant, offset, (a, zoneA, b, zoneB) => {
      const [first, second] = [readInstant(spelt(a, zoneA)), readInstant(spelt(b, zoneB))];
      expect(first).toBe(new Date(a).toISOString());
      expect(first! < second!).toBe(a < b);
    }),
  );
});
