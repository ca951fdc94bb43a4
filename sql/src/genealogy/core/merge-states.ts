import { ARRIVAL, LEVEL, STRIDE, SURE, VIA_SLOT } from './scratch.ts';
import type { Walk } from './walk.ts';

export interface CleanedState {
  readonly state: number;
  readonly arrival: number;
}

interface MergedStates {
  readonly packed: Uint32Array;
  readonly indexOfSlot: Uint32Array;
  readonly states: ReadonlyMap<number, readonly CleanedState[]>;
}

/**
 * A cleaned operation is one node to the reader: its first state stands for it and takes the best labels of all. Null when none was
 * reached. The labels are changed where they are.
 */
export function mergeStates({ graph }: Walk, labels: Uint32Array): MergedStates | null {
  const { cleaned, nodeCapacity } = graph;
  if (cleaned === null || !holdsStates(labels, nodeCapacity)) return null;
  const indexOfSlot = new Uint32Array(labels.length / STRIDE);
  const states = new Map<number, CleanedState[]>();
  const firstAt = new Map<number, number>();
  let next = 0;
  for (let at = 0; at < labels.length; at += STRIDE) {
    const id = labels[at]!;
    const state = id - nodeCapacity;
    const node = state < 0 ? id : cleaned.operationOfState[state]!;
    const arrival = labels[at + ARRIVAL]!;
    const first = state < 0 ? undefined : firstAt.get(node);
    indexOfSlot[at / STRIDE] = (first ?? next) / STRIDE;
    if (first === undefined) {
      if (next < at) for (let which = 0; which < STRIDE; which++) labels[next + which] = labels[at + which]!;
      labels[next] = node;
    } else
      for (const which of [ARRIVAL, SURE, LEVEL])
        labels[first + which] = Math.min(labels[first + which]!, labels[at + which]!);
    if (state >= 0) {
      const arrived = { state, arrival };
      if (first === undefined) firstAt.set(node, next);
      states.set(node, [...(states.get(node) ?? []), arrived]);
    }
    if (first === undefined) next += STRIDE;
  }
  for (let at = VIA_SLOT; at < next; at += STRIDE) labels[at] = indexOfSlot[labels[at]!]!;
  return { packed: labels.subarray(0, next), indexOfSlot, states };
}

function holdsStates(labels: Uint32Array, nodeCapacity: number): boolean {
  for (let at = 0; at < labels.length; at += STRIDE) if (labels[at]! >= nodeCapacity) return true;
  return false;
}
