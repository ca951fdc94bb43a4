/** Times as people read them: the viewer's locale and time zone, unknown when there is none. */
import { unknownText } from './figures.ts';

type Instant = string | number | Date | null | undefined;

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format takes a millisecond, and a table asks for hundreds of times. */
function format(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale ?? ''}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

function parse(value: Instant): Date | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const date = value instanceof Date ? value : new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Day and minute. */
export function formatInstant(value: Instant, locale?: string, timeZone?: string): string {
  const date = parse(value);
  if (!date) return unknownText;
  return format(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/** Day only. An ISO date without a time is that calendar day, whatever zone the reader is in. */
export function formatDay(value: Instant, locale?: string, timeZone?: string): string {
  const date = parse(value);
  if (!date) return unknownText;
  const zone = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? 'UTC' : timeZone;
  return format(locale, { dateStyle: 'medium', timeZone: zone }).format(date);
}

/** A text of the server with its ISO days as people read them. */
export function withDays(text: string, locale?: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => formatDay(day, locale));
}

/** A time exactly as precise as it was recorded: `2026-03` is a month, `2026-03-01` a day, anything longer an instant (D4). */
export function formatRecorded(value: string | null | undefined, locale?: string, timeZone?: string): string {
  if (!value || value.length > 10) return formatInstant(value, locale, timeZone);
  const date = parse(value);
  if (!date) return unknownText;
  const options =
    value.length === 7 ? ({ year: 'numeric', month: 'long' } as const) : ({ dateStyle: 'medium' } as const);
  return format(locale, { ...options, timeZone: 'UTC' }).format(date);
}

/** The day of a recorded time, for lists where the hour says nothing: a month stays a month (D4). */
export function formatRecordedDay(value: string | null | undefined, locale?: string, timeZone?: string): string {
  return !value || value.length <= 10 ? formatRecorded(value, locale, timeZone) : formatDay(value, locale, timeZone);
}

const steps: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `3 days ago`, `in 2 hours`. */
export function formatAgo(value: Instant, now: number, locale?: string): string {
  const date = parse(value);
  if (!date) return unknownText;
  const seconds = (date.getTime() - now) / 1000;
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** How long something took: `4.2 ms`, `1.3 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number | null | undefined, locale?: string): string {
  if (milliseconds === null || milliseconds === undefined) return unknownText;
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (milliseconds < 1000) return `${number(milliseconds, milliseconds < 10 ? 1 : 0)} ms`;
  if (milliseconds < 60_000) return `${number(milliseconds / 1000, 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${number(Math.floor(seconds / 60), 0)} min ${seconds % 60} s`;
}
