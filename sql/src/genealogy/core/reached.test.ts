import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER } from './clock.ts';
import type { Link } from './delta.ts';
import type { Graph } from './graph.ts';
import { NodeQueue, plainReach } from './plain-reach.ts';
import { generation } from './generations.ts';
import { reach, type Reached } from './reached.ts';
import { Scratch } from './scratch.ts';
import { type BruteTrace, bruteTrace, mirrored, separatedByCleaning } from './testing/brute-force.ts';
import { buildByDelta, buildGraph, randomPlant, type RandomPlant } from './testing/random-plant.ts';
import type { WalkDirection } from './walk.ts';

const scratch = new Scratch();
const queue = new NodeQueue();
const sorted = (nodes: Iterable<number>): number[] => [...nodes].sort((one, other) => one - other);

function brute(plant: RandomPlant, direction: WalkDirection, roots: readonly number[]): BruteTrace {
  const separated = separatedByCleaning(plant);
  if (direction === 'forward') return bruteTrace(plant, roots, separated);
  const { plant: turned, original } = mirrored(plant);
  const trace = bruteTrace(turned, roots, (drawn, added) => separated(original.get(added)!, original.get(drawn)!));
  return { ...trace, taken: new Set([...trace.taken].map((link) => original.get(link)!)) };
}

function certain(reached: Reached): number[] {
  return sorted([...reached.nodes].filter((_, at) => reached.sure[at] !== NEVER));
}

function expectSame(
  plant: RandomPlant,
  graph: Graph,
  direction: WalkDirection,
  roots: readonly number[],
  patience?: number,
): void {
  const expected = brute(plant, direction, roots);
  const reached = reach(graph, direction, { nodes: roots }, scratch, { patience });
  expect(sorted(plainReach(graph, direction, roots, scratch, queue))).toEqual(sorted(expected.linked));
  expect(sorted(reached.nodes)).toEqual(sorted(expected.possible));
  expect(certain(reached)).toEqual(sorted(expected.certain));
  expect(sorted(reached.excluded.nodes)).toEqual(
    sorted(expected.linked).filter((node) => !expected.possible.has(node)),
  );
  expect(reached.totals.links).toBe(expected.taken.size);
  const lots = reached.nodes.filter((node) => !plant.operations[node]);
  expect(reached.totals.lots).toBe(lots.length);
  expect(reached.totals.operations).toBe(reached.nodes.length - lots.length);
  if (plant.cleanings.size > 0) return;
  const depth = new Map([...reached.nodes].map((node, at) => [node, generation(reached.level[at]!)]));
  expect(depth).toEqual(new Map(sorted(depth.keys()).map((node) => [node, expected.depth.get(node)])));
  expect(reached.totals.depth).toBe(Math.max(0, ...[...lots].map((lot) => expected.depth.get(lot)!)));
}

const direction = fc.constantFrom<WalkDirection>('forward', 'backward');
const rootPicks = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
const picked = (plant: RandomPlant, picks: readonly number[]): number[] => [
  ...new Set(picks.map((pick) => pick % plant.operations.length)),
];

