import { Genealogy, InvalidTrace } from '@lotscope/sql/genealogy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Link } from '../../../sql/src/genealogy/core/delta.ts';
import { bruteTrace, mirrored } from '../../../sql/src/genealogy/core/testing/brute-force.ts';
import { GenealogyStore, isRecorded } from './genealogy-store.ts';

const PLANTS = 60;
const LATER = 10;
let store: GenealogyStore;
let memory: Genealogy;
let levels: Genealogy;

beforeAll(async () => {
  store = await GenealogyStore.open(PLANTS + LATER, 7);
  await store.write(0, PLANTS);
  memory = await Genealogy.open(store.engine, { memoryMb: 500 });
  levels = await Genealogy.open(store.engine, { memoryMb: 0 });
  await Promise.all([memory.ready, levels.ready]);
});
afterAll(async () => {
  await memory.close();
  await levels.close();
  await store.close();
});

type Asked = { plant: number; node: number; direction: 'forward' | 'backward' };

function* questions(plants = PLANTS): Generator<Asked> {
  for (let plant = 0; plant < plants; plant++)
    for (const direction of ['forward', 'backward'] as const)
      yield { plant, node: (plant * 7) % store.plants[plant]!.operations.length, direction };
}

function* everyNode(plant: number): Generator<Asked> {
  for (let node = 0; node < store.plants[plant]!.operations.length; node++)
    for (const direction of ['forward', 'backward'] as const) yield { plant, node, direction };
}

const rootOf = ({ plant, node }: Asked) =>
  store.plants[plant]!.operations[node] ? { operation: store.id(plant, node) } : { lotId: store.id(plant, node) };

const timeless = <T extends { computedInMs: number }>(answer: T): Omit<T, 'computedInMs'> => {
  const { computedInMs, ...rest } = answer;
  expect(computedInMs).toBeGreaterThan(0);
  return rest;
};

/** Lots that the rules say are reached, certain and ruled out. */
function expected({ plant, node, direction }: Asked) {
  const own = store.plants[plant]!;
  const { possible, certain, linked } = bruteTrace(direction === 'forward' ? own : mirrored(own).plant, [node]);
  const lots = (nodes: Iterable<number>): string[] =>
    [...nodes]
      .filter((one) => !own.operations[one])
      .map((one) => store.id(plant, one))
      .sort();
  return {
    reached: lots(possible),
    certain: lots(certain),
    excluded: lots([...linked].filter((one) => !possible.has(one))),
  };
}

/** R3 by the rules: what the root possibly came from, and all that any of it possibly went into; certain where both ways are. */
function expectedBackAndForth({ plant, node }: Asked) {
  const own = store.plants[plant]!;
  const back = bruteTrace(mirrored(own).plant, [node]);
  const count = (nodes: Iterable<number>): number => [...nodes].filter((one) => !own.operations[one]).length;
  return {
    lots: count(bruteTrace(own, [...back.possible]).possible),
    certain: count(bruteTrace(own, [...back.certain]).certain),
  };
}

