import { describe, expect, test } from 'vitest';
import { readDocument } from '../document/read-document.ts';
import type { EpcisEvent } from '../event/event.ts';
import { areThere, textOf, valid } from '../testing/published-documents.ts';
import type { Fact } from './fact.ts';
import { factsOf, keyOf } from './facts-of.ts';
import { rowsOf } from './testing/events.ts';

const eventsOf = (name: string): EpcisEvent[] => readDocument(textOf(name)).events.map(({ event }) => event);

/** The lots that material of some lots is in, by the recorded inputs and outputs. */
function reachedFrom(facts: readonly Fact[], lotId: string): string[] {
  const inputs = rowsOf(facts, 'operation_inputs');
  const outputs = rowsOf(facts, 'operation_outputs');
  const reached = new Set([lotId]);
  for (const lot of reached)
    for (const input of inputs.filter((row) => row['lotId'] === lot))
      for (const output of outputs.filter((row) => row['operationId'] === input['operationId']))
        reached.add(String(output['lotId']));
  return [...reached];
}

const company = (name: string) => `urn:gdst:wholechain.com:product:lot:class:${name}`;
const other = (name: string) => `urn:gdst:example.org:product:lot:class:${name}`;

describe.skipIf(!areThere)('a published chain of seafood, from the catch to the importer', () => {
  const events = areThere ? eventsOf('wholechain.jsonld') : [];
  const { facts, unplaced } = factsOf(events);

  test('says nothing that no row can hold', () => {
    expect(unplaced).toEqual([]);
  });

  test('a catch is in all that was made of it, over boats, harbours and companies', () => {
    expect(reachedFrom(facts, company('fishcompany.tuna.23423445'))).toEqual([
      company('fishcompany.tuna.23423445'),
      company('fishcompany.tuna.1024f44f'),
      company('fishcompany.hgtuna.8a25a035'),
      company('processingcompany.tunafilet.34e5e863'),
    ]);
    for (const origin of ['feedmill.1.ff11252021', 'hatchery.1.tf12012021'])
      expect(reachedFrom(facts, other(origin))).toEqual([
        other(origin),
        other('fishfarm.1.farmed-tuna-01192022'),
        other('processor.10.commingle-01232022'),
        other('processor.2.v1-0122-2022'),
      ]);
    expect(reachedFrom(facts, other('fisherman01.tuna.v1-0122-2022')).at(-1)).toBe(other('processor.2.v1-0122-2022'));
  });

  test('pallet-mates are no relatives, and chains that never met stay apart (D9)', () => {
    expect(reachedFrom(facts, company('fishcompany.sal-fry.weio348'))).toEqual([
      company('fishcompany.sal-fry.weio348'),
      company('fishcompany.sal-whole.eiwo493'),
    ]);
  });

  test('what was on the pallets was shipped and arrived with them', () => {
    const shipments = rowsOf(facts, 'shipments').map((row) => [
      String(row['lotId']).split(':').at(-1),
      String(row['customerId']).split(':').at(-1),
      row['quantity'],
      row['deliveredAt'],
    ]);
    expect(shipments).toEqual([
      ['fishcompany.hgtuna.8a25a035', 'processingcompany.0', 7000, '2022-03-01T15:00:00.000Z'],
      ['fishcompany.sal-whole.eiwo493', 'processingcompany.0', 1000, '2022-03-01T15:00:00.000Z'],
      ['fishfarm.1.farmed-tuna-01192022', 'processor.1', 12000, '2022-09-22T11:10:18.037Z'],
      ['processor.2.v1-0122-2022', 'importer.1', 5000, '2022-10-05T11:12:14.921Z'],
    ]);
  });

  test('a shipment without a customer left its site to nobody knows whom', () => {
    const [movement, ...others] = rowsOf(facts, 'movements').filter(
      (row) => row['reason'] === 'ship' && !('shipmentId' in row),
    );
    expect(others).toEqual([]);
    expect(movement).toMatchObject({ lotId: other('fisherman01.tuna.v1-0122-2022'), quantity: 9876 });
    expect(movement).not.toHaveProperty('toSiteId');
  });

  test('a pallet that was packed twice spans both times', () => {
    expect(rowsOf(facts, 'handling_units').at(-1)).toMatchObject({
      handlingUnitId: 'urn:epc:id:sscc:08600031303.0003',
      packedAt: '2022-09-29T11:11:25.752Z',
      unpackedAt: '2022-11-03T11:12:25.791Z',
    });
  });

  test('lots that carry one number in two companies stay two lots', () => {
    const lots = rowsOf(facts, 'lots').filter(({ lotNumber }) => lotNumber === 'V1-0122-2022');
    expect(lots.map(({ itemId }) => itemId)).toEqual([
      'urn:gdst:example.org:product:class:fisherman01.tuna',
      'urn:gdst:example.org:product:class:processor.2',
    ]);
  });
});

describe.skipIf(!areThere)('all published documents', () => {
  const events = valid.flatMap(eventsOf);

  test('give rows with keys of their own, the same in any order of the events', () => {
    const { facts } = factsOf(events);
    expect(new Set(facts.map(keyOf)).size).toBe(facts.length);
    expect(factsOf(events.toReversed())).toEqual(factsOf(events));
  });

  test('name no lot that has no row', () => {
    const lots = new Set(rowsOf(factsOf(events).facts, 'lots').map(({ lotId }) => lotId));
    const named = factsOf(events).facts.flatMap(({ row }) => [row['lotId'], row['parentLotId'], row['childLotId']]);
    expect(named.filter((lotId) => lotId !== undefined && !lots.has(lotId))).toEqual([]);
  });
});
