import type { Evidence, MissingEvidence } from '@lotscope/api/contract';
import { formatInstant } from '#lib/format/time.ts';

/** A span in words; an open end is said, not guessed. */
function span(from: string | null, until: string | null, locale?: string): string {
  if (from === null && until === null) return 'at an unknown time';
  if (from === until) return `on ${formatInstant(from, locale)}`;
  if (from === null) return `before ${formatInstant(until, locale)}`;
  if (until === null) return `after ${formatInstant(from, locale)}`;
  return `between ${formatInstant(from, locale)} and ${formatInstant(until, locale)}`;
}

/** Why a lot is ruled out, in one sentence (D8). */
export function describeEvidence(evidence: Evidence, locale?: string): string {
  const { parent, child } = evidence;
  switch (evidence.reason) {
    case 'drawn-before-added':
      return (
        `${child.id} was drawn ${span(evidence.drawnFrom, evidence.drawnUntil, locale)}, ` +
        `before ${parent.id} was added ${span(evidence.addedFrom, evidence.addedUntil, locale)}.`
      );
    case 'cleaning':
      return `${evidence.machine ?? 'The machine'} was cleaned ${span(evidence.cleanedFrom, evidence.cleanedUntil, locale)}, between ${parent.id} and ${child.id}.`;
    case 'no-quantity':
      return `The quantity recorded from ${parent.id} to ${child.id} is 0.`;
  }
}

/** What would make a possible lot certain (D8). */
export function describeMissing(missing: MissingEvidence, locale?: string): string {
  const link = `${missing.parent.id} → ${missing.child.id}`;
  const { from, until } = missing;
  if (from === null && until === null) return `The time of ${link} is not recorded.`;
  // A day of a site without a time zone is taken as anywhere on Earth (D4).
  if (missing.missing === 'time-of-day')
    return `Of ${link} the time of day is missing: only the day is known, ${span(from, until, locale)}. Recording the time zone of the site narrows it.`;
  return `Of ${link} the time of day is missing: it was ${span(from, until, locale)}.`;
}
