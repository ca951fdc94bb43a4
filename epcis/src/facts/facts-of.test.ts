import { describe, expect, test } from 'vitest';
import { factsOf, keyOf } from './facts-of.ts';
import {
  aggregation,
  association,
  day,
  declaredWrong,
  objectEvent,
  rowsOf,
  transaction,
  transformation,
} from './testing/events.ts';

const milk = 'urn:epc:class:lgtin:4012345.012345.MILK1';
const milkLot = 'https://id.gs1.org/01/04012345123456/10/MILK1';
const cheese = 'urn:epc:class:lgtin:4012345.011111.CHEESE1';
const cheeseLot = 'https://id.gs1.org/01/04012345111118/10/CHEESE1';
const serial = 'urn:epc:id:sgtin:4012345.012345.12';
const serialLot = 'https://id.gs1.org/01/04012345123456/21/12';
const dairy = 'urn:epc:id:sgln:4012345.00001.0';
const dairySite = 'https://id.gs1.org/414/4012345000016';
const of = (epcClass: string, quantity: number) => ({ epcClass, quantity, uom: 'KGM' });

describe('lots', () => {
  test('what several events say of a lot is one row (D1)', () => {
    const { facts } = factsOf([
      objectEvent(day(1), {
        action: 'ADD',
        bizStep: 'commissioning',
        quantityList: [of(milk, 100)],
        bizLocation: dairy,
        ilmd: {
          'urn:epcglobal:cbv:mda:itemExpirationDate': '2026-02-01',
          'urn:epcglobal:cbv:mda:countryOfOrigin': 'DE',
        },
      }),
      objectEvent(day(3), {
        bizStep: 'receiving',
        quantityList: [of(milk, 100)],
        bizLocation: 'https://x.example/loc/b',
      }),
    ]);
    expect(rowsOf(facts, 'lots')).toEqual([
      {
        lotId: milkLot,
        itemId: 'https://id.gs1.org/01/04012345123456',
        lotNumber: 'MILK1',
        siteId: dairySite,
        createdAt: day(1),
        receivedAt: day(3),
        expiresAt: '2026-02-01',
        country: 'DE',
      },
    ]);
  });

  test('a serial belongs to the lot of its lot number: membership, not consumption (D1)', () => {
    const { facts } = factsOf([
      objectEvent(day(1), { action: 'ADD', epcList: [serial], ilmd: { 'urn:epcglobal:cbv:mda:lotNumber': 'MILK1' } }),
    ]);
    expect(rowsOf(facts, 'lots')).toMatchObject([
      { lotId: serialLot, productionLotId: milkLot },
      { lotId: milkLot, lotNumber: 'MILK1' },
    ]);
    expect(rowsOf(facts, 'lot_links')).toEqual([]);
  });

  test('a Digital Link tells lot, expiry and production date beside the serial', () => {
    const link = 'https://shop.example/01/04012345123456/10/MILK1/21/12?17=261200&11=251130';
    const { facts } = factsOf([objectEvent(day(1), { epcList: [link] })]);
    expect(rowsOf(facts, 'lots')[0]).toMatchObject({
      lotId: serialLot,
      productionLotId: milkLot,
      expiresAt: '2026-12',
      manufacturedAt: '2025-11-30',
    });
  });

  test('a date that is none is unknown, and said so', () => {
    const event = objectEvent(day(1), {
      action: 'ADD',
      epcList: [serial],
      ilmd: { 'urn:epcglobal:cbv:mda:itemExpirationDate': '2026-02-30' },
    });
    const { facts, unplaced } = factsOf([event]);
    expect(rowsOf(facts, 'lots')[0]).not.toHaveProperty('expiresAt');
    expect(unplaced).toEqual([{ eventID: event.eventID, reason: 'date not readable', about: '2026-02-30' }]);
  });

  test('an item without a lot makes no lot: lots that have nothing in common must not meet in it', () => {
    const { facts, unplaced } = factsOf([
      transformation(day(1), {
        inputQuantityList: [{ epcClass: 'urn:epc:idpat:sgtin:4012345.012345.*', quantity: 3 }, of(milk, 5)],
        outputQuantityList: [of(cheese, 1)],
      }),
    ]);
    expect(rowsOf(facts, 'operation_inputs')).toMatchObject([{ lotId: milkLot }]);
    expect(unplaced).toMatchObject([{ reason: 'item without a lot', about: 'https://id.gs1.org/01/04012345123456' }]);
  });

  test('a lot or container whose number breaks the rules of its key is one nevertheless', () => {
    const { facts } = factsOf([
      aggregation(day(1), {
        parentID: 'urn:epc:id:sscc:08600031303.0003',
        childQuantityList: [of('urn:epc:class:lgtin:4012345.0123456.X', 5)],
      }),
    ]);
    expect(rowsOf(facts, 'lots')).toMatchObject([{ lotId: 'urn:epc:class:lgtin:4012345.0123456.X' }]);
    expect(rowsOf(facts, 'handling_units')).toMatchObject([{ handlingUnitId: 'urn:epc:id:sscc:08600031303.0003' }]);
  });
});

