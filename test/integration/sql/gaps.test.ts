import {
  gapKinds,
  gapRows,
  gaps,
  refreshDisposition,
  refreshInsights,
  streamGapRows,
  type GapKind,
} from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRows } from '../../support/recorded-plant.ts';

/** A plant without a gap: milk is received, made into cheese, counted and shipped. */
const whole: RecordedRows = {
  items: [
    { itemId: 'MILK', unit: 'kg', kind: 'raw' },
    { itemId: 'CHEESE', unit: 'kg', kind: 'finished', shelfLifeDays: 30 },
  ],
  sites: [{ siteId: 'A' }],
  suppliers: [{ supplierId: 'S' }],
  customers: [{ customerId: 'C' }],
  lots: [
    {
      lotId: 'M',
      itemId: 'MILK',
      origin: 'received',
      siteId: 'A',
      supplierId: 'S',
      supplierLot: 'X',
      quantity: 100,
      receivedAt: '2026-01-01T08:00:00Z',
    },
    {
      lotId: 'K',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'A',
      quantity: 95,
      manufacturedAt: '2026-01-02T08:00:00Z',
      expiresAt: '2026-02-01',
    },
  ],
  operations: [
    {
      operationId: 'O',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-01-02T06:00:00Z',
      endedAt: '2026-01-02T08:00:00Z',
      scrapQuantity: 5,
      goodQuantity: 95,
      unit: 'kg',
    },
  ],
  operation_inputs: [
    { operationId: 'O', lotId: 'M', quantity: 100, unit: 'kg', at: '2026-01-02T06:00:00Z', captureMethod: 'scan' },
  ],
  operation_outputs: [
    { operationId: 'O', lotId: 'K', quantity: 95, unit: 'kg', at: '2026-01-02T08:00:00Z', captureMethod: 'scan' },
  ],
  movements: [
    {
      movementId: 'm1',
      lotId: 'K',
      reason: 'produce',
      quantity: 95,
      toSiteId: 'A',
      toLocation: 'W',
      at: '2026-01-02T08:00:00Z',
      recordedAt: '2026-01-02T09:00:00Z',
    },
  ],
  stock_counts: [
    { lotId: 'K', siteId: 'A', location: 'W', countedAt: '2026-01-03T08:00:00Z', kind: 'physical', quantity: 95 },
  ],
  shipments: [
    { shipmentId: 'SH', lotId: 'K', customerId: 'C', fromSiteId: 'A', quantity: 95, shippedAt: '2026-01-04' },
  ],
};

