import type { Engine } from '@lotscope/sql';
import { Measurer } from '../../sql/src/genealogy/core/measure.ts';
import { NodeQueue, plainReach } from '../../sql/src/genealogy/core/plain-reach.ts';
import { type Reached, reach } from '../../sql/src/genealogy/core/reached.ts';
import { Scratch } from '../../sql/src/genealogy/core/scratch.ts';
import { tally } from '../../sql/src/genealogy/core/tally.ts';
import { terminal } from '../../sql/src/genealogy/bucket-codes.ts';
import { countRowsOf, loadPlant } from '../../sql/src/genealogy/load/load-plant.ts';
import type { Plant } from '../../sql/src/genealogy/plant.ts';
import type { BucketSum, Direction } from './peers/peer.ts';

/** The arrays of the index without the questions around them: what a walk itself costs, and every link followed. */
export class InMemory {
  readonly #plant: Plant;
  readonly #scratch = new Scratch();
  readonly #queue = new NodeQueue();
  readonly #measurer = new Measurer();
  #lots = new Uint32Array(0);

  private constructor(plant: Plant) {
    this.#plant = plant;
  }

  static async load(engine: Engine): Promise<InMemory> {
    const { plant } = await loadPlant(engine, await countRowsOf(engine));
    return new InMemory(plant);
  }

  /** Every node that recorded links lead to, the root first; valid until the next call. */
  nodes(root: number, direction: Direction): Uint32Array {
    return plainReach(this.#plant.graph, direction, [root], this.#scratch, this.#queue);
  }

  /** The same in the order of time: what is certain, what is possible, what time excludes (D8). */
  inTime(root: number, direction: Direction): Reached {
    return reach(this.#plant.graph, direction, { nodes: [root] }, this.#scratch);
  }

  /** The lots of `nodes`; valid until the next call. */
  lots(root: number, direction: Direction): Uint32Array {
    const { graph } = this.#plant;
    if (this.#lots.length < graph.nodes) this.#lots = new Uint32Array(graph.nodes);
    let count = 0;
    for (const node of this.nodes(root, direction)) if (!graph.isOperation(node)) this.#lots[count++] = node;
    return this.#lots.subarray(0, count);
  }

  /** The question of the peers: the buckets of every lot that links lead to. Lots that no row places are left out. */
  buckets(root: number): BucketSum[] {
    const { disposition } = this.#plant;
    const lots = { nodes: this.lots(root, 'forward'), roots: 1 };
    const items = { of: this.#plant.facts.item, count: this.#plant.words.items.size };
    const measured = this.#measurer.measure(disposition, terminal, lots, items);
    const sums = tally(measured, ({ bucket }) => bucket);
    const nowhere = disposition.places.get(disposition.nowhere).bucket;
    return [...sums].map(([bucket, { lots: count, quantities, value }]) => {
      let quantity = 0;
      for (const sum of quantities.values()) quantity += sum.quantity;
      return { bucket, lots: bucket === nowhere ? count - measured.gaps.nowhere.lots : count, quantity, value };
    });
  }
}
