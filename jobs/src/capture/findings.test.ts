import { factsOf, keyOf, LinkedDataContext, readDocument, type EpcisEvent, type Fact } from '@lotscope/epcis';
import { eventKeyOf, type StoredEvent } from '@lotscope/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventsAround } from './events-around.ts';
import { findings } from './findings.ts';
import { ThingNames } from './named-things.ts';

const lot = (n: number): string => `https://id.gs1.org/01/04012345123456/10/L${n}`;
const serial = (n: number): string => `urn:epc:id:sgtin:4012345.012345.${n}`;
const unit = (n: number): string => `urn:epc:id:sscc:4012345.000000000${n}`;
const few = fc.integer({ min: 1, max: 3 });

const time = fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`);
const place = { bizLocation: { id: 'urn:epc:id:sgln:4012345.00005.0' } };
const amounts = fc
  .uniqueArray(few, { minLength: 1, maxLength: 2 })
  .map((lots) => lots.map((n) => ({ epcClass: lot(n), quantity: 10 * n, uom: 'KGM' })));
const things = fc.record({ quantityList: amounts, epcList: fc.uniqueArray(few.map(unit), { maxLength: 2 }) });
const action = fc.constantFrom('ADD', 'ADD', 'OBSERVE', 'DELETE');
const party = (type: string) => fc.constant([{ type: 'owning_party', [type]: 'urn:epc:id:pgln:4012345.00007' }]);

/** Events about a few lots, serials and containers, so that they tell of the same things at different times. */
const drafts = fc.oneof(
  fc
    .record({ type: fc.constant('ObjectEvent'), action, bizStep: fc.constantFrom('commissioning', 'holding') })
    .chain((own) => things.map((all) => ({ ...own, ...all, ...place }))),
  fc.record({ destinationList: party('destination'), all: things }).map(({ destinationList, all }) => ({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'shipping',
    destinationList,
    ...all,
    ...place,
  })),
  fc.record({ sourceList: party('source'), all: things }).map(({ sourceList, all }) => ({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'receiving',
    sourceList,
    ...all,
    ...place,
  })),
  fc.record({ type: fc.constant('AggregationEvent'), action, parentID: few.map(unit), childQuantityList: amounts }),
  fc.record({
    type: fc.constant('AggregationEvent'),
    action,
    parentID: fc.constant(unit(9)),
    childEPCs: fc.uniqueArray(few.map(unit), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant('TransformationEvent'),
    inputQuantityList: amounts,
    outputEPCList: fc.uniqueArray(few.map(serial), { minLength: 1, maxLength: 2 }),
    ilmd: fc.constant({ 'cbvmda:lotNumber': 'L1' }),
  }),
  fc.record({
    type: fc.constant('AssociationEvent'),
    action,
    parentID: few.map(serial),
    childEPCs: fc.constant([serial(7)]),
  }),
);

interface Sent {
  readonly events: readonly EpcisEvent[];
  /** Which batch each of them comes in. */
  readonly batches: readonly number[];
}

const sent: fc.Arbitrary<Sent> = fc
  .array(
    fc.tuple(drafts, time, fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 })),
    { minLength: 2, maxLength: 10 },
  )
  .map((all) => {
    const said = all.flatMap(([draft, eventTime, batch, declared], i) => {
      const event = { ...draft, eventTime, eventTimeZoneOffset: '+00:00', eventID: `urn:uuid:e${i}` };
      const wrong = { ...event, errorDeclaration: { declarationTime: '2026-04-01T00:00:00Z' } };
      return [[event, batch] as const, ...(declared === null ? [] : [[wrong, declared] as const])];
    });
    const document = {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-05-06T07:08:09Z',
      epcisBody: { eventList: said.map(([event]) => event) },
    };
    const events = readDocument(JSON.stringify(document)).events.map(({ event }) => event);
    return { events, batches: said.map(([, batch]) => batch) };
  });

/** The rows that somebody who reads the datasets sees, without when they were recorded. */
class Rows {
  readonly #rows = new Map<string, Fact>();

  write(facts: readonly Fact[]): void {
    for (const fact of facts)
      if (fact.row['deleted'] === true) this.#rows.delete(keyOf(fact));
      else this.#rows.set(keyOf(fact), fact);
  }

  serialsOf(lots: readonly string[]): string[] {
    const all = [...this.#rows.values()].map(({ row }) => row);
    return all.filter((row) => lots.includes(String(row['productionLotId']))).map((row) => String(row['lotId']));
  }

  get all(): unknown[] {
    const said = [...this.#rows.values()].map(({ dataset, row: { recordedAt: _recordedAt, ...row } }) => ({
      dataset,
      ...row,
    }));
    return said.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted();
  }
}

async function inBatches({ events, batches }: Sent): Promise<unknown[]> {
  const names = new ThingNames();
  const store = new Map<string, StoredEvent>();
  const about = (wanted: readonly string[]) =>
    Promise.resolve(
      [...store.values()].filter(({ event }) => names.namedBy(event).some((name) => wanted.includes(name))),
    );
  const rows = new Rows();
  for (const batch of [0, 1, 2, 3]) {
    const now = events.filter((_, i) => batches[i] === batch);
    for (const event of now) {
      const recordTime = `2026-05-0${batch + 1}T00:00:00.000Z`;
      const context = LinkedDataContext.standard;
      store.set(eventKeyOf(event), {
        original: '',
        context,
        captureId: String(batch),
        event: { ...event, recordTime },
      });
    }
    const around = new EventsAround(about);
    await around.gather(now);
    const known = {
      isFormer: ({ captureId }: StoredEvent) => captureId !== String(batch),
      serialsOf: (lots: readonly string[]) => Promise.resolve(rows.serialsOf(lots)),
      options: {},
    };
    rows.write((await findings(around, known)).facts);
  }
  return rows.all;
}

test('events in any order and in any batches give the rows of all at once (D2)', async () => {
  await fc.assert(
    fc.asyncProperty(sent, async (all) => {
      const rows = new Rows();
      rows.write(factsOf(all.events, {}).facts);
      expect(await inBatches(all)).toEqual(rows.all);
    }),
    { numRuns: 300 },
  );
});
