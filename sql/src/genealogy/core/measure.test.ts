import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Disposition } from './disposition.ts';
import { Measurer } from './measure.ts';
import { Places } from './places.ts';
import { tally, type Tally } from './tally.ts';

/** One row of the disposition of one lot as a plain object. */
interface Row {
  readonly lot: number;
  readonly bucket: number;
  readonly site: number;
  readonly customer: number;
  readonly unit: number;
  readonly quantity: number;
  readonly value: number;
}

const LOTS = 6;
const CONSUMED = 6;
/** What stands in for a lot without rows. */
const NOWHERE = { bucket: 9, site: 0, customer: 0, unit: 0, quantity: Number.NaN, value: Number.NaN };
const terminal = Uint8Array.of(0, 1, 1, 1, 1, 1, 0, 0, 1, 2);
const measurer = new Measurer();
const noItems = { of: new Uint32Array(LOTS), count: 1 };

const amount = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -3, max: 20 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    lot: fc.nat({ max: LOTS - 1 }),
    bucket: fc.integer({ min: 1, max: 9 }),
    site: fc.nat({ max: 2 }),
    customer: fc.nat({ max: 2 }),
    unit: fc.nat({ max: 2 }),
    quantity: amount,
    value: amount,
  }),
  { maxLength: 20 },
);

/** Even lots stand in the base rows, odd ones are replaced afterwards where `late`. */
function dispositionOf(all: readonly Row[], late: boolean): Disposition {
  const places = new Places();
  const place = (row: Row): number => places.intern(row.bucket, row.site, 0, 0, row.customer, 0, row.unit);
  const base = [...all]
    .sort((one, other) => one.lot - other.lot)
    .map((row) => (late && row.lot % 2 === 1 ? { ...row, quantity: 99 } : row));
  const offsets = new Uint32Array(LOTS + 1);
  for (const row of base) offsets[row.lot + 1]!++;
  for (let lot = 0; lot < LOTS; lot++) offsets[lot + 1]! += offsets[lot]!;
  const rows = Float64Array.from(base.flatMap((row) => [place(row), row.quantity, row.value]));
  const disposition = new Disposition(places, places.intern(NOWHERE.bucket, 0, 0, 0, 0, 0, 0), offsets, rows);
  if (late)
    for (let lot = 1; lot < LOTS; lot += 2) {
      const own = all.filter((row) => row.lot === lot);
      disposition.replace(lot, { places: own.map(place), amounts: own.flatMap((row) => [row.quantity, row.value]) });
    }
  return disposition;
}

function rowsOf(all: readonly Row[], lots: readonly number[]): Row[] {
  return lots.flatMap((lot) => {
    const own = all.filter((row) => row.lot === lot);
    return own.length > 0 ? own : [{ ...NOWHERE, lot }];
  });
}

/** What a group adds up to, row by row. */
function plainTally(group: readonly Row[]): Tally {
  const quantities = new Map<number, { quantity: number; known: number; unknown: number }>();
  for (const row of group) {
    const sum = quantities.get(row.unit) ?? { quantity: 0, known: 0, unknown: 0 };
    if (Number.isNaN(row.quantity)) sum.unknown++;
    else {
      sum.known++;
      sum.quantity += row.quantity;
    }
    quantities.set(row.unit, sum);
  }
  const atStake = group.filter((row) => terminal[row.bucket] !== 0 && !(row.quantity <= 0));
  const valued = atStake.filter((row) => !Number.isNaN(row.value));
  return {
    lots: new Set(group.map((row) => row.lot)).size,
    rows: group.length,
    quantities,
    value: valued.reduce((sum, row) => sum + row.value, 0),
    valued: valued.length,
    unvalued: atStake.length - valued.length,
  };
}

const plain = ({ lots, rows: count, quantities, value, valued, unvalued }: Tally): unknown => ({
  lots,
  rows: count,
  quantities: new Map([...quantities].map(([unit, sum]) => [unit, { ...sum }])),
  value,
  valued,
  unvalued,
});