describe('transformations', () => {
  const first = transformation(day(1), {
    transformationID: 'urn:epc:id:gdti:0614141.00001.1',
    inputQuantityList: [of(milk, 60)],
    bizLocation: dairy,
  });
  const second = transformation(day(2), {
    transformationID: 'urn:epc:id:gdti:0614141.00001.1',
    outputQuantityList: [of(cheese, 5)],
  });
  const third = transformation(day(3), {
    transformationID: 'urn:epc:id:gdti:0614141.00001.1',
    inputQuantityList: [of(milk, 40)],
  });

  test('events of one transformationID are one operation, and no time keeps an input out of an output (D7, D8)', () => {
    const { facts } = factsOf([third, second, first]);
    const [operation, ...others] = rowsOf(facts, 'operations');
    expect(others).toEqual([]);
    expect(operation).toMatchObject({ startedAt: day(1), endedAt: day(2), siteId: dairySite });
    const inputs = rowsOf(facts, 'operation_inputs');
    expect(inputs.map(({ operationId, quantity }) => [operationId, quantity])).toEqual([
      [operation?.['operationId'], 60],
      [operation?.['operationId'], 40],
    ]);
    expect(inputs.some((row) => 'at' in row)).toBe(false);
  });

  test('one that has put out nothing still runs', () => {
    expect(rowsOf(factsOf([first]).facts, 'operations')[0]).not.toHaveProperty('endedAt');
  });

  test('one event alone has its own time; an empty transformationID is none', () => {
    const event = transformation(day(1), {
      transformationID: '',
      inputQuantityList: [of(milk, 60)],
      outputQuantityList: [of(cheese, 5)],
    });
    const { facts } = factsOf([event]);
    expect(rowsOf(facts, 'operations')).toMatchObject([{ operationId: event.eventID }]);
    expect(rowsOf(facts, 'operation_inputs')).toMatchObject([
      { lotId: milkLot, at: day(1), quantity: 60, unit: 'KGM' },
    ]);
    expect(rowsOf(facts, 'operation_outputs')).toMatchObject([{ lotId: cheeseLot, at: day(1) }]);
  });

  test('of a container what is in it goes in (D9)', () => {
    const pallet = 'urn:epc:id:sscc:4012345.0000000333';
    const filled = aggregation(day(1), { parentID: pallet, childQuantityList: [of(milk, 60)] });
    const used = transformation(day(2), { inputEPCList: [pallet], outputQuantityList: [of(cheese, 5)] });
    const { facts } = factsOf([used, filled]);
    expect(rowsOf(facts, 'operation_inputs')).toMatchObject([{ lotId: milkLot, quantity: 60, unit: 'KGM' }]);
    expect(factsOf([used]).unplaced).toMatchObject([{ reason: 'contents of the container not known' }]);
  });

  test('what is listed twice is two lines (D2)', () => {
    const { facts } = factsOf([transformation(day(1), { inputQuantityList: [of(milk, 1), of(milk, 2)] })]);
    const lines = rowsOf(facts, 'operation_inputs');
    expect(lines.map(({ quantity }) => quantity)).toEqual([1, 2]);
    expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(2);
  });

  test('without a unit of measure a quantity counts pieces; without a quantity it is not known (D5)', () => {
    const { facts } = factsOf([
      transformation(day(1), { inputQuantityList: [{ epcClass: milk, quantity: 7 }, { epcClass: cheese }] }),
    ]);
    const [counted, unknown] = rowsOf(facts, 'operation_inputs');
    expect(counted).toMatchObject({ quantity: 7, unit: 'EA' });
    expect(unknown).not.toHaveProperty('quantity');
  });
});

