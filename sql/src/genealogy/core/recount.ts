import { NEVER } from './clock.ts';
import { nextLevel } from './generations.ts';
import { OPERATION_BIT, SPECIAL } from './graph.ts';
import { ARRIVAL, LEVEL, NODE } from './scratch.ts';
import type { Walk } from './walk.ts';

/** Generations and links along the links that the final arrivals admit. */
export function recount(walk: Walk, rootSlots: number): void {
  const { scratch, graph } = walk;
  const { lots, operations } = scratch;
  scratch.placeAll();
  lots.clear();
  operations.clear();
  for (let slot = 0; slot < scratch.count; slot++) {
    if (slot >= rootSlots) scratch.setLabel(slot, LEVEL, NEVER);
    else (scratch.label(slot, LEVEL) === 1 ? operations : lots).push(slot);
  }
  walk.taken.clear();
  walk.forEachInOrder((slot) => {
    const id = scratch.label(slot, NODE);
    if (id < graph.nodeCapacity && (graph.flags[id]! & SPECIAL) === 0) return recountRun(walk, slot, id);
    walk.forEachPassing(slot, (position) => {
      if (walk.side.times[2 * position + 1]! < scratch.label(slot, ARRIVAL)) return;
      if (id < graph.nodeCapacity) walk.taken.ofNodes++;
      else walk.taken.ofStates.add(position);
      giveLevel(walk, slot, position);
    });
  });
}

/** The same for a node that has only its run of base rows, as nearly all have. */
function recountRun(walk: Walk, slot: number, node: number): void {
  const { offsets, times } = walk.side;
  const arrival = walk.scratch.label(slot, ARRIVAL);
  const end = offsets[node + 1]!;
  for (let position = offsets[node]!; position < end; position++) {
    if (times[2 * position + 1]! < arrival) continue;
    walk.taken.ofNodes++;
    giveLevel(walk, slot, position);
  }
}

function giveLevel(walk: Walk, slot: number, position: number): void {
  const { scratch } = walk;
  const other = scratch.slot[walk.targetAt(position)]!;
  if (scratch.label(other, LEVEL) !== NEVER) return;
  const level = nextLevel(scratch.label(slot, LEVEL), walk.side.targets[position]! >= OPERATION_BIT);
  scratch.setLabel(other, LEVEL, level);
  ((level & 1) === 1 ? scratch.operations : scratch.lots).push(other);
}
