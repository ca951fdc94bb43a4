import { describe, expect, test } from 'vitest';
import { InvalidDocument } from './invalid-document.ts';
import { readDocument } from './read-document.ts';

const link = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const event = {
  type: 'ObjectEvent',
  eventTime: '2026-07-22T06:45:00.25+02:00',
  eventTimeZoneOffset: '+02:00',
  action: 'ADD',
  epcList: ['https://id.gs1.org/01/09521141012345/21/2017'],
};

function documentOf(events: readonly object[], context: unknown = [link]): string {
  const about = {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-07-22T10:30:00Z',
  };
  return JSON.stringify({ ...about, epcisBody: { eventList: events } });
}

function refusalOf(source: string | Uint8Array): InvalidDocument {
  try {
    readDocument(source);
  } catch (error) {
    if (error instanceof InvalidDocument) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

const only = (source: string) => readDocument(source).events[0]?.event;

describe('the text of a document', () => {
  test('may begin with a byte order mark, as text and as bytes', () => {
    expect(readDocument(`\uFEFF${documentOf([event])}`).events).toHaveLength(1);
    expect(readDocument(new TextEncoder().encode(`\uFEFF${documentOf([event])}`)).events).toHaveLength(1);
  });

  test('is refused when it is not UTF-8, not JSON, or no document', () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]);
    expect(refusalOf(utf16).problems).toEqual([{ path: '', reason: 'The text is not UTF-8.' }]);
    expect(refusalOf('{"type":').message).toContain('The text is not JSON');
    expect(refusalOf('').message).toContain('The text is not JSON');
    expect(refusalOf('[]').message).toContain('must be an EPCISDocument, an EPCISQueryDocument or an event');
    expect(refusalOf('{"type":"Shipment"}').message).toContain('“type” must be EPCISDocument');
  });

  test('may name its members in any order', () => {
    const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
    const document = JSON.parse(documentOf([reversed(event)])) as object;
    expect(only(JSON.stringify(reversed(document)))).toEqual(only(documentOf([event])));
  });

  test('is kept of every event to the last sign', () => {
    const original =
      '{ "type":"ObjectEvent","action" : "ADD", "eventTime":"2026-07-22T06:45:00Z",\n "epcList":[],"ext:n": 1.50, "ext:t":"\\u00e9}]",\t"eventTimeZoneOffset":"+00:00"}';
    const text = documentOf([event]).replace('"eventList":[', `"eventList": [ ${original} , `);
    expect(readDocument(text).events.map((read) => read.original)).toEqual([original, JSON.stringify(event)]);
  });

  test('may be the answer of a query', () => {
    const results = { queryName: 'q', resultsBody: { eventList: [event] } };
    const text = JSON.stringify({ '@context': link, type: 'EPCISQueryDocument', epcisBody: { queryResults: results } });
    expect(readDocument(text).events).toHaveLength(1);
  });

  test('may be one event, which then brings its own context', () => {
    const alone = ` ${JSON.stringify({ '@context': [link, { my: 'https://my.example/' }], ...event, 'my:word': 'said' })}\n`;
    const read = readDocument(alone).events[0];
    expect(read?.original).toBe(alone.trim());
    expect(read?.event.extensions).toEqual({ 'https://my.example/word': 'said' });
    expect(refusalOf(JSON.stringify(event)).problems).toEqual([
      { path: '', reason: '“@context” is missing: an event by itself says what its names mean' },
    ]);
  });
});

describe('what names mean', () => {
  const said = {
    ...event,
    bizStep: 'my:step',
    readPoint: { id: 'my:gate' },
    'my:word': { 'my:inner': ['my:kept'], bare: 1 },
  };

  test.each([
    ['a list', [link, { my: 'https://my.example/' }]],
    ['an object', { my: 'https://my.example/' }],
    ['a definition in full', { my: { '@id': 'https://my.example/', '@prefix': true } }],
  ])('is told by %s in the document', (_, context) => {
    expect(only(documentOf([said], context))).toMatchObject({
      bizStep: 'https://my.example/step',
      readPoint: 'https://my.example/gate',
      extensions: { 'https://my.example/word': { 'https://my.example/inner': ['my:kept'], bare: 1 } },
    });
  });

  test('is told by the event before the document, and by no other event', () => {
    const text = documentOf(
      [{ ...said, '@context': { my: 'https://other.example/' } }, said],
      [link, { my: 'https://my.example/' }],
    );
    expect(readDocument(text).events.map((read) => read.event.bizStep)).toEqual([
      'https://other.example/step',
      'https://my.example/step',
    ]);
  });

  test('a prefix that nobody explains is a URI of its own', () => {
    expect(only(documentOf([said], link))).toMatchObject({ bizStep: 'my:step' });
  });

  test('a standard term is the same in all its spellings', () => {
    const spelled = (bizStep: string) => only(documentOf([{ ...event, bizStep }]))?.bizStep;
    expect(spelled('receiving')).toBe('receiving');
    expect(spelled('cbv:BizStep-receiving')).toBe('receiving');
    expect(spelled('https://ref.gs1.org/cbv/BizStep-receiving')).toBe('receiving');
    expect(refusalOf(documentOf([{ ...event, bizStep: 'urn:epcglobal:cbv:bizstep:receiving' }])).message).toContain(
      'a standard business step is written by its short name',
    );
  });
});

