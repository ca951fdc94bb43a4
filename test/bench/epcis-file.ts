import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** A chain of events: lots are made of two lots each, packed on pallets, shipped and received. */
export interface EventsFile {
  readonly path: string;
  readonly events: number;
  readonly bytes: number;
}

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const palletsPerLot = 3;
/** One transformation, and three events of each pallet. */
export const eventsPerLot = 1 + 3 * palletsPerLot;

export const lotOf = (number: number): string => `https://id.gs1.org/01/09506000134352/10/L${number}`;
const inputOf = (number: number): string => `https://id.gs1.org/01/09506000134369/10/R${number}`;
const palletOf = (number: number): string =>
  `https://id.gs1.org/00/${withCheckDigit(`0950600${String(number).padStart(10, '0')}`)}`;

/** GS1 General Specifications, 7.9: weights 3 and 1 from the right. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const at = (number: number, minute: number) => ({
  eventTime: new Date(Date.UTC(2026, 0, 1) + number * 60_000 + minute * 1000).toISOString(),
  eventTimeZoneOffset: '+00:00',
});
const amount = (epcClass: string, quantity: number) => ({ epcClass, quantity, uom: 'KGM' });

/** The events of one lot; `padding` is said by each of them beside the rest. */
export function eventsOfLot(number: number, padding = ''): object[] {
  const more = padding === '' ? {} : { 'https://example.org/note': padding };
  const made = {
    ...{
      type: 'TransformationEvent',
      eventID: `urn:uuid:bench-made-${number}`,
      ...at(number, 0),
      bizStep: 'commissioning',
    },
    inputQuantityList: [
      amount(inputOf(Math.floor(number / 20)), 60),
      amount(inputOf(1_000_000 + Math.floor(number / 30)), 40),
    ],
    outputQuantityList: [amount(lotOf(number), 100)],
    ...more,
  };
  const pallets = Array.from({ length: palletsPerLot }, (_, i) => number * palletsPerLot + i);
  return [
    made,
    ...pallets.flatMap((pallet, i) =>
      eventsOfPallet(pallet, number, 1 + 3 * i).map((event) => ({ ...event, ...more })),
    ),
  ];
}

function eventsOfPallet(pallet: number, lot: number, minute: number): object[] {
  const parentID = palletOf(pallet);
  const packed = {
    type: 'AggregationEvent',
    action: 'ADD',
    bizStep: 'packing',
    parentID,
    childQuantityList: [amount(lotOf(lot), 30)],
  };
  const moved = { type: 'ObjectEvent', action: 'OBSERVE', epcList: [parentID] };
  const partner = 'urn:epc:id:pgln:9506000.00001';
  return [
    { ...packed, eventID: `urn:uuid:bench-packed-${pallet}`, ...at(lot, minute) },
    {
      ...moved,
      eventID: `urn:uuid:bench-shipped-${pallet}`,
      ...at(lot, minute + 1),
      bizStep: 'shipping',
      destinationList: [{ type: 'owning_party', destination: partner }],
    },
    {
      ...moved,
      eventID: `urn:uuid:bench-received-${pallet}`,
      ...at(lot, minute + 2),
      bizStep: 'receiving',
      bizLocation: { id: 'urn:epc:id:sgln:9506000.00001.0' },
    },
  ];
}

/** Writes the events of so many lots, from one on, as one document. */
export async function writeEvents(path: string, first: number, lots: number, padding = ''): Promise<EventsFile> {
  const file = createWriteStream(path);
  const begin = {
    '@context': [context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-05-06T07:08:09Z',
  };
  file.write(`${JSON.stringify(begin).slice(0, -1)},"epcisBody":{"eventList":[\n`);
  for (let number = first; number < first + lots; number++) {
    const events = eventsOfLot(number, padding).map((event) => JSON.stringify(event));
    if (!file.write(`${number === first ? '' : ',\n'}${events.join(',\n')}`)) await once(file, 'drain');
  }
  file.end(']}}\n');
  await once(file, 'finish');
  return { path, events: lots * eventsPerLot, bytes: file.bytesWritten };
}
