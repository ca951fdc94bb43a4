import { describe, expect, test } from 'vitest';
import { at, cases, lotIs, raw, receipt } from './lot-history.ts';

const split = (lotId: string) => ({
  ...{ lotId, reason: 'transfer', quantity: 40, fromSiteId: 'A', fromLocation: 'W', toSiteId: 'B', toLocation: 'X' },
  at: at(2),
});

cases.common({
  items: [
    { itemId: 'RAW', unit: 'kg', standardCost: 2, currency: 'EUR' },
    { itemId: 'DOLLAR', unit: 'kg', standardCost: 10, currency: 'USD' },
    { itemId: 'YEN', unit: 'kg', standardCost: 10, currency: 'JPY' },
    { itemId: 'PLAIN', unit: 'kg' },
  ],
  sites: [{ siteId: 'COAST', timezone: 'America/Los_Angeles' }],
  unit_conversions: [{ itemId: 'RAW', fromUnit: 'bag', toUnit: 'kg', factor: 25 }],
  exchange_rates: [
    { fromCurrency: 'EUR', toCurrency: 'USD', on: '2025-01-01', rate: 4 },
    { fromCurrency: 'EUR', toCurrency: 'USD', on: '2026-01-01', rate: 2 },
    { fromCurrency: 'EUR', toCurrency: 'USD', on: '2027-01-01', rate: 5 },
  ],
});

describe('D13: the status belongs to a quantity at a place', () => {
  lotIs(
    'the newest status that covers a place holds there',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), split(lot)],
      lot_status: [
        { lotId: lot, status: 'released', at: at(2) },
        { lotId: lot, status: 'hold', siteId: 'B', at: at(3) },
      ],
    }),
    ['on_hand A/W released 60 kg', 'on_hand B/X hold 40 kg'],
  );

  lotIs(
    'a status on a part leaves the rest as it was; a release frees what was held last',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot)],
      lot_status: [
        { lotId: lot, status: 'released', at: at(2) },
        { lotId: lot, status: 'hold', quantity: 1, unit: 'bag', at: at(3) },
        { lotId: lot, status: 'hold', quantity: 15, at: at(4) },
        { lotId: lot, status: 'released', quantity: 10, at: at(5) },
        { lotId: lot, status: 'rejected', quantity: 5, at: at(6) },
      ],
    }),
    // Held 25 + 15, 10 of them freed, then 5 of the newest status (released) rejected.
    ['on_hand A/W hold 30 kg', 'on_hand A/W rejected 5 kg', 'on_hand A/W released 65 kg'],
  );

  lotIs(
    'a part of a lot in several places is held in proportion: nobody knows which',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), split(lot)],
      lot_status: [{ lotId: lot, status: 'hold', quantity: 10, at: at(3) }],
    }),
    ['on_hand A/W 54 kg', 'on_hand A/W hold 6 kg', 'on_hand B/X 36 kg', 'on_hand B/X hold 4 kg'],
  );

  lotIs(
    'received, not put away, not used and never released is receiving; put away it is on hand',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), split(lot)],
      lot_status: [{ lotId: lot, status: 'quarantine', at: at(1) }],
    }),
    ['on_hand B/X quarantine 40 kg', 'receiving A/W quarantine 60 kg'],
  );
});

describe('counts', () => {
  lotIs(
    'a count replaces what was recorded of its place before; later movements go on from it',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), split(lot), { ...split(lot), quantity: 10, at: at(6) }],
      stock_counts: [
        { lotId: lot, siteId: 'A', location: 'W', countedAt: at(3), kind: 'physical', quantity: 70 },
        { lotId: lot, siteId: 'A', location: 'W', countedAt: at(5), kind: 'book', quantity: 57 },
        { lotId: lot, siteId: 'A', location: 'W', countedAt: at(5), kind: 'physical', quantity: 55 },
      ],
    }),
    ['on_hand A/W 45 kg', 'on_hand B/X 50 kg', 'unknown 5 kg'],
  );

  lotIs(
    'a count alone is stock; what left after it without a movement is taken off, what left before is in it',
    (lot) => ({
      lots: [raw(lot)],
      stock_counts: [{ lotId: lot, siteId: 'A', location: 'W', countedAt: at(5), quantity: 50 }],
      operation_inputs: [
        { operationId: 'O-1', lotId: lot, quantity: 30, at: at(4) },
        { operationId: 'O-2', lotId: lot, quantity: 20, at: at(6) },
      ],
    }),
    ['on_hand A/W 30 kg', 'consumed 50 kg', 'unknown 20 kg'],
  );

  lotIs(
    'a newer count of the whole site covers its locations',
    (lot) => ({
      lots: [raw(lot)],
      stock_counts: [
        { lotId: lot, siteId: 'A', location: 'W', countedAt: at(3), quantity: 50 },
        { lotId: lot, siteId: 'A', countedAt: at(4), quantity: 80 },
      ],
    }),
    ['on_hand A 80 kg', 'unknown 20 kg'],
  );
});

