import { createHash } from 'node:crypto';
import type { EpcisEvent } from '../event/event.ts';
import type { WithoutId } from './event-readers.ts';

/** JSON with the names of every object in order, so that the order in which they were sent says nothing. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${inOrder(member)}`).join(',')}}`;
}

/**
 * The ID of an event that was sent without one: the hash (RFC 6920) of all that it says. When a repository took it in and that it was
 * declared wrong say nothing about what happened, so they do not change it.
 */
export function eventIdOf(event: WithoutId<EpcisEvent>): string {
  const { recordTime: _recordTime, errorDeclaration: _errorDeclaration, eventID: _eventID, ...happened } = event;
  const hash = createHash('sha256').update(inOrder(happened)).digest('base64url');
  return `ni:///sha-256;${hash}`;
}
