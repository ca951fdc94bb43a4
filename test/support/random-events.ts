import { readDocument, type ReadEvent } from '@lotscope/epcis';
import fc from 'fast-check';

type JsonObject = Readonly<Record<string, unknown>>;

const present = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const some = <Value>(value: fc.Arbitrary<Value>) =>
  fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) });

/** Two spellings of some things: what is asked of one must be found by the other. */
export const instances = [
  'urn:epc:id:sgtin:4012345.011122.25',
  'https://example.org/01/04012345111224/21/25',
  'urn:epc:id:sgtin:4012345.011122.26',
  'urn:epc:id:sscc:4012345.0222222222',
  'https://id.gs1.org/00/040123452222222221',
  'urn:example:thing:obj:7',
];
export const classes = [
  'urn:epc:class:lgtin:4012345.012345.998877',
  'https://id.gs1.org/01/04012345123456/10/998877',
  'urn:epc:class:lgtin:4012345.012345.112233',
  'urn:epc:idpat:sgtin:4012345.066666.*',
  'urn:example:class:lot:A',
];
export const places = [
  'urn:epc:id:sgln:4012345.00005.0',
  'https://id.gs1.org/414/4012345000054',
  'urn:epc:id:sgln:4012345.00005.7',
  'urn:epc:id:sgln:4012345.00007.0',
  'urn:example:place:loc:1',
];
export const bizSteps = ['receiving', 'shipping', 'https://example.org/step'];
export const dispositions = ['in_transit', 'damaged', 'https://example.org/state'];
export const times = ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00.123+01:00', '2026-02-03T04:05:06.789Z'];
export const extensionTexts = ['1', '1.50', '007', 'red', 'Red', '2026-01-01T00:00:00Z', 'it’s a \\ "test"'];
export const units = ['KGM', 'CEL', 'LTR'];

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const number = fc.constantFrom(0, 1, 1.5, -2, 20, 0.1, 1e-7);

const extensionValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    oneOf(extensionTexts),
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.record({ 'ex:a': tie('value'), 'ex:b': tie('value') }, { requiredKeys: [] }),
  ),
})).value;
const extensions = fc.record({ 'ex:a': extensionValue, 'ex:b': extensionValue }, { requiredKeys: [] });

const quantity = fc.record(
  { epcClass: oneOf(classes), quantity: number.map(Math.abs), uom: oneOf(units.slice(0, 2)) },
  { requiredKeys: ['epcClass'] },
);
const place = fc.tuple(oneOf(places), extensions).map(([id, said]) => ({ id, ...said }));
const transaction = fc.record(
  { type: oneOf(['po', 'inv']), bizTransaction: oneOf(['urn:example:bt:1', 'urn:example:bt:2']) },
  { requiredKeys: ['bizTransaction'] },
);
const source = fc.record({ type: oneOf(['owning_party', 'location']), source: oneOf(places) });
const destination = fc.record({ type: oneOf(['owning_party', 'location']), destination: oneOf(places) });

const metadata = fc
  .tuple(
    fc.record(
      { time: oneOf(times), deviceID: oneOf(['urn:epc:id:giai:4000001.111', 'https://id.gs1.org/8004/4000001111']) },
      { requiredKeys: ['time'] },
    ),
    extensions,
  )
  .map(([said, more]) => ({ ...said, ...more }));
const report = fc
  .tuple(
    fc.record(
      {
        type: oneOf(['Temperature', 'https://example.org/Smell']),
        value: number,
        minValue: number,
        uom: oneOf(units),
        stringValue: oneOf(['open', 'shut|open', 'Open']),
        booleanValue: fc.boolean(),
        hexBinaryValue: oneOf(['F0', 'f0', '0a']),
        uriValue: oneOf(places),
        time: oneOf(times),
        percRank: number,
      },
      { requiredKeys: ['type'] },
    ),
    extensions,
  )
  .map(([said, more]) => ({ ...said, ...more }));
const sensorElement = fc
  .tuple(
    fc.record({ sensorMetadata: metadata, sensorReport: some(report) }, { requiredKeys: ['sensorReport'] }),
    extensions,
  )
  .map(([said, more]) => ({ ...said, ...more }));

const common = fc.record(
  {
    eventTime: oneOf(times),
    eventTimeZoneOffset: fc.constant('+01:00'),
    bizStep: oneOf(bizSteps),
    disposition: oneOf(dispositions),
    readPoint: place,
    bizLocation: place,
    bizTransactionList: some(transaction),
    sourceList: some(source),
    destinationList: some(destination),
    sensorElementList: some(sensorElement),
    errorDeclaration: fc
      .tuple(
        fc.record(
          {
            declarationTime: oneOf(times),
            reason: fc.constant('incorrect_data'),
            correctiveEventIDs: some(oneOf(['urn:example:event:1', 'urn:example:event:2'])),
          },
          { requiredKeys: ['declarationTime'] },
        ),
        extensions,
      )
      .map(([said, more]) => ({ ...said, ...more })),
  },
  { requiredKeys: ['eventTime', 'eventTimeZoneOffset'] },
);
const action = oneOf(['ADD', 'OBSERVE', 'DELETE']);
const persistentDisposition = present(fc.record({ set: some(oneOf(dispositions)), unset: some(oneOf(dispositions)) }));
const epcs = some(oneOf(instances));
const quantities = present(some(quantity));

const kinds: readonly fc.Arbitrary<JsonObject>[] = [
  fc.record({
    type: fc.constant('ObjectEvent'),
    action,
    epcList: epcs,
    quantityList: quantities,
    persistentDisposition,
  }),
  fc.record({ type: fc.constant('ObjectEvent'), action: fc.constant('ADD'), epcList: epcs, ilmd: extensions }),
  fc.record({
    type: fc.constant('TransactionEvent'),
    action,
    parentID: oneOf(instances),
    epcList: epcs,
    bizTransactionList: some(transaction),
  }),
  ...['AggregationEvent', 'AssociationEvent'].map((type) =>
    fc.record({
      type: fc.constant(type),
      action,
      parentID: oneOf(instances),
      childEPCs: epcs,
      childQuantityList: quantities,
    }),
  ),
  fc.record({
    type: fc.constant('TransformationEvent'),
    transformationID: present(oneOf(['urn:example:xform:1', 'urn:example:xform:2'])),
    inputEPCList: epcs,
    inputQuantityList: quantities,
    outputEPCList: epcs,
    outputQuantityList: quantities,
    persistentDisposition,
    ilmd: present(extensions),
  }),
];

/** Any event that says something in any of the members that a query can ask about, as JSON; values are few, so that questions meet answers. */
const anyEvent = fc
  .tuple(common, fc.oneof(...kinds), extensions)
  .map((parts): JsonObject => Object.assign({}, ...parts));

/** A document of events with IDs of their own. */
export function documentOf(events: readonly JsonObject[]): string {
  return JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'http://ex.example/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-01-01T00:00:00Z',
    epcisBody: { eventList: events },
  });
}

/** Random events, read; each has an ID of its own that begins with `name`. */
export function randomEvents(name: string, count: number, seed: number): readonly ReadEvent[] {
  const events = fc.sample(anyEvent, { numRuns: count, seed });
  return readDocument(documentOf(events.map((event, i) => ({ eventID: `urn:example:event:${name}-${i}`, ...event }))))
    .events;
}
