import { NEVER, SURE_SOME_TIME } from './clock.ts';
import { nextLevel } from './generations.ts';
import {
  BATCH,
  CLEANED,
  type Graph,
  IDENTITY,
  LEAF_BIT,
  NODE_MASK,
  OPERATION_BIT,
  type Side,
  SOLE_BIT,
  SPECIAL,
} from './graph.ts';
import {
  ARRIVAL,
  EXPANDED,
  EXPANDED_AT,
  LEAF,
  LEVEL,
  NEW,
  NODE,
  type Scratch,
  STATE,
  STRIDE,
  SURE,
  VIA_POSITION,
  VIA_SLOT,
  WAITING,
} from './scratch.ts';
import { settle } from './settle.ts';
import { TakenLinks } from './taken-links.ts';
import { addRoots, type WalkRoots } from './walk-roots.ts';

export type WalkDirection = 'forward' | 'backward';

export interface WalkOptions {
  /** Follow every recorded link, whatever its time and quantity, cleanings too; certainty stays what it is. */
  readonly ignoreTime?: boolean | undefined;
  readonly patience?: number | undefined;
}

/** Re-expansions per reached node after which the walk goes on in label order, which expands each node at most twice more. */
const PATIENCE = 4;

/**
 * The time-respecting walk (D8), leaving its labels in `scratch`. A link with interval [from, until] can be taken from a node
 * reached at `a` iff `until ≥ a`, and then reaches its target at max(a, from): the earliest arrival over all orderings that the
 * recorded intervals allow. It is sure iff `from ≥ c`, the moment by which the node was surely reached; then the target is surely
 * reached by `until`. Both labels only ever fall, so that the walk ends on any graph, cyclic ones included.
 */
export class Walk {
  readonly graph: Graph;
  readonly side: Side;
  readonly direction: WalkDirection;
  readonly scratch: Scratch;
  readonly taken = new TakenLinks();
  /** A node got new links after it had been expanded: generations and link count must be taken again. */
  late = false;
  /** Slots of the roots come first. */
  rootSlots = 0;
  private turns = 0;
  readonly timed: boolean;

  private readonly patience: number;

  constructor(graph: Graph, direction: WalkDirection, scratch: Scratch, options: WalkOptions = {}) {
    this.patience = options.patience ?? PATIENCE;
    this.timed = options.ignoreTime !== true;
    this.graph = graph;
    this.side = graph.side(direction);
    this.direction = direction;
    this.scratch = scratch;
    scratch.fit(graph.nodeCapacity + (graph.cleaned?.operationOfState.length ?? 0));
  }

  run(roots: WalkRoots): void {
    addRoots(this, roots);
    this.rootSlots = this.scratch.count;
    const { lots, operations, again } = this.scratch;
    for (;;) {
      if (!lots.empty || !operations.empty) this.forEachInOrder((slot) => this.expand(slot));
      else if (again.empty) break;
      else if (!this.scratch.placed) this.scratch.placeAll();
      else if (this.turns++ > this.patience * this.scratch.count + 1000) settle(this);
      else this.expand(again.shift());
    }
  }

  /** Empties the two queues level by level: the lots of a generation, then the operations that lead to the next. */
  forEachInOrder(visit: (slot: number) => void): void {
    const { lots, operations } = this.scratch;
    while (!lots.empty || !operations.empty)
      for (const queue of [lots, operations]) {
        const end = queue.tail;
        while (queue.head < end) visit(queue.items[queue.head++]!);
      }
  }

  /** Every live link of what a slot stands for that its state lets pass; for the parts of a walk where speed is not all. */
  forEachPassing(slot: number, visit: (position: number, identity: boolean) => void): void {
    const { graph, side, scratch } = this;
    const id = scratch.label(slot, NODE);
    const state = id - graph.nodeCapacity;
    const node = state >= 0 ? graph.cleaned!.operationOfState[state]! : id;
    const identities = (graph.flags[node]! & IDENTITY) !== 0;
    graph.forEachLink(side, node, (position) => {
      if (state >= 0 && !this.passes(state, position)) return;
      visit(position, identities && graph.identityKinds.has(graph.facts.kind[graph.rowAt(side, position)]!));
    });
  }

  private expand(slot: number): void {
    const { graph, side, scratch } = this;
    const id = scratch.label(slot, NODE);
    if (id >= graph.nodeCapacity) this.expandState(slot, id - graph.nodeCapacity);
    else if (graph.hasSpecial && (graph.flags[id]! & SPECIAL) !== 0) this.expandSpecial(slot, id);
    else {
      const start = side.offsets[id]!;
      const end = side.offsets[id + 1]!;
      if (start < end) this.expandRun(slot, start, end, false);
    }
    scratch.setLabel(slot, EXPANDED_AT, scratch.label(slot, ARRIVAL));
    scratch.setLabel(slot, STATE, EXPANDED);
  }

  private expandSpecial(slot: number, node: number): void {
    const { graph, side } = this;
    const identities = (graph.flags[node]! & IDENTITY) !== 0;
    graph.forEachLink(side, node, (position) => {
      const kind = graph.facts.kind[graph.rowAt(side, position)]!;
      this.expandRun(slot, position, position + 1, identities && graph.identityKinds.has(kind));
    });
  }

