import type { Place } from './place.ts';

const shape = /^(\d{4})-(\d\d)-(\d\d)[t\s](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:z|([+-])(\d\d):?(\d\d)?)$/i;

/** Milliseconds since 1970 of a date and time with a zone (RFC 3339), null when it is none; a leap second is the second after it. */
export function instantOf(text: string): number | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const offsetHours = Number(match[9] ?? 0);
  const offsetMinutes = Number(match[10] ?? 0);
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000 * (match[8] === '-' ? -1 : 1);
  const instant = date.getTime() - offset;
  // Seconds to spare are put in at midnight UTC only: what counts as one must have become 00:00:00.
  if (second === 60 && Math.floor(instant / 1000) % 86_400 !== 0) return null;
  return instant;
}

/** A time with its zone, as UTC with milliseconds. */
export function readTime(place: Place): string | undefined {
  const instant = typeof place.value === 'string' ? instantOf(place.value) : null;
  if (instant === null) {
    return place.refuse(`${JSON.stringify(place.value)} is not a time with a time zone (2026-01-02T03:04:05Z)`);
  }
  return new Date(instant).toISOString();
}
