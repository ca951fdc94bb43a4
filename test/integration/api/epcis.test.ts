import { factsOf, readDocument, type ReadEvent } from '@lotscope/epcis';
import { storeEvents } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../support/http-client.ts';
import { load } from '../../support/loading.ts';
import { signedIn, startTestProduct, type TestProduct } from '../../support/product.ts';
import { documentOf } from '../../support/random-events.ts';

let product: TestProduct;
let reader: HttpClient;

const at = (day: number, hour = 8) => `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const lot = (name: string) => `urn:epc:class:lgtin:4012345.012345.${name}`;
const link = (name: string) => `https://id.gs1.org/01/04012345123456/10/${name}`;
const pallet = 'urn:epc:id:sscc:4012345.0222222222';
const plant = { id: 'urn:epc:id:sgln:4012345.00005.0' };
const shop = { id: 'urn:epc:id:sgln:4012345.00007.0' };
const quantity = (name: string, amount: number) => ({ epcClass: lot(name), quantity: amount, uom: 'KGM' });
const event = (id: string, when: string, type: string, more: object) => ({
  eventID: `urn:example:event:${id}`,
  eventTime: when,
  eventTimeZoneOffset: '+00:00',
  type,
  ...more,
});

/** Raw R becomes F; F is packed on a pallet, shipped, received in the shop and unpacked there; OTHER is on the pallet before and after. */
const chain = [
  event('R-made', at(1), 'ObjectEvent', {
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [quantity('R', 10)],
    readPoint: plant,
    bizLocation: plant,
    'ex:note': [1.5, { 'ex:deep': 'x' }],
  }),
  event('R-to-F', at(2), 'TransformationEvent', {
    inputQuantityList: [quantity('R', 10)],
    outputQuantityList: [{ epcClass: link('F'), quantity: 9, uom: 'KGM' }],
    bizStep: 'creating_class_instance',
    readPoint: plant,
    bizLocation: plant,
  }),
  event('other-packed', at(1, 9), 'AggregationEvent', {
    action: 'ADD',
    parentID: pallet,
    childQuantityList: [quantity('OTHER', 1)],
    bizStep: 'packing',
    readPoint: plant,
    bizLocation: plant,
  }),
  event('other-moved', at(1, 10), 'ObjectEvent', {
    action: 'OBSERVE',
    epcList: [pallet],
    bizStep: 'storing',
    readPoint: plant,
    bizLocation: plant,
  }),
  event('other-unpacked', at(1, 11), 'AggregationEvent', {
    action: 'DELETE',
    parentID: pallet,
    childQuantityList: [quantity('OTHER', 1)],
    bizStep: 'unpacking',
    readPoint: plant,
    bizLocation: plant,
  }),
  event('F-packed', at(3), 'AggregationEvent', {
    action: 'ADD',
    parentID: pallet,
    childQuantityList: [quantity('F', 9)],
    bizStep: 'packing',
    readPoint: plant,
    bizLocation: plant,
  }),
  event('pallet-shipped', at(4), 'ObjectEvent', {
    action: 'OBSERVE',
    epcList: ['https://id.gs1.org/00/040123452222222221'],
    bizStep: 'shipping',
    readPoint: plant,
  }),
  event('pallet-received', at(5), 'ObjectEvent', {
    action: 'OBSERVE',
    epcList: [pallet],
    bizStep: 'receiving',
    readPoint: shop,
    bizLocation: shop,
  }),
  event('F-unpacked', at(6), 'AggregationEvent', {
    action: 'DELETE',
    parentID: pallet,
    childQuantityList: [quantity('F', 9)],
    bizStep: 'unpacking',
    readPoint: shop,
    bizLocation: shop,
  }),
  event('pallet-later', at(7), 'ObjectEvent', {
    action: 'OBSERVE',
    epcList: [pallet],
    bizStep: 'storing',
    readPoint: shop,
    bizLocation: shop,
  }),
];

async function loadFacts(events: readonly ReadEvent[]): Promise<void> {
  const { facts } = factsOf(events.map((read) => read.event));
  const byDataset = Map.groupBy(facts, (fact) => fact.dataset);
  const loadOne = ([dataset, rows]: [string, typeof facts]) =>
    load(product, dataset, rows.map(({ row }) => `${JSON.stringify(row)}\n`).join(''), '&format=jsonl');
  await Promise.all([...byDataset].map(loadOne));
}

beforeAll(async () => {
  product = await startTestProduct();
  const { events } = readDocument(documentOf(chain));
  const store = await product.openStore();
  await storeEvents(store, { captureId: 'C1', recordTime: new Date(at(10)) }, events);
  await store.close();
  await loadFacts(events);
  reader = await signedIn(product, ['recall'], ['https://id.gs1.org/414/4012345000054']);
});
afterAll(() => product?.close());

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}
const eventsIn = ({ body }: Answered): readonly { eventID: string }[] =>
  (body as { epcisBody: { queryResults: { resultsBody: { eventList: { eventID: string }[] } } } }).epcisBody
    .queryResults.resultsBody.eventList;
const idsIn = (answer: Answered) => eventsIn(answer).map(({ eventID }) => eventID.replace('urn:example:event:', ''));
const encoded = (text: string) => encodeURIComponent(text);