describe('D4: a count dated by day covers the movements of that day', () => {
  const count = (lotId: string, quantity: number, countedAt: string, siteId = 'A') => ({
    ...{ lotId, siteId, location: 'W', countedAt, quantity },
  });
  const scrap = (lotId: string, quantity: number, when: string, siteId = 'A') => ({
    ...{ lotId, reason: 'scrap', quantity, fromSiteId: siteId, fromLocation: 'W', at: when },
  });
  const inCoast = (lotId: string) => receipt(lotId, { toSiteId: 'COAST' });

  lotIs(
    'as the end of the day',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), scrap(lot, 10, '2026-01-03T08:00:00Z'), scrap(lot, 5, '2026-01-04T00:00:00Z')],
      stock_counts: [count(lot, 90, '2026-01-03')],
    }),
    ['on_hand A/W 85 kg', 'scrapped A/W 15 kg'],
  );

  lotIs(
    'of the local day of its site, where a movement dated by day only is of its own local day',
    (lot) => ({
      lots: [raw(lot, { siteId: 'COAST' })],
      movements: [
        inCoast(lot),
        // Six in the evening of the third, and eight hours later.
        scrap(lot, 10, '2026-01-04T02:00:00Z', 'COAST'),
        scrap(lot, 5, '2026-01-04T10:00:00Z', 'COAST'),
        scrap(lot, 3, '2026-01-04', 'COAST'),
        scrap(lot, 2, '2026-01-03', 'COAST'),
      ],
      stock_counts: [count(lot, 88, '2026-01-03', 'COAST')],
    }),
    ['on_hand COAST/W 80 kg', 'scrapped COAST/W 20 kg'],
  );

  lotIs(
    'later than a count at a moment of that day, earlier than one of the next',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot, { toLocation: 'V' }), receipt(lot, { quantity: 0 })],
      stock_counts: [
        count(lot, 70, '2026-01-03T20:00:00Z'),
        count(lot, 60, '2026-01-03'),
        { ...count(lot, 40, '2026-01-03'), location: 'V' },
        { ...count(lot, 30, '2026-01-04T01:00:00Z'), location: 'V' },
      ],
    }),
    ['on_hand A/V 30 kg', 'on_hand A/W 60 kg', 'unknown 10 kg'],
  );

  lotIs(
    'of the last day of a month that is all it says',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), scrap(lot, 10, '2026-01-31T08:00:00Z'), scrap(lot, 5, '2026-02-01T08:00:00Z')],
      stock_counts: [count(lot, 90, '2026-01')],
    }),
    ['on_hand A/W 85 kg', 'scrapped A/W 15 kg'],
  );
});

