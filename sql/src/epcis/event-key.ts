import { createHash } from 'node:crypto';
import type { EpcisEvent } from '@lotscope/epcis';
import { canonical } from './canonical.ts';

/** What an event says, as text: its own time of recording is no part of it. The members stand in the order in which they are read. */
export function saidBy(event: EpcisEvent): string {
  const { recordTime: _recordTime, ...said } = event;
  return JSON.stringify(said);
}

/**
 * What tells captured events apart: their ID, in one spelling. An error declaration has the ID of the event that it declares wrong, and there may
 * be several of one event, so that what it says tells it from the others.
 */
export function eventKeyOf(event: EpcisEvent): string {
  const id = canonical(event.eventID);
  if (event.errorDeclaration === undefined) return id;
  return `${id} ${createHash('sha256').update(saidBy(event)).digest('base64url').slice(0, 22)}`;
}
