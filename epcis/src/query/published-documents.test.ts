import { describe, expect, test } from 'vitest';
import { readDocument } from '../document/read-document.ts';
import type { ReadEvent } from '../document/read-event.ts';
import { areThere, textOf, valid } from '../testing/published-documents.ts';
import { answer, QueryTooLarge } from './answer.ts';
import type { MasterData } from './master-data.ts';
import { matches } from './matches.ts';
import type { Namespaces } from './namespaces.ts';
import { readQuery } from './read-query.ts';

/** An event as JSON says it: what the answers are checked against, by plain predicates of their own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Raw = any;

/** Every namespace that any of the documents gives a prefix. */
function namespacesOf(events: readonly ReadEvent[]): Namespaces {
  const found = new Map<string, string[]>();
  for (const map of events.flatMap(({ context }) => context.sent)) {
    if (typeof map !== 'object' || map === null) continue;
    for (const [prefix, uri] of Object.entries(map)) {
      found.set(prefix, [...new Set([...(found.get(prefix) ?? []), String(uri)])]);
    }
  }
  return found;
}

const time = (text: string): number => Date.parse(text);
const listed = (raw: Raw, ...names: string[]): readonly Raw[] => names.flatMap((name) => raw[name] ?? []);
const quantities = (raw: Raw): readonly Raw[] =>
  listed(raw, 'quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList');
const reports = (raw: Raw): readonly Raw[] => listed(raw, 'sensorElementList').flatMap((one) => one.sensorReport);
const metadata = (raw: Raw): readonly Raw[] =>
  listed(raw, 'sensorElementList').flatMap((one) => one.sensorMetadata ?? []);
const deep = (json: Raw, name: string): boolean =>
  typeof json === 'object' && json !== null && (name in json || Object.values(json).some((one) => deep(one, name)));
const xyz = 'https://id.gs1.de/01/04012345999990/21/XYZ-1234';

