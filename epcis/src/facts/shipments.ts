import type { Chronicle } from './chronicle.ts';
import { deliver, type Arrival } from './deliveries.ts';
import { known, type Fact, type Row } from './fact.ts';
import { isOurs } from './ownership.ts';
import { recordedAt } from './recorded-at.ts';
import { RowIds } from './row-ids.ts';
import { shippedLines, type ShippedLine } from './shipped-lines.ts';
import { documentOf, placeOfEvent } from './whereabouts.ts';

/** What left for customers and other sites, line by line, and when it arrived. */
export function shipmentFacts(chronicle: Chronicle): Fact[] {
  const lines = shippedLines(chronicle);
  const unexplained = deliver(chronicle, lines);
  return [
    ...lines.flatMap((line) => factsOfLine(chronicle, line)),
    ...unexplained.flatMap((arrival) => untoldShipment(chronicle, arrival)),
  ];
}

function factsOfLine(chronicle: Chronicle, line: ShippedLine): Fact[] {
  // The receipt tells it.
  if (line.relation === 'inbound') return [];
  const isMoved = line.relation !== 'passed on' && line.amount.quantity !== undefined;
  const customerId = customerOf(line, isMoved);
  if (customerId === undefined && !isMoved && line.relation !== 'internal')
    chronicle.leaveOut(line.event, 'neither customer nor quantity known', line.goods.lot.id);
  else if (!isMoved && line.relation === 'internal')
    chronicle.leaveOut(line.event, 'quantity not known', line.goods.lot.id);
  return [
    ...(customerId === undefined ? [] : [fact('shipments', line, shipmentOf(line, customerId))]),
    ...(isMoved ? [fact('movements', line, movementOf(line, customerId))] : []),
  ];
}

/** Who received it: a party; only where no movement can tell the place, the place stands for whoever is there. */
function customerOf({ relation, destination }: ShippedLine, isMoved: boolean): string | undefined {
  if (relation === 'internal') return undefined;
  const place = relation === 'place only' && isMoved ? undefined : destination.place?.siteId;
  return destination.party ?? place;
}

function fact(dataset: 'shipments' | 'movements', line: ShippedLine, row: Row): Fact {
  return { dataset, row: { ...row, ...(line.isVoid ? { deleted: true } : {}), ...recordedAt(line.told) } };
}

function shipmentOf(line: ShippedLine, customerId: string): Row {
  const { event, goods, source, destination, from, relation } = line;
  return known({
    shipmentId: line.shipmentId,
    lineId: line.id,
    lotId: goods.lot.id,
    customerId,
    fromPartyId: relation === 'passed on' ? (source.party ?? source.place?.siteId ?? from?.siteId) : undefined,
    fromSiteId: from?.siteId,
    shipToSiteId: destination.place?.siteId ?? line.deliveredTo,
    orderId: documentOf(event, 'po', 'poc'),
    handlingUnitId: goods.unitId,
    quantity: line.amount.quantity,
    unit: line.amount.unit,
    shippedAt: event.eventTime,
    deliveredAt: line.deliveredAt,
    referenceDocument: documentOf(event, 'bol', 'desadv', 'inv'),
  });
}

function movementOf(line: ShippedLine, customerId: string | undefined): Row {
  const { event, goods, destination, from, amount } = line;
  return known({
    movementId: line.id,
    lotId: goods.lot.id,
    reason: 'ship',
    quantity: amount.quantity,
    unit: amount.unit,
    fromSiteId: from?.siteId,
    fromLocation: from?.location,
    toSiteId: destination.place?.siteId,
    toLocation: destination.place?.location,
    shipmentId: customerId === undefined ? undefined : line.shipmentId,
    document: documentOf(event, 'desadv', 'bol', 'inv', 'po'),
    at: event.eventTime,
  });
}

/** A receipt of others tells of a shipment to them that nobody else told: whoever has the goods must not be missed. */
function untoldShipment(chronicle: Chronicle, { event, goods, source, destination, document }: Arrival): Fact[] {
  const customerId = destination.party;
  if (customerId === undefined || source.party === undefined || source.party === customerId) return [];
  if (isOurs(destination, chronicle.options) !== false) return [];
  const place = destination.place ?? placeOfEvent(event);
  const row = known({
    shipmentId: document ?? event.eventID,
    lineId: new RowIds(event, 'arrival').of(goods.lot.id, ...(goods.unitId === undefined ? [] : [goods.unitId])),
    lotId: goods.lot.id,
    customerId,
    fromPartyId: isOurs(source, chronicle.options) === false ? source.party : undefined,
    fromSiteId: source.place?.siteId,
    shipToSiteId: place?.siteId,
    orderId: documentOf(event, 'po', 'poc'),
    handlingUnitId: goods.unitId,
    ...goods.amount,
    deliveredAt: event.eventTime,
    referenceDocument: document,
    ...recordedAt([event]),
  });
  return [{ dataset: 'shipments', row }];
}
