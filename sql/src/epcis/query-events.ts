import { type EventQuery, QueryTooLarge } from '@lotscope/epcis';
import type { Statements } from '../engine/engine.ts';
import { BoundValues } from './bound-values.ts';
import { conditionSql } from './condition-sql.ts';
import { behindSql, type SortKey, sortKeys } from './event-order.ts';
import { eventsOf } from './find-events.ts';
import type { KnownMasterData } from './known-master-data.ts';
import { endOfPage, fingerprint, writeToken } from './page-token.ts';
import type { StoredEvent } from './stored-event.ts';
import { visibleSql, type VisiblePlaces } from './visible-places.ts';

type Readable = Pick<Statements, 'query'>;

/** Events of a page where the query does not say (EPCIS 2.0, 12.6.1), and at most. */
const usualPage = 30;
const greatestPage = 1_000;

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Asks for the page behind this one; absent on the last. */
  readonly nextPageToken?: string;
  /** Events that meet the query and lie at sites that the reader may not see. */
  readonly withheld: number;
}

const countRows = async (statements: Readable, where: string, bound: BoundValues): Promise<number> => {
  const [counted] = await statements.query<{ events: number }>(
    `SELECT uniqExact(event_key) AS events FROM epcis_events WHERE ${where} SETTINGS max_execution_time = 60`,
    bound.parameters,
  );
  return counted?.events ?? 0;
};

async function newestRecord(statements: Readable): Promise<number> {
  const [newest] = await statements.query<{ until: number }>(
    'SELECT max(record_time) AS until FROM epcis_events SETTINGS max_execution_time = 60',
  );
  return newest?.until ?? 0;
}

type SortedRow = Readonly<Record<string, string | number>> & { readonly event_key: string };

interface Asked {
  readonly query: EventQuery;
  readonly masterData: KnownMasterData;
  readonly places: VisiblePlaces;
}

function whereSql({ query, masterData, places }: Asked, bound: BoundValues, visible: boolean): string {
  const seen = visibleSql(places, bound);
  const conditions = query.conditions.map((condition) => conditionSql(condition, masterData, bound));
  return [...conditions, visible ? seen : `NOT ${seen}`].join(' AND ');
}

async function refuseTooLarge(statements: Readable, asked: Asked): Promise<void> {
  const { maxEventCount } = asked.query;
  if (maxEventCount === undefined) return;
  const bound = new BoundValues();
  const found = await countRows(statements, whereSql(asked, bound, true), bound);
  if (found > maxEventCount) throw new QueryTooLarge(maxEventCount);
}

async function countWithheld(statements: Readable, asked: Asked): Promise<number> {
  if (asked.places === null) return 0;
  const bound = new BoundValues();
  return countRows(statements, whereSql(asked, bound, false), bound);
}

const orderBy = (keys: readonly SortKey[]): string =>
  keys.map(({ name, direction }) => `${name} ${direction}`).join(', ');

/** The rows of one page and one more, if there is one. */
async function sortedRows(statements: Readable, asked: Asked, length: number) {
  const bound = new BoundValues();
  const keys = sortKeys(asked.query.order, bound);
  const before = endOfPage(asked.query.nextPageToken, fingerprint(asked.query), keys.length);
  const until = before?.until ?? (await newestRecord(statements));
  const given = before?.given ?? 0;
  const limit = Math.max(0, Math.min(length, (asked.query.eventCountLimit ?? Infinity) - given));
  const columns = keys.map(({ name, sql }) => `${sql} AS ${name}`).join(', ');
  const behind = before ? `AND ${behindSql(keys, before.after, bound)}` : '';
  const rows = await statements.query<SortedRow>(
    `SELECT event_key, ${columns} FROM epcis_events
     WHERE record_time <= ${bound.add(until, 'Int64')} AND ${whereSql(asked, bound, true)} ${behind}
     ORDER BY ${orderBy(keys)} LIMIT 1 BY event_key LIMIT ${limit + 1} SETTINGS max_execution_time = 60`,
    bound.parameters,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isMore =
    rows.length > limit && last !== undefined && given + page.length < (asked.query.eventCountLimit ?? Infinity);
  const end = { query: fingerprint(asked.query), until, given: given + page.length };
  return {
    page,
    ...(isMore ? { nextPageToken: writeToken({ ...end, after: keys.map(({ name }) => last[name] ?? '') }) } : {}),
  };
}

/**
 * One page of the events that meet a query, in its order, of those that were there when its first page was asked for. The SQL twin of `answer`: both mean
 * the same. Throws QueryTooLarge, and InvalidQuery for a token that does not belong to the query.
 */
export async function queryEvents(
  statements: Readable,
  query: EventQuery,
  masterData: KnownMasterData,
  places: VisiblePlaces = null,
): Promise<EventPage> {
  const asked = { query, masterData, places };
  const { page, ...more } = await sortedRows(statements, asked, Math.min(query.perPage ?? usualPage, greatestPage));
  await refuseTooLarge(statements, asked);
  const events = await eventsOf(
    statements,
    page.map(({ event_key: key }) => key),
  );
  return { events, ...more, withheld: await countWithheld(statements, asked) };
}
