import { isDeepStrictEqual } from 'node:util';
import type { EpcisEvent, ReadEvent } from '@lotscope/epcis';
import type { Statements } from '../engine/engine.ts';
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

interface Candidate {
  readonly key: string;
  readonly position: number;
  readonly read: ReadEvent;
}

const sameSaid = (one: EpcisEvent, other: EpcisEvent): boolean =>
  isDeepStrictEqual(JSON.parse(saidBy(one)), JSON.parse(saidBy(other)));

/** The first of each key, and what becomes of the others. */
async function sort(statements: Pick<Statements, 'query'>, sent: readonly Candidate[]) {
  const before = await checkedByKey(statements, [...new Set(sent.map(({ key }) => key))]);
  const fresh = new Map<string, Candidate>();
  const known: string[] = [];
  const refused: string[] = [];
  for (const candidate of sent) {
    const { event } = candidate.read;
    const earlier = before.get(candidate.key) ?? fresh.get(candidate.key)?.read.event;
    if (earlier === undefined) fresh.set(candidate.key, candidate);
    else (sameSaid(earlier, event) ? known : refused).push(event.eventID);
  }
  return { fresh: [...fresh.values()], known, refused };
}

/**
 * Keeps the events of one capture. It can be repeated: what is there is left as it is. Of one event at most one row is made, and an event that is
 * there is found by all that it names, also after an interruption; but one that was interrupted may have kept a part only.
 */
export async function storeEvents(
  statements: Pick<Statements, 'query' | 'insert'>,
  { captureId, recordTime }: Capture,
  events: readonly ReadEvent[],
  firstPosition = 0,
): Promise<Storing> {
  const sent = events.map((read, i): Candidate => ({ key: eventKeyOf(read.event), position: firstPosition + i, read }));
  const { fresh, known, refused } = await sort(statements, sent);
  const time = recordTime.toISOString();
  for (let start = 0; start < fresh.length; start += rowsPerInsert) {
    const some = fresh.slice(start, start + rowsPerInsert);
    await statements.insert(
      'epcis_event_names',
      some.flatMap(({ key, read }) => nameRows(read, key)),
    );
    await statements.insert(
      'epcis_events',
      some.map(({ key, position, read }) => eventRow(read, { eventKey: key, captureId, position, recordTime: time })),
    );
  }
  const stored = fresh.map(({ read }): StoredEvent => ({
    ...read,
    event: { ...read.event, recordTime: time },
    captureId,
  }));
  return { stored, known, refused };
}
