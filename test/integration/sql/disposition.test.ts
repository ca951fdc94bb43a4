import { describe } from 'vitest';
import { at, cases, leaving, lotIs, raw, receipt } from './lot-history.ts';

cases.common({
  items: [{ itemId: 'RAW', unit: 'kg', standardCost: 2, currency: 'EUR' }],
  unit_conversions: [
    { itemId: 'RAW', fromUnit: 'bag', toUnit: 'kg', factor: 25 },
    { itemId: 'RAW', fromUnit: 'pallet', toUnit: 'bag', factor: 4 },
  ],
  operations: [
    { operationId: 'DONE', siteId: 'A', startedAt: at(2), endedAt: at(3) },
    { operationId: 'RUNS', siteId: 'A', startedAt: at(2) },
  ],
});

describe('every unit is in one bucket, and they add up to what was made or received', () => {
  lotIs(
    'stock follows its movements from place to place; what an adjustment takes away is unknown',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'transfer', 60, { toSiteId: 'B', toLocation: 'X' }),
        leaving(lot, 'transfer', 10, {
          fromSiteId: 'B',
          fromLocation: 'X',
          toSiteId: null,
          toLocation: 'Y',
          at: at(3),
        }),
        { lotId: lot, reason: 'adjust', quantity: -1, toSiteId: 'B', toLocation: 'Y', at: at(4) },
      ],
    }),
    ['on_hand A/W 40 kg', 'on_hand B/X 50 kg', 'on_hand B/Y 9 kg', 'unknown 1 kg'],
  );

  lotIs(
    'without a stock record the rest is unknown: not on hand, and not zero',
    (lot) => ({
      lots: [raw(lot)],
      lot_links: [{ parentLotId: lot, childLotId: 'CHILD', kind: 'consumed', quantity: 40, unit: 'kg' }],
    }),
    ['consumed 40 kg', 'unknown 60 kg'],
  );

  lotIs(
    'a lot known only from links has an unknown quantity',
    (lot) => ({
      lot_links: [
        { parentLotId: lot, childLotId: 'CHILD', kind: 'consumed', quantity: 4, unit: 'kg' },
        { parentLotId: lot, childLotId: 'CHILD-2', kind: 'consumed' },
      ],
    }),
    ['consumed ?', 'consumed 4 kg', 'unknown ?'],
  );

  lotIs(
    'more accounted for than was made is a variance below zero',
    (lot) => ({
      lots: [raw(lot)],
      shipments: [{ shipmentId: 'S-1', lotId: lot, customerId: 'C', quantity: 130, deliveredAt: at(5) }],
    }),
    ['delivered C 130 kg', 'unknown -30 kg'],
  );

  lotIs(
    'what left without naming a place is taken from all places in proportion, so that none is dropped',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'transfer', 25, { toSiteId: 'A', toLocation: 'X' })],
      operation_inputs: [{ operationId: 'DONE', lotId: lot, quantity: 40 }],
    }),
    ['on_hand A/W 45 kg', 'on_hand A/X 15 kg', 'consumed 40 kg'],
  );

  lotIs(
    'an unknown quantity that left makes the stock it left unknown',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'transfer', 30, { toSiteId: 'B', toLocation: 'X' })],
      operation_inputs: [{ operationId: 'DONE', lotId: lot }],
    }),
    ['on_hand A/W ? kg', 'on_hand B/X 30 kg', 'consumed ?', 'unknown 70 kg'],
  );
});

describe('D5: units', () => {
  lotIs(
    'convert by the item, in two steps too; what does not convert stays apart',
    (lot) => ({
      lots: [raw(lot, { quantity: 500 })],
      movements: [receipt(lot, { quantity: 5, unit: 'pallet' })],
      shipments: [
        {
          shipmentId: 'S-2',
          lotId: lot,
          customerId: 'C',
          quantity: 2,
          unit: 'bag',
          fromSiteId: 'A',
          deliveredAt: at(5),
        },
        {
          shipmentId: 'S-3',
          lotId: lot,
          customerId: 'C',
          quantity: 3,
          unit: 'drum',
          fromSiteId: 'A',
          deliveredAt: at(5),
        },
      ],
    }),
    ['on_hand A/W 450 kg', 'delivered C 3 drum', 'delivered C 50 kg', 'unknown -3 drum'],
  );
});

describe('D5: stock in a unit that does not convert', () => {
  lotIs(
    'scrap in it left the stock, nobody knows how much: the difference shows in its unit',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot, { reason: 'produce' }), leaving(lot, 'scrap', 4, { unit: 'box' })],
    }),
    ['on_hand A/W 100 kg', 'scrapped A/W 4 box', 'unknown -4 box'],
  );

  lotIs(
    'what was received in it is there, and is none of what the lot says it is',
    (lot) => ({ lots: [raw(lot)], movements: [receipt(lot, { quantity: 8, unit: 'box' })] }),
    ['receiving A/W 8 box', 'unknown -8 box', 'unknown 100 kg'],
  );

  lotIs(
    'of a lot that does not say how much it is, nothing is set off',
    (lot) => ({
      lots: [raw(lot, { quantity: null })],
      shipments: [{ shipmentId: 'S-40', lotId: lot, customerId: 'C', quantity: 4, unit: 'box', deliveredAt: at(5) }],
    }),
    ['delivered C 4 box', 'unknown ? kg'],
  );
});

