import type { EpcisEvent } from '../event/event.ts';
import { flowOf } from './business-step.ts';
import type { Chronicle, Goods } from './chronicle.ts';
import type { ShippedLine } from './shipped-lines.ts';
import { destinationOf, documentOf, placeOfEvent, sourceOf, type End } from './whereabouts.ts';

/** Goods that came somewhere. */
export interface Arrival {
  readonly event: EpcisEvent;
  readonly goods: Goods;
  readonly source: End;
  readonly destination: End;
  readonly document?: string;
}

/** Finds the shipment that each arrival ends, and dates it. Returns the arrivals that no shipment of the lot leads to. */
export function deliver(chronicle: Chronicle, lines: readonly ShippedLine[]): Arrival[] {
  const byLot = Map.groupBy(
    lines.filter(({ isVoid }) => !isVoid),
    ({ goods }) => goods.lot.id,
  );
  const unexplained: Arrival[] = [];
  for (const event of chronicle.events) {
    const flow = flowOf(event);
    if (flow !== 'receive' && flow !== 'arrive') continue;
    for (const arrival of arrivalsOf(chronicle, event)) {
      const candidates = (byLot.get(arrival.goods.lot.id) ?? []).filter((line) => mayBe(line, arrival));
      const line = chosen(
        candidates.filter(({ deliveredAt }) => deliveredAt === undefined),
        arrival,
      );
      if (line !== undefined) {
        line.deliveredAt = event.eventTime;
        if (arrival.destination.place) line.deliveredTo = arrival.destination.place.siteId;
        line.told.push(event);
      } else if (candidates.length === 0) unexplained.push(arrival);
    }
  }
  return unexplained;
}

function arrivalsOf(chronicle: Chronicle, event: EpcisEvent): Arrival[] {
  chronicle.noteEmptyUnits(event);
  const document = documentOf(event, 'desadv', 'bol');
  const place = placeOfEvent(event);
  const told = destinationOf(event);
  const destination = { ...told, ...(told.place === undefined && place !== undefined ? { place } : {}) };
  return chronicle.goodsOf(event).map((goods) => ({
    event,
    goods,
    source: sourceOf(event),
    destination,
    ...(document === undefined ? {} : { document }),
  }));
}

const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;
const agree = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one === other;

const documentOfLine = (line: ShippedLine): string | undefined => documentOf(line.event, 'desadv', 'bol');

/** Whether nothing speaks against the arrival being the end of the shipment. */
function mayBe(line: ShippedLine, { event, goods, destination, document }: Arrival): boolean {
  if (line.event.eventTime > event.eventTime) return false;
  if (differ(documentOfLine(line), document) || differ(line.destination.party, destination.party)) return false;
  if (differ(line.destination.place?.siteId, destination.place?.siteId)) return false;
  return goods.lot.isSerial || !differ(line.goods.unitId, goods.unitId);
}

/** The shipment that an arrival ends: the one that something speaks for, else the only one; of several to one customer the first. */
function chosen(lines: readonly ShippedLine[], arrival: Arrival): ShippedLine | undefined {
  const reasons: ((line: ShippedLine) => boolean)[] = [
    (line) => agree(documentOfLine(line), arrival.document),
    (line) => agree(line.goods.unitId, arrival.goods.unitId),
    (line) => agree(line.destination.place?.siteId, arrival.destination.place?.siteId),
    (line) => agree(line.destination.party, arrival.destination.party),
    () => true,
  ];
  for (const speaks of reasons) {
    const found = lines.filter(speaks);
    if (found.length > 0 && new Set(found.map(({ destination }) => destination.party)).size === 1) return found[0];
  }
  return undefined;
}