describe('captured events over HTTP', () => {
  it('come back member by member as they were sent, page by page, with a link to the next', async () => {
    const found: unknown[] = [];
    let path: string | undefined = '/epcis/events?perPage=4';
    while (path !== undefined) {
      const answer: Answered = await product.admin.get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('gs1-epcis-version')).toBe('2.0.0');
      found.push(...eventsIn(answer));
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      path = next && next.replace(product.url, '');
    }
    expect(found).toEqual(chain);
  });

  it('are found by the parameters of the standard; prefixes mean what the request or the senders say', async () => {
    const ask = async (query: string, headers = {}) =>
      idsIn(await product.admin.get(`/epcis/events?${query}`, { headers }));
    expect(await ask(`MATCH_anyEPCClass=${encoded(link('R'))}`)).toEqual(['R-made', 'R-to-F']);
    expect(await ask('EQ_bizStep=shipping&orderBy=eventTime')).toEqual(['pallet-shipped']);
    expect(await ask('EQ_ex:note=1.5')).toEqual(['R-made']);
    expect(await ask('EQ_mine:note=1.5', { 'gs1-extensions': 'mine=http://ex.example/' })).toEqual(['R-made']);
  });

  it('are answered one by one by their ID, and browsed by the values that they have', async () => {
    const { body } = await product.admin.get(`/epcis/events/${encoded('urn:example:event:R-made')}`);
    const { '@context': context, ...members } = body as Record<string, unknown>;
    expect(members).toEqual(chain[0]);
    expect(context).toContainEqual({ ex: 'http://ex.example/' });
    expect((await product.admin.get('/epcis/events/urn:none')).body).toMatchObject({
      status: 404,
      type: 'epcisException:NoSuchResourceException',
    });
    const listed = async (path: string) => (await product.admin.get(path)).body as { type: string; member: string[] };
    expect(await listed('/epcis/bizSteps?perPage=2')).toMatchObject({
      type: 'Collection',
      member: ['commissioning', 'creating_class_instance'],
    });
    expect((await listed('/epcis/epcs')).member).toEqual(['https://id.gs1.org/00/040123452222222221']);
    expect(idsIn(await product.admin.get(`/epcis/readPoints/${encoded(shop.id)}/events?EQ_bizStep=receiving`))).toEqual(
      ['pallet-received'],
    );
  });

  it('say what is spoken here', async () => {
    for (const [path, allow] of [
      ['/epcis', 'GET, HEAD, OPTIONS'],
      ['/epcis/events', 'GET, HEAD, OPTIONS, POST'],
      ['/epcis/capture', 'GET, HEAD, OPTIONS, POST'],
      ['/epcis/epcs', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const { status, headers } = await product.admin.send('OPTIONS', path);
      expect([status, headers.get('allow'), headers.get('gs1-epcis-max')]).toEqual([204, allow, '2.0.0']);
    }
    expect((await product.admin.get('/epcis')).body).toMatchObject({ type: 'Collection' });
  });

  it('refuse what cannot be answered with the exception of the standard', async () => {
    const refused = async (query: string, headers = {}) =>
      (await product.admin.get(`/epcis/events?${query}`, { headers })).body;
    expect(await refused('EQ_colour=red')).toMatchObject({
      status: 400,
      type: 'epcisException:QueryParameterException',
      errors: [{ path: 'EQ_colour' }],
    });
    expect(await refused('maxEventCount=3')).toMatchObject({
      status: 413,
      type: 'epcisException:QueryTooLargeException',
    });
    for (const headers of [
      { accept: 'application/xml' },
      { 'gs1-epcis-min': '2.1' },
      { 'gs1-epc-format': 'Always_EPC_URN' },
    ])
      expect(await refused('', headers)).toMatchObject({ status: 406, type: 'epcisException:NotAcceptableException' });
    expect((await product.stranger.get('/epcis/events')).body).toMatchObject({
      status: 401,
      type: 'epcisException:SecurityException',
    });
  });
});

describe('a trace as captured events', () => {
  const trace = async (who: HttpClient, route: string, epc: string) => who.get(`/epcis/${route}?epc=${encoded(epc)}`);

  it('follows transformation and aggregation, and its containers only while something of it was in them', async () => {
    const ofF = ['R-made', 'R-to-F', 'F-packed', 'pallet-shipped', 'pallet-received', 'F-unpacked'];
    expect(idsIn(await trace(product.admin, 'traceback', link('F')))).toEqual(ofF);
    expect(idsIn(await trace(product.admin, 'traceforward', lot('R')))).toEqual(ofF);
    expect(idsIn(await trace(product.admin, 'traceback', lot('R')))).toEqual(['R-made', 'R-to-F']);
    expect(idsIn(await trace(product.admin, 'traceforward', lot('OTHER')))).toEqual([
      'other-packed',
      'other-moved',
      'other-unpacked',
    ]);
  });

  it('of a container has all that happened to it and to what was packed in it', async () => {
    const ids = idsIn(await trace(product.admin, 'traceback', pallet));
    expect(ids.toSorted()).toEqual(chain.map(({ eventID }) => eventID.replace('urn:example:event:', '')).toSorted());
  });

  it('withholds events of other sites and counts them, and knows nothing of what no event names', async () => {
    const answer = await trace(reader, 'traceforward', lot('R'));
    expect(idsIn(answer)).toEqual(['R-made', 'R-to-F', 'F-packed', 'pallet-shipped']);
    expect(answer.headers.get('lotscope-withheld-events')).toBe('2');
    const events = await reader.get('/epcis/events');
    expect([eventsIn(events).length, events.headers.get('lotscope-withheld-events')]).toEqual([7, '3']);
    expect((await trace(product.admin, 'traceback', lot('NONE'))).body).toMatchObject({ status: 404 });
    expect((await product.admin.get('/epcis/traceback')).body).toMatchObject({
      status: 400,
      type: 'epcisException:QueryParameterException',
    });
  });
});