describe('D23: scrap is counted once', () => {
  lotIs(
    'a movement before a nonconformance',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        { lotId: lot, reason: 'scrap', quantity: 10, fromSiteId: 'A', fromLocation: 'W', at: at(3) },
      ],
      nonconformances: [{ ncrId: 'N-1', lotId: lot, quantity: 10, disposition: 'scrapped', openedAt: at(2) }],
    }),
    ['on_hand A/W 90 kg', 'scrapped A/W 10 kg'],
  );

  lotIs(
    'what a nonconformance says beyond the movement',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        { lotId: lot, reason: 'scrap', quantity: 10, fromSiteId: 'A', fromLocation: 'W', at: at(3) },
      ],
      nonconformances: [{ ncrId: 'N-8', lotId: lot, quantity: 25, disposition: 'scrapped', openedAt: at(2) }],
    }),
    ['on_hand A/W 75 kg', 'scrapped 15 kg', 'scrapped A/W 10 kg'],
  );

  lotIs(
    'a sample that was scrapped months before a nonconformance, and the nonconformance',
    (lot) => ({
      lots: [raw(lot)],
      movements: [
        receipt(lot),
        { lotId: lot, reason: 'scrap', quantity: 1, fromSiteId: 'A', fromLocation: 'W', at: at(3) },
      ],
      nonconformances: [
        { ncrId: 'N-9', lotId: lot, quantity: 50, disposition: 'scrapped', openedAt: '2026-06-02T00:00:00Z' },
      ],
    }),
    ['on_hand A/W 49 kg', 'scrapped 50 kg', 'scrapped A/W 1 kg'],
  );

  lotIs(
    'a nonconformance alone; one that is pending, says no scrap or is not understood scraps nothing',
    (lot) => ({
      lots: [raw(lot)],
      movements: [receipt(lot), split(lot)],
      nonconformances: [
        { ncrId: 'N-2', lotId: lot, quantity: 10, disposition: 'To be destroyed' },
        { ncrId: 'N-3', lotId: lot, quantity: 50, disposition: 'Use as is' },
        { ncrId: 'N-4', lotId: lot, quantity: 20, disposition: 'pending disposition' },
        { ncrId: 'N-5', lotId: lot, quantity: 20, disposition: 'rework - no scrap' },
        { ncrId: 'N-6', lotId: lot, quantity: 20, disposition: 'use as is - do not scrap' },
        { ncrId: 'N-7', lotId: lot, quantity: 20, disposition: 'see e-mail' },
      ],
    }),
    ['on_hand A/W 54 kg', 'on_hand B/X 36 kg', 'scrapped 10 kg'],
  );

  lotIs(
    'an operation that booked its scrap into the lot, before the movement that names it',
    (lot) => ({
      lots: [raw(lot)],
      operations: [
        { operationId: `${lot}-O`, siteId: 'A', endedAt: at(1), goodQuantity: 94, scrapQuantity: 6, unit: 'kg' },
      ],
      operation_outputs: [{ operationId: `${lot}-O`, lotId: lot, quantity: 100 }],
      movements: [
        { lotId: lot, reason: 'produce', quantity: 100, toSiteId: 'A', toLocation: 'W', at: at(1) },
        {
          ...{ lotId: lot, reason: 'scrap', quantity: 6, fromSiteId: 'A', fromLocation: 'W' },
          ...{ operationId: `${lot}-O`, at: at(1) },
        },
      ],
    }),
    ['on_hand A/W 94 kg', 'scrapped A 6 kg'],
  );

  lotIs(
    'scrap that never came into the lot is not in it',
    (lot) => ({
      lots: [raw(lot)],
      operations: [
        { operationId: `${lot}-O`, siteId: 'A', endedAt: at(1), goodQuantity: 100, scrapQuantity: 6, unit: 'kg' },
      ],
      operation_outputs: [{ operationId: `${lot}-O`, lotId: lot, quantity: 100 }],
    }),
    ['unknown 100 kg'],
  );
});

describe('D14: value', () => {
  const lots = {
    standard: cases.add((lot) => ({ lots: [raw(lot)], movements: [receipt(lot)] })),
    bags: cases.add((lot) => ({
      lots: [raw(lot, { quantity: 4, unit: 'bag' })],
      movements: [receipt(lot, { quantity: 4 })],
    })),
    dollars: cases.add((lot) => ({ lots: [raw(lot, { itemId: 'DOLLAR' })], movements: [receipt(lot)] })),
    yen: cases.add((lot) => ({ lots: [raw(lot, { itemId: 'YEN' })], movements: [receipt(lot)] })),
    actual: cases.add((lot) => ({
      lots: [raw(lot, { itemId: 'PLAIN', unitCost: 7, currency: 'EUR' })],
      movements: [receipt(lot)],
    })),
    none: cases.add((lot) => ({ lots: [raw(lot, { itemId: 'PLAIN' })], movements: [receipt(lot)] })),
  };
  const value = async (lot: string) => {
    const [row] = await cases.plant.engine.query<{ value: number | null }>(
      "SELECT value FROM lot_disposition WHERE node_no = {node: UInt32} AND bucket IN ('on_hand', 'receiving')",
      { node: cases.plant.nodeNo(lot) },
    );
    return row?.value;
  };

  test('is the standard cost of the item in its unit, else the cost of the lot', async () => {
    expect([await value(lots.standard), await value(lots.bags), await value(lots.actual)]).toEqual([200, 200, 700]);
  });

  test('converts at the rate that holds on the day, neither the oldest nor one to come, in either direction', async () => {
    expect(await value(lots.dollars)).toBe(500);
  });

  test('without a cost or a rate it is unknown, never 0', async () => {
    expect([await value(lots.none), await value(lots.yen)]).toEqual([null, null]);
  });
});