describe('D5: a unit is the same whatever its case and blanks', () => {
  lotIs(
    'in receipts, shipments and stock',
    (lot) => ({
      lots: [raw(lot, { unit: 'KG' })],
      movements: [receipt(lot, { unit: 'kg' }), leaving(lot, 'scrap', 10, { unit: ' Kg ' })],
      shipments: [{ shipmentId: 'S-41', lotId: lot, customerId: 'C', quantity: 1, unit: 'BAG', deliveredAt: at(5) }],
    }),
    ['on_hand A/W 65 KG', 'delivered C 25 KG', 'scrapped A/W 10 KG'],
  );

  lotIs(
    'in what was consumed, which is one quantity whatever it was booked in',
    (lot) => ({
      lots: [raw(lot, { unit: 'KG' })],
      lot_links: [
        { parentLotId: lot, childLotId: 'CHILD', kind: 'consumed', quantity: 20, unit: 'kg' },
        { parentLotId: lot, childLotId: 'CHILD-2', kind: 'consumed', quantity: 10, unit: 'KG' },
        { parentLotId: lot, childLotId: 'CHILD-3', kind: 'consumed', quantity: 1, unit: 'Bag' },
        { parentLotId: lot, childLotId: 'CHILD-4', kind: 'consumed', quantity: 5 },
      ],
    }),
    ['consumed 60 KG', 'unknown 40 KG'],
  );

  lotIs(
    'in what was made, of a lot without a record of its own',
    (lot) => ({
      movements: [receipt(lot, { quantity: 60, unit: 'kg' }), receipt(lot, { quantity: 40, unit: 'KG', at: at(2) })],
    }),
    ['receiving A/W 100 kg'],
  );
});

describe('D7: consumption', () => {
  lotIs(
    'an input and its issue are one flow; it is in process while the operation runs, with what was issued beyond it',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        leaving(lot, 'issue', 30, { operationId: 'DONE' }),
        leaving(lot, 'issue', 20, { operationId: 'RUNS' }),
      ],
      operation_inputs: [
        { operationId: 'DONE', lotId: lot, quantity: 30 },
        { operationId: 'RUNS', lotId: lot, quantity: 15 },
      ],
    }),
    ['on_hand A/W 50 kg', 'in_process A 20 kg', 'consumed 30 kg'],
  );

  lotIs(
    'an input without an issue leaves the stock of its site; an issue without an input is consumption too',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'issue', 30, { operationId: 'OTHER' })],
      operation_inputs: [{ operationId: 'DONE', lotId: lot, quantity: 10 }],
    }),
    ['on_hand A/W 60 kg', 'consumed 40 kg'],
  );

  lotIs(
    'issues that name no operation cover the inputs; what they exceed them by is on the floor',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), leaving(lot, 'issue', 40)],
      operation_inputs: [{ operationId: 'DONE', lotId: lot, quantity: 25 }],
    }),
    ['on_hand A/W 60 kg', 'in_process 15 kg', 'consumed 25 kg'],
  );

  lotIs(
    'what comes back into the lot it came from is not consumed; what production returns is stock again',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        { lotId: lot, reason: 'return', quantity: 5, toSiteId: 'A', toLocation: 'W', operationId: 'DONE', at: at(3) },
      ],
      operation_inputs: [
        { operationId: 'REWORK', lotId: lot, quantity: 100 },
        { operationId: 'DONE', lotId: lot, quantity: 20 },
      ],
      operation_outputs: [{ operationId: 'REWORK', lotId: lot, quantity: 98, role: 'rework' }],
    }),
    ['on_hand A/W 83 kg', 'consumed 17 kg'],
  );

  lotIs(
    'a link that says the same as the lines of an operation counts once',
    (lot) => ({
      lots: [raw(lot)],
      operation_inputs: [{ operationId: 'DONE', lotId: lot, quantity: 10 }],
      operation_outputs: [{ operationId: 'DONE', lotId: 'CHILD', quantity: 5 }],
      lot_links: [
        { parentLotId: lot, childLotId: 'CHILD', kind: 'consumed', quantity: 10 },
        { parentLotId: lot, childLotId: 'CHILD-2', kind: 'split', quantity: 1 },
      ],
    }),
    ['consumed 11 kg', 'unknown 89 kg'],
  );

  lotIs(
    'a link under an operation that still runs is in process',
    (lot) => ({
      lots: [raw(lot)],
      lot_links: [{ parentLotId: lot, childLotId: 'CHILD', kind: 'consumed', quantity: 10, operationId: 'RUNS' }],
    }),
    ['in_process A 10 kg', 'unknown 90 kg'],
  );
});
