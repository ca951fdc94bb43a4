import { describe, expect, test } from 'vitest';
import { factsOf } from './facts-of.ts';
import { aggregation, day, objectEvent, rowsOf } from './testing/events.ts';

const milk = 'urn:epc:class:lgtin:4012345.012345.MILK1';
const milkLot = 'https://id.gs1.org/01/04012345123456/10/MILK1';
const serial = 'urn:epc:id:sgtin:4012345.012345.12';
const pallet = 'urn:epc:id:sscc:4012345.0000000333';
const palletUnit = 'https://id.gs1.org/00/040123450000003338';
const crate = 'urn:epc:id:grai:4012345.66666.87';
const dairy = 'https://x.example/loc/dairy';
const shop = 'https://x.example/loc/shop';
const kg = (quantity: number) => [{ epcClass: milk, quantity, uom: 'KGM' }];
const to = (name: string) => ({
  sourceList: [{ type: 'owning_party', source: 'https://x.example/party/dairy' }],
  destinationList: [{ type: 'owning_party', destination: `https://x.example/party/${name}` }],
});
const ship = (at: number, said: Parameters<typeof objectEvent>[1]) =>
  objectEvent(day(at), { bizStep: 'shipping', bizLocation: dairy, ...said });
const receive = (at: number, said: Parameters<typeof objectEvent>[1]) =>
  objectEvent(day(at), { bizStep: 'receiving', bizLocation: shop, ...said });

describe('a container that is shipped', () => {
  const packed = aggregation(day(1), { parentID: pallet, childEPCs: [crate] });
  const filled = aggregation(day(1), { parentID: crate, childQuantityList: kg(100) });

  test('ships what is in it then, also within other containers (D9)', () => {
    const { facts } = factsOf([ship(3, { epcList: [pallet], ...to('shop') }), packed, filled]);
    expect(rowsOf(facts, 'shipments')).toMatchObject([
      {
        lotId: milkLot,
        customerId: 'https://x.example/party/shop',
        handlingUnitId: palletUnit,
        quantity: 100,
        unit: 'KGM',
        shippedAt: day(3),
      },
    ]);
    expect(rowsOf(facts, 'lots').map(({ lotId }) => lotId)).toEqual([milkLot]);
  });

  test('ships nothing of what had left it, or came later', () => {
    const emptied = aggregation(day(2), { action: 'DELETE', parentID: pallet, childEPCs: [] });
    const event = ship(3, { epcList: [pallet], ...to('shop') });
    const later = aggregation(day(4), { parentID: pallet, childEPCs: [serial] });
    const { facts, unplaced } = factsOf([packed, filled, emptied, event, later]);
    expect(rowsOf(facts, 'shipments')).toEqual([]);
    expect(unplaced).toEqual([
      { eventID: event.eventID, reason: 'contents of the container not known', about: palletUnit },
    ]);
  });

  test('and is named beside what is in it ships it once', () => {
    const inside = aggregation(day(1), { parentID: pallet, childEPCs: [serial] });
    const { facts } = factsOf([inside, ship(2, { epcList: [pallet, serial], ...to('shop') })]);
    expect(rowsOf(facts, 'shipments')).toHaveLength(1);
  });

  test('and is a serial itself ships itself and what is in it', () => {
    const box = 'urn:epc:id:sgtin:4012345.011111.BOX';
    const { facts } = factsOf([
      aggregation(day(1), { parentID: box, childEPCs: [serial] }),
      ship(2, { epcList: [box], ...to('shop') }),
    ]);
    expect(rowsOf(facts, 'shipments')).toHaveLength(2);
  });
});