/** Each query, and which events it asks for in the words of the documents themselves. */
const cases: readonly [query: string, asked: (raw: Raw) => boolean][] = [
  ['eventType=AssociationEvent', (raw) => raw.type === 'AssociationEvent'],
  ['eventType=ObjectEvent|AggregationEvent', (raw) => ['ObjectEvent', 'AggregationEvent'].includes(raw.type)],
  ['GE_eventTime=2022-03-01T12:00:00%2B00:00', (raw) => time(raw.eventTime) >= time('2022-03-01T12:00:00Z')],
  ['LT_eventTime=2005-04-05T02:33:31.116Z', (raw) => time(raw.eventTime) < time('2005-04-05T02:33:31.116Z')],
  ['GE_eventTime=2005-04-04T20:33:31.116-06:00', (raw) => time(raw.eventTime) >= time('2005-04-05T02:33:31.116Z')],
  ['GE_recordTime=2023-07-19T11:36:57.529Z', (raw) => time(raw.recordTime) >= time('2023-07-19T11:36:57.529Z')],
  ['EQ_action=DELETE', (raw) => raw.action === 'DELETE'],
  ['EQ_bizStep=receiving,shipping', (raw) => ['receiving', 'shipping'].includes(raw.bizStep)],
  ['EQ_bizStep=urn:gdst:bizStep:landing', (raw) => raw.bizStep === 'urn:gdst:bizStep:landing'],
  ['EQ_disposition=cbv:Disp-in_progress', (raw) => raw.disposition === 'in_progress'],
  ['EQ_persistentDisposition_set=completeness_verified', (raw) => 'persistentDisposition' in raw],
  ['EQ_persistentDisposition_unset=completeness_inferred', (raw) => 'persistentDisposition' in raw],
  [
    'EQ_readPoint=https://id.gs1.org/414/4012345000054',
    (raw) => raw.readPoint?.id === 'urn:epc:id:sgln:4012345.00005.0',
  ],
  [
    'EQ_bizLocation=urn:epc:id:sgln:0012345.11111.0',
    (raw) => raw.bizLocation?.id === 'urn:epc:id:sgln:0012345.11111.0',
  ],
  ['WD_readPoint=https://id.gs1.org/414/0012345111112', (raw) => /sgln:0012345\.11111\./.test(raw.readPoint?.id)],
  [
    'EQ_bizTransaction_po=http://transaction.acme.com/po/12345678',
    (raw) =>
      listed(raw, 'bizTransactionList').some(
        (one) => one.type === 'po' && one.bizTransaction === 'http://transaction.acme.com/po/12345678',
      ),
  ],
  [
    'EQ_bizTransaction_rail:btt:passage=http://transaction.examplerail.com/passage/xyz12345',
    (raw) => listed(raw, 'bizTransactionList').some((one) => one.type === 'urn:gs1:epcisapp:rail:btt:passage'),
  ],
  [
    'EQ_source_location=urn:epc:id:sgln:4012345.00225.0',
    (raw) =>
      listed(raw, 'sourceList').some(
        (one) => one.type === 'location' && one.source === 'urn:epc:id:sgln:4012345.00225.0',
      ),
  ],
  [
    'EQ_destination_cbv:my_own_party=https://id.gs1.org/417/0614141007776',
    (raw) => listed(raw, 'destinationList').some((one) => one.type === 'cbv:my_own_party'),
  ],
  [
    'MATCH_epc=urn:epc:id:sgtin:0614141.107346.2018',
    (raw) => listed(raw, 'epcList', 'childEPCs').includes('urn:epc:id:sgtin:0614141.107346.2018'),
  ],
  ['MATCH_epc=urn:epc:id:sgtin:4012345.099999.XYZ-1234', (raw) => listed(raw, 'epcList').includes(xyz)],
  ['MATCH_epc=https://id.gs1.org/01/04012345999990', (raw) => listed(raw, 'epcList').includes(xyz)],
  [
    'MATCH_anyEPC=urn:epc:idpat:giai:4000001.*',
    (raw) => listed(raw, 'epcList', 'childEPCs', 'parentID').some((epc) => /giai:4000001\./.test(epc)),
  ],
  [
    'MATCH_inputEPC=urn:epc:idpat:sgtin:4012345.*.*',
    (raw) => listed(raw, 'inputEPCList').some((epc) => /sgtin:4012345/.test(epc)),
  ],
  [
    'MATCH_outputEPC=urn:epc:id:sgtin:4012345.077889.27',
    (raw) => listed(raw, 'outputEPCList').includes('urn:epc:id:sgtin:4012345.077889.27'),
  ],
  ['MATCH_parentID=urn:epc:id:grai:4012345.55555.987', (raw) => raw.parentID === 'urn:epc:id:grai:4012345.55555.987'],
  [
    'MATCH_epcClass=https://id.gs1.org/01/04012345123456/10/998877',
    (raw) =>
      listed(raw, 'quantityList', 'childQuantityList').some((one) =>
        ['urn:epc:class:lgtin:4012345.012345.998877', 'https://id.gs1.org/01/04012345123456/10/998877'].includes(
          one.epcClass,
        ),
      ),
  ],
  [
    'MATCH_inputEPCClass=urn:epc:idpat:sgtin:4012345.066666.*',
    (raw) =>
      listed(raw, 'inputQuantityList').some((one) =>
        ['urn:epc:idpat:sgtin:4012345.066666.*', 'https://id.gs1.org/01/04012345666663'].includes(one.epcClass),
      ),
  ],
  [
    'MATCH_anyEPCClass=urn:epc:class:lgtin:4023333.*.*',
    (raw) => quantities(raw).some((one) => /lgtin:4023333/.test(one.epcClass)),
  ],
  [
    'MATCH_outputEPCClass=urn:gdst:example.org:product:lot:class:fishfarm.1.farmed-tuna-01192022',
    (raw) =>
      listed(raw, 'outputQuantityList').some(
        (one) => one.epcClass === 'urn:gdst:example.org:product:lot:class:fishfarm.1.farmed-tuna-01192022',
      ),
  ],
  ['EQ_quantity=200', (raw) => quantities(raw).some((one) => one.quantity === 200)],
  ['GT_quantity_KGM=200', (raw) => quantities(raw).some((one) => one.quantity > 200 && one.uom === 'KGM')],
  ['LE_quantity=30', (raw) => quantities(raw).some((one) => one.quantity <= 30)],
  ['EXISTS_errorDeclaration=true', (raw) => 'errorDeclaration' in raw],
  [
    'GE_errorDeclarationTime=2020-09-29T15:00:00%2B02:00',
    (raw) => time(raw.errorDeclaration?.declarationTime) >= time('2020-09-29T13:00:00Z'),
  ],
  ['EQ_errorReason=incorrect_data', (raw) => raw.errorDeclaration?.reason === 'incorrect_data'],
  [
    'EQ_correctiveEventID=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    (raw) => raw.errorDeclaration?.correctiveEventIDs?.length === 2,
  ],
  [
    'EQ_eventID=urn:uuid:374D95FC-9457-4a51-bd6a-0bba133845a8'.replace('374D95FC', '374d95fc'),
    (raw) => raw.eventID === 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
  ],
  ['EXISTS_sensorElementList=true', (raw) => 'sensorElementList' in raw],
  ['EQ_type=Temperature', (raw) => reports(raw).some((one) => one.type === 'Temperature')],
  [
    'EQ_type=example:someSensorProperty',
    (raw) => reports(raw).some((one) => one.type === 'example:someSensorProperty'),
  ],
  ['GE_value_CEL=26.2', (raw) => reports(raw).some((one) => one.value >= 26.2 && one.uom === 'CEL')],
  ['LT_minValue_CEL=20', (raw) => reports(raw).some((one) => one.minValue < 20 && one.uom === 'CEL')],
  ['EQ_percRank=50', (raw) => reports(raw).some((one) => one.percRank === 50)],
  [
    'EQ_deviceID=https://id.gs1.org/8004/4000001111',
    (raw) => [...metadata(raw), ...reports(raw)].some((one) => one.deviceID === 'urn:epc:id:giai:4000001.111'),
  ],
  ['EQ_hexBinaryValue=F0F0F0', (raw) => reports(raw).some((one) => one.hexBinaryValue === 'f0f0f0')],
  ['EQ_booleanValue=true', (raw) => reports(raw).some((one) => one.booleanValue === true)],
  [
    'LT_startTime=2019-04-02T00:00:00Z',
    (raw) => metadata(raw).some((one) => time(one.startTime) < time('2019-04-02T00:00:00Z')),
  ],
  [
    'GE_time=2019-04-03T00:00:00Z',
    (raw) => [...metadata(raw), ...reports(raw)].some((one) => time(one.time) >= time('2019-04-03T00:00:00Z')),
  ],
  ['EQ_example:myField=Example of a vendor/user extension', (raw) => 'example:myField' in raw],
  ['EQ_ext1:int=10', (raw) => raw['ext1:int'] === '10'],
  ['GT_ext1:float=19.5', (raw) => Number(raw['ext1:float']) > 19.5],
  ['GE_ext1:time=2013-06-08T16:58:56.591%2B02:00', (raw) => 'ext1:time' in raw],
  ['EQ_http%3A%2F%2Fexample.com%2Fext1%2Farray=stringInArray', (raw) => raw['ext1:array']?.includes('stringInArray')],
  [
    'EQ_INNER_ext3:string=stringInObjectInObject',
    (raw) => deep([raw['ext1:object'], raw['ext1:array']], 'ext3:string'),
  ],
  ['EXISTS_rail:vehicle', (raw) => 'rail:vehicle' in raw],
  ['EQ_INNER_rail:vehiclePosition=2', (raw) => 'rail:vehicle' in raw],
  ['EQ_INNER_tag2=2', (raw) => 'example:extension' in raw],
  ['EQ_ILMD_cbvmda:lotNumber=ABC123', (raw) => raw.ilmd?.['cbvmda:lotNumber'] === 'ABC123'],
  ['EQ_ILMD_urn:epcglobal:cbv:mda%23lotNumber=FF11252021', (raw) => raw.ilmd?.['cbvmda:lotNumber'] === 'FF11252021'],
  ['EXISTS_INNER_ILMD_gdst:imoNumber', (raw) => deep(raw.ilmd, 'gdst:imoNumber')],
  ['EXISTS_ILMD_gdst:imoNumber', () => false],
  [
    'EQ_ERROR_DECLARATION_example:issuer=Employee 123',
    (raw) => raw.errorDeclaration?.['example:issuer'] === 'Employee 123',
  ],
  ['EQ_INNER_ERROR_DECLARATION_example3:value1=34', (raw) => deep(raw.errorDeclaration, 'example3:value1')],
  [
    'EQ_SENSORELEMENT_example:someUserField=abc123',
    (raw) => listed(raw, 'sensorElementList').some((one) => 'example:someUserField' in one),
  ],
  ['GT_INNER_SENSORELEMENT_example:measure1=123', (raw) => deep(listed(raw, 'sensorElementList'), 'example:measure1')],
  [
    'EXISTS_SENSORMETADATA_ext1:someFurtherMetadata',
    (raw) => metadata(raw).some((one) => 'ext1:someFurtherMetadata' in one),
  ],
  ['EQ_SENSORREPORT_example:cv=123', (raw) => reports(raw).some((one) => one['example:cv'] === '123')],
];

