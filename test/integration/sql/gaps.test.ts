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
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { broken, whole } from './gaps-plant.ts';

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
  (await gapRows(plant.engine, { kind, of: 'gaps', sites, limit: 100 })).rows.map(({ id, text }) => `${id}: ${text}`);

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
        // A day is told as a day (D4).
        'SH2: happened 2025-12-01, recorded 2026-01-01 00:00',
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
        expect((await gapRows(plant.engine, { kind, of: 'gaps', sites: null, limit: 1 })).total, kind).toBe(count);
        expect(count, kind).toBeLessThanOrEqual(examined);
        expect(examples.length).toBe(Math.min(count, 5));
      }
      expect(report.score).toBeLessThan(90);
      expect(report.level).toBe(1);
    });

    test('what was examined is listed, all of it: as many rows as were counted, and every gap is among them', async () => {
      const report = await gaps(plant.engine, { sites: null });
      const listed = async (kind: GapKind, of: 'gaps' | 'examined') => {
        const { rows, total, nextOffset } = await gapRows(plant.engine, { kind, of, sites: null, limit: 1000 });
        expect([rows.length, nextOffset]).toEqual([total, null]);
        return rows.map(({ dataset, id }) => `${dataset} ${id}`);
      };
      for (const { kind, examined } of report.gaps) {
        const looked = await listed(kind, 'examined');
        expect(looked.length, kind).toBe(examined);
        expect(looked, kind).toEqual(expect.arrayContaining(await listed(kind, 'gaps')));
      }
      // M, K, ALONE, FROM-NOTHING, BLANK, LATE and SMALL; O, LOSS, SHORT and PACK; MILK, CHEESE; S; C, NOBODY; A, B.
      expect(await listed('unknown-reference', 'examined')).toHaveLength(7 + 4 + 2 + 1 + 2 + 2);
      // K, ALONE and FROM-NOTHING; the milk of SHORT alone, since O and LOSS ended before the bill of material began.
      expect((await listed('missing-parents', 'examined')).sort()).toEqual([
        'lots ALONE',
        'lots FROM-NOTHING',
        'lots K',
        'operations SHORT',
      ]);
    });

    test('what the kinds add to the score is the score', async () => {
      const { score, gaps: kinds } = await gaps(plant.engine, { sites: null });
      expect(kinds.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(score!, 9);
      expect(kinds.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    });

    test('what was examined at other sites is withheld and counted', async () => {
      const orphans = await gapRows(plant.engine, { kind: 'orphan', of: 'examined', sites: ['A'], limit: 9 });
      expect(orphans).toMatchObject({ total: 3, withheld: 1 });
      expect(orphans.rows.map(({ id }) => id)).toEqual(['FROM-NOTHING', 'K']);
    });

    test('gaps of other sites are withheld and counted; pages are the stream', async () => {
      expect(await found('orphan', ['A'])).toEqual([]);
      expect(await gapRows(plant.engine, { kind: 'orphan', of: 'gaps', sites: ['A'], limit: 9 })).toMatchObject({
        total: 1,
        withheld: 1,
      });
      const streamed = [];
      for await (const rows of streamGapRows(plant.engine, { kind: 'stock-drift', of: 'gaps', sites: null }))
        streamed.push(...rows);
      const first = await gapRows(plant.engine, { kind: 'stock-drift', of: 'gaps', sites: null, limit: 1 });
      const second = await gapRows(plant.engine, { kind: 'stock-drift', of: 'gaps', sites: null, limit: 1, offset: 1 });
      expect([...first.rows, ...second.rows]).toEqual(streamed);
      expect([first.nextOffset, second.nextOffset]).toEqual([1, null]);
    });

    test('a nonconformance that names an operation alone is as visible as the operation', async () => {
      await plant.record({
        operations: [{ operationId: 'AWAY', siteId: 'B' }],
        nonconformances: [{ ncrId: 'N5', operationId: 'AWAY', disposition: 'see e-mail' }],
      });
      for (const of of ['gaps', 'examined'] as const) {
        const listed = async (sites: string[]) => {
          const { rows, total, withheld } = await gapRows(plant.engine, {
            kind: 'unclear-disposition',
            of,
            sites,
            limit: 100,
          });
          expect(rows.length + withheld).toBe(total);
          return rows.map(({ id }) => id);
        };
        expect(await listed(['A']), of).not.toContain('N5');
        expect(await listed(['B']), of).toEqual(['N5']);
      }
    });
  });
});