describe('parts fitted to others', () => {
  const motor = 'urn:epc:id:sgtin:4012345.011111.M1';
  const car = 'urn:epc:id:sgtin:4012345.012345.CAR';
  const fitted = association(day(1), { parentID: car, childEPCs: [motor] });

  test('a recall of a part reaches what it was built into, also after it was taken off', () => {
    const { facts } = factsOf([fitted, association(day(5), { action: 'DELETE', parentID: car, childEPCs: [] })]);
    expect(rowsOf(facts, 'installations')).toMatchObject([
      { kind: 'installed', at: day(1) },
      { kind: 'removed', at: day(5) },
    ]);
    expect(rowsOf(facts, 'lot_links')).toMatchObject([
      {
        parentLotId: 'https://id.gs1.org/01/04012345111118/21/M1',
        childLotId: 'https://id.gs1.org/01/04012345123456/21/CAR',
      },
    ]);
  });

  test('a sensor on a returnable container is no part of it', () => {
    const { facts } = factsOf([
      association(day(1), {
        parentID: 'urn:epc:id:grai:4012345.55555.987',
        childEPCs: ['urn:epc:id:giai:4000001.12345'],
      }),
    ]);
    expect(rowsOf(facts, 'installations')).toHaveLength(1);
    expect(rowsOf(facts, 'lot_links')).toEqual([]);
    expect(rowsOf(facts, 'lots')).toEqual([]);
  });

  test('equipment of a place is noted as what no row says', () => {
    const { facts, unplaced } = factsOf([association(day(1), { parentID: dairy, childEPCs: [motor] })]);
    expect(rowsOf(facts, 'installations')).toEqual([]);
    expect(unplaced).toMatchObject([{ reason: 'parent not known', about: dairySite }]);
  });
});

describe('orders', () => {
  const order = [{ type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:4012345123456:RE100099' }];
  const tie = transaction(day(1), { bizTransactionList: order, quantityList: [of(milk, 40)] });

  test('a lot tied to an order is allocated until it is loosened', () => {
    expect(rowsOf(factsOf([tie]).facts, 'allocations')).toMatchObject([
      { lotId: milkLot, orderId: 'urn:epcglobal:cbv:bt:4012345123456:RE100099', quantity: 40, at: day(1) },
    ]);
    const loosened = factsOf([tie, transaction(day(2), { action: 'DELETE', bizTransactionList: order })]).facts;
    expect(rowsOf(loosened, 'allocations')).toMatchObject([{ lotId: milkLot, deleted: true }]);
  });

  test('documents that ask for nothing allocate nothing', () => {
    const invoice = [{ type: 'inv', bizTransaction: 'urn:epcglobal:cbv:bt:4012345123456:1' }];
    const { facts } = factsOf([transaction(day(1), { bizTransactionList: invoice, quantityList: [of(milk, 40)] })]);
    expect(rowsOf(facts, 'allocations')).toEqual([]);
  });
});

describe('one set of events', () => {
  const made = objectEvent(day(1), {
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [of(milk, 100)],
    bizLocation: dairy,
  });
  const used = transformation(day(2), { inputQuantityList: [of(milk, 100)], outputQuantityList: [of(cheese, 10)] });

  test('sent twice, or in another order, gives the same rows', () => {
    expect(factsOf([used, made, used, made])).toEqual(factsOf([made, used]));
  });

  test('has no key twice', () => {
    const { facts } = factsOf([made, used]);
    expect(new Set(facts.map(keyOf)).size).toBe(facts.length);
  });

  test('what an event said that was declared wrong is taken back, not what others said too (D2)', () => {
    const before = factsOf([made, used]).facts;
    const after = factsOf([made, used, declaredWrong(used)]).facts;
    expect(new Set(after.map(keyOf))).toEqual(new Set(before.map(keyOf)));
    const standing = after.filter(({ row }) => row['deleted'] !== true);
    expect(standing).toEqual(factsOf([made]).facts);
    expect(rowsOf(after, 'operation_inputs')).toMatchObject([{ lotId: milkLot, deleted: true }]);
    expect(rowsOf(after, 'lots').find(({ lotId }) => lotId === milkLot)).not.toHaveProperty('deleted');
  });

  test('a row is as recent as the last of its events, and of unknown age when one of them is (D2)', () => {
    const recorded = { ...made, recordTime: day(4) };
    const rows = (events: Parameters<typeof factsOf>[0]) => rowsOf(factsOf(events).facts, 'lots');
    expect(rows([recorded, { ...used, recordTime: day(9) }])[0]).toMatchObject({ recordedAt: day(9) });
    expect(rows([recorded, used]).find(({ lotId }) => lotId === milkLot)).not.toHaveProperty('recordedAt');
  });
});
