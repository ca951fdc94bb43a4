import type { Statements } from '../engine/engine.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import { sentEventsOf } from './find-events.ts';
import { endOfPage, writeToken } from './page-token.ts';
import type { SentEvent } from './stored-event.ts';
import type { VisiblePlaces } from './visible-places.ts';

type Readable = Pick<Statements, 'query'>;

export interface TraceQuestion {
  /** What tells the question from others, so that a token is of use for its own only. */
  readonly name: string;
  /** Canonical identifiers of all lots, serials and containers of the trace that are in it at any time. */
  readonly things: readonly string[];
  /** Lots of the trace: what happened to a container while one of them was in it belongs to the trace, too. */
  readonly lots: readonly string[];
  readonly places: VisiblePlaces;
  readonly perPage: number;
  readonly nextPageToken?: string | undefined;
}

export interface TracePage {
  readonly events: readonly SentEvent[];
  readonly nextPageToken?: string;
  /** Events of the trace that lie at sites which the reader may not see. */
  readonly withheld: number;
}

interface Named {
  readonly identifier: string;
  readonly event_key: string;
  readonly event_time: number;
}

interface Stay {
  readonly container: string;
  readonly from: number | null;
  readonly until: number | null;
}

/** The events that name things, with their time; as corrections or declared wrong they are found by what they name themselves. */
const eventsNaming = (statements: Readable, things: readonly string[]): Promise<Named[]> =>
  askInParts(things, (some) =>
    statements.query<Named>(
      `SELECT identifier, event_key, event_time FROM epcis_event_names WHERE identifier IN {things: Array(String)}
       SETTINGS max_execution_time = 60`,
      { things: some },
    ),
  );

const staysOf = (statements: Readable, lots: readonly string[]): Promise<Stay[]> =>
  askInParts(lots, (some) =>
    statements.query<Stay>(
      `SELECT handling_unit_id AS container, toUnixTimestamp64Milli(packed_at) AS from, toUnixTimestamp64Milli(unpacked_at) AS until
       FROM handling_units WHERE lot_id IN {lots: Array(String)} SETTINGS max_execution_time = 60`,
      { lots: some },
    ),
  );

/** What happened to containers while something of the trace was in them; a time that is not known excludes nothing. */
async function eventsOfContainers(statements: Readable, lots: readonly string[]): Promise<Named[]> {
  const stays = Map.groupBy(await staysOf(statements, lots), ({ container }) => container);
  const named = await eventsNaming(statements, [...stays.keys()]);
  return named.filter(({ identifier, event_time: time }) =>
    stays.get(identifier)?.some(({ from, until }) => (from ?? -Infinity) <= time && time <= (until ?? Infinity)),
  );
}

/** Keys of the events that lie at places which the reader may see. */
async function visibleKeys(
  statements: Readable,
  keys: readonly string[],
  places: readonly string[],
): Promise<Set<string>> {
  const rows = await askInParts(keys, (some) =>
    statements.query<{ event_key: string }>(
      `SELECT event_key FROM epcis_events
       WHERE event_key IN {keys: Array(String)} AND (site_id = '' OR site_id IN {places: Array(String)}) SETTINGS max_execution_time = 60`,
      { keys: some, places: [...places] },
    ),
  );
  return new Set(rows.map(({ event_key: key }) => key));
}

const isBehind = (time: number, key: string, end: readonly (string | number)[]): boolean =>
  time > Number(end[0]) || (time === Number(end[0]) && key > String(end[1]));

/** One page of the events that tell a trace, in the order in which they happened. */
export async function traceEvents(statements: Readable, question: TraceQuestion): Promise<TracePage> {
  const end = endOfPage(question.nextPageToken, question.name, 2);
  const { things, lots, places, perPage, name } = question;
  const [direct, contained] = await Promise.all([
    eventsNaming(statements, things),
    eventsOfContainers(statements, lots),
  ]);
  const times = new Map([...direct, ...contained].map(({ event_key: key, event_time: time }) => [key, time]));
  const visible = places === null ? null : await visibleKeys(statements, [...times.keys()], places);
  const rest = [...times]
    .filter(([key, time]) => (visible?.has(key) ?? true) && (end === null || isBehind(time, key, end.after)))
    .toSorted(([a, at], [b, other]) => at - other || (a < b ? -1 : 1));
  const page = rest.slice(0, perPage);
  const events = await sentEventsOf(
    statements,
    page.map(([key]) => key),
  );
  const withheld = visible === null ? 0 : times.size - visible.size;
  const last = page.at(-1);
  if (rest.length === page.length || last === undefined) return { events, withheld };
  const given = (end?.given ?? 0) + page.length;
  return { events, withheld, nextPageToken: writeToken({ query: name, until: 0, given, after: [last[1], last[0]] }) };
}
