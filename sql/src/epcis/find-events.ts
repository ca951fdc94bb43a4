import { type EpcisEvent, LinkedDataContext } from '@lotscope/epcis';
import type { Statements } from '../engine/engine.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import type { SentEvent, StoredEvent } from './stored-event.ts';

type Readable = Pick<Statements, 'query'>;

/** The columns that an event is read back of. */
const eventColumns = 'event_key, capture_id, record_time, position, original, context, checked';

interface EventColumns {
  readonly event_key: string;
  readonly capture_id: string;
  readonly record_time: number;
  readonly position: number;
  readonly original: string;
  readonly context: string;
  readonly checked: string;
}

/** Two captures of one event at the same moment leave two rows until the engine has merged them: the one recorded first is the event. */
const oncePerEvent = 'ORDER BY record_time, position LIMIT 1 BY event_key';

/** Few contexts are shared by many events. */
function contextReader(): (sent: string) => LinkedDataContext {
  const contexts = new Map<string, LinkedDataContext>();
  return (sent) => {
    const context = contexts.get(sent) ?? LinkedDataContext.standard.with(JSON.parse(sent) as never);
    contexts.set(sent, context);
    return context;
  };
}

/** Reads rows back as events. */
function eventReader(): (row: EventColumns) => StoredEvent {
  const contextOf = contextReader();
  return ({ capture_id: captureId, original, context, checked }) => ({
    original,
    context: contextOf(context),
    event: JSON.parse(checked) as StoredEvent['event'],
    captureId,
  });
}

/** In the order in which they were taken in. */
function inOrder(rows: readonly EventColumns[]): StoredEvent[] {
  const once = new Map(rows.map((row) => [row.event_key, row]));
  const order = (a: EventColumns, b: EventColumns) => a.record_time - b.record_time || a.position - b.position;
  return [...once.values()].toSorted(order).map(eventReader());
}

/** What is known of some keys already. */
export async function checkedByKey(statements: Readable, keys: readonly string[]): Promise<Map<string, EpcisEvent>> {
  const rows = await askInParts(keys, (some) =>
    statements.query<{ event_key: string; checked: string }>(
      `SELECT event_key, checked FROM epcis_events WHERE event_key IN {keys: Array(String)} ${oncePerEvent} SETTINGS max_execution_time = 60`,
      { keys: some },
    ),
  );
  return new Map(rows.map(({ event_key: key, checked }) => [key, JSON.parse(checked) as EpcisEvent]));
}

/**
 * All events that name one of these things (canonical identifiers) in any role: as object, parent, child, input, output, class of a quantity,
 * as their transformation, as event or as its correction; in the order in which they were taken in.
 */
export async function eventsAbout(statements: Readable, identifiers: readonly string[]): Promise<StoredEvent[]> {
  const rows = await askInParts(identifiers, (some) =>
    statements.query<EventColumns>(
      `SELECT ${eventColumns} FROM epcis_events
       WHERE event_key IN (SELECT event_key FROM epcis_event_names WHERE identifier IN {identifiers: Array(String)})
       ${oncePerEvent} SETTINGS max_execution_time = 120`,
      { identifiers: some },
    ),
  );
  return inOrder(rows);
}

/** The events that one capture added, in the order in which they were sent. */
export async function eventsOfCapture(statements: Readable, captureId: string): Promise<StoredEvent[]> {
  const rows = await statements.query<EventColumns>(
    `SELECT ${eventColumns} FROM epcis_events WHERE capture_id = {captureId: String} ${oncePerEvent} SETTINGS max_execution_time = 120`,
    { captureId },
  );
  return inOrder(rows);
}

/** The events of some keys, in the order of the keys. */
export async function eventsOf(statements: Readable, keys: readonly string[]): Promise<StoredEvent[]> {
  const rows = await askInParts(keys, (some) =>
    statements.query<EventColumns>(
      `SELECT ${eventColumns} FROM epcis_events WHERE event_key IN {keys: Array(String)} ${oncePerEvent} SETTINGS max_execution_time = 60`,
      { keys: some },
    ),
  );
  const byKey = new Map(rows.map((row) => [row.event_key, row]));
  const read = eventReader();
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [read(row)] : [];
  });
}

/** The texts of the events of some keys, in the order of the keys: to hand them on nobody has to understand them again. */
export async function sentEventsOf(statements: Readable, keys: readonly string[]): Promise<SentEvent[]> {
  type Sent = Pick<EventColumns, 'event_key' | 'record_time' | 'original' | 'context'>;
  const rows = await askInParts(keys, (some) =>
    statements.query<Sent>(
      `SELECT event_key, record_time, original, context FROM epcis_events WHERE event_key IN {keys: Array(String)} SETTINGS max_execution_time = 60`,
      { keys: some },
    ),
  );
  const first = new Map(rows.toSorted((a, b) => b.record_time - a.record_time).map((row) => [row.event_key, row]));
  const contextOf = contextReader();
  return keys.flatMap((key) => {
    const row = first.get(key);
    return row ? [{ original: row.original, context: contextOf(row.context) }] : [];
  });
}
