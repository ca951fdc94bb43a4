import type { EpcisEvent } from '../event/event.ts';
import { flowOf, type Flow } from './business-step.ts';
import type { Amount } from './amount.ts';
import type { Chronicle, Goods } from './chronicle.ts';
import { known, type Fact, type Row } from './fact.ts';
import { operationIdOf } from './operations.ts';
import { isPlaceOurs, isReceiverOurs } from './ownership.ts';
import { recordedAt } from './recorded-at.ts';
import { RowIds } from './row-ids.ts';
import { documentOf, placeOfEvent, sourceOf, type Place } from './whereabouts.ts';

/** What came into our stock and left it, other than by shipment; what happened at others' sites is not ours to book. */
export function movementFacts(chronicle: Chronicle): Fact[] {
  return chronicle.events.flatMap((event) => [
    ...beginnings(chronicle, event),
    ...consumption(chronicle, event),
    ...flowFacts(chronicle, event),
  ]);
}

const from = (place: Place | undefined): Row => known({ fromSiteId: place?.siteId, fromLocation: place?.location });
const to = (place: Place | undefined): Row => known({ toSiteId: place?.siteId, toLocation: place?.location });

/** One movement; none where the quantity is not known, since a movement is of a quantity. */
function movement(
  chronicle: Chronicle,
  event: EpcisEvent,
  { movementId, lotId, amount }: { movementId: string; lotId: string; amount: Amount },
  columns: Row,
): Fact[] {
  if (amount.quantity === undefined) {
    chronicle.leaveOut(event, 'quantity not known', lotId);
    return [];
  }
  const row = { movementId, lotId, ...known({ ...amount }), ...columns, at: event.eventTime, ...recordedAt([event]) };
  return [{ dataset: 'movements', row }];
}

/** Lots that came to be: objects that begin, and outputs. Containers that begin bring no goods. */
function beginnings(chronicle: Chronicle, event: EpcisEvent): Fact[] {
  const begins = event.type === 'ObjectEvent' && event.action === 'ADD' && flowOf(event) !== 'receive';
  if ((!begins && event.type !== 'TransformationEvent') || isPlaceOurs(event, chronicle.options) === false) return [];
  const operation = event.type === 'TransformationEvent' ? { operationId: operationIdOf(event) } : {};
  const begun = chronicle.goodsOf(event).filter(({ unitId }) => unitId === undefined);
  const columns = { reason: 'produce', ...to(placeOfEvent(event)), ...operation };
  return booked(chronicle, event, 'produce', begun, columns);
}

function consumption(chronicle: Chronicle, event: EpcisEvent): Fact[] {
  if (event.type !== 'TransformationEvent' || isPlaceOurs(event, chronicle.options) === false) return [];
  const columns = { reason: 'issue', ...from(placeOfEvent(event)), operationId: operationIdOf(event) };
  return booked(chronicle, event, 'issue', chronicle.inputGoodsOf(event), columns);
}

/** Of transformations the lines of the operation stand for what has no quantity. */
function booked(chronicle: Chronicle, event: EpcisEvent, what: string, goods: readonly Goods[], columns: Row): Fact[] {
  const ids = new RowIds(event, what);
  return goods.flatMap(({ lot, amount, unitId }) => {
    if (amount.quantity === undefined) return [];
    const movementId = ids.of(lot.id, ...(unitId === undefined ? [] : [unitId]));
    return movement(chronicle, event, { movementId, lotId: lot.id, amount }, columns);
  });
}

function flowFacts(chronicle: Chronicle, event: EpcisEvent): Fact[] {
  const flow = flowOf(event);
  if (flow === null || flow === 'ship' || flow === 'void' || flow === 'arrive') return [];
  const isForeign =
    flow === 'receive'
      ? isReceiverOurs(event, chronicle.options) === false
      : isPlaceOurs(event, chronicle.options) === false;
  if (isForeign) return [];
  if (flow === 'count') return counts(chronicle, event);
  const columns = columnsOf(event, flow);
  const ids = new RowIds(event, flow);
  chronicle.noteEmptyUnits(event);
  return chronicle.goodsOf(event).flatMap(({ lot, amount, unitId }) => {
    const movementId = ids.of(lot.id, ...(unitId === undefined ? [] : [unitId]));
    const signed =
      flow === 'retire' && amount.quantity !== undefined ? { ...amount, quantity: -amount.quantity } : amount;
    return movement(chronicle, event, { movementId, lotId: lot.id, amount: signed }, columns);
  });
}

function columnsOf(event: EpcisEvent, flow: Exclude<Flow, 'ship' | 'void' | 'arrive' | 'count'>): Row {
  const place = placeOfEvent(event);
  const reasonCode = event.disposition ?? event.bizStep;
  const document = documentOf(event, 'desadv', 'bol', 'recadv', 'inv', 'po');
  switch (flow) {
    case 'receive': {
      const reason = event.disposition === 'returned' || documentOf(event, 'rma') !== undefined ? 'return' : 'receipt';
      return known({
        reason,
        ...from(sourceOf(event).place),
        ...to(place),
        document: document ?? documentOf(event, 'rma'),
      });
    }
    case 'sell':
      return known({ reason: 'ship', reasonCode: event.bizStep, ...from(place), document });
    case 'scrap':
      return known({ reason: 'scrap', reasonCode, ...from(place), document });
    case 'retire':
      // Its identity ended, not the thing: it is not scrap, and where it is from then on nobody knows.
      return known({ reason: 'adjust', reasonCode: event.bizStep ?? 'decommissioning', ...from(place), document });
  }
}

/** A physical count of what was found at the place. */
function counts(chronicle: Chronicle, event: EpcisEvent): Fact[] {
  const place = placeOfEvent(event);
  const totals = new Map<string, Amount & { lotId: string }>();
  for (const { lot, amount } of chronicle.goodsOf(event)) {
    if (place === undefined) chronicle.leaveOut(event, 'place not known', lot.id);
    else if (amount.quantity === undefined) chronicle.leaveOut(event, 'quantity not known', lot.id);
    else {
      const key = `${lot.id}\n${amount.unit}`;
      totals.set(key, { lotId: lot.id, ...amount, quantity: amount.quantity + (totals.get(key)?.quantity ?? 0) });
    }
  }
  return [...totals.values()].map(({ lotId, ...amount }) => ({
    dataset: 'stock_counts',
    row: known({
      lotId,
      ...place,
      countedAt: event.eventTime,
      kind: 'physical',
      ...amount,
      ...recordedAt([event]),
    }),
  }));
}
