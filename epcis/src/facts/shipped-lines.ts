import type { EpcisEvent } from '../event/event.ts';
import { leavesSome, plus, type Amount } from './amount.ts';
import { flowOf } from './business-step.ts';
import type { Chronicle, Goods } from './chronicle.ts';
import { isOurs, isSenderOurs } from './ownership.ts';
import { RowIds } from './row-ids.ts';
import { destinationOf, documentOf, placeOfEvent, sourceOf, type End, type Place } from './whereabouts.ts';

/** One lot of one shipment, and what later events make of it. */
export interface ShippedLine {
  readonly event: EpcisEvent;
  readonly goods: Goods;
  /** Id of the line, and of the movement that goes with it. */
  readonly id: string;
  readonly shipmentId: string;
  readonly from?: Place;
  readonly source: End;
  readonly destination: End;
  /** Whose shipment it is: of ours to a customer, of others, or between sites of ours. */
  readonly relation: 'outbound' | 'passed on' | 'inbound' | 'internal' | 'place only';
  amount: Amount;
  /** None of it was shipped after all. */
  isVoid: boolean;
  /** All events that tell of it. */
  readonly told: EpcisEvent[];
  deliveredAt?: string;
  /** Site where it arrived. */
  deliveredTo?: string;
}

/** Shipments by lot, in the order of time; without what was declared as not shipped. */
export function shippedLines(chronicle: Chronicle): ShippedLine[] {
  const lines: ShippedLine[] = [];
  for (const event of chronicle.events) {
    const flow = flowOf(event);
    if (flow === 'ship') lines.push(...linesOf(chronicle, event));
    else if (flow === 'void') for (const goods of chronicle.goodsOf(event)) takeBack(lines, event, goods);
  }
  return lines;
}

function linesOf(chronicle: Chronicle, event: EpcisEvent): ShippedLine[] {
  chronicle.noteEmptyUnits(event);
  const ids = new RowIds(event, 'ship');
  const [source, destination] = [sourceOf(event), destinationOf(event)];
  const from = source.place ?? placeOfEvent(event);
  const shared = {
    event,
    shipmentId: documentOf(event, 'desadv', 'bol') ?? event.eventID,
    source,
    destination,
    relation: relationOf(chronicle, event, destination),
    isVoid: false,
    ...(from === undefined ? {} : { from }),
  };
  return chronicle.goodsOf(event).map((goods) => ({
    ...shared,
    goods,
    id: ids.of(goods.lot.id, ...(goods.unitId === undefined ? [] : [goods.unitId])),
    amount: goods.amount,
    told: [event],
  }));
}

function relationOf(chronicle: Chronicle, event: EpcisEvent, destination: End): ShippedLine['relation'] {
  const toUs = isOurs(destination, chronicle.options);
  const fromUs = isSenderOurs(event, chronicle.options);
  if (toUs === true) return fromUs === false ? 'inbound' : 'internal';
  if (fromUs === false) return 'passed on';
  // A place alone may be one of ours: the sites tell, not this event.
  return destination.party === undefined && toUs === undefined ? 'place only' : 'outbound';
}

/** What was declared as not shipped comes off the latest shipments of the lot, of the same document if both name one. */
function takeBack(lines: readonly ShippedLine[], event: EpcisEvent, goods: Goods): void {
  const document = documentOf(event, 'desadv', 'bol');
  let left = goods.amount;
  for (const line of lines.toReversed()) {
    if (line.isVoid || line.goods.lot.id !== goods.lot.id) continue;
    if (document !== undefined && line.shipmentId !== line.event.eventID && line.shipmentId !== document) continue;
    line.told.push(event);
    if (leavesSome(line.amount, left)) {
      line.amount = plus(line.amount, left, -1);
      return;
    }
    line.isVoid = true;
    if (left.quantity === undefined || !leavesSome(left, line.amount)) return;
    left = plus(left, line.amount, -1);
  }
}
