import { complement, NEVER } from './clock.ts';
import { CLEANED, type Graph, OPERATION } from './graph.ts';
import { ARRIVAL, NEW, type Scratch, STRIDE, SURE } from './scratch.ts';
import type { Walk } from './walk.ts';

export interface WalkRoots {
  readonly nodes: ArrayLike<number>;
  /** Epoch seconds: forward, nothing suspect before; backward, nothing suspect after. Default: any time. */
  readonly moments?: ArrayLike<number> | undefined;
  /** 0 where it is only possible that the root is suspect. Default: all are. */
  readonly sure?: ArrayLike<number> | undefined;
}

/** Labels the roots of a walk, in its first slots. */
export function addRoots({ graph, scratch, direction, timed }: Walk, { nodes, moments, sure }: WalkRoots): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    const moment = moments === undefined ? undefined : moments[i]!;
    const start = moment === undefined ? 0 : direction === 'forward' ? moment : complement(moment);
    const c = sure !== undefined && sure[i] === 0 ? NEVER : start;
    for (const state of statesOf(graph, node)) {
      scratch.reserve(1);
      if (!scratch.has(state)) discoverRoot(scratch, state, (graph.flags[node]! & OPERATION) !== 0);
      const slot = scratch.slot[state]!;
      // 1, not 0, so that a row that moves nothing (until = 0) is not even taken from a root.
      if (start < scratch.label(slot, ARRIVAL)) scratch.setLabel(slot, ARRIVAL, timed ? Math.max(start, 1) : 0);
      if (c < scratch.label(slot, SURE)) scratch.setLabel(slot, SURE, c);
    }
    scratch.mark(node);
  }
}

/** A node is labelled under its number, a cleaned operation under each of its states. */
function statesOf(graph: Graph, node: number): number[] {
  if ((graph.flags[node]! & CLEANED) === 0) return [node];
  const first = graph.cleaned!.firstState.get(node)!;
  const breaks = graph.cleaned!.breakOfOperation.get(node)!.length;
  return Array.from({ length: breaks + 1 }, (_, segment) => graph.nodeCapacity + first + segment);
}

function discoverRoot(scratch: Scratch, id: number, operation: boolean): void {
  const slot = scratch.count++;
  scratch.mark(id);
  scratch.slot[id] = slot;
  scratch.labels.set([id, NEVER, NEVER, operation ? 1 : 0, slot, 0, NEVER, NEW], STRIDE * slot);
  (operation ? scratch.operations : scratch.lots).push(slot);
}
