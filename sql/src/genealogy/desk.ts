import { Measurer } from './core/measure.ts';
import type { Reached } from './core/reached.ts';
import { Scratch } from './core/scratch.ts';
import type { NodeName } from './evidence-words.ts';
import type { Plant } from './plant.ts';
import type { BroadRecall, PlantSource } from './plant-source.ts';
import { Recent } from './recent.ts';
import type { NodeRef } from './result.ts';
import type { RawSummary } from './scope-summary.ts';
import type { ScopeWalk } from './scope-walk.ts';
import type { TraceAnswer } from './trace-answer.ts';

const sizeOf = (reached: Reached | null): number =>
  reached === null ? 0 : reached.totals.lots + reached.totals.operations + reached.excluded.lots;

/** What all questions share: the source of their plants, working memory, and the answers given last. */
export class Desk {
  readonly scratch = new Scratch();
  readonly measurer = new Measurer();
  readonly scopes = new Recent<ScopeWalk>((walk) => sizeOf(walk.reached));
  readonly summaries = new WeakMap<ScopeWalk, RawSummary>();
  /** The broad recalls that scopes were compared with, by scope and period: a small scope may have a large one. */
  readonly broads = new Recent<BroadRecall>(({ beside }) => beside.length);
  readonly traces = new Recent<TraceAnswer>(({ nodes }) => sizeOf(nodes.backward) + sizeOf(nodes.forward));
  private readonly current: () => Promise<PlantSource>;

  /** `current` waits until there is a source. */
  constructor(current: () => Promise<PlantSource>) {
    this.current = current;
  }

  source(): Promise<PlantSource> {
    return this.current();
  }

  forget(): void {
    this.scopes.clear();
    this.broads.clear();
    this.traces.clear();
  }
}

/** Names of some nodes of a plant (its numbers), read at once. */
export async function namesIn(source: PlantSource, plant: Plant, nodes: Iterable<number>): Promise<NodeName> {
  const id = await source.names(Array.from(nodes, (node) => plant.numbers.stored(node)));
  return (node): NodeRef => ({
    kind: plant.graph.isOperation(node) ? 'operation' : 'lot',
    id: id(plant.numbers.stored(node)),
  });
}

export function answered(started: number, source: PlantSource): { dataAsOf: string | null; computedInMs: number } {
  return { dataAsOf: source.version.dataAsOf, computedInMs: Number((performance.now() - started).toFixed(3)) };
}
