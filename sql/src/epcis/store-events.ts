import { isDeepStrictEqual } from 'node:util';
import type { EpcisEvent, ReadEvent } from '@lotscope/epcis';
import type { Statements } from '../engine/engine.ts';
import { storeContexts } from './contexts.ts';
import { eventKeyOf, saidBy } from './event-key.ts';
import { eventRow } from './event-row.ts';
import { checkedByKey } from './find-events.ts';
import { nameRows } from './named-things.ts';
import type { Capture, StoredEvent } from './stored-event.ts';

export interface Storing {
  /** What is new, in the order in which it was sent. */
  readonly stored: readonly StoredEvent[];
  /** IDs of events that were there before, saying the same; nothing has changed for them. */
  readonly known: readonly string[];
  /** IDs that belong to events which say something else. The former events stay: captured events are not overwritten. */
  readonly refused: readonly string[];
}

/** Rows of one statement: the text of an event is several kilobytes, and the driver holds a statement as one string. */
const rowsPerInsert = 2_000;

/** One event as it came, with its place in its capture. */
export interface Arrival extends Capture {
  readonly position: number;
  readonly read: ReadEvent;
}

/** An arrival, whatever else its sender keeps with it, and its key. */
interface Candidate<Own extends Arrival = Arrival> {
  readonly key: string;
  readonly arrival: Own;
}

const sameSaid = (one: EpcisEvent, other: EpcisEvent): boolean =>
  isDeepStrictEqual(JSON.parse(saidBy(one)), JSON.parse(saidBy(other)));

interface Sorted<Own extends Arrival> {
  readonly fresh: readonly Candidate<Own>[];
  readonly known: readonly Own[];
  readonly refused: readonly Own[];
}

/** The first of each key, and what becomes of the others. */
function sort<Own extends Arrival>(
  sent: readonly Candidate<Own>[],
  before: ReadonlyMap<string, EpcisEvent>,
): Sorted<Own> {
  const fresh = new Map<string, Candidate<Own>>();
  const known: Own[] = [];
  const refused: Own[] = [];
  for (const candidate of sent) {
    const { key, arrival } = candidate;
    const earlier = before.get(key) ?? fresh.get(key)?.arrival.read.event;
    if (earlier === undefined) fresh.set(key, candidate);
    else (sameSaid(earlier, arrival.read.event) ? known : refused).push(arrival);
  }
  return { fresh: [...fresh.values()], known, refused };
}

/** What becomes of events that arrive; of a capture that is to be kept whole or not at all nothing is fresh when one of its events is refused. */
function judge<Own extends Arrival>(
  sent: readonly Candidate<Own>[],
  before: ReadonlyMap<string, EpcisEvent>,
  whole: ReadonlySet<string>,
): Sorted<Own> {
  const sorted = sort(sent, before);
  const dropped = new Set(sorted.refused.map(({ captureId }) => captureId).filter((captureId) => whole.has(captureId)));
  if (dropped.size === 0) return sorted;
  // Without those captures others may be the first to say something.
  const rest = judge(
    sent.filter(({ arrival }) => !dropped.has(arrival.captureId)),
    before,
    whole,
  );
  const refused = sorted.refused.filter(({ captureId }) => dropped.has(captureId));
  return { ...rest, refused: [...refused, ...rest.refused] };
}

async function arriving<Own extends Arrival>(statements: Pick<Statements, 'query'>, arrivals: readonly Own[]) {
  const sent = arrivals.map((arrival): Candidate<Own> => ({ arrival, key: eventKeyOf(arrival.read.event) }));
  return { sent, before: await checkedByKey(statements, [...new Set(sent.map(({ key }) => key))]) };
}

/** The arrivals that would be refused, without keeping any. */
export async function refusedArrivals<Own extends Arrival>(
  statements: Pick<Statements, 'query'>,
  arrivals: readonly Own[],
): Promise<readonly Own[]> {
  const { sent, before } = await arriving(statements, arrivals);
  return sort(sent, before).refused;
}

/**
 * Keeps the events of several captures at once, as `storeEvents` does those of one; answers the arrivals that were refused. `whole`: captures of
 * which nothing is kept then.
 */
export async function storeArrivals<Own extends Arrival>(
  statements: Pick<Statements, 'query' | 'insert'>,
  arrivals: readonly Own[],
  whole: ReadonlySet<string>,
): Promise<readonly Own[]> {
  const { sent, before } = await arriving(statements, arrivals);
  const { fresh, refused } = judge(sent, before, whole);
  await keep(statements, fresh);
  return refused;
}

async function keep(statements: Pick<Statements, 'insert'>, fresh: readonly Candidate[]): Promise<void> {
  await storeContexts(
    statements,
    fresh.map(({ arrival: { read } }) => read),
  );
  for (let start = 0; start < fresh.length; start += rowsPerInsert) {
    const some = fresh.slice(start, start + rowsPerInsert);
    await statements.insert(
      'epcis_event_names',
      some.flatMap(({ key, arrival }) => nameRows(arrival.read, key)),
    );
    await statements.insert(
      'epcis_events',
      some.map(({ key, arrival: { read, captureId, position, recordTime } }) =>
        eventRow(read, { eventKey: key, captureId, position, recordTime: recordTime.toISOString() }),
      ),
    );
  }
}

/**
 * Keeps the events of one capture. It can be repeated: what is there is left as it is. Of one event at most one row is made, and an event that is
 * there is found by all that it names, also after an interruption; but one that was interrupted may have kept a part only.
 */
export async function storeEvents(
  statements: Pick<Statements, 'query' | 'insert'>,
  capture: Capture,
  events: readonly ReadEvent[],
  firstPosition = 0,
): Promise<Storing> {
  const arrivals = events.map((read, i) => ({ ...capture, position: firstPosition + i, read }));
  const { sent, before } = await arriving(statements, arrivals);
  const { fresh, known, refused } = sort(sent, before);
  await keep(statements, fresh);
  const time = capture.recordTime.toISOString();
  const stored = fresh.map(({ arrival: { read } }): StoredEvent => ({
    ...read,
    event: { ...read.event, recordTime: time },
    captureId: capture.captureId,
  }));
  const idsOf = (all: readonly Arrival[]) => all.map(({ read }) => read.event.eventID);
  return { stored, known: idsOf(known), refused: idsOf(refused) };
}