describe('reach against brute force', () => {
  it('D8: finds what is possible, certain and excluded on random cyclic plants, both ways', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlant(), direction, rootPicks, fc.boolean(), async (plant, way, picks, inOrder) => {
        expectSame(plant, await buildGraph(plant, inOrder), way, picked(plant, picks));
      }),
      { numRuns: 1500 },
    );
  });

  it('answers the same from a graph with delta rows, replaced rows and rows taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomPlant({ identities: true }),
        direction,
        rootPicks,
        fc.nat(12),
        async (plant, way, picks, seed) => {
          expectSame(plant, await buildByDelta(plant, seed), way, picked(plant, picks));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('D8: a cleaning of the machine separates what was added before from what was drawn after', async () => {
    const plants = randomPlant({ cleanings: true, maxNodes: 5, maxLinks: 12 });
    await fc.assert(
      fc.asyncProperty(
        plants,
        direction,
        rootPicks,
        fc.nat(12),
        fc.boolean(),
        async (plant, way, picks, seed, late) => {
          const graph = late ? await buildByDelta(plant, seed) : await buildGraph(plant);
          expectSame(plant, graph, way, picked(plant, picks));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('D1: a serial is its production lot: no moment passes between them', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlant({ identities: true }), direction, rootPicks, async (plant, way, picks) => {
        expectSame(plant, await buildGraph(plant), way, picked(plant, picks));
      }),
      { numRuns: 800 },
    );
  });

  it('answers the same when it runs out of patience and goes on in label order', async () => {
    const plants = randomPlant({ cleanings: true, identities: true, maxNodes: 6, maxLinks: 20 });
    await fc.assert(
      fc.asyncProperty(plants, direction, rootPicks, async (plant, way, picks) => {
        expectSame(plant, await buildGraph(plant), way, picked(plant, picks), -Infinity);
      }),
      { numRuns: 1000 },
    );
  });

  it('follows every recorded link when time is disregarded, and calls certain what it would otherwise', async () => {
    const plants = randomPlant({ cleanings: true, maxNodes: 6 });
    await fc.assert(
      fc.asyncProperty(plants, direction, rootPicks, async (plant, way, picks) => {
        const graph = await buildGraph(plant);
        const roots = picked(plant, picks);
        const reached = reach(graph, way, { nodes: roots }, scratch, { ignoreTime: true });
        const expected = brute(plant, way, roots);
        expect(sorted(reached.nodes)).toEqual(sorted(expected.linked));
        expect(reached.excluded.nodes.length).toBe(0);
        const followed = plant.links.filter(({ parent, child }) =>
          expected.linked.has(way === 'forward' ? parent : child),
        );
        expect(reached.totals.links).toBe(followed.length);
        if (plant.cleanings.size === 0) expect(certain(reached)).toEqual(sorted(expected.certain));
      }),
      { numRuns: 600 },
    );
  });

  it('leaves no trace of one walk in the next', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlant({ cleanings: true }), fc.array(direction, { maxLength: 4 }), async (plant, ways) => {
        const graph = await buildGraph(plant);
        for (const way of ways) expectSame(plant, graph, way, [0]);
        expect(scratch.bits.every((word) => word === 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

const link = (parent: number, child: number, from: number, until: number): Link => ({
  parent,
  child,
  from,
  until,
  quantity: 1,
  unit: 0,
  kind: 1,
  key: parent * 1000 + child * 10 + from,
});

describe('hostile graphs', () => {
  it('ends soon where every path improves the arrival of all that follow', async () => {
    // Rungs: the slow first way to each rung is improved by ever later ones; the plain walk would expand 2^n times.
    const rungs = 400;
    const links: Link[] = [];
    for (let rung = 0; rung < rungs; rung++) {
      links.push(link(rung, rung + 1, 1, 0xffff_ffff));
      for (let skip = 2; skip <= 40 && rung + skip <= rungs; skip++)
        links.push(link(rung, rung + skip, 10_000 - rung * 20 - skip, 0xffff_ffff));
    }
    const plant = { operations: Array.from({ length: rungs + 1 }, () => false), links, cleanings: new Map() };
    const graph = await buildGraph(plant);
    const reached = reach(graph, 'forward', { nodes: [0] }, scratch);
    expect(reached.totals).toMatchObject({ lots: rungs + 1, links: links.length, depth: rungs / 40 });
    expect([...reached.arrival].every((arrival) => arrival === 1)).toBe(true);
  });

  it('walks a self-link, a two-cycle and an empty plant', async () => {
    const plant = {
      operations: [false, false],
      links: [link(0, 0, 5, 5), link(0, 1, 5, 5), link(1, 0, 5, 5)],
      cleanings: new Map(),
    };
    const reached = reach(await buildGraph(plant), 'forward', { nodes: [0] }, scratch);
    expect(reached.totals).toEqual({ lots: 2, operations: 0, links: 3, depth: 1, certain: 2 });
    const alone = { operations: [false], links: [], cleanings: new Map() };
    expect(reach(await buildGraph(alone), 'backward', { nodes: [0] }, scratch).totals.lots).toBe(1);
    expect(reach(await buildGraph(alone), 'backward', { nodes: [] }, scratch).totals.lots).toBe(0);
  });
});