/** One gap of every kind beside it. */
const broken: RecordedRows = {
  bom_components: [{ itemId: 'CHEESE', componentId: 'MILK', quantity: 2, unit: 'kg', validFrom: '2026-02-02' }],
  lots: [
    {
      lotId: 'ALONE',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'B',
      quantity: 1,
      manufacturedAt: '2026-01-01',
      expiresAt: '2026-02-01',
    },
    {
      lotId: 'FROM-NOTHING',
      itemId: 'CHEESE',
      origin: 'made',
      siteId: 'A',
      quantity: 10,
      manufacturedAt: '2026-01-01',
      expiresAt: '2026-02-01',
    },
    {
      lotId: 'BLANK',
      itemId: 'MILK',
      origin: 'received',
      quantity: 1,
      supplierId: 'S',
      siteId: 'A',
      receivedAt: '2026-01-01',
    },
    {
      lotId: 'LATE',
      itemId: 'MILK',
      origin: 'received',
      siteId: 'A',
      supplierId: 'S',
      supplierLot: 'Y',
      quantity: 5,
      receivedAt: '2026-03-01',
    },
  ],
  operations: [
    {
      operationId: 'LOSS',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-02-01',
      endedAt: '2026-02-01',
      unit: 'kg',
    },
    {
      operationId: 'SHORT',
      itemId: 'CHEESE',
      siteId: 'A',
      machine: 'V1',
      startedAt: '2026-02-02',
      endedAt: '2026-02-02',
      goodQuantity: 10,
    },
  ],
  operation_inputs: [
    { operationId: 'LOSS', lotId: 'FROM-NOTHING', quantity: 10, unit: 'kg', captureMethod: 'manual' },
    { operationId: 'PACK', lotId: 'BLANK', quantity: 1, unit: 'bag', captureMethod: 'backflush' },
    { operationId: 'SHORT', lotId: 'BLANK', quantity: 1, unit: 'kg', captureMethod: 'corrected' },
  ],
  operation_outputs: [{ operationId: 'LOSS', lotId: 'SMALL', quantity: 8, unit: 'kg', captureMethod: 'interface' }],
  // Used on the last day of February anywhere in the world, received on the first of March: both dates, but days apart.
  // Recorded a day after it happened, not later: in time.
  lot_links: [
    {
      parentLotId: 'LATE',
      childLotId: 'SMALL',
      kind: 'merged',
      quantity: 6,
      at: '2026-02-20T00:00:00Z',
      recordedAt: '2026-02-21T00:00:00Z',
    },
  ],
  movements: [
    {
      movementId: 'm2',
      lotId: 'K',
      reason: 'transfer',
      quantity: 5,
      fromSiteId: 'A',
      fromLocation: 'W',
      toSiteId: 'A',
      toLocation: 'Z',
      at: '2026-01-02T10:00:00Z',
      recordedAt: '2026-01-05T00:00:00Z',
      captureMethod: 'corrected',
    },
  ],
  stock_counts: [
    { lotId: 'K', siteId: 'A', location: 'Z', countedAt: '2026-01-03T08:00:00Z', kind: 'book', quantity: 5 },
    { lotId: 'K', siteId: 'A', location: 'Z', countedAt: '2026-01-03T09:00:00Z', kind: 'physical', quantity: 4 },
  ],
  nonconformances: [
    { ncrId: 'N1', lineId: '1', lotId: 'K', quantity: 1, disposition: 'see e-mail' },
    { ncrId: 'N2', lotId: 'K', quantity: 1, disposition: 'scrap proposed' },
    { ncrId: 'N3', lotId: 'K', quantity: 1, disposition: 'use as is - do not scrap' },
    { ncrId: 'N4', lotId: 'K', quantity: 1 },
  ],
  shipments: [
    {
      shipmentId: 'SH2',
      lotId: 'FROM-NOTHING',
      customerId: 'NOBODY',
      fromSiteId: 'A',
      quantity: 1,
      shippedAt: '2025-12-01',
    },
  ],
};

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record(whole);
  await refreshDisposition(plant.engine);
  await refreshInsights(plant.engine);
});
afterAll(() => plant.close());

const counts = async () =>
  Object.fromEntries((await gaps(plant.engine, { sites: null })).gaps.map(({ kind, count }) => [kind, count]));
const found = async (kind: GapKind, sites: string[] | null = null) =>
  (await gapRows(plant.engine, { kind, sites, limit: 100 })).rows.map(({ id, text }) => `${id}: ${text}`);