describe.skipIf(!areThere)('queries of the published documents', () => {
  const events = valid.flatMap((name) => readDocument(textOf(name)).events);
  const namespaces = namespacesOf(events);
  const ask = (query: string) => readQuery(new URLSearchParams(query), namespaces);
  const raws = events.map(({ original }): Raw => JSON.parse(original));

  test.each(cases)('%s', (query, asked) => {
    const found = events.map((event) => matches(ask(query), event));
    expect(found).toEqual(raws.map((raw) => Boolean(asked(raw))));
    if (query !== 'EXISTS_ILMD_gdst:imoNumber') expect(found).toContain(true);
    expect(found).toContain(false);
  });

  test('all parameters of a query hold together', () => {
    for (const [first, asked] of cases) {
      const [second, also] = cases[(cases.findIndex(([query]) => query === first) + 7) % cases.length]!;
      if (first.split('=')[0] === second.split('=')[0]) continue;
      const found = answer(ask(`${first}&${second}`), events);
      expect(found).toEqual(events.filter((_, i) => asked(raws[i]) && also(raws[i])));
    }
  });

  test('the latest event comes first, and the limit counts in that order', () => {
    const [latest, ...others] = answer(ask('orderBy=eventTime&eventCountLimit=5'), events);
    const times = raws.map((raw) => time(raw.eventTime)).toSorted((a, b) => b - a);
    expect([latest!, ...others].map(({ event }) => time(event.eventTime))).toEqual(times.slice(0, 5));
    const [earliest] = answer(ask('orderBy=eventTime&orderDirection=ASC&eventCountLimit=1'), events);
    expect(time(earliest!.event.eventTime)).toBe(times.at(-1));
  });

  test('an order by an extension puts numbers as numbers, and events without it last', () => {
    const ordered = answer(ask('orderBy=ext1:int&orderDirection=ASC'), events);
    expect(ordered).toHaveLength(events.length);
    const said = ordered.map(({ original }) => 'ext1:int' in JSON.parse(original));
    expect(said.indexOf(false)).toBe(said.filter(Boolean).length);
  });

  test('more events than maxEventCount are refused, not cut', () => {
    expect(() => answer(ask('maxEventCount=1'), events)).toThrow(QueryTooLarge);
    expect(answer(ask(`maxEventCount=${events.length}`), events)).toHaveLength(events.length);
  });

  test('places lie in others as master data say, over any number of steps and in circles', () => {
    const around: Readonly<Record<string, readonly string[]>> = {
      'urn:gdst:wholechain.com:location:loc:fishcompany.boat1': ['urn:example:loc:fleet'],
      'urn:example:loc:fleet': ['urn:example:loc:company', 'urn:example:loc:fleet'],
    };
    const masterData: MasterData = { placesAround: (place) => around[place] ?? [], attributesOf: () => new Map() };
    const found = answer(ask('WD_bizLocation=urn:example:loc:company'), events, masterData);
    expect(found).toEqual(events.filter((_, i) => raws[i].bizLocation?.id.endsWith('fishcompany.boat1')));
    expect(found.length).toBeGreaterThan(0);
    expect(answer(ask('WD_bizLocation=urn:example:loc:company'), events)).toEqual([]);
    expect(answer(ask('EQ_bizLocation=urn:example:loc:company'), events, masterData)).toEqual([]);
  });

  test('attributes are those that master data say', () => {
    const name = 'urn:epcglobal:cbv:mda:descriptionShort';
    const tuna = 'urn:gdst:wholechain.com:product:lot:class:fishcompany.tuna.23423445';
    const known = new Map([[name, ['Whole Yellowfin Tuna']]]);
    const masterData: MasterData = {
      placesAround: () => [],
      attributesOf: (value) => (value === tuna ? known : new Map()),
    };
    const isTuna = events.filter((_, i) => quantities(raws[i]).some(({ epcClass }) => epcClass === tuna));
    expect(isTuna.length).toBeGreaterThan(0);
    expect(answer(ask('HASATTR_epcClass=cbvmda:descriptionShort'), events, masterData)).toEqual(isTuna);
    const called = `EQATTR_epcClass_cbvmda:descriptionShort=Whole Yellowfin Tuna`;
    expect(answer(ask(called), events, masterData)).toEqual(isTuna);
    expect(answer(ask(called.replace('Whole', 'Half')), events, masterData)).toEqual([]);
    expect(answer(ask(called), events)).toEqual([]);
  });
});