describe('both sources against brute force', () => {
  it('is in memory with a budget, and answers level by level without', () => {
    expect(memory.status.mode).toBe('memory');
    expect(levels.status.mode).toBe('levels');
    expect(memory.status.lots + memory.status.operations).toBe(levels.status.lots + levels.status.operations);
  });

  it('D8: traces reach what the rules say, certain or possible, with the same evidence, order and shares', async () => {
    const whole = store.plants.slice(0, 30).flatMap((_, plant) => [...everyNode(plant)]);
    for (const asked of [...whole, ...questions()]) {
      const request = { roots: [rootOf(asked)], direction: asked.direction };
      const trace = await memory.trace(request);
      const { reached, certain, excluded } = expected(asked);
      expect(trace.lots.map(({ lotId }) => lotId).sort()).toEqual(reached);
      expect(
        trace.lots
          .filter((lot) => lot.certainty === 'certain')
          .map(({ lotId }) => lotId)
          .sort(),
      ).toEqual(certain);
      expect(trace.totals).toMatchObject({ lots: reached.length, certain: certain.length, excluded: excluded.length });
      expect(trace.links.length).toBe(trace.totals.links);
      expect(timeless(await levels.trace(request))).toEqual(timeless(trace));
    }
  });

  it('pages: every lot, operation and link is on exactly one page, in the same order in both', async () => {
    for (const asked of questions(20)) {
      const request = { roots: [rootOf(asked)], direction: 'both' as const };
      const whole = await memory.trace(request);
      const pages: Awaited<ReturnType<Genealogy['trace']>>[] = [];
      for (
        let cursor: string | undefined;
        pages.length === 0 || cursor !== undefined;
        cursor = pages.at(-1)!.nextCursor ?? undefined
      ) {
        const page = await memory.trace({ ...request, limit: 2, cursor });
        expect(page.totals).toEqual(whole.totals);
        expect(timeless(await levels.trace({ ...request, limit: 2, cursor }))).toEqual(timeless(page));
        pages.push(page);
      }
      expect(pages.flatMap((page) => page.lots)).toEqual(whole.lots);
      expect(pages.flatMap((page) => page.operations)).toEqual(whole.operations);
      expect(pages.flatMap((page) => page.links)).toEqual(whole.links);
    }
  });

  it('both directions are backward and forward together, not one after the other', async () => {
    for (const { plant, node } of questions(20)) {
      const roots = [rootOf({ plant, node, direction: 'forward' })];
      const ways = await Promise.all(
        (['backward', 'forward', 'both'] as const).map((direction) => memory.ids({ roots, direction })),
      );
      const [backward, forward, both] = ways.map(({ ids }) => new Set(ids));
      expect(both).toEqual(new Set([...backward!, ...forward!]));
    }
  });

  it('a depth cuts the trace without changing what is in it', async () => {
    for (const asked of questions(20)) {
      const request = { roots: [rootOf(asked)], direction: asked.direction };
      const whole = await memory.trace(request);
      const cut = await memory.trace({ ...request, depth: 1 });
      expect(cut.lots).toEqual(whole.lots.filter(({ depth }) => depth <= 1));
      expect(cut.totals.excluded).toBeNull();
      expect(timeless(await levels.trace({ ...request, depth: 1 }))).toEqual(timeless(cut));
    }
  });

  it('scopes and comparisons agree, back and forth too (R3, R4)', async () => {
    for (const asked of questions(30))
      for (const backThenForward of [false, true]) {
        const request = { roots: [rootOf(asked)], backThenForward };
        const scope = await memory.scope(request);
        expect(timeless(await levels.scope(request))).toEqual(timeless(scope));
        const forward = expected({ ...asked, direction: 'forward' });
        expect(scope.totals).toMatchObject(
          backThenForward
            ? expectedBackAndForth(asked)
            : { lots: forward.reached.length, certain: forward.certain.length, excluded: forward.excluded.length },
        );
        const computed = await memory.computedScope(scope.scopeId);
        const nodes = computed.lots();
        expect(nodes.length).toBe(scope.totals.lots);
        expect(computed.lots('certain').length).toBe(scope.totals.certain);
        expect(computed.lots('excluded').length).toBe(scope.totals.excluded);
        const details = await computed.details(nodes);
        expect(await (await levels.computedScope(scope.scopeId)).details(nodes)).toEqual(details);
        const comparison = await memory.compare(request);
        expect(timeless(await levels.compare(request))).toEqual(timeless(comparison));
        const beside = await computed.besides();
        expect(nodes.length + beside.length).toBe(comparison.broad.lots);
        expect(beside.length).toBe(comparison.saved.lots);
        expect((await computed.details(beside)).filter((detail) => detail && detail.certainty !== 'excluded')).toEqual(
          [],
        );
        for (const other of [computed, await levels.computedScope(scope.scopeId)]) {
          const ids = async (recall?: 'broad' | 'saved') =>
            new Set((await other.customers(recall)).map(({ customerId }) => customerId)).size;
          expect(await ids()).toBe(comparison.targeted.customers);
          expect(await ids('broad')).toBe(comparison.broad.customers);
          expect(await ids('saved')).toBe(comparison.saved.customers);
          expect(await other.besides()).toEqual(beside);
        }
      }
  });

  it('siblings are the lots, operations and links of the scope that goes back and then forward (R3)', async () => {
    for (const asked of questions(30)) {
      const roots = [rootOf(asked)];
      const trace = await memory.trace({ roots, direction: 'siblings' });
      const { scopeId, totals } = await memory.scope({ roots, backThenForward: true });
      const { lots, operations, links, certain, excluded } = totals;
      expect(trace.totals).toMatchObject({ lots, operations, links, certain, excluded });
      expect([trace.lots.length, trace.operations.length, trace.links.length]).toEqual([lots, operations, links]);
      const scope = await memory.computedScope(scopeId);
      const listed = await scope.details(scope.lots());
      expect(new Set(trace.lots.map(({ lotId }) => lotId))).toEqual(new Set(listed.map((lot) => lot?.lotId)));
      // What the roots came from stands behind them, as far as it does when one only looks back.
      const back = await memory.trace({ roots, direction: 'backward' });
      const behind = (traced: typeof back) =>
        traced.lots
          .flatMap(({ lotId, direction, depth }) => (direction === 'backward' ? [`${lotId} ${depth}`] : []))
          .sort();
      expect(behind(trace)).toEqual(behind(back));
      expect(trace.lots.every(({ share }) => share === null)).toBe(true);
      expect(timeless(await levels.trace({ roots, direction: 'siblings' }))).toEqual(timeless(trace));
    }
    await expect(
      memory.trace({ roots: [rootOf([...questions(1)][0]!)], direction: 'siblings', depth: 1 }),
    ).rejects.toThrow(InvalidTrace);
  });

  it('finds the same suspects (R8)', async () => {
    const badLots = [
      store.id(0, store.plants[0]!.operations.indexOf(false)),
      store.id(3, store.plants[3]!.operations.indexOf(false)),
    ];
    const suspects = await memory.suspects({ badLots });
    expect(timeless(await levels.suspects({ badLots }))).toEqual(timeless(suspects));
  });
});

