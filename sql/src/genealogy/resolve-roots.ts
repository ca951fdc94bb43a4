import { UNKNOWN_FROM, UNKNOWN_UNTIL } from './core/clock.ts';
import type { WalkDirection } from './core/walk.ts';
import type { WalkRoots } from './core/walk-roots.ts';
import { InvalidTrace, UnknownRoots } from './errors.ts';
import type { Plant } from './plant.ts';
import type { PlantSource } from './plant-source.ts';
import type { Root } from './request.ts';
import type { NodeRef } from './result.ts';

/** Roots as nodes, each once, in the order of their numbers. */
export interface ResolvedRoots {
  readonly refs: readonly NodeRef[];
  /** Stored numbers. */
  readonly nodes: readonly number[];
  /** Epoch seconds between which the root was at fault. */
  readonly spans: readonly Span[];
}

type Span = readonly [from: number, until: number];

export async function resolveRoots(source: PlantSource, roots: readonly Root[]): Promise<ResolvedRoots> {
  if (roots.length === 0) throw new InvalidTrace('a trace needs at least one root');
  const found = await source.find(roots.map(refOf));
  const unknown = roots.filter((_, i) => found[i] === null);
  if (unknown.length > 0) throw new UnknownRoots(unknown);
  const nodes = [...new Set(found as number[])].sort((one, other) => one - other);
  const refs = new Map(roots.map((root, i) => [found[i]!, refOf(root)]));
  const spans = new Map<number, Span>();
  for (const [i, root] of roots.entries()) {
    const [from, until] = spanOf(root);
    const [first, last] = spans.get(found[i]!) ?? [from, until];
    // Two windows of one operation: from the beginning of the first to the end of the last, so that none is left out.
    spans.set(found[i]!, [Math.min(from, first), Math.max(until, last)]);
  }
  return { refs: nodes.map((node) => refs.get(node)!), nodes, spans: nodes.map((node) => spans.get(node)!) };
}

/** The same roots again, each once and with one span: whatever they were asked as, it is the same question. */
export function rootsOf({ refs, spans }: ResolvedRoots): Root[] {
  return refs.map(({ kind, id }, i) => {
    const [from, until] = spans[i]!;
    if (kind === 'lot') return id;
    return {
      operation: id,
      ...(from !== UNKNOWN_FROM && { from: new Date(from * 1000).toISOString() }),
      ...(until !== UNKNOWN_UNTIL && { to: new Date(until * 1000).toISOString() }),
    };
  });
}

export function refOf(root: Root): NodeRef {
  if (typeof root === 'string') return { kind: 'lot', id: root };
  return 'lotId' in root ? { kind: 'lot', id: root.lotId } : { kind: 'operation', id: root.operation };
}

function spanOf(root: Root): Span {
  if (typeof root === 'string' || 'lotId' in root) return [UNKNOWN_FROM, UNKNOWN_UNTIL];
  const [from, until] = [seconds(root.from, Math.floor, UNKNOWN_FROM), seconds(root.to, Math.ceil, UNKNOWN_UNTIL)];
  if (from > until) throw new InvalidTrace(`the period of operation ${root.operation} ends before it begins`);
  return [from, until];
}

export function seconds(time: string | undefined, round: (value: number) => number, otherwise: number): number {
  if (time === undefined) return otherwise;
  const value = round(Date.parse(time) / 1000);
  if (Number.isNaN(value)) throw new InvalidTrace(`${time} is not a time`);
  return Math.min(Math.max(value, UNKNOWN_FROM), UNKNOWN_UNTIL);
}

/** The same roots for the core: forward nothing was suspect before `from`, backward nothing after `to`. */
export function walkRoots(plant: Plant, roots: ResolvedRoots, direction: WalkDirection): WalkRoots {
  const nodes = roots.nodes.map((node) => plant.numbers.local(node)!);
  const moments = roots.spans.map(([from, until]) => (direction === 'forward' ? from : until));
  const open = direction === 'forward' ? UNKNOWN_FROM : UNKNOWN_UNTIL;
  return moments.every((moment) => moment === open) ? { nodes } : { nodes, moments };
}