describe('scope sums against brute force', () => {
  it('groups by bucket, by site and by customer of roots and others, each lot once per group', () => {
    fc.assert(
      fc.property(
        rows,
        fc.boolean(),
        fc.uniqueArray(fc.nat({ max: LOTS - 1 })),
        fc.nat(3),
        (all, late, lots, rootCount) => {
          const disposition = dispositionOf(all, late);
          const roots = Math.min(rootCount, lots.length);
          const measured = measurer.measure(disposition, terminal, { nodes: Uint32Array.from(lots), roots }, noItems);
          const chosen = rowsOf(all, lots);
          const isRoot = (row: Row): boolean => lots.indexOf(row.lot) < roots;
          const groupings: [(bucket: number, site: number, customer: number, root: boolean) => string | undefined][] = [
            [(bucket) => `${bucket}`],
            [(_bucket, site) => (site === 0 ? undefined : `${site}`)],
            [(_bucket, _site, customer, root) => `${customer} ${root}`],
            [() => 'all'],
          ];
          for (const [grouping] of groupings) {
            const actual = tally(measured, (place, root) => grouping(place.bucket, place.site, place.customer, root));
            const groups = Map.groupBy(chosen, (row) => grouping(row.bucket, row.site, row.customer, isRoot(row)));
            groups.delete(undefined);
            expect(new Map([...actual].map(([group, sum]) => [group, plain(sum)]))).toEqual(
              new Map([...groups].map(([group, own]) => [group, plainTally(own)])),
            );
          }
          const has = (lot: number, test: (row: Row) => boolean): boolean =>
            chosen.some((row) => row.lot === lot && test(row));
          expect(measured.gaps.nowhere.lots).toBe(lots.filter((lot) => !all.some((row) => row.lot === lot)).length);
          const isMissing = (row: Row): boolean => row.bucket === NOWHERE.bucket && !(row.quantity <= 0);
          expect(measured.gaps.missing.lots).toBe(lots.filter((lot) => has(lot, isMissing)).length);
          expect(measured.gaps.quantity.lots).toBe(
            lots.filter((lot) => has(lot, (row) => Number.isNaN(row.quantity))).length,
          );
          // D5: what has no unit, or several, does not add up.
          const units = (lot: number): Set<number> => new Set(rowsOf(all, [lot]).map(({ unit }) => unit));
          expect(measured.gaps.unit.lots).toBe(lots.filter((lot) => units(lot).has(0) || units(lot).size > 1).length);
          expect(measured.gaps.variance.lots).toBe(lots.filter((lot) => has(lot, (row) => row.quantity < 0)).length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('sums by item and unit, lots of an item once', () => {
    const itemOf = Uint32Array.of(1, 1, 2, 0, 2, 3);
    fc.assert(
      fc.property(rows, fc.boolean(), fc.uniqueArray(fc.nat({ max: LOTS - 1 })), (all, late, lots) => {
        const disposition = dispositionOf(all, late);
        const { items: sums } = measurer.measure(
          disposition,
          terminal,
          { nodes: Uint32Array.from(lots), roots: 0 },
          { of: itemOf, count: 4 },
        );
        for (const item of new Set(lots.map((lot) => itemOf[lot]!))) {
          const own = rowsOf(all, lots).filter((row) => itemOf[row.lot] === item);
          const expected = plainTally(own);
          const actual = sums.filter((sum) => sum.item === item);
          expect(actual.reduce((sum, one) => sum + one.lots, 0)).toBe(
            lots.filter((lot) => itemOf[lot] === item).length,
          );
          expect(actual.reduce((sum, one) => sum + one.value, 0)).toBe(expected.value);
          for (const [unit, { quantity, unknown }] of expected.quantities)
            expect(actual.find((sum) => sum.unit === unit)).toMatchObject({ quantity, unknownQuantity: unknown });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('D14: what was consumed is no exposure, it lives on in its children', () => {
    const row = { lot: 0, site: 1, customer: 0, unit: 1, quantity: 5, value: 50 };
    const disposition = dispositionOf(
      [
        { ...row, bucket: 1 },
        { ...row, bucket: CONSUMED },
      ],
      false,
    );
    const measured = measurer.measure(disposition, terminal, { nodes: Uint32Array.of(0), roots: 1 }, noItems);
    const all = tally(measured, () => 'all').get('all')!;
    expect(all).toMatchObject({ lots: 1, value: 50, valued: 1 });
    expect(all.quantities.get(1)!.quantity).toBe(10);
  });

  it('D5: quantities of different units are never added', () => {
    const row = { lot: 0, bucket: 1, site: 1, customer: 0, quantity: 5, value: 1 };
    const disposition = dispositionOf(
      [
        { ...row, unit: 1 },
        { ...row, unit: 2, quantity: 7 },
      ],
      false,
    );
    const measured = measurer.measure(disposition, terminal, { nodes: Uint32Array.of(0), roots: 0 }, noItems);
    const { quantities } = tally(measured, () => 'all').get('all')!;
    expect([...quantities].map(([unit, { quantity }]) => [unit, quantity])).toEqual([
      [1, 5],
      [2, 7],
    ]);
  });

  it('numbers a great many places, and finds each again', () => {
    const places = new Places();
    const numbers = Array.from({ length: 5000 }, (_, i) =>
      places.intern(1 + (i % 9), i % 7, i, i % 3, i % 11, 0, i % 4),
    );
    expect(new Set(numbers).size).toBe(5000);
    numbers.forEach((number, i) => {
      expect(places.intern(1 + (i % 9), i % 7, i, i % 3, i % 11, 0, i % 4)).toBe(number);
      expect(places.get(number)).toEqual({
        bucket: 1 + (i % 9),
        site: i % 7,
        location: i,
        status: i % 3,
        customer: i % 11,
        party: 0,
        unit: i % 4,
      });
    });
  });
});
