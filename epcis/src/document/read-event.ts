import type { EpcisEvent } from '../event/event.ts';
import type { LinkedDataContext } from './linked-data-context.ts';

/** One event of a document: as it was sent, and as it was understood. */
export interface ReadEvent {
  /** The JSON text of the event exactly as sent. Its names mean what `context` says. */
  readonly original: string;
  /** The contexts of the document and of the event, in the order in which they hold. */
  readonly context: LinkedDataContext;
  readonly event: EpcisEvent;
}
