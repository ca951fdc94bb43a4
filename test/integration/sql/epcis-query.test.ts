import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answer,
  type EventQuery,
  InvalidQuery,
  openValue,
  readDocument,
  QueryTooLarge,
  type ReadEvent,
  readQuery,
  valuesIn,
} from '@lotscope/epcis';
import { KnownMasterData, queryEvents, readMasterData, storeEvents, type StoredEvent } from '@lotscope/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomEvents } from '../../support/random-events.ts';
import { anyQuery } from '../../support/random-queries.ts';
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { seed } from '../../support/seed.ts';

let plant: RecordedPlant;
let events: readonly StoredEvent[];
let arrivals = 0;
const namespaces = new Map([['ex', ['http://ex.example/']]]);
const read = (sent: string | URLSearchParams) => readQuery(new URLSearchParams(sent), namespaces);
const time = (second: number) => new Date(Date.UTC(2026, 4, 6, 7, 8, second, 10));

beforeAll(async () => {
  plant = await RecordedPlant.open();
  const sent = randomEvents('twin', 400, seed);
  const parts = [];
  for (const [i, start] of [0, 100, 250].entries())
    parts.push(
      await storeEvents(
        plant.engine,
        { captureId: `C${i}`, recordTime: time(9 + i) },
        sent.slice(start, [100, 250, 400][i]),
      ),
    );
  events = parts.flatMap(({ stored }) => stored);
});
afterAll(() => plant.close());

/** A region with two places, and two things that have a colour. */
const masterData = new KnownMasterData(
  new Map([
    ['https://id.gs1.org/414/4012345000054', ['urn:example:place:loc:1']],
    ['urn:example:place:loc:1', ['urn:example:place:loc:region']],
  ]),
  new Map([
    ['https://id.gs1.org/414/4012345000078', new Map([['urn:example:mda:colour', ['red', 'green']]])],
    [
      'https://id.gs1.org/01/04012345123456',
      new Map([
        ['urn:example:mda:colour', ['blue']],
        ['urn:example:mda:size', ['L']],
      ]),
    ],
  ]),
);

const ids = (list: readonly ReadEvent[]): readonly string[] => list.map(({ event }) => event.eventID);

/** What the order goes by: events that are alike in it may stand in any order among themselves. */
function sortedBy(list: readonly ReadEvent[], { order }: EventQuery): readonly unknown[] {
  return list.map((read) => {
    const first = order && valuesIn(read, order.by).find((value) => typeof value !== 'object');
    if (first === undefined) return null;
    const { number, time: instant, text } = openValue(String(first));
    return number ?? instant ?? text;
  });
}

describe('a query of captured events', () => {
  test('is answered by SQL with just the events that meet it in memory, in its order', async () => {
    const outcomes = { some: 0, none: 0, all: 0 };
    const property = fc.asyncProperty(anyQuery, async (sent) => {
      let query: EventQuery;
      try {
        query = read(sent);
      } catch (error) {
        // A period that ends before it begins is refused: nothing to compare.
        if (error instanceof InvalidQuery) return;
        throw error;
      }
      const expected = answer(query, events, masterData);
      const { events: found, withheld } = await queryEvents(plant.engine, { ...query, perPage: 1000 }, masterData);
      expect(withheld).toBe(0);
      expect(ids(found).toSorted(), String(sent)).toEqual(ids(expected).toSorted());
      expect(sortedBy(found, query), String(sent)).toEqual(sortedBy(expected, query));
      outcomes[found.length === 0 ? 'none' : found.length === events.length ? 'all' : 'some'] += 1;
    });
    await fc.assert(property, { numRuns: 150 });
    // As many questions as this have an answer that is neither nothing nor all.
    expect(outcomes.some).toBeGreaterThan(25);
  });

  test.each(['', 'orderBy=eventTime&orderDirection=ASC', 'orderBy=eventTime', 'orderBy=recordTime', 'orderBy=ex:a'])(
    'its pages (%s) have every event once, also while events arrive',
    async (order) => {
      const query = read(`${order}&EQ_action=OBSERVE`);
      const whole = ids((await queryEvents(plant.engine, { ...query, perPage: 1000 }, masterData)).events);
      const first = await queryEvents(plant.engine, { ...query, perPage: 7 }, masterData);
      const late = randomEvents(`late-${order}`, 30, seed);
      await storeEvents(plant.engine, { captureId: 'late', recordTime: time(50 + arrivals++) }, late);
      const paged = [...ids(first.events)];
      for (let token = first.nextPageToken; token !== undefined;) {
        const page = await queryEvents(plant.engine, { ...query, perPage: 7, nextPageToken: token }, masterData);
        paged.push(...ids(page.events));
        token = page.nextPageToken;
      }
      expect(paged).toEqual(whole);
      expect(whole.length).toBeGreaterThan(20);
      await plant.engine.command(
        "ALTER TABLE epcis_events DELETE WHERE capture_id = 'late' SETTINGS mutations_sync = 1",
      );
    },
  );

  test('ends after eventCountLimit, whatever the pages, and refuses more than maxEventCount', async () => {
    const limited = read('orderBy=eventTime&eventCountLimit=10');
    const { events: whole, nextPageToken: none } = await queryEvents(plant.engine, limited, masterData);
    expect([whole.length, none]).toEqual([10, undefined]);
    const first = await queryEvents(plant.engine, { ...limited, perPage: 6 }, masterData);
    const second = await queryEvents(
      plant.engine,
      { ...limited, perPage: 6, nextPageToken: first.nextPageToken! },
      masterData,
    );
    expect([...ids(first.events), ...ids(second.events)]).toEqual(ids(whole));
    expect(second.nextPageToken).toBeUndefined();
    await expect(queryEvents(plant.engine, read('maxEventCount=399'), masterData)).rejects.toThrow(QueryTooLarge);
    expect((await queryEvents(plant.engine, read('maxEventCount=400'), masterData)).events).toHaveLength(30);
  });

  test('refuses the token of another query, and what is no token', async () => {
    const { nextPageToken } = await queryEvents(plant.engine, read('perPage=2'), masterData);
    for (const sent of [`EQ_action=ADD&nextPageToken=${nextPageToken}`, 'nextPageToken=abc', 'nextPageToken=e30'])
      await expect(queryEvents(plant.engine, read(sent), masterData)).rejects.toThrow(/nextPageToken: /);
  });

  test('withholds events of places that the reader may not see, and counts them', async () => {
    const place = 'https://id.gs1.org/414/4012345000054';
    const placeOf = ({ event }: ReadEvent) => event.bizLocation ?? event.readPoint;
    const isSeen = (event: ReadEvent) =>
      placeOf(event) === undefined || /00005\.|4012345000054/.test(placeOf(event) ?? '');
    for (const sent of ['', 'EQ_action=ADD']) {
      const met = answer(read(sent), events);
      const page = await queryEvents(plant.engine, { ...read(sent), perPage: 1000 }, masterData, [place]);
      expect(ids(page.events).toSorted()).toEqual(ids(met.filter(isSeen)).toSorted());
      expect(page.withheld).toBe(met.length - page.events.length);
      expect(page.withheld).toBeGreaterThan(0);
    }
  });
});

