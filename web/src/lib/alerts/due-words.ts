import type { Alert } from '@lotscope/api/contract';
import { formatAgo, formatInstant } from '#lib/format/time.ts';

/** When an alert is due, and whether that is over; undefined when nobody set a date. */
export function dueWords(
  { dueAt, state }: Pick<Alert, 'dueAt' | 'state'>,
  now: number,
  locale?: string,
  timeZone?: string,
): { overdue: boolean; text: string; away: string } | undefined {
  if (dueAt === null) return undefined;
  return {
    overdue: state !== 'closed' && Date.parse(dueAt) < now,
    text: formatInstant(dueAt, locale, timeZone),
    away: formatAgo(dueAt, now, locale),
  };
}