describe('refresh', () => {
  const fresh = async (): Promise<Genealogy> => {
    const loaded = await Genealogy.open(store.engine, { memoryMb: 500 });
    await loaded.ready;
    return loaded;
  };

  async function expectLike(other: Genealogy, all: Iterable<Asked>): Promise<void> {
    for (const asked of all) {
      const request = { roots: [rootOf(asked)], direction: asked.direction };
      const [one, two] = await Promise.all([memory.trace(request), other.trace(request)]);
      // The order of the links of one node is that of their arrival, which a fresh load does not know.
      const sorted = (answer: typeof one) => ({
        ...timeless(answer),
        links: answer.links.map((link) => JSON.stringify(link)).sort(),
        lots: answer.lots.map(({ missing: _missing, ...lot }) => ({ ...lot, share: lot.share?.toFixed(9) })),
      });
      expect(sorted(one)).toEqual(sorted(two));
      const scopes = await Promise.all([
        memory.scope({ roots: [rootOf(asked)] }),
        other.scope({ roots: [rootOf(asked)] }),
      ]);
      const [a, b] = scopes.map(({ excluded: _excluded, ...scope }) => timeless(scope));
      expect(a).toEqual(b);
    }
  }

  /** A plant loaded anew, and one read level by level while former versions of its rows still stand beside the last ones. */
  async function expectLikeOthers(all: readonly Asked[]): Promise<void> {
    const other = await fresh();
    expect(memory.status.links).toBe(other.status.links);
    await expectLike(other, all);
    await other.close();
    await levels.refresh();
    await expectLike(levels, all);
  }

  it('takes new lots, links and whereabouts into the delta', async () => {
    await store.write(PLANTS, PLANTS + LATER);
    await memory.refresh();
    expect(memory.status.delta).toBeGreaterThan(0);
    await expectLikeOthers([...questions(PLANTS + LATER)]);
  });

  it('D2: a corrected link replaces its former self, a deleted one is gone', async () => {
    const recorded = store.plants.map(({ links }) => links.filter(isRecorded));
    const plant = recorded.findIndex((links) => links.length > 4);
    const [first, second, third] = recorded[plant] as [Link, Link, Link];
    await store.correct(
      plant,
      [
        { ...first, from: 3, until: 3, quantity: 17 },
        { ...third, quantity: 2 },
      ],
      0,
    );
    await store.correct(plant, [second], 1);
    await memory.refresh();
    await expectLikeOthers([...everyNode(plant), ...questions(10)]);
  });

  it('loads anew when everything was derived again', async () => {
    await store.refresh([0, 1, 2], 'full');
    const { delta } = memory.status;
    expect(delta).toBeGreaterThan(0);
    await store.engine.insert('disposition_refreshes', [
      {
        version: 99,
        import_id: '',
        kind: 'full',
        lots: 1,
        base_currency: 'EUR',
        valued_at: '2026-01-01 00:00:00',
        refreshed_at: '2026-01-02 00:00:00',
      },
    ]);
    await memory.refresh();
    expect(memory.status.delta).toBe(0);
    expect(memory.status.dataAsOf).toBe('2026-01-02T00:00:00.000Z');
  });
});
