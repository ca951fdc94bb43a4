import { describe, expect, test } from 'vitest';
import type { SensorReport } from '../event/sensor-element.ts';
import { factsOf } from './facts-of.ts';
import { aggregation, day, objectEvent, rowsOf, transformation } from './testing/events.ts';

const milk = 'urn:epc:class:lgtin:4012345.012345.MILK1';
const milkLot = 'https://id.gs1.org/01/04012345123456/10/MILK1';
const serial = 'urn:epc:id:sgtin:4012345.012345.12';
const dock = 'urn:epc:id:sgln:4012345.00001.dock7';
const siteId = 'https://id.gs1.org/414/4012345000016';
const quantityList = [{ epcClass: milk, quantity: 100, uom: 'KGM' }];
const seen = (said: Parameters<typeof objectEvent>[1]) =>
  objectEvent(day(2), { quantityList, bizLocation: dock, ...said });
const facts = (...events: Parameters<typeof factsOf>[0]) => factsOf(events).facts;

describe('movements', () => {
  test.each([
    [
      { bizStep: 'commissioning', action: 'ADD' },
      { reason: 'produce', toSiteId: siteId, toLocation: 'dock7' },
    ],
    [{ bizStep: 'receiving' }, { reason: 'receipt', toSiteId: siteId }],
    [{ bizStep: 'accepting' }, { reason: 'receipt', toSiteId: siteId }],
    [
      { bizStep: 'receiving', disposition: 'returned' },
      { reason: 'return', toSiteId: siteId },
    ],
    [{ bizStep: 'destroying' }, { reason: 'scrap', fromSiteId: siteId, reasonCode: 'destroying' }],
    [{ disposition: 'destroyed' }, { reason: 'scrap', reasonCode: 'destroyed' }],
    [{ bizStep: 'retail_selling' }, { reason: 'ship', fromSiteId: siteId }],
  ] as const)('%o is %o', (said, movement) => {
    expect(rowsOf(facts(seen(said)), 'movements')).toMatchObject([{ lotId: milkLot, quantity: 100, ...movement }]);
  });

  test('an identity that ended says not that the thing is gone: it is no scrap, and where it is nobody knows', () => {
    const rows = rowsOf(facts(seen({ action: 'DELETE', bizStep: 'decommissioning' })), 'movements');
    expect(rows).toMatchObject([{ reason: 'adjust', quantity: -100, fromSiteId: siteId }]);
  });

  test.each(['storing', 'inspecting', 'staging_outbound', 'loading', 'https://example.com/step/looking'])(
    '%s moves nothing',
    (bizStep) => {
      expect(rowsOf(facts(seen({ bizStep })), 'movements')).toEqual([]);
    },
  );

  test('a quantity that nobody said is no movement of nothing', () => {
    const { facts: rows, unplaced } = factsOf([seen({ bizStep: 'receiving', quantityList: [{ epcClass: milk }] })]);
    expect(rowsOf(rows, 'movements')).toEqual([]);
    expect(unplaced).toMatchObject([{ reason: 'quantity not known', about: milkLot }]);
  });

  test('a count is what was found there', () => {
    expect(rowsOf(facts(seen({ bizStep: 'stock_taking' })), 'stock_counts')).toEqual([
      { lotId: milkLot, siteId, location: 'dock7', countedAt: day(2), kind: 'physical', quantity: 100, unit: 'KGM' },
    ]);
  });
});

describe('containers in time (D9)', () => {
  const pallet = 'urn:epc:id:sscc:4012345.0000000333';
  const pack = (at: number) => aggregation(day(at), { parentID: pallet, childQuantityList: quantityList });
  const unpack = (at: number) => aggregation(day(at), { action: 'DELETE', parentID: pallet });

  test('a lot is in it from packing to unpacking', () => {
    expect(rowsOf(facts(pack(1), unpack(3)), 'handling_units')).toMatchObject([
      { lotId: milkLot, quantity: 100, unit: 'KGM', packedAt: day(1), unpackedAt: day(3) },
    ]);
  });

  test('packed again it is one row from the first time to the last, so that no time is missed', () => {
    expect(rowsOf(facts(pack(1), unpack(3), pack(5)), 'handling_units')[0]).toEqual({
      handlingUnitId: 'https://id.gs1.org/00/040123450000003338',
      lotId: milkLot,
      quantity: 100,
      unit: 'KGM',
      packedAt: day(1),
    });
  });
});

