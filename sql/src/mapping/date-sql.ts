import { quoteLiteral } from '../engine/bind-parameters.ts';
import type { DateFormat, DatePart, DatePattern } from './date-format.ts';
import type { Converted } from './number-sql.ts';

export interface DateReading {
  readonly formats: readonly { readonly written: string; readonly format: DateFormat }[];
  readonly monthNames: ReadonlyMap<string, number>;
  /** IANA zone of times without one; undefined: they are UTC. */
  readonly timezone: string | undefined;
}

/** RE2: what the plain import takes for a time, a day or a month; the groups are the time and the zone. */
const isoPattern = '^\\d{4}-\\d{2}(?:-\\d{2}([T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)?(Z|[+-]\\d{2}:?\\d{2})?)?$';

/**
 * A time as the source writes it, as SQL that yields ISO 8601: a month, a day, or an instant. The first format that fits decides. Days
 * that do not exist are left for the cast to reject.
 */
export function convertDate(text: string, reading: DateReading): Converted {
  const attempts = reading.formats.map(({ format }) => attempt(text, format, reading));
  const parsed = attempts.length === 1 ? attempts[0]! : `coalesce(${attempts.join(', ')})`;
  return {
    text: `ifNull(${parsed}, ${text})`,
    failed: `(${text} IS NOT NULL AND (${parsed}) IS NULL)`,
    reason: `not a date in the format ${formOf(reading)}`,
  };
}

/** The formats and the zone as the mapping writes them. */
export const formOf = ({ formats, timezone }: DateReading): string =>
  `${formats.map(({ written }) => written).join(' or ')}${timezone === undefined ? '' : `, in ${timezone}`}`;

/** SQL Nullable(String): ISO 8601, NULL if the text is not in the format. */
function attempt(text: string, format: DateFormat, reading: DateReading): string {
  switch (format.kind) {
    case 'iso':
      return iso(text, reading.timezone);
    case 'unix':
      return epoch(text, '1000');
    case 'unixMillis':
      return epoch(text, '1');
    case 'pattern':
      return pattern(text, format, reading);
  }
}

function iso(text: string, timezone: string | undefined): string {
  const groups = `extractGroups(ifNull(${text}, ''), ${quoteLiteral(isoPattern)})`;
  const fits = `ifNull(match(${text}, ${quoteLiteral(isoPattern)}), 0)`;
  if (timezone === undefined) return `if(${fits}, ${text}, NULL)`;
  const local = `${groups}[1] != '' AND ${groups}[2] = ''`;
  return `multiIf(NOT ${fits}, NULL, ${local}, ${inZone(text, timezone)}, ${text})`;
}

/** Seconds or milliseconds since 1970, within the years 1970–2200. */
function epoch(text: string, millis: string): string {
  const number = `toFloat64OrNull(${text}) * ${millis}`;
  const instant = `fromUnixTimestamp64Milli(toInt64(ifNull(${number}, 0)), 'UTC')`;
  return `if(ifNull(${number} BETWEEN 0 AND 7258118400000, 0), ${utcText(instant)}, NULL)`;
}

function pattern(text: string, { expression, parts }: DatePattern, reading: DateReading): string {
  const re = quoteLiteral(expression);
  const group = (part: DatePart): string => `extractGroups(ifNull(${text}, ''), ${re})[${parts.indexOf(part) + 1}]`;
  const has = (part: DatePart): boolean => parts.includes(part);
  const month = has('monthName') ? monthNumber(group('monthName'), reading.monthNames) : two(group('month'));
  const day = has('day') ? [quoteLiteral('-'), two(group('day'))] : [];
  const date = `concat(${[year(parts, group), quoteLiteral('-'), month, ...day].join(', ')})`;
  const whole = has('minute') ? withTime(date, parts, group, reading.timezone) : date;
  const known = has('monthName') ? ` AND ${month} != ''` : '';
  return `if(ifNull(match(${text}, ${re}), 0)${known}, ${whole}, NULL)`;
}

/** Two digits are a year from 1970 to 2069. */
function year(parts: readonly DatePart[], group: (part: DatePart) => string): string {
  if (parts.includes('year')) return group('year');
  const short = group('shortYear');
  return `concat(if(${short} >= '70', '19', '20'), ${short})`;
}

function monthNumber(name: string, names: ReadonlyMap<string, number>): string {
  const written = [...names.keys()].map(quoteLiteral).join(', ');
  const numbers = [...names.values()].map((month) => quoteLiteral(String(month).padStart(2, '0'))).join(', ');
  return `transform(lowerUTF8(${name}), [${written}], [${numbers}], '')`;
}

function withTime(
  date: string,
  parts: readonly DatePart[],
  group: (part: DatePart) => string,
  timezone: string | undefined,
): string {
  const has = (part: DatePart): boolean => parts.includes(part);
  const pieces = [date, quoteLiteral('T'), has('hour') ? two(group('hour')) : hourOfHalf(group)];
  pieces.push(
    quoteLiteral(':'),
    group('minute'),
    quoteLiteral(':'),
    has('second') ? group('second') : quoteLiteral('00'),
  );
  if (has('fraction')) pieces.push(quoteLiteral('.'), group('fraction'));
  const zone = has('zone') ? group('zone') : quoteLiteral('Z');
  const local = `concat(${pieces.join(', ')})`;
  return has('zone') || timezone === undefined ? `concat(${local}, ${zone})` : inZone(local, timezone);
}

function hourOfHalf(group: (part: DatePart) => string): string {
  const afternoon = `startsWith(lower(${group('half')}), 'p')`;
  return two(`toString(toUInt8OrZero(${group('hour12')}) % 12 + if(${afternoon}, 12, 0))`);
}

const two = (digits: string): string => `leftPad(${digits}, 2, '0')`;

/** SQL Nullable(String): the local time as UTC; NULL if the clock skipped it. Of two equal times in autumn it is the first. */
function inZone(local: string, timezone: string): string {
  const zone = quoteLiteral(timezone);
  const instant = `parseDateTime64BestEffortOrNull(${local}, 3, ${zone})`;
  const readBack = `formatDateTime(${instant}, '%Y-%m-%d %H:%i', ${zone})`;
  const same = `${readBack} = replaceOne(substring(${local}, 1, 16), 'T', ' ')`;
  return `if(ifNull(${same}, 0), ${utcText(instant)}, NULL)`;
}

const utcText = (instant: string): string =>
  `concat(replaceOne(toString(toTimeZone(${instant}, 'UTC')), ' ', 'T'), 'Z')`;
