import { putLink } from '../../sql/src/genealogy/core/delta.ts';
import { Measurer } from '../../sql/src/genealogy/core/measure.ts';
import { NodeQueue, plainReach } from '../../sql/src/genealogy/core/plain-reach.ts';
import { reach, type Reached } from '../../sql/src/genealogy/core/reached.ts';
import { Scratch } from '../../sql/src/genealogy/core/scratch.ts';
import { scopeLots } from '../../sql/src/genealogy/scope-lots.ts';
import { tally } from '../../sql/src/genealogy/core/tally.ts';
import { summarise, type Timing } from './timing.ts';
import { syntheticPlant, type SyntheticPlant } from './synthetic-plant.ts';

/** Medians of one root size over a synthetic plant in typed arrays, warm, in milliseconds. */
export interface ArrayTimings {
  readonly lots: number;
  /** Every node that links lead to, ids only. */
  readonly plain: Timing;
  /** The same in the order of time: certain, possible, excluded. */
  readonly timed: Timing;
  /** Where every unit of the lots is: what a scope adds to the walk. */
  readonly measure: Timing;
  /** Both together, with the groups of a summary. */
  readonly scope: Timing;
}

export interface ArrayFindings {
  readonly links: number;
  readonly lots: number;
  readonly buildMs: number;
  readonly bytesPerLink: number;
  readonly sizes: readonly ArrayTimings[];
  /** Links per second that the delta takes in. */
  readonly deltaPerSecond: number;
}

const terminal = Uint8Array.of(0, 1, 1, 1, 1, 1, 0, 0, 1, 2);
const wanted = [14, 714, 111_000];

/** Builds the plant in arrays and measures what the walks themselves cost: no store, no names, no HTTP. */
export async function measureArrays(links = 10_200_000, runs = 51): Promise<ArrayFindings> {
  const begin = performance.now();
  const plant = await syntheticPlant(links);
  const buildMs = performance.now() - begin;
  const desk = new BenchDesk(plant, runs);
  const sizes = desk.rootsOf(wanted).map((root) => desk.measure(root));
  return {
    links: plant.graph.liveRows,
    lots: plant.lots,
    buildMs,
    bytesPerLink: plant.graph.bytes / plant.graph.liveRows,
    sizes,
    deltaPerSecond: desk.fillDelta(200_000),
  };
}

class BenchDesk {
  private readonly plant: SyntheticPlant;
  private readonly runs: number;
  private readonly scratch = new Scratch();
  private readonly queue = new NodeQueue();
  private readonly measurer = new Measurer();

  constructor(plant: SyntheticPlant, runs: number) {
    this.plant = plant;
    this.runs = runs;
  }

  /** For each size the root that comes nearest to it, among a sample of lots and the tanks. */
  rootsOf(sizes: readonly number[]): number[] {
    const { graph, bulk } = this.plant;
    const sample = Array.from({ length: 4000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 0) % graph.nodes);
    const sized = [...sample, ...bulk]
      .filter((node) => !graph.isOperation(node))
      .map((node) => ({ node, lots: this.walk(node).totals.lots }));
    const distance = (lots: number, size: number): number => Math.abs(Math.log(lots / size));
    return sizes.map(
      (size) => sized.reduce((best, one) => (distance(one.lots, size) < distance(best.lots, size) ? one : best)).node,
    );
  }

  measure(root: number): ArrayTimings {
    const reached = this.walk(root);
    return {
      lots: reached.totals.lots,
      plain: this.time(() => plainReach(this.plant.graph, 'forward', [root], this.scratch, this.queue)),
      timed: this.time(() => this.walk(root)),
      measure: this.time(() => this.sum(reached)),
      scope: this.time(() => this.sum(this.walk(root))),
    };
  }

  private walk(root: number): Reached {
    return reach(this.plant.graph, 'forward', { nodes: [root] }, this.scratch);
  }

  private sum(reached: Reached): number {
    const { disposition, items } = this.plant;
    const measured = this.measurer.measure(disposition, terminal, scopeLots(reached, 1), { of: items, count: 200 });
    const groups = [
      tally(measured, ({ bucket }) => bucket),
      tally(measured, ({ bucket, site, location }) => `${bucket} ${site} ${location}`),
      tally(measured, ({ customer }, root) => (customer === 0 ? undefined : `${customer} ${root}`)),
    ];
    return groups.reduce((sum, group) => sum + group.size, measured.items.length);
  }

  private time(work: () => unknown): Timing {
    for (let run = 0; run < 10; run++) work();
    const measured: number[] = [];
    for (let run = 0; run < this.runs; run++) {
      const begin = performance.now();
      work();
      measured.push(performance.now() - begin);
    }
    return summarise(measured);
  }

  fillDelta(links: number): number {
    const { graph } = this.plant;
    const begin = performance.now();
    for (let i = 0; i < links; i++) {
      const parent = (Math.imul(i, 2_654_435_761) >>> 0) % graph.nodes;
      const child = (parent + 1 + (i % 97)) % graph.nodes;
      putLink(graph, {
        parent,
        child,
        from: 1_700_000_000,
        until: 1_700_000_000,
        quantity: 1,
        unit: 1,
        kind: 0,
        key: 0x8000_0000 + i,
      });
    }
    return (links * 1000) / (performance.now() - begin);
  }
}
