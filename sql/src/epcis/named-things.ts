import { type Field, type ReadEvent, valuesIn } from '@lotscope/epcis';
import { canonical } from './canonical.ts';

/** How an event can name a thing so that it is found by it. Places and parties are none: a place names half of all events. */
export const roles = [
  'epc',
  'parentID',
  'inputEPC',
  'outputEPC',
  'epcClass',
  'inputEPCClass',
  'outputEPCClass',
  'transformationID',
  'eventID',
  'errorDeclaration.correctiveEventID',
] as const satisfies readonly Field[];

/** Canonical identifiers of what an event says of a member. */
export const identifiersIn = (read: ReadEvent, field: Field): string[] =>
  valuesIn(read, { field }).map((value) => canonical(String(value)));

/** The rows by which an event is found. */
export function nameRows(read: ReadEvent, eventKey: string): object[] {
  const eventTime = Date.parse(read.event.eventTime);
  return roles.flatMap((role) =>
    [...new Set(identifiersIn(read, role))].map((identifier) => ({
      identifier,
      role,
      event_key: eventKey,
      event_time: eventTime,
    })),
  );
}