const folder = join(import.meta.dirname, '../../../../shared/data/epcis');
const areThere = existsSync(folder);
if (!areThere) console.warn(`SKIPPED: the published documents of EPCIS are not in ${folder}`);

/** What published events say that is worth a question, with all their namespaces. */
const asked = [
  'eventType=AssociationEvent',
  'EQ_bizStep=receiving,shipping',
  'EQ_bizStep=urn:gdst:bizStep:landing',
  'EQ_readPoint=https://id.gs1.org/414/4012345000054',
  'WD_readPoint=https://id.gs1.org/414/0012345111112',
  'MATCH_epc=urn:epc:id:sgtin:0614141.107346.2018',
  'MATCH_epc=https://id.gs1.org/01/04012345999990',
  'MATCH_anyEPC=urn:epc:idpat:giai:4000001.*',
  'MATCH_anyEPCClass=urn:epc:class:lgtin:4023333.*.*',
  'MATCH_inputEPCClass=urn:epc:idpat:sgtin:4012345.066666.*',
  'EXISTS_errorDeclaration=true',
  'EQ_type=Temperature&GE_value_CEL=26.2',
  'EQ_hexBinaryValue=F0F0F0',
  'EQ_INNER_ext3:string=stringInObjectInObject',
  'GE_ext1:time=2013-06-08T16:58:56.591%2B02:00',
  'EQ_ILMD_cbvmda:lotNumber=ABC123',
  'EXISTS_INNER_ILMD_gdst:imoNumber',
  'EQ_SENSORREPORT_example:cv=123',
  'WD_bizLocation=FLEET',
  'HASATTR_epcClass=cbvmda:descriptionShort',
  'EQATTR_epcClass_cbvmda:descriptionShort=Chair',
];

describe.skipIf(!areThere)('published events', () => {
  test('come back as they were sent, and are found as in memory, with what our master data say', async () => {
    for (const table of ['epcis_events', 'epcis_event_names']) await plant.engine.command(`TRUNCATE TABLE ${table}`);
    const boat = 'urn:gdst:wholechain.com:location:loc:fishcompany.boat1';
    await plant.record({
      sites: [
        { siteId: boat, parentSiteId: 'FLEET' },
        { siteId: 'FLEET', gln: '4012345000009' },
      ],
      items: [{ itemId: 'CHAIR', gtin: '4012345666663', name: 'Chair' }],
    });
    const names = [
      ...readdirSync(join(folder, 'documents')).map((name) => join('documents', name)),
      'wholechain.jsonld',
    ];
    const sent = names.flatMap((name) => readDocument(readFileSync(join(folder, name), 'utf8')).events);
    const { stored, refused } = await storeEvents(plant.engine, { captureId: 'P', recordTime: time(0) }, sent);
    expect(refused.length + stored.length).toBeGreaterThan(50);
    const prefixes = new Map<string, string[]>();
    for (const map of sent.flatMap(({ context }) => context.sent))
      for (const [prefix, uri] of Object.entries(typeof map === 'object' ? map! : {}))
        prefixes.set(prefix, [...new Set([...(prefixes.get(prefix) ?? []), String(uri)])]);
    const known = await readMasterData(plant.engine);
    const ask = async (text: string) => {
      const query = readQuery(
        new URLSearchParams(text.replace('FLEET', 'https://id.gs1.org/414/4012345000009')),
        prefixes,
      );
      return {
        met: answer(query, stored, known),
        ...(await queryEvents(plant.engine, { ...query, perPage: 1000 }, known)),
      };
    };
    expect((await ask('')).events.map(({ original }) => original)).toEqual(stored.map(({ original }) => original));
    for (const text of asked) {
      const { met, events: found } = await ask(text);
      expect(ids(found), text).toEqual(ids(met));
      expect(found.length, text).toBeGreaterThan(0);
    }
  });
});