describe('the checked view', () => {
  test('has times in UTC, lists that were not said empty, and nothing else that was not said', () => {
    const eventID = 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8';
    expect(only(documentOf([{ ...event, eventID }]))).toEqual({
      type: 'ObjectEvent',
      eventID,
      eventTime: '2026-07-22T04:45:00.250Z',
      eventTimeZoneOffset: '+02:00',
      action: 'ADD',
      epcList: event.epcList,
      quantityList: [],
      ilmd: {},
      certificationInfo: [],
      bizTransactionList: [],
      sourceList: [],
      destinationList: [],
      sensorElementList: [],
      extensions: {},
    });
  });

  test('an event sent without ID has one of what it says: the same again, another for another', () => {
    const idOf = (sent: object) => only(documentOf([sent]))?.eventID;
    const id = idOf(event);
    expect(id).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/);
    expect(idOf({ ...event, eventTime: '2026-07-22T04:45:00.250Z', recordTime: '2026-07-23T00:00:00Z' })).toBe(id);
    const errorDeclaration = { declarationTime: '2026-08-01T00:00:00Z' };
    expect(idOf({ ...event, errorDeclaration })).toBe(id);
    expect(idOf({ ...event, action: 'OBSERVE' })).not.toBe(id);
    expect(idOf({ ...event, 'my:word': 1 })).not.toBe(id);
  });

  test('an event of a type of the sender keeps what it says as extensions', () => {
    const { type: _, ...rest } = event;
    expect(only(documentOf([{ ...rest, type: 'my:Event' }], [link, { my: 'https://my.example/' }]))).toMatchObject({
      type: 'ExtendedEvent',
      extendedType: 'https://my.example/Event',
      extensions: { action: 'ADD', epcList: event.epcList },
    });
    expect(refusalOf(documentOf([{ ...event, type: 'QuantityEvent' }])).problems[0]?.path).toBe(
      '/epcisBody/eventList/0/type',
    );
  });
});

describe('a refusal', () => {
  test('says all that is wrong, where, and which events are right', () => {
    const wrong = {
      ...event,
      eventTime: '2026-02-30T00:00:00Z',
      'no/name~': 1,
      sensorElementList: [{ sensorReport: [] }],
    };
    const { problems, withoutInvalidEvents } = refusalOf(documentOf([event, wrong]));
    expect(problems.map(({ path }) => path)).toEqual([
      '/epcisBody/eventList/1/no~1name~0',
      '/epcisBody/eventList/1/eventTime',
      '/epcisBody/eventList/1/sensorElementList/0/sensorReport',
    ]);
    expect(withoutInvalidEvents?.events.map((read) => read.original)).toEqual([JSON.stringify(event)]);
  });

  test('of the document itself leaves no event', () => {
    const text = documentOf([event]).replace('"schemaVersion":"2.0"', '"schemaVersion":"two"');
    expect(refusalOf(text)).toMatchObject({
      problems: [{ path: '/schemaVersion', reason: '"two" is not a version' }],
      withoutInvalidEvents: null,
    });
  });

  test('lists a thousand problems and says that there are more', () => {
    const { problems, withoutInvalidEvents } = refusalOf(documentOf(Array(2000).fill({ ...event, action: 'MAKE' })));
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)?.reason).toBe('Further problems are not listed.');
    expect(withoutInvalidEvents?.events).toEqual([]);
  });

  test('comes of an extension that is nested beyond all reason, and of a number beyond all numbers', () => {
    const nested = documentOf([event]).replace(
      '"action"',
      `"my:deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"action"`,
    );
    expect(refusalOf(nested).message).toContain('is nested more than 100 levels deep');
    const quantityList = [{ epcClass: 'urn:x:y', quantity: 0 }];
    const large = documentOf([{ ...event, quantityList }]).replace('"quantity":0', '"quantity":1e999');
    expect(refusalOf(large).message).toContain('is too large a number');
  });
});
