import { describe } from 'vitest';
import { at, cases, leaving, lotIs, raw, receipt } from './lot-history.ts';

cases.common({ items: [{ itemId: 'RAW', unit: 'kg', standardCost: 2, currency: 'EUR' }] });

describe('D9, D15: shipments and returns', () => {
  lotIs(
    'in transit until delivered; a movement that books the shipment out is the same flow',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 30, { shipmentId: 'S-4' })],
      shipments: [
        { shipmentId: 'S-4', lotId: lot, customerId: 'C', quantity: 30, deliveredAt: at(9) },
        { shipmentId: 'S-5', lotId: lot, customerId: 'D', fromSiteId: 'A', quantity: 20 },
      ],
    }),
    ['on_hand A/W 50 kg', 'in_transit D 20 kg', 'delivered C 30 kg'],
  );

  lotIs(
    'what a distributor ships on is no longer with the distributor (second tier)',
    (lot) => ({
      lots: [raw(lot)],
      shipments: [
        { shipmentId: 'S-6', lotId: lot, customerId: 'DIST', quantity: 100, deliveredAt: at(5) },
        { shipmentId: 'S-7', lotId: lot, customerId: 'SHOP', fromPartyId: 'DIST', quantity: 40, deliveredAt: at(7) },
        { shipmentId: 'S-8', lotId: lot, customerId: 'SHOP', fromPartyId: 'DIST', quantity: 10 },
      ],
    }),
    ['in_transit DIST>SHOP 10 kg', 'delivered DIST 50 kg', 'delivered DIST>SHOP 40 kg'],
  );

  const delivered = (lot: string, shipmentId: string, customerId: string, quantity: number, more: object = {}) => ({
    ...{ shipmentId, lotId: lot, customerId, quantity, deliveredAt: at(5) },
    ...more,
  });

  lotIs(
    'what a party ships on without a record of its receipt takes nothing from other customers',
    (lot) => ({
      lots: [raw(lot)],
      shipments: [delivered(lot, 'S-20', 'E', 40), delivered(lot, 'S-21', 'F', 30, { fromPartyId: 'D' })],
    }),
    ['delivered E 40 kg', 'delivered D>F 30 kg', 'unknown 30 kg'],
  );

  lotIs(
    'a party that ships on more than it got is over by the difference; nobody else has less for that',
    (lot) => ({
      lots: [raw(lot)],
      shipments: [
        delivered(lot, 'S-22', 'D', 80),
        delivered(lot, 'S-23', 'E', 40),
        delivered(lot, 'S-24', 'F', 90, { fromPartyId: 'D' }),
      ],
    }),
    ['delivered D 0 kg', 'delivered E 40 kg', 'delivered D>F 90 kg', 'unknown -20 kg', 'unknown D -10 kg'],
  );

  lotIs(
    'the same where every shipment was booked out of stock',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 40, { shipmentId: 'S-25' })],
      shipments: [delivered(lot, 'S-25', 'E', 40), delivered(lot, 'S-26', 'F', 30, { fromPartyId: 'D' })],
    }),
    ['on_hand A/W 60 kg', 'delivered E 40 kg', 'delivered D>F 30 kg', 'unknown D -30 kg'],
  );

  lotIs(
    'a party ships on what is still on its way to it by the records, and then what went to nobody known',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 90)],
      shipments: [
        delivered(lot, 'S-27', 'D', 50, { deliveredAt: null }),
        delivered(lot, 'S-28', 'E', 20, { deliveredAt: null }),
        delivered(lot, 'S-29', 'F', 60, { fromPartyId: 'D' }),
      ],
    }),
    ['on_hand A/W 10 kg', 'in_transit 10 kg', 'in_transit E 20 kg', 'delivered D 0 kg', 'delivered D>F 60 kg'],
  );

  const returned = (lot: string, quantity: number) => ({
    ...{ lotId: lot, reason: 'return', quantity, toSiteId: 'A', toLocation: 'RET', at: at(11) },
  });
  lotIs(
    'a return from nobody known is the only customer’s',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 60, { shipmentId: 'S-30' }), returned(lot, 10)],
      shipments: [delivered(lot, 'S-30', 'C', 60)],
    }),
    ['on_hand A/W 40 kg', 'delivered C 50 kg', 'returned A/RET 10 kg'],
  );

  lotIs(
    'of several customers nobody knows whose it is: all keep what is recorded, and the difference shows',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'ship', 40, { shipmentId: 'S-31' }),
        leaving(lot, 'ship', 20, { shipmentId: 'S-32' }),
        returned(lot, 10),
      ],
      shipments: [delivered(lot, 'S-31', 'C', 40), delivered(lot, 'S-32', 'E', 20)],
    }),
    ['on_hand A/W 40 kg', 'delivered C 40 kg', 'delivered E 20 kg', 'returned A/RET 10 kg', 'unknown -10 kg'],
  );

  lotIs(
    'a movement out that names no shipment is in transit to nobody known, as far as shipments do not explain it',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 50)],
      shipments: [{ shipmentId: 'S-9', lotId: lot, customerId: 'C', quantity: 30, deliveredAt: at(9) }],
    }),
    ['on_hand A/W 50 kg', 'in_transit 20 kg', 'delivered C 30 kg'],
  );

  lotIs(
    'a return comes from the customer of its shipment and is returned stock until it moves on',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'ship', 60, { shipmentId: 'S-10' }),
        {
          lotId: lot,
          reason: 'return',
          quantity: 10,
          toSiteId: 'A',
          toLocation: 'RET',
          shipmentId: 'S-10',
          at: at(11),
        },
        leaving(lot, 'transfer', 4, { fromLocation: 'RET', toLocation: 'W', at: at(12) }),
      ],
      shipments: [{ shipmentId: 'S-10', lotId: lot, customerId: 'C', quantity: 60, deliveredAt: at(9) }],
    }),
    ['on_hand A/W 44 kg', 'delivered C 50 kg', 'returned A/RET 6 kg'],
  );

  lotIs(
    'a return that only a complaint tells of counts; one to the supplier has left us',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'return', 30)],
      shipments: [
        { shipmentId: 'S-11', lotId: lot, customerId: 'C', fromSiteId: 'A', quantity: 20, deliveredAt: at(9) },
      ],
      complaints: [{ caseId: 'K', lotId: lot, customerId: 'C', kind: 'return', quantity: 5, at: at(12) }],
    }),
    ['on_hand A/W 50 kg', 'delivered C 15 kg', 'returned elsewhere 35 kg'],
  );
});
