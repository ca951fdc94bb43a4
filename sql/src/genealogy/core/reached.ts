import { NEVER } from './clock.ts';
import { nextLevel } from './generations.ts';
import { type Graph, NODE_MASK, OPERATION } from './graph.ts';
import { type CleanedState, mergeStates } from './merge-states.ts';
import { recount } from './recount.ts';
import { ARRIVAL, LEVEL, NODE, type Scratch, STRIDE, SURE, VIA_POSITION, VIA_SLOT } from './scratch.ts';
import { Walk, type WalkDirection, type WalkOptions } from './walk.ts';
import type { WalkRoots } from './walk-roots.ts';

/** What one walk reached, one entry per node in order of discovery, roots first; kept after the scratch is reused. */
export class Reached {
  readonly graph: Graph;
  readonly direction: WalkDirection;
  readonly roots: number;
  readonly totals: ReachedTotals;
  /** Reached by recorded links, but not in the order of their times (D8). */
  readonly excluded: Excluded;
  /** By node, for cleaned operations: the states reached, with their arrivals. */
  readonly states: ReadonlyMap<number, readonly CleanedState[]> | null;
  private readonly labels: Labels;

  constructor(walk: Walk, labels: Labels, excluded: Labels, roots: number, states: Reached['states']) {
    this.graph = walk.graph;
    this.direction = walk.direction;
    this.roots = roots;
    this.states = states;
    this.labels = labels;
    this.excluded = new Excluded(excluded);
    this.totals = totalsOf(labels, walk.taken.count);
  }

  get nodes(): Uint32Array {
    return this.labels.column(NODE);
  }

  /** Earliest possible arrival, on the clock of the direction. */
  get arrival(): Uint32Array {
    return this.labels.column(ARRIVAL);
  }

  /** NEVER where it is only possible that something arrived. */
  get sure(): Uint32Array {
    return this.labels.column(SURE);
  }

  get level(): Uint32Array {
    return this.labels.column(LEVEL);
  }

  /** Index of the node, and position of the link, that gave the arrival; roots point at themselves. */
  get via(): Uint32Array {
    return this.labels.column(VIA_SLOT);
  }

  get viaPosition(): Uint32Array {
    return this.labels.column(VIA_POSITION);
  }
}

/** Nodes that recorded links lead to, though nothing can have come that way; nearest first. */
export class Excluded {
  readonly lots: number;
  private readonly labels: Labels;

  constructor(labels: Labels) {
    this.labels = labels;
    let lots = 0;
    for (let at = LEVEL; at < labels.packed.length; at += STRIDE) lots += 1 - (labels.packed[at]! & 1);
    this.lots = lots;
  }

  get nodes(): Uint32Array {
    return this.labels.column(NODE);
  }

  get level(): Uint32Array {
    return this.labels.column(LEVEL);
  }

  /** Where it was reached from: an index into the reached nodes, or their number + an index into these. */
  get via(): Uint32Array {
    return this.labels.column(VIA_SLOT);
  }

  get viaPosition(): Uint32Array {
    return this.labels.column(VIA_POSITION);
  }
}

/** Labels as they were in the scratch; a column is taken out when somebody asks for it. */
export class Labels {
  readonly packed: Uint32Array;
  private readonly columns = new Map<number, Uint32Array>();

  constructor(packed: Uint32Array) {
    this.packed = packed;
  }

  column(which: number): Uint32Array {
    const known = this.columns.get(which);
    if (known !== undefined) return known;
    const column = new Uint32Array(this.packed.length / STRIDE);
    for (let i = 0, at = which; i < column.length; i++, at += STRIDE) column[i] = this.packed[at]!;
    this.columns.set(which, column);
    return column;
  }
}

export interface ReachedTotals {
  readonly lots: number;
  readonly operations: number;
  readonly links: number;
  /** Deepest generation of a lot. */
  readonly depth: number;
  readonly certain: number;
}

/** Walks from the roots in time order and returns what was reached, with its certainty, and what time excluded. */
export function reach(
  graph: Graph,
  direction: WalkDirection,
  roots: WalkRoots,
  scratch: Scratch,
  options?: WalkOptions,
): Reached {
  const walk = new Walk(graph, direction, scratch, options);
  try {
    walk.run(roots);
    const rootSlots = walk.rootSlots;
    if (walk.late) recount(walk, rootSlots);
    const reachedSlots = scratch.count;
    exclude(walk);
    return snapshot(walk, rootSlots, reachedSlots);
  } finally {
    const { cleaned, nodeCapacity } = graph;
    if (cleaned === null) scratch.clear();
    else scratch.clear((id) => (id >= nodeCapacity ? cleaned.operationOfState[id - nodeCapacity]! : id));
  }
}

/** Appends, behind the reached slots, every node that only links against the order of time lead to; nearest first. */
function exclude(walk: Walk): void {
  const { scratch, graph, side } = walk;
  const { blocked } = scratch;
  const add = (slot: number, position: number): void => {
    const node = side.targets[position]! & NODE_MASK;
    if (scratch.has(node)) return;
    scratch.reserve(1);
    const added = scratch.count++;
    scratch.mark(node);
    scratch.slot[node] = added;
    scratch.setLabel(added, NODE, node);
    scratch.setLabel(added, LEVEL, nextLevel(scratch.label(slot, LEVEL), (graph.flags[node]! & OPERATION) !== 0));
    scratch.setLabel(added, VIA_SLOT, slot);
    scratch.setLabel(added, VIA_POSITION, position);
  };
  let next = scratch.count;
  while (!blocked.empty) add(blocked.shift(), blocked.shift());
  for (; next < scratch.count; next++) {
    const slot = next;
    graph.forEachLink(side, scratch.label(slot, NODE), (position) => add(slot, position));
  }
}

function snapshot(walk: Walk, rootSlots: number, reachedSlots: number): Reached {
  const { scratch } = walk;
  const labels = scratch.labels.slice(0, STRIDE * reachedSlots);
  const excluded = scratch.labels.slice(STRIDE * reachedSlots, STRIDE * scratch.count);
  const merged = mergeStates(walk, labels);
  if (merged === null) return new Reached(walk, new Labels(labels), new Labels(excluded), rootSlots, null);
  const { packed, indexOfSlot } = merged;
  for (let at = VIA_SLOT; at < excluded.length; at += STRIDE) {
    const slot = excluded[at]!;
    excluded[at] = slot >= reachedSlots ? slot - reachedSlots + packed.length / STRIDE : indexOfSlot[slot]!;
  }
  const roots = rootSlots === 0 ? 0 : indexOfSlot[rootSlots - 1]! + 1;
  return new Reached(walk, new Labels(packed), new Labels(excluded), roots, walk.timed ? merged.states : null);
}

function totalsOf({ packed }: Labels, links: number): ReachedTotals {
  let operations = 0;
  let certain = 0;
  let deepest = 0;
  for (let at = 0; at < packed.length; at += STRIDE) {
    const level = packed[at + LEVEL]!;
    if ((level & 1) === 1) operations++;
    else {
      if (packed[at + SURE] !== NEVER) certain++;
      if (level > deepest) deepest = level;
    }
  }
  return { lots: packed.length / STRIDE - operations, operations, links, depth: deepest >>> 1, certain };
}