  private expandState(slot: number, state: number): void {
    const { graph, side, scratch } = this;
    // Its states share lines, so that even a sole link is met more than once.
    scratch.placeAll();
    graph.forEachLink(side, graph.cleaned!.operationOfState[state]!, (position) => {
      if (this.passes(state, position)) this.expandRun(slot, position, position + 1, false);
      else if (scratch.label(slot, STATE) === NEW) this.block(slot, position);
    });
  }

  /** Whether what a state of a cleaned operation holds can be in this line of it (cleaning-breaks.ts). */
  passes(state: number, position: number): boolean {
    const { graph, side } = this;
    const held = graph.cleaned!.segmentOfState[state]!;
    const line = graph.cleaned!.segmentOfRow.get(graph.rowAt(side, position))!;
    if (!this.timed) return true;
    return this.direction === 'forward' ? line <= held : line >= held;
  }

  private block(slot: number, position: number): void {
    this.scratch.blocked.push(slot);
    this.scratch.blocked.push(position);
  }

  /** Label of a target: its node number, or the state of it that this line leads to. */
  targetAt(position: number): number {
    const { graph, side } = this;
    const node = side.targets[position]! & NODE_MASK;
    if (graph.cleaned === null || (graph.flags[node]! & CLEANED) === 0) return node;
    const segment = graph.cleaned.segmentOfRow.get(graph.rowAt(side, position))!;
    return graph.nodeCapacity + graph.cleaned.firstState.get(node)! + segment;
  }

  /** The inner loop of every trace: takes the links at positions [start, end) of one node, or one line of a state. */
  private expandRun(slot: number, start: number, end: number, identity: boolean): void {
    const { scratch } = this;
    scratch.reserve(end - start);
    const { targets, times } = this.side;
    const { bits, slot: slots, labels } = scratch;
    const { timed } = this;
    const cleaned = this.graph.cleaned !== null;
    const a = labels[STRIDE * slot + ARRIVAL]!;
    const c = labels[STRIDE * slot + SURE]!;
    const first = labels[STRIDE * slot + STATE] === NEW;
    const before = labels[STRIDE * slot + EXPANDED_AT]!;
    let taken = 0;
    for (let position = start; position < end; position++) {
      const until = times[2 * position + 1]!;
      if (until < a) {
        if (first) this.block(slot, position);
        continue;
      }
      if (first) taken++;
      else if (until < before) this.late = true;
      const from = times[2 * position]!;
      const target = targets[position]!;
      const reached = timed && from > a ? from : a;
      const surely = identity ? c : from >= c ? this.surelyBy(c, from, until, target) : NEVER;
      const id = cleaned ? this.targetAt(position) : target & NODE_MASK;
      if ((bits[id >>> 5]! & (1 << (id & 31))) === 0) this.discover(id, target, slot, position, reached, surely);
      else this.improve(slots[id]!, slot, position, reached, surely);
    }
    if (labels[STRIDE * slot + NODE]! < this.graph.nodeCapacity) this.taken.ofNodes += taken;
    else if (taken > 0) this.taken.ofStates.add(start);
  }

  surelyBy(c: number, from: number, until: number, target: number): number {
    if (until === 0) return NEVER;
    if (this.entersBatch(from, until, target)) return c;
    return until > SURE_SOME_TIME ? SURE_SOME_TIME : until;
  }

  /** Labels a node reached for the first time; room must have been reserved. */
  discover(id: number, target: number, slot: number, position: number, reached: number, surely: number): void {
    const { scratch } = this;
    const { labels, bits } = scratch;
    const added = scratch.count++;
    const at = STRIDE * added;
    const level = nextLevel(labels[STRIDE * slot + LEVEL]!, target >= OPERATION_BIT);
    bits[id >>> 5]! |= 1 << (id & 31);
    if ((target & SOLE_BIT) === 0 || scratch.placed) scratch.slot[id] = added;
    labels[at] = id;
    labels[at + ARRIVAL] = reached;
    labels[at + SURE] = surely;
    labels[at + LEVEL] = level;
    labels[at + VIA_SLOT] = slot;
    labels[at + VIA_POSITION] = position;
    labels[at + STATE] = (target & LEAF_BIT) === 0 ? NEW : LEAF;
    if ((target & LEAF_BIT) === 0) {
      const queue = (level & 1) === 1 ? scratch.operations : scratch.lots;
      queue.items[queue.tail++] = added;
    }
    if (id >= this.graph.nodeCapacity) scratch.mark(target & NODE_MASK);
  }

  private improve(other: number, slot: number, position: number, reached: number, surely: number): void {
    const { labels } = this.scratch;
    const at = STRIDE * other;
    const sooner = reached < labels[at + ARRIVAL]!;
    const surer = surely < labels[at + SURE]!;
    if (!sooner && !surer) return;
    if (sooner) {
      labels[at + ARRIVAL] = reached;
      labels[at + VIA_SLOT] = slot;
      labels[at + VIA_POSITION] = position;
    }
    if (surer) labels[at + SURE] = surely;
    if (labels[at + STATE] !== EXPANDED) return;
    labels[at + STATE] = WAITING;
    this.scratch.again.push(other);
  }

  /** When a link that can begin at `from` arrives, taken from a node reached at `a`. */
  arrivalBy(a: number, from: number): number {
    return this.timed && from > a ? from : a;
  }

  /** A line into an operation that is one event: the moment of the line does not come between (batches.ts). */
  private entersBatch(from: number, until: number, target: number): boolean {
    return from !== until && target >= OPERATION_BIT && (this.graph.flags[target & NODE_MASK]! & BATCH) !== 0;
  }
}