describe('status (D13)', () => {
  test('what bars goods bars what was seen, where it was seen', () => {
    expect(rowsOf(facts(seen({ disposition: 'damaged' })), 'lot_status')).toMatchObject([
      { lotId: milkLot, status: 'hold', reason: 'damaged', siteId, quantity: 100, at: day(2) },
    ]);
  });

  test('a recall is of the lot wherever it is', () => {
    const [row] = rowsOf(facts(seen({ disposition: 'recalled' })), 'lot_status');
    expect(row).toMatchObject({ status: 'recalled' });
    expect(Object.keys(row ?? {})).not.toContain('siteId');
    expect(Object.keys(row ?? {})).not.toContain('quantity');
  });

  test.each(['active', 'sellable_accessible', 'available', 'conformant', 'expired'])(
    'that something is %s lifts no hold',
    (disposition) => {
      expect(rowsOf(facts(seen({ disposition })), 'lot_status')).toEqual([]);
    },
  );

  test('who says that a disposition no longer holds lifts it, unless another bars', () => {
    const unset = (set: string[]) => seen({ persistentDisposition: { set, unset: ['recalled'] } });
    expect(rowsOf(facts(unset([])), 'lot_status')).toMatchObject([{ status: 'released' }]);
    expect(rowsOf(facts(unset(['damaged'])), 'lot_status')).toMatchObject([{ status: 'hold' }]);
  });
});

describe('what was found and measured', () => {
  const sensed = (...sensorReport: Partial<SensorReport>[]) => ({
    sensorElementList: [
      {
        sensorMetadata: { time: day(1), extensions: {} },
        sensorReport: sensorReport.map((report) => ({ type: 'Temperature', uom: 'CEL', extensions: {}, ...report })),
        extensions: {},
      },
    ],
  });

  test('an inspection has a verdict only where the event gives one (D19)', () => {
    const verdict = (disposition: string) =>
      rowsOf(facts(seen({ bizStep: 'inspecting', disposition })), 'qc_results').map((row) => row['verdict']);
    expect([verdict('conformant'), verdict('non_conformant'), verdict('in_progress')]).toEqual([
      ['pass'],
      ['fail'],
      ['none'],
    ]);
  });

  test('values of an inspection are of the lots', () => {
    const rows = rowsOf(facts(seen({ bizStep: 'inspecting', ...sensed({ value: 4.5 }) })), 'qc_results');
    expect(rows).toMatchObject([
      { characteristic: 'inspection' },
      { lotId: milkLot, characteristic: 'temperature', value: 4.5, unit: 'CEL', at: day(1) },
    ]);
  });

  test('values of a transformation are of its operation', () => {
    const event = transformation(day(2), { outputQuantityList: quantityList, ...sensed({ value: 0 }) });
    expect(rowsOf(facts(event), 'process_readings')).toMatchObject([
      { operationId: event.eventID, parameter: 'temperature', value: 0, at: day(1) },
    ]);
  });

  test('others are conditions of the place, each extreme of its own', () => {
    const rows = rowsOf(facts(seen(sensed({ minValue: -1, meanValue: 2, maxValue: 9 }))), 'condition_readings');
    expect(rows.map(({ parameter, value }) => [parameter, value])).toEqual([
      ['temperature', 2],
      ['temperature minimum', -1],
      ['temperature maximum', 9],
    ]);
    expect(rows[0]).toMatchObject({ siteId, location: 'dock7', at: day(1), unit: 'CEL' });
  });

  test('on the way, at no place, they are of the goods that were there (D6)', () => {
    const event = objectEvent(day(2), { epcList: [serial], ...sensed({ value: 12 }) });
    expect(rowsOf(facts(event), 'qc_results')).toMatchObject([{ characteristic: 'temperature', value: 12 }]);
  });

  test('a germ that was found is in the goods, not in the room', () => {
    const germ = 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011';
    const rows = rowsOf(facts(seen(sensed({ type: 'Dimensionless', microorganism: germ, value: 3 }))), 'qc_results');
    expect(rows).toMatchObject([{ lotId: milkLot, characteristic: `dimensionless ${germ}`, value: 3 }]);
  });
});
