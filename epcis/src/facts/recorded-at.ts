import type { EpcisEvent } from '../event/event.ts';

/**
 * When what some events say together was recorded (D2): with the last of them. Nobody knows when one of them does not say it; the
 * importer then takes the time of the import, and so a row that says more never counts as older than the one that said less.
 */
export function recordedAt(events: readonly EpcisEvent[]): { recordedAt?: string } {
  const times = events.map(({ recordTime }) => recordTime);
  if (times.length === 0 || times.includes(undefined)) return {};
  return { recordedAt: times.reduce((one, other) => ((one ?? '') > (other ?? '') ? one : other)) ?? '' };
}