describe('gaps (T6)', () => {
  test('a plant without gaps scores 100, level 2; higher levels need evidence (D26)', async () => {
    expect(await counts()).toEqual(Object.fromEntries(gapKinds.map((kind) => [kind, 0])));
    expect(await gaps(plant.engine, { sites: null })).toMatchObject({ score: 100, level: 2 });
    const evidence = { drillsWithinTarget: true, planOnFile: false };
    expect(await gaps(plant.engine, { sites: null, evidence })).toMatchObject({ level: 3 });
  });

  describe('with one of each kind', () => {
    beforeAll(async () => {
      const importId = await plant.record(broken);
      await refreshDisposition(plant.engine, importId);
      await refreshInsights(plant.engine, importId);
    });

    test('orphans, missing parents, missing components and references to nothing', async () => {
      expect(await found('orphan')).toEqual(['ALONE: nothing went into it and nothing was made from it']);
      expect(await found('missing-parents')).toEqual([
        'FROM-NOTHING: no link says what it was made of',
        'SHORT: 1 of 20 kg of the component MILK booked',
      ]);
      expect(await found('unknown-reference')).toEqual([
        'NOBODY: a customer that shipments refer to',
        'SMALL: a lot that other rows refer to',
        'PACK: an operation that other rows refer to',
        'B: a site that rows refer to',
      ]);
    });

    test('mass balance: more accounted for than there was, and what an operation lost', async () => {
      // 10 were made of FROM-NOTHING, 10 consumed and 1 shipped; 5 of LATE received, 6 linked on.
      // The losses of K: 95 made, 4 and 90 counted, 95 shipped after that.
      expect((await found('mass-balance')).filter((text) => !text.startsWith('K'))).toEqual([
        'FROM-NOTHING: 11 kg are accounted for, 10 were made or received',
        'LATE: 6 kg are accounted for, 5 were made or received',
        'LOSS: 10 kg went in, 8 came out or were scrapped',
      ]);
    });

    test('time travel: used or shipped before it was there, dates taken as wide as they are (D4)', async () => {
      expect(await found('time-travel')).toEqual([
        'LATE → SMALL: used by 2026-02-20 00:00 at the latest, made or received 2026-03-01',
        'SH2: shipped 2025-12-01, made or received 2026-01-01',
      ]);
    });

    test('D5: blank key data and units without a conversion, named', async () => {
      expect(await found('blank-field')).toEqual(['BLANK: no supplier lot']);
      expect(await found('unknown-unit')).toEqual(['BLANK → PACK: bag of a lot in kg']);
    });

    test('D23: a disposition that nobody understands, and scrap that is only proposed, are named; other texts are not', async () => {
      expect(await found('unclear-disposition')).toEqual([
        'N1 / 1: may be scrapped: see e-mail',
        'N2: may be scrapped: scrap proposed',
      ]);
    });

    test('stock drift: counts against movements and against the book', async () => {
      expect(await found('stock-drift')).toEqual([
        'K at A / W: counted 95 on 2026-01-03, movements leave 90',
        'K at A / Z: counted 4 on 2026-01-03, movements leave 5, the book said 5',
      ]);
    });

    test('D3: late, manual and corrected capture are gaps; scanned, interfaced and timely rows are not', async () => {
      expect(await found('late-capture')).toEqual([
        'm2: happened 2026-01-02 10:00, recorded 2026-01-05 00:00',
        'SH2: happened 2025-12-01 00:00, recorded 2026-01-01 00:00',
      ]);
      expect(await found('manual-capture')).toEqual([
        'BLANK → PACK: back-flushed: booked from the recipe, not seen',
        'FROM-NOTHING → LOSS: typed in by hand',
      ]);
      expect(await found('corrected-capture')).toEqual([
        'm2: corrected afterwards, recorded 2026-01-05 00:00',
        'BLANK → SHORT: corrected afterwards, recorded 2026-01-01 00:00',
      ]);
      const { gaps: kinds } = await gaps(plant.engine, { sites: null, kind: 'corrected-capture' });
      // Two scans of the plant without a gap; by hand, back-flushed, twice corrected, interfaced.
      expect(kinds).toMatchObject([{ label: 'Corrected capture', count: 2, examined: 7 }]);
    });

    test('counts are those of the rows, the score falls, and links are no longer complete', async () => {
      const report = await gaps(plant.engine, { sites: null });
      for (const { kind, count, examined, examples } of report.gaps) {
        expect((await gapRows(plant.engine, { kind, sites: null, limit: 1 })).total, kind).toBe(count);
        expect(count, kind).toBeLessThanOrEqual(examined);
        expect(examples.length).toBe(Math.min(count, 5));
      }
      expect(report.score).toBeLessThan(90);
      expect(report.level).toBe(1);
    });

    test('gaps of other sites are withheld and counted; pages are the stream', async () => {
      expect(await found('orphan', ['A'])).toEqual([]);
      expect(await gapRows(plant.engine, { kind: 'orphan', sites: ['A'], limit: 9 })).toMatchObject({
        total: 1,
        withheld: 1,
      });
      const streamed = [];
      for await (const rows of streamGapRows(plant.engine, { kind: 'stock-drift', sites: null }))
        streamed.push(...rows);
      const first = await gapRows(plant.engine, { kind: 'stock-drift', sites: null, limit: 1 });
      const second = await gapRows(plant.engine, { kind: 'stock-drift', sites: null, limit: 1, offset: 1 });
      expect([...first.rows, ...second.rows]).toEqual(streamed);
      expect([first.nextOffset, second.nextOffset]).toEqual([1, null]);
    });
  });
});
