import type { Evidence, MissingEvidence, NodeRef } from '../contract/evidence.ts';

const named = ({ kind, id }: NodeRef): string => `${kind} ${id}`;

/** An interval in words: `2026-01-02T03:04:05Z`, or `between … and …`. */
function when(from: string | null, until: string | null): string {
  if (from === null && until === null) return 'at an unknown time';
  if (from === until || until === null) return `at ${from}`;
  return from === null ? `by ${until}` : `between ${from} and ${until}`;
}

function one(evidence: Evidence): string {
  const link = `${named(evidence.parent)} → ${named(evidence.child)}`;
  switch (evidence.reason) {
    case 'drawn-before-added':
      return `${link}: drawn ${when(evidence.drawnFrom, evidence.drawnUntil)}, before suspect material was added ${when(evidence.addedFrom, evidence.addedUntil)}`;
    case 'cleaning':
      return `${link}: ${evidence.machine ?? 'the machine'} was cleaned ${when(evidence.cleanedFrom, evidence.cleanedUntil)}, between the suspect material and the draw`;
    case 'no-quantity':
      return `${link}: recorded with quantity 0`;
  }
}

/** Why a lot is excluded, in one sentence. */
export const evidenceText = (evidence: readonly Evidence[]): string => evidence.map(one).join('; ');

/**
 * What is missing of one link. A date of a site without a time zone spans the whole Earth's day (D4) and is known as `time-of-day`;
 * what is narrower but still has two ends is a date too, or a span.
 */
function lacking({ missing, from, until }: MissingEvidence): string {
  if (from === null && until === null) return 'no time is recorded';
  if (missing === 'time-of-day')
    return `only the day is recorded, not the time of day (${when(from, until)}); recording the time zone of the site narrows it`;
  return `the time of day is not recorded (${when(from, until)})`;
}

/** Why a lot is only possible, in one sentence. */
export const missingText = (missing: readonly MissingEvidence[]): string =>
  missing.map((link) => `${named(link.parent)} → ${named(link.child)}: ${lacking(link)}`).join('; ');
