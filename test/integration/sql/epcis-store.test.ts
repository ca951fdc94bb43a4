import { identify, readDocument, type ReadEvent } from '@lotscope/epcis';
import { eventsAbout, eventsOfCapture, storeEvents } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf, randomEvents } from '../../support/random-events.ts';
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { seed } from '../../support/seed.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
});
afterAll(() => plant.close());

const capture = (captureId: string, recordTime = '2026-05-06T07:08:09.010Z') => ({
  captureId,
  recordTime: new Date(recordTime),
});
const count = async (table: string) =>
  (await plant.engine.query<{ rows: number }>(`SELECT count() AS rows FROM ${table}`))[0]!.rows;
const read = (...events: readonly object[]): readonly ReadEvent[] =>
  readDocument(
    documentOf(
      events.map((event) => ({
        type: 'ObjectEvent',
        eventTime: '2026-01-01T00:00:00Z',
        eventTimeZoneOffset: '+00:00',
        action: 'OBSERVE',
        ...event,
      })),
    ),
  ).events;

describe('captured events', () => {
  test('are read back as they were sent and understood, in their order; the time of recording is ours', async () => {
    const events = randomEvents('whole', 300, seed);
    const { stored, known, refused } = await storeEvents(plant.engine, capture('C1'), events);
    expect({ known, refused }).toEqual({ known: [], refused: [] });
    const back = await eventsOfCapture(plant.engine, 'C1');
    expect(back).toEqual(stored);
    expect(back.map(({ original }) => original)).toEqual(events.map(({ original }) => original));
    expect(back.map(({ event }) => event)).toEqual(
      events.map(({ event }) => ({ ...event, recordTime: '2026-05-06T07:08:09.010Z' })),
    );
  });

  test('sent again change nothing; the same ID with other content is refused and the former event stays', async () => {
    const events = read(
      { eventID: 'urn:uuid:1', epcList: ['urn:epc:id:sgtin:4012345.011122.1'] },
      { epcList: ['urn:x:y'] },
    );
    await storeEvents(plant.engine, capture('C2'), events);
    const rows = [await count('epcis_events'), await count('epcis_event_names FINAL')];
    // The same words in another order and spacing are the same event, as is the ID in other letters where case says nothing.
    const again = read(
      { epcList: ['urn:epc:id:sgtin:4012345.011122.1'], eventID: 'urn:uuid:1' },
      { epcList: ['urn:x:y'] },
    );
    const repeated = await storeEvents(plant.engine, capture('C3'), [...again, ...again]);
    expect(repeated.stored).toEqual([]);
    expect(repeated.known).toHaveLength(4);
    const other = read({ eventID: 'urn:uuid:1', epcList: ['urn:epc:id:sgtin:4012345.011122.2'] });
    expect(await storeEvents(plant.engine, capture('C4'), other)).toEqual({
      stored: [],
      known: [],
      refused: ['urn:uuid:1'],
    });
    expect([await count('epcis_events'), await count('epcis_event_names FINAL')]).toEqual(rows);
    const about = await eventsAbout(plant.engine, [identify('urn:epc:id:sgtin:4012345.011122.1').canonical]);
    expect(about.map(({ captureId, original }) => [captureId, original])).toEqual([['C2', events[0]!.original]]);
    expect(await eventsOfCapture(plant.engine, 'C3')).toEqual([]);
  });

  test('one ID twice in one capture is one event', async () => {
    const [one, other] = [
      { eventID: 'urn:uuid:2', epcList: ['urn:x:1'] },
      { eventID: 'urn:uuid:2', epcList: ['urn:x:2'] },
    ];
    const { stored, known, refused } = await storeEvents(plant.engine, capture('C5'), read(one, one, other));
    expect([stored.length, known, refused]).toEqual([1, ['urn:uuid:2'], ['urn:uuid:2']]);
  });

  test('an error declaration has the ID of the event that it declares wrong, and both are kept', async () => {
    const wrong = { eventID: 'urn:uuid:3', epcList: ['urn:x:3'] };
    const declared = {
      ...wrong,
      errorDeclaration: { declarationTime: '2026-01-02T00:00:00Z', correctiveEventIDs: ['urn:uuid:4'] },
    };
    await storeEvents(plant.engine, capture('C6'), read(wrong));
    const first = await storeEvents(plant.engine, capture('C7', '2026-05-06T07:08:09.011Z'), read(declared));
    const second = await storeEvents(plant.engine, capture('C8'), read(declared));
    expect([first.stored.length, second.stored.length, second.known]).toEqual([1, 0, ['urn:uuid:3']]);
    for (const name of ['urn:x:3', 'urn:uuid:3'])
      expect((await eventsAbout(plant.engine, [name])).map(({ captureId }) => captureId)).toEqual(['C6', 'C7']);
    expect((await eventsAbout(plant.engine, ['urn:uuid:4'])).map(({ captureId }) => captureId)).toEqual(['C7']);
  });

  test('two rows of one event, written at the same moment, are one event: the first recorded', async () => {
    const [event] = read({ eventID: 'urn:uuid:5', epcList: ['urn:x:5'] });
    // Who looks before the other has written sees nothing of it.
    const blind = { insert: plant.engine.insert.bind(plant.engine), query: () => Promise.resolve([]) };
    await storeEvents(blind, { captureId: 'late', recordTime: new Date('2026-05-06T00:00:02Z') }, [event!]);
    await storeEvents(blind, { captureId: 'early', recordTime: new Date('2026-05-06T00:00:01Z') }, [event!]);
    expect((await eventsAbout(plant.engine, ['urn:x:5'])).map(({ captureId }) => captureId)).toEqual(['early']);
    await plant.engine.command('OPTIMIZE TABLE epcis_events FINAL');
    expect((await eventsAbout(plant.engine, ['urn:x:5'])).map(({ captureId }) => captureId)).toEqual(['early']);
  });

  test('are found by whatever they name, whichever way it is spelt, also by thousands of names at once', async () => {
    const events = read(
      {
        eventID: 'urn:uuid:6',
        type: 'AggregationEvent',
        action: 'ADD',
        parentID: 'urn:epc:id:sscc:4012345.0333333333',
        childEPCs: ['urn:x:6'],
        childQuantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.L6' }],
      },
      {
        eventID: 'urn:uuid:7',
        type: 'TransformationEvent',
        action: undefined,
        transformationID: 'urn:x:t7',
        inputQuantityList: [{ epcClass: 'https://example.org/01/04012345123456/10/L6' }],
        outputEPCList: ['urn:x:7'],
      },
    );
    await storeEvents(plant.engine, capture('C9'), events);
    const found = async (...names: string[]) =>
      (await eventsAbout(plant.engine, names)).map(({ event }) => event.eventID);
    expect(await found('https://id.gs1.org/01/04012345123456/10/L6')).toEqual(['urn:uuid:6', 'urn:uuid:7']);
    expect(await found('urn:x:6')).toEqual(['urn:uuid:6']);
    expect(await found('urn:x:t7')).toEqual(['urn:uuid:7']);
    expect(await found(...Array.from({ length: 25_000 }, (_, i) => `urn:none:${i}`), 'urn:x:7', 'urn:x:6')).toEqual([
      'urn:uuid:6',
      'urn:uuid:7',
    ]);
    expect(await found()).toEqual([]);
  });
});
