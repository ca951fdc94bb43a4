import { instantOf } from '../document/time.ts';

/** The last millisecond of the years of four digits: beyond it texts no longer compare as instants. */
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant that a timestamp names, in UTC with milliseconds, as events say theirs, so that instants compare as texts. Null when it names none:
 * without an offset from UTC, on a day that does not exist.
 */
export function readInstant(text: string): string | null {
  const instant = instantOf(text);
  return instant === null || instant > lastInstant ? null : new Date(instant).toISOString();
}
