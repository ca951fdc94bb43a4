import type { EpcisEvent } from '../event/event.ts';
import type { Json } from '../event/extensions.ts';
import { eventIdOf } from './event-id.ts';
import {
  readAggregationEvent,
  readAssociationEvent,
  readExtendedEvent,
  readObjectEvent,
  readTransactionEvent,
  readTransformationEvent,
  type WithoutId,
} from './event-readers.ts';
import type { LinkedDataContext } from './linked-data-context.ts';
import type { Place } from './place.ts';

/** One event of a document: as it was sent, and as it was understood. */
export interface ReadEvent {
  /** The JSON text of the event exactly as sent. Its names mean what `context` says. */
  readonly original: string;
  /** The contexts of the document and of the event, in the order in which they hold. */
  readonly context: LinkedDataContext;
  readonly event: EpcisEvent;
}

const readers: Readonly<Record<string, (place: Place) => WithoutId<EpcisEvent> | undefined>> = {
  ObjectEvent: readObjectEvent,
  AggregationEvent: readAggregationEvent,
  AssociationEvent: readAssociationEvent,
  TransactionEvent: readTransactionEvent,
  TransformationEvent: readTransformationEvent,
};

/** Whether an object is an event of the standard by its type. */
export const isEventType = (type: Json | undefined): boolean =>
  typeof type === 'string' && Object.hasOwn(readers, type);

/** Checks an event; what it refuses is said to the report of the place, and the answer is then of no use. */
export function readEvent(place: Place): { event: EpcisEvent; context: LinkedDataContext } | undefined {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return place.refuse('must be an event');
  const object = value as Readonly<Record<string, Json>>;
  const { type } = object;
  if (typeof type !== 'string') return place.refuse('“type” is missing: no telling what event it is');
  const context = place.context.with(object['@context']);
  const reader = isEventType(type) ? readers[type] : readExtendedEvent;
  const read = reader?.(place.inContext(context));
  if (!read) return undefined;
  // What the names mean is in the context, and no part of what the event says.
  const { '@context': _, ...said } = read as typeof read & { readonly '@context'?: Json };
  const event = said as WithoutId<EpcisEvent>;
  return { context, event: { ...event, eventID: event.eventID ?? eventIdOf(event) } };
}
