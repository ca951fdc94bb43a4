import type { TransactionEvent } from '../event/event.ts';
import { identify } from '../identifier/identify.ts';
import type { Chronicle } from './chronicle.ts';
import { known, type Fact } from './fact.ts';
import { amountAt, Grouping, type GroupMark, type Stay } from './grouping.ts';
import { recordedAt } from './recorded-at.ts';

/** Transactions that ask for goods; all others are documents that go with them. */
const orders: ReadonlySet<string> = new Set(['po', 'poc', 'prodorder']);

/** Lots tied to orders by TransactionEvents, and loosened again: one row per lot and order. */
export function allocationFacts(chronicle: Chronicle): Fact[] {
  const events = new Map(chronicle.events.map((event) => [event.eventID, event]));
  const marks = chronicle.events.flatMap((event) =>
    event.type === 'TransactionEvent' ? marksOf(chronicle, event) : [],
  );
  const tied = new Grouping(marks);
  return tied.groups.flatMap((orderId) => {
    const stays = tied.staysIn(orderId).filter(({ id }) => chronicle.lot(id) !== undefined);
    // The last stay tells what holds.
    return [...new Map(stays.map((stay) => [stay.id, stay])).values()].map((stay): Fact => {
      const told = stay.eventIDs.flatMap((id) => events.get(id) ?? []);
      return { dataset: 'allocations', row: { ...allocationOf(orderId, stay), ...recordedAt(told) } };
    });
  });
}

function allocationOf(orderId: string, stay: Stay): Fact['row'] {
  const { quantity, unit } = amountAt(stay, stay.until ?? '9');
  return known({
    allocationId: `${orderId}|${stay.id}`,
    lotId: stay.id,
    orderId,
    quantity,
    unit,
    at: stay.from,
    deleted: stay.until === undefined ? undefined : true,
  });
}

function marksOf(chronicle: Chronicle, event: TransactionEvent): GroupMark[] {
  const goods = chronicle.goodsOf(event);
  // Containers whose contents nobody told leave a list that is not empty without a lot: that loosens nothing.
  if (goods.length === 0 && event.epcList.length + event.quantityList.length > 0) return [];
  const members = goods.map(({ lot, amount }) => ({ id: lot.id, amount, isSingle: lot.isSerial }));
  const { action, eventTime, eventID } = event;
  return event.bizTransactionList.flatMap(({ type, bizTransaction }) =>
    orders.has(type ?? '')
      ? [{ group: identify(bizTransaction).canonical, action, at: eventTime, eventID, members }]
      : [],
  );
}