describe('arrival', () => {
  const shipped = ship(3, { quantityList: kg(100), ...to('shop') });

  test('ends the shipment that it belongs to', () => {
    const { facts } = factsOf([shipped, receive(5, { quantityList: kg(100) })]);
    expect(rowsOf(facts, 'shipments')).toMatchObject([{ shippedAt: day(3), deliveredAt: day(5), shipToSiteId: shop }]);
  });

  test('before the shipment, or of another party, ends it not', () => {
    const elsewhere = receive(6, { quantityList: kg(100), ...to('other') });
    const { facts } = factsOf([receive(2, { quantityList: kg(100) }), shipped, elsewhere]);
    expect(rowsOf(facts, 'shipments')[0]).not.toHaveProperty('deliveredAt');
  });

  test('that may be of shipments to several customers is of none until something tells', () => {
    const other = ship(3, { quantityList: kg(50), ...to('other') });
    const open = factsOf([shipped, other, receive(5, { quantityList: kg(50) })]).facts;
    expect(rowsOf(open, 'shipments').some((row) => 'deliveredAt' in row)).toBe(false);
    const told = factsOf([shipped, other, receive(5, { quantityList: kg(50), ...to('other') })]).facts;
    expect(rowsOf(told, 'shipments').map(({ deliveredAt }) => deliveredAt)).toEqual([undefined, day(5)]);
  });

  test('of goods that others received and nobody told us were shipped is a shipment (D15)', () => {
    const isOurs = (id: string) => id.endsWith('/dairy');
    const { facts } = factsOf([receive(5, { quantityList: kg(100), ...to('shop') })], { isOurs });
    expect(rowsOf(facts, 'shipments')).toMatchObject([
      { lotId: milkLot, customerId: 'https://x.example/party/shop', deliveredAt: day(5) },
    ]);
    expect(rowsOf(facts, 'movements')).toEqual([]);
  });
});

describe('void shipping', () => {
  const shipped = ship(3, { quantityList: kg(100), ...to('shop') });
  const notShipped = (quantity: number) =>
    objectEvent(day(4), { bizStep: 'void_shipping', quantityList: kg(quantity) });

  test('takes back what was not shipped after all', () => {
    const { facts } = factsOf([shipped, notShipped(100)]);
    expect(rowsOf(facts, 'shipments')).toMatchObject([{ lotId: milkLot, deleted: true }]);
    expect(rowsOf(facts, 'movements')).toMatchObject([{ reason: 'ship', deleted: true }]);
  });

  test('of a part leaves the rest shipped', () => {
    const { facts } = factsOf([shipped, notShipped(30)]);
    expect(rowsOf(facts, 'shipments')).toMatchObject([{ quantity: 70 }]);
    expect(rowsOf(facts, 'shipments')[0]).not.toHaveProperty('deleted');
  });
});

describe('whose shipment it is (D15)', () => {
  const dairyIsOurs = (id: string): boolean => id.endsWith('/dairy') || id.endsWith('/depot');

  test('between sites of ours it is a movement, no delivery to a customer', () => {
    const { facts } = factsOf([ship(3, { quantityList: kg(100), ...to('depot') })], { isOurs: dairyIsOurs });
    expect(rowsOf(facts, 'shipments')).toEqual([]);
    expect(rowsOf(facts, 'movements')).toMatchObject([{ reason: 'ship', quantity: 100, fromSiteId: dairy }]);
  });

  test('by others to others it was passed on, and left no stock of ours', () => {
    const event = ship(3, { quantityList: kg(100), ...to('shop') });
    const { facts } = factsOf([event], { isOurs: () => false });
    expect(rowsOf(facts, 'shipments')).toMatchObject([{ fromPartyId: 'https://x.example/party/dairy' }]);
    expect(rowsOf(facts, 'movements')).toEqual([]);
  });

  test('by others to us the receipt tells it, with the supplier', () => {
    const isOurs = (id: string): boolean => id.endsWith('/shop');
    const events = [
      ship(3, { quantityList: kg(100), ...to('shop') }),
      receive(5, { quantityList: kg(100), ...to('shop') }),
    ];
    const { facts } = factsOf(events, { isOurs });
    expect(rowsOf(facts, 'shipments')).toEqual([]);
    expect(rowsOf(facts, 'movements')).toMatchObject([{ reason: 'receipt', toSiteId: shop, quantity: 100 }]);
    expect(rowsOf(facts, 'lots')).toMatchObject([
      { origin: 'received', supplierId: 'https://x.example/party/dairy', siteId: shop },
    ]);
  });

  test('to a place alone it is a movement there: the sites tell whether that is ours', () => {
    const destinationList = [{ type: 'location', destination: shop }];
    const { facts } = factsOf([ship(3, { quantityList: kg(100), destinationList })]);
    expect(rowsOf(facts, 'movements')).toMatchObject([{ reason: 'ship', toSiteId: shop }]);
    expect(rowsOf(facts, 'shipments')).toEqual([]);
  });

  test('without a quantity the customer is still known', () => {
    const { facts } = factsOf([ship(3, { quantityList: [{ epcClass: milk }], ...to('shop') })]);
    expect(rowsOf(facts, 'shipments')).toMatchObject([{ customerId: 'https://x.example/party/shop' }]);
    expect(rowsOf(facts, 'movements')).toEqual([]);
  });
});
