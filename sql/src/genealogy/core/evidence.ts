import { complement, NEVER, UNKNOWN_FROM, UNKNOWN_UNTIL } from './clock.ts';
import { type Graph, NODE_MASK } from './graph.ts';
import type { CleanedState } from './merge-states.ts';
import type { Reached } from './reached.ts';

/** Epoch seconds; 0 and 4294967295 where unknown. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** A recorded link by node numbers, with the interval in which it happened. */
export interface TimedLink extends Interval {
  readonly row: number;
  readonly parent: number;
  readonly child: number;
}

/** Why nothing can have passed a link (D8): `parent` held nothing suspect before `added`, and was drawn in `drawn`. */
export interface Block {
  readonly reason: 'drawn-before-added' | 'cleaning' | 'no-quantity';
  readonly link: TimedLink;
  readonly added: Interval;
  readonly drawn: Interval;
  readonly cleaning: Interval | null;
}

const UNKNOWN: Interval = { from: UNKNOWN_FROM, until: UNKNOWN_UNTIL };

export function linkAt(reached: Pick<Reached, 'graph' | 'direction'>, node: number, position: number): TimedLink {
  const { graph, direction } = reached;
  const side = graph.side(direction);
  const other = side.targets[position]! & NODE_MASK;
  const row = graph.rowAt(side, position);
  const [one, two] = [side.times[2 * position]!, side.times[2 * position + 1]!];
  if (two === 0) return { row, ...ends(direction, node, other), ...UNKNOWN };
  const interval =
    direction === 'forward' ? { from: one, until: two } : { from: complement(two), until: complement(one) };
  return { row, ...ends(direction, node, other), ...interval };
}

const ends = (direction: Reached['direction'], node: number, other: number): { parent: number; child: number } =>
  direction === 'forward' ? { parent: node, child: other } : { parent: other, child: node };

/** Calls `visit` with every link that something can have passed, walked from the node at `index`. */
export function forEachTaken(reached: Reached, index: number, visit: (position: number) => void): void {
  const side = reached.graph.side(reached.direction);
  const node = reached.nodes[index]!;
  const states = reached.states?.get(node);
  reached.graph.forEachLink(side, node, (position) => {
    const until = side.times[2 * position + 1]!;
    if (
      states === undefined ? until >= reached.arrival[index]! : states.some((state) => takes(reached, state, position))
    )
      visit(position);
  });
}

function takes({ graph, direction }: Reached, { state, arrival }: CleanedState, position: number): boolean {
  const side = graph.side(direction);
  const held = graph.cleaned!.segmentOfState[state]!;
  const line = graph.cleaned!.segmentOfRow.get(graph.rowAt(side, position))!;
  return side.times[2 * position + 1]! >= arrival && (direction === 'forward' ? line <= held : line >= held);
}

/**
 * The links whose missing or inexact times leave it open whether the node at `index` was reached: where certainty was lost on the
 * way to it, the link taken there and the one taken before it. Empty for what is certain, and for what hangs on an uncertain root.
 */
export function missingEvidence(reached: Reached, index: number): TimedLink[] {
  const { via, viaPosition, sure, nodes } = reached;
  let lost = index;
  for (let steps = 0; sure[via[lost]!] === NEVER && via[lost] !== lost && steps < nodes.length; steps++)
    lost = via[lost]!;
  if (sure[index] !== NEVER || via[lost] === lost) return [];
  const missing: TimedLink[] = [];
  const name = (at: number): void => {
    const link = linkAt(reached, nodes[via[at]!]!, viaPosition[at]!);
    if (link.from !== link.until) missing.push(link);
  };
  name(lost);
  let before = via[lost]!;
  for (let steps = 0; via[before] !== before && steps < nodes.length; steps++) {
    name(before);
    if (missing.length > 0) break;
    before = via[before]!;
  }
  return missing;
}

/** The nearest link that keeps suspect material out of the excluded node at `index` of `reached.excluded`. */
export function nearestBlock(reached: Reached, index: number): Block {
  const { excluded, nodes } = reached;
  let at = index;
  while (excluded.via[at]! >= nodes.length) at = excluded.via[at]! - nodes.length;
  return blockAt(reached, excluded.via[at]!, excluded.viaPosition[at]!);
}

/** Every link that keeps suspect material out of one excluded node: all ways to it end at one of them. */
export function allBlocks(reached: Reached, node: number): Block[] {
  const { graph, direction, nodes } = reached;
  const indexOf = new Map(Array.from(nodes, (one, index) => [one, index] as const));
  const excluded = new Set(reached.excluded.nodes);
  const blocks: Block[] = [];
  const seen = new Set([node]);
  for (const target of seen)
    forEachInto(graph, direction, target, (source, row) => {
      const index = indexOf.get(source);
      if (index !== undefined)
        blocks.push(blockAt(reached, index, graph.positionOf(graph.side(direction), source, row)));
      else if (excluded.has(source)) seen.add(source);
    });
  return blocks;
}

function forEachInto(
  graph: Graph,
  direction: Reached['direction'],
  target: number,
  visit: (source: number, row: number) => void,
): void {
  const back = graph.side(direction === 'forward' ? 'backward' : 'forward');
  graph.forEachLink(back, target, (position) =>
    visit(back.targets[position]! & NODE_MASK, graph.rowAt(back, position)),
  );
}

function blockAt(reached: Reached, index: number, position: number): Block {
  const { graph, direction, nodes, via, viaPosition, arrival } = reached;
  const link = linkAt(reached, nodes[index]!, position);
  const before = via[index] === index ? UNKNOWN : linkAt(reached, nodes[via[index]!]!, viaPosition[index]!);
  const label = arrival[index]!;
  const known = via[index] !== index || label > 1;
  const forward = direction === 'forward';
  const reachedIn = forward
    ? { from: known ? label : UNKNOWN_FROM, until: before.until }
    : { from: before.from, until: known ? complement(label) : UNKNOWN_UNTIL };
  const block = { link, added: forward ? reachedIn : link, drawn: forward ? link : reachedIn };
  if (graph.facts.quantity[link.row] === 0) return { ...block, reason: 'no-quantity', cleaning: null };
  if (graph.side(direction).times[2 * position + 1]! < label)
    return { ...block, reason: 'drawn-before-added', cleaning: null };
  return { ...block, reason: 'cleaning', cleaning: cleaningBetween(reached, nodes[index]!, link.row) };
}

/** The first cleaning after an input, or the last before an output. */
function cleaningBetween({ graph, direction }: Reached, operation: number, row: number): Interval | null {
  const cuts = graph.cleaned?.breakOfOperation.get(operation);
  const segment = graph.cleaned?.segmentOfRow.get(row);
  if (cuts === undefined || segment === undefined) return null;
  const cut = cuts[direction === 'forward' ? segment - 1 : segment];
  return cut === undefined ? null : { from: cut[0], until: cut[1] };
}
