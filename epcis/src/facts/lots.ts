import type { EpcisEvent } from '../event/event.ts';
import type { Extensions } from '../event/extensions.ts';
import { flowOf } from './business-step.ts';
import type { Chronicle } from './chronicle.ts';
import { known, type Fact, type Row } from './fact.ts';
import { attributeOf, readGs1Date, readTime } from './master-data.ts';
import { isOurs, isPlaceOurs, isReceiverOurs } from './ownership.ts';
import { recordedAt } from './recorded-at.ts';
import { lotIdOf, namesLots, type LotThing } from './thing.ts';
import { documentOf, placeOfEvent, sourceOf } from './whereabouts.ts';

/** What an event says of a lot; of two that say different things of one column the one that made it knows better than one that saw it. */
const weights = { made: 0, received: 1, named: 2 } as const;
type Weight = (typeof weights)[keyof typeof weights];

interface Statement {
  readonly weight: Weight;
  readonly event: EpcisEvent;
  readonly columns: Row;
}

/** The lots that events name, each with all that they say of it (D1): one row per lot, whatever the number of events. */
export function lotFacts(chronicle: Chronicle): Fact[] {
  const statements = new Map<string, Statement[]>();
  const say: Say = (lotId, statement) => {
    const earlier = statements.get(lotId);
    if (earlier) earlier.push(statement);
    else statements.set(lotId, [statement]);
  };
  for (const event of chronicle.events) {
    for (const lot of namedLots(chronicle, event)) {
      say(lot.id, { weight: weights.named, event, columns: ownColumns(chronicle, event, lot) });
      if (lot.productionLotId !== undefined)
        say(lot.productionLotId, {
          weight: weights.named,
          event,
          columns: known({ itemId: lot.itemId, lotNumber: lot.lotNumber }),
        });
    }
    for (const lot of madeLots(chronicle, event)) sayMade(chronicle, event, lot, say);
    if (flowOf(event) === 'receive') sayReceived(chronicle, event, say);
  }
  return [...statements].map(([lotId, said]) => ({ dataset: 'lots', row: rowOf(lotId, said) }));
}

type Say = (lotId: string, statement: Statement) => void;

function rowOf(lotId: string, said: readonly Statement[]): Row {
  const row: Record<string, string | number | boolean> = { lotId };
  for (const { columns } of said.toSorted((one, other) => one.weight - other.weight))
    for (const [name, value] of Object.entries(columns)) row[name] ??= value;
  return { ...row, ...recordedAt(said.map(({ event }) => event)) };
}

function namedLots(chronicle: Chronicle, event: EpcisEvent): LotThing[] {
  const things = [...chronicle.namedBy(event), ...chronicle.inputsOf(event)].map(({ thing }) => thing);
  return things.filter((thing) => thing.kind === 'lot');
}

/** What the identifier itself says. */
function ownColumns(chronicle: Chronicle, event: EpcisEvent, lot: LotThing): Row {
  const year = Number(event.eventTime.slice(0, 4));
  const date = (...ais: readonly string[]): string | undefined => {
    const digits = ais.map((ai) => lot.attributes[ai]).find((value) => value !== undefined);
    if (digits === undefined) return undefined;
    const read = readGs1Date(digits, year);
    if (read === null) chronicle.leaveOut(event, 'date not readable', digits);
    return read ?? undefined;
  };
  return known({
    itemId: lot.itemId,
    lotNumber: lot.lotNumber,
    productionLotId: lot.productionLotId,
    certificate: documentOf(event, 'cert'),
    manufacturedAt: date('11'),
    expiresAt: date('17', '15'),
  });
}

/** The lots that came to be in an event: objects that begin, and outputs. */
function madeLots(chronicle: Chronicle, event: EpcisEvent): LotThing[] {
  const begins = event.type === 'ObjectEvent' && event.action === 'ADD';
  if (!begins && event.type !== 'TransformationEvent') return [];
  return chronicle.namedBy(event).flatMap(({ thing }) => (thing.kind === 'lot' ? [thing] : []));
}

function sayMade(chronicle: Chronicle, event: EpcisEvent, lot: LotThing, say: Say): void {
  // Some say ADD of what they receive for the first time: that did not make it.
  const isReceived = flowOf(event) === 'receive';
  const ilmd = 'ilmd' in event ? event.ilmd : {};
  const lotNumber = attributeOf(ilmd, 'lotNumber');
  const ours = isPlaceOurs(event, chronicle.options);
  const origin = isReceived ? {} : makerColumns(event, ours);
  const columns = { ...origin, ...ilmdColumns(chronicle, event, ilmd), ...membership(lot, lotNumber) };
  say(lot.id, { weight: isReceived ? weights.received : weights.made, event, columns });
  const productionLotId = columns.productionLotId;
  if (lotNumber !== undefined && typeof productionLotId === 'string')
    say(productionLotId, { weight: weights.made, event, columns: { itemId: lot.itemId, lotNumber } });
}

function makerColumns(event: EpcisEvent, ours: boolean | undefined): Row {
  const siteId = placeOfEvent(event)?.siteId;
  const place = ours === false ? { supplierSiteId: siteId } : { siteId };
  return known({ ...place, origin: ours === true ? 'made' : undefined, createdAt: event.eventTime });
}

function ilmdColumns(chronicle: Chronicle, event: EpcisEvent, ilmd: Extensions): Row {
  const date = (...names: readonly string[]): string | undefined => {
    const text = attributeOf(ilmd, ...names);
    if (text === undefined) return undefined;
    const read = readTime(text);
    if (read === null) chronicle.leaveOut(event, 'date not readable', text);
    return read ?? undefined;
  };
  return known({
    lotNumber: attributeOf(ilmd, 'lotNumber'),
    country: attributeOf(ilmd, 'countryOfOrigin'),
    manufacturedAt: date('productionDate', 'harvestEndDate', 'harvestStartDate'),
    expiresAt: date('itemExpirationDate', 'bestBeforeDate'),
    storageCondition: attributeOf(ilmd, 'storageStateCode'),
  });
}

/** A serial belongs to the lot whose number is said of it: membership, not consumption (D1). */
function membership(lot: LotThing, lotNumber: string | undefined): { productionLotId?: string } {
  if (!lot.isSerial || lotNumber === undefined || !namesLots(lot.itemId)) return {};
  return { productionLotId: lotIdOf(lot.itemId, lotNumber) };
}

function sayReceived(chronicle: Chronicle, event: EpcisEvent, say: Say): void {
  if (event.disposition === 'returned' || isReceiverOurs(event, chronicle.options) === false) return;
  const source = sourceOf(event);
  const isBought = isReceiverOurs(event, chronicle.options) === true && isOurs(source, chronicle.options) !== true;
  for (const { lot } of chronicle.goodsOf(event)) {
    const columns = known({
      siteId: placeOfEvent(event)?.siteId,
      receivedAt: event.eventTime,
      origin: isBought ? 'received' : undefined,
      supplierId: isBought ? source.party : undefined,
      supplierLot: isBought ? lot.lotNumber : undefined,
    });
    say(lot.id, { weight: weights.received, event, columns });
  }
}
