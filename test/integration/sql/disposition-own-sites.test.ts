import { describe } from 'vitest';
import { at, cases, leaving, lotIs, raw, receipt } from './lot-history.ts';

cases.common({
  items: [{ itemId: 'RAW', unit: 'kg', standardCost: 2, currency: 'EUR' }],
  sites: [
    { siteId: 'A', kind: 'plant' },
    { siteId: 'B', kind: 'warehouse' },
    { siteId: 'SHOP', kind: 'customer' },
  ],
});

const arriving = (lotId: string, quantity: number, more: object = {}) =>
  receipt(lotId, { quantity, toSiteId: 'B', toLocation: 'X', at: at(4), ...more });

describe('goods shipped to a site of our own', () => {
  lotIs(
    'are at that site once it received them',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 60, { toSiteId: 'B' }), arriving(lot, 60, { fromSiteId: 'A' })],
    }),
    ['on_hand A/W 40 kg', 'on_hand B/X 60 kg'],
  );

  lotIs(
    'are in transit to it as far as they have not arrived',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 60, { toSiteId: 'B' }), arriving(lot, 45)],
    }),
    ['on_hand A/W 40 kg', 'on_hand B/X 45 kg', 'in_transit B 15 kg'],
  );

  lotIs(
    'are not made twice where only movements say how much there is; what arrived beyond them came from elsewhere',
    (lot) => ({
      lots: [raw(lot, { quantity: null, unit: 'kg' })],
      movements: [receipt(lot), leaving(lot, 'ship', 60, { toSiteId: 'B' }), arriving(lot, 70)],
    }),
    ['on_hand A/W 40 kg', 'on_hand B/X 70 kg'],
  );

  lotIs(
    'are at a site that nobody recorded when it books their receipt',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'ship', 60, { toSiteId: 'NEW' }),
        arriving(lot, 60, { toSiteId: 'NEW', toLocation: null }),
      ],
    }),
    ['on_hand A/W 40 kg', 'on_hand NEW 60 kg'],
  );
});

describe('a movement out is no transfer', () => {
  lotIs(
    'when it goes to a customer’s site, or to one of which nothing is known',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'ship', 20, { toSiteId: 'SHOP' }),
        leaving(lot, 'ship', 30, { toSiteId: 'NOWHERE' }),
      ],
    }),
    ['on_hand A/W 50 kg', 'in_transit 50 kg'],
  );

  lotIs(
    'when it belongs to a recorded shipment',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'ship', 20, { toSiteId: 'B', shipmentId: `${lot}-S` })],
      shipments: [{ shipmentId: `${lot}-S`, lotId: lot, customerId: 'C', quantity: 20, deliveredAt: at(5) }],
    }),
    ['on_hand A/W 80 kg', 'delivered C 20 kg'],
  );

  lotIs(
    'with what the site received before, or from a supplier',
    (lot) => ({
      lots: [raw(lot, { quantity: 130 })],
      movements: [
        receipt(lot),
        arriving(lot, 10, { at: at(1) }),
        leaving(lot, 'ship', 60, { toSiteId: 'B' }),
        arriving(lot, 20, { fromSiteId: 'SUPPLIER' }),
      ],
    }),
    ['on_hand A/W 40 kg', 'receiving B/X 30 kg', 'in_transit B 60 kg'],
  );
});
