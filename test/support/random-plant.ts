import type { DatasetName } from '@lotscope/sql/datasets';
import fc from 'fast-check';

export type PlantRow = Readonly<Record<string, string | number | boolean | null>>;
export interface PlantFile {
  readonly dataset: DatasetName;
  readonly rows: readonly PlantRow[];
}

/** Few names, so that rows of different files meet in the same lots, operations, shipments and sites. */
const one = (prefix: string, count: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: count }).map((number) => `${prefix}${String(number)}`);
const lot = one('L', 90);
const operation = one('O', 30);
const shipment = one('S', 25);
const site = fc.constantFrom('A', 'A', 'B', 'SUP');
const quantity = fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10);
const unit = fc.constantFrom('kg', 'kg', 'kg', 'bag', 'pcs', null);
const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}T08:00:00Z`);
const blank = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const location = blank(fc.constantFrom('W', 'X'));
const measured = { quantity: blank(quantity), unit };

/** Of every dataset whose rows the disposition reads: the columns of its key, and the others. */
const shapes: Record<
  string,
  { count: number; key: (n: number) => PlantRow; row: Record<string, fc.Arbitrary<unknown>> }
> = {
  items: {
    count: 5,
    key: (n) => ({ itemId: `I${String(n)}` }),
    row: { unit: fc.constantFrom('kg', 'pcs', null), standardCost: blank(quantity), currency: fc.constant('EUR') },
  },
  unit_conversions: {
    count: 5,
    key: (n) => ({ itemId: `I${String(n)}`, fromUnit: 'bag', toUnit: 'kg' }),
    row: { factor: fc.constantFrom(10, 25) },
  },
  sites: {
    count: 3,
    key: (n) => ({ siteId: ['A', 'B', 'SUP'][n - 1] ?? '' }),
    row: { kind: fc.constantFrom('plant', 'supplier'), timezone: fc.constantFrom('UTC', 'Asia/Tokyo') },
  },
  lots: {
    count: 80,
    key: (n) => ({ lotId: `L${String(n)}` }),
    row: {
      ...{ itemId: one('I', 5), siteId: blank(site), quantity: blank(quantity), unit },
      productionLotId: fc.option(one('L', 8), { freq: 1 }),
      ...{
        unitCost: blank(quantity),
        currency: fc.constantFrom('EUR', 'EUR', 'EUR', null),
        expiresAt: blank(fc.constant('2026-05')),
      },
    },
  },
  operations: {
    count: 25,
    key: (n) => ({ operationId: `O${String(n)}` }),
    row: {
      ...{ siteId: blank(site), startedAt: blank(day), endedAt: blank(day), unit },
      ...{ goodQuantity: blank(quantity), scrapQuantity: blank(quantity) },
    },
  },
  operation_inputs: {
    count: 70,
    key: (n) => ({ lineId: `IN${String(n)}` }),
    row: { operationId: operation, lotId: lot, at: blank(day), ...measured },
  },
  operation_outputs: {
    count: 60,
    key: (n) => ({ lineId: `OUT${String(n)}` }),
    row: { operationId: operation, lotId: lot, role: blank(fc.constantFrom('main', 'byproduct')), ...measured },
  },
  lot_links: {
    count: 60,
    key: (n) => ({ linkId: `K${String(n)}` }),
    row: {
      ...{ parentLotId: one('L', 45), childLotId: fc.integer({ min: 46, max: 90 }).map((n) => `L${String(n)}`) },
      ...{ kind: fc.constantFrom('consumed', 'split'), operationId: blank(operation), childQuantity: blank(quantity) },
      ...{ childUnit: unit, ...measured },
    },
  },
  movements: {
    count: 160,
    key: (n) => ({ movementId: `M${String(n)}` }),
    row: {
      reason: fc.constantFrom('receipt', 'produce', 'issue', 'transfer', 'ship', 'return', 'return', 'scrap', 'adjust'),
      ...{ lotId: lot, quantity, unit, fromSiteId: blank(site), fromLocation: location, toSiteId: blank(site) },
      ...{ toLocation: location, operationId: fc.option(operation, { freq: 1 }), shipmentId: blank(shipment), at: day },
    },
  },
  shipments: {
    count: 60,
    key: (n) => ({ shipmentId: `S${String((n % 25) + 1)}`, lineId: `LINE${String(n)}` }),
    row: {
      ...{ lotId: lot, fromPartyId: fc.option(fc.constantFrom('C1', 'C2'), { freq: 1 }), fromSiteId: blank(site) },
      ...{ shippedAt: blank(day), deliveredAt: blank(day), ...measured },
    },
  },
  stock_counts: {
    count: 20,
    key: (n) => ({
      ...{ lotId: `L${String(n)}`, siteId: n % 2 ? 'A' : 'B', location: n % 3 ? 'W' : null, kind: 'physical' },
      countedAt: `2026-02-${String(n + 5)}T12:00:00Z`.replace(/-(\d)T/, '-0$1T'),
    }),
    row: { quantity, unit },
  },
  nonconformances: {
    count: 15,
    key: (n) => ({ ncrId: `N${String(n)}`, lineId: '1' }),
    row: { lotId: blank(lot), disposition: fc.constantFrom('scrap', 'use as is'), ...measured },
  },
  complaints: {
    count: 15,
    key: (n) => ({ caseId: `C${String(n)}`, lineId: '1' }),
    row: {
      lotId: blank(lot),
      customerId: fc.constantFrom('C1', 'C2'),
      kind: fc.constantFrom('return', 'complaint'),
      at: day,
      ...measured,
    },
  },
  lot_status: {
    count: 25,
    key: (n) => ({ statusId: `T${String(n)}` }),
    row: {
      lotId: lot,
      status: fc.constantFrom('quarantine', 'released', 'hold'),
      siteId: blank(site),
      at: day,
      ...measured,
    },
  },
};

/** Shipments go to one customer each, so that a return knows from whom it came. */
const consistent = (row: PlantRow): PlantRow =>
  typeof row['shipmentId'] === 'string' && 'lineId' in row
    ? { ...row, customerId: `C${String((Number(row['shipmentId'].slice(1)) % 3) + 1)}` }
    : row;

/**
 * The rows of a random plant, in files in random order: every dataset over several of them, some rows corrected and some taken back, and
 * the corrections before or after what they correct.
 */
export function randomPlantFiles(seed: number): PlantFile[] {
  const files = Object.entries(shapes).flatMap(([dataset, { count, key, row }], index) => {
    const values = fc.sample(fc.record(row), { numRuns: 2 * count, seed: seed + index }) as PlantRow[];
    const numbers = Array.from({ length: count }, (_, n) => n);
    const first = numbers.map((n) => ({ ...key(n + 1), ...values[n], recordedAt: '2026-03-01T00:00:00Z' }));
    const later = numbers
      .filter((n) => n % 4 === seed % 4)
      .map((n) => ({
        ...key(n + 1),
        ...values[count + n],
        recordedAt: '2026-03-02T00:00:00Z',
        deleted: n % 8 === seed % 8,
      }));
    // The big ones in two files.
    const half = count > 50 ? Math.ceil(count / 2) : count;
    return [first.slice(0, half), first.slice(half), later].map((rows) => ({
      dataset: dataset as DatasetName,
      rows: rows.map(consistent),
    }));
  });
  const [order = []] = fc.sample(fc.shuffledSubarray(files, { minLength: files.length }), { numRuns: 1, seed });
  return order.filter(({ rows }) => rows.length > 0);
}
