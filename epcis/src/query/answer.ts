import type { ReadEvent } from '../document/read-event.ts';
import type { Json } from '../event/extensions.ts';
import { valuesIn } from './event-fields.ts';
import type { EventQuery, OpenValue, Order } from './event-query.ts';
import { type MasterData, noMasterData } from './master-data.ts';
import { matches } from './matches.ts';
import { openValue } from './read-value.ts';

/** More events meet the query than its sender wants to get at most (the standard's QueryTooLargeException). */
export class QueryTooLarge extends Error {
  readonly maxEventCount: number;

  constructor(maxEventCount: number) {
    super(`more than ${maxEventCount} events meet the query`);
    this.name = 'QueryTooLarge';
    this.maxEventCount = maxEventCount;
  }
}

/** UTF-8 sorts texts as their code points do; JavaScript's own order is another one beyond the first 65,536. */
const textOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Numbers before instants before texts, each among themselves. */
function openOrder(a: OpenValue, b: OpenValue): number {
  const rank = ({ number, time }: OpenValue): number => (number !== undefined ? 0 : time !== undefined ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a.number !== undefined && b.number !== undefined) return a.number - b.number;
  return textOrder(a.time ?? a.text, b.time ?? b.text);
}

function keyOf(read: ReadEvent, { by }: Order): OpenValue | null {
  const value = valuesIn(read, by).find((one: Json) => typeof one !== 'object');
  return value === undefined ? null : openValue(String(value));
}

/** Events that do not say what the order goes by stand last, whatever the direction. */
function ordered(events: readonly ReadEvent[], order: Order): readonly ReadEvent[] {
  const sign = order.direction === 'ASC' ? 1 : -1;
  return events
    .map((event) => ({ event, key: keyOf(event, order) }))
    .toSorted((a, b) => {
      if (!a.key || !b.key) return Number(!a.key) - Number(!b.key);
      return sign * openOrder(a.key, b.key);
    })
    .map(({ event }) => event);
}

/** The whole answer to a query over events in memory; pages are cut by whoever serves it. Throws QueryTooLarge. */
export function answer(
  query: EventQuery,
  events: readonly ReadEvent[],
  masterData: MasterData = noMasterData,
): readonly ReadEvent[] {
  const found = events.filter((event) => matches(query, event, masterData));
  const { order, eventCountLimit, maxEventCount } = query;
  if (maxEventCount !== undefined && found.length > maxEventCount) throw new QueryTooLarge(maxEventCount);
  return (order ? ordered(found, order) : found).slice(0, eventCountLimit);
}
