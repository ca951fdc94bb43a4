import { UNKNOWN_FROM, UNKNOWN_UNTIL } from './core/clock.ts';
import type { LotList, Measured } from './core/measure.ts';
import { terminal } from './bucket-codes.ts';
import type { Desk } from './desk.ts';
import { InvalidTrace } from './errors.ts';
import type { Plant } from './plant.ts';
import type { BroadRecall, PlantSource, Production } from './plant-source.ts';
import type { BroadPeriod } from './request.ts';
import { seconds } from './resolve-roots.ts';
import type { ScopeWalk } from './scope-walk.ts';

const DAY = 86_400;

/** A scope and the id by which it is asked for again. */
export interface OpenedScope {
  readonly scopeId: string;
  readonly walk: ScopeWalk;
}

/**
 * All lots of the affected items, made or received at the same sites between the first and the last day of the affected ones (or in the
 * given period), whatever their genealogy says.
 */
export async function broadRecall(
  desk: Desk,
  source: PlantSource,
  { scopeId, walk }: OpenedScope,
  period: BroadPeriod,
): Promise<BroadRecall> {
  const key = JSON.stringify([scopeId, period.from ?? null, period.to ?? null]);
  const known = desk.broads.get(key);
  if (known !== undefined) return known;
  const productions = productionsOf(walk.plant, walk.lots, period);
  const affected = new Set(walk.storedLots().nodes);
  const taken = await source.lotsOf(productions);
  const recall = { productions, beside: taken.filter((lot) => !affected.has(lot)).sort() };
  if ((await desk.source()) === source) desk.broads.keep(key, recall);
  return recall;
}

/** Where the units of a broad recall are; its roots are those of the scope. */
export async function measureBroad(
  desk: Desk,
  source: PlantSource,
  walk: ScopeWalk,
  { beside }: BroadRecall,
): Promise<{ plant: Plant; measured: Measured }> {
  const affected = walk.storedLots();
  const all = new Uint32Array(affected.nodes.length + beside.length);
  all.set(affected.nodes);
  all.set(beside, affected.nodes.length);
  const plant = await source.plantFor(all, [], 'disposition');
  const nodes = all.map((node) => plant.numbers.local(node)!);
  // In the order in which facts lie in memory.
  nodes.subarray(affected.roots).sort();
  return { plant, measured: measureLots(desk, plant, { nodes, roots: affected.roots }) };
}

export function measureLots(desk: Desk, { disposition, facts, words }: Plant, lots: LotList): Measured {
  return desk.measurer.measure(disposition, terminal, lots, { of: facts.item, count: words.items.size });
}

/** Items of the affected lots with their sites and days; a lot without an item cannot widen the recall. */
function productionsOf({ facts, words }: Plant, { nodes }: LotList, period: BroadPeriod): Production[] {
  const from = seconds(period.from, Math.floor, UNKNOWN_FROM);
  const until = seconds(period.to, Math.ceil, UNKNOWN_UNTIL);
  if (from > until) throw new InvalidTrace('the period ends before it begins');
  const spans = new Map<number, { first: number; last: number; sites: Set<number> }>();
  for (const lot of nodes) {
    const item = facts.item[lot]!;
    if (item === 0) continue;
    const span = spans.get(item) ?? { first: UNKNOWN_UNTIL, last: UNKNOWN_FROM, sites: new Set() };
    spans.set(item, span);
    span.sites.add(facts.site[lot]!);
    const madeAt = facts.madeAt[lot]!;
    if (madeAt === 0) continue;
    span.first = Math.min(span.first, madeAt);
    span.last = Math.max(span.last, madeAt);
  }
  return [...spans].map(([item, { first, last, sites }]) => {
    const known = first <= last;
    return {
      itemId: words.items.text(item),
      siteIds: [...sites].map((site) => words.sites.text(site)),
      from: period.from !== undefined ? from : known ? Math.floor(first / DAY) * DAY : UNKNOWN_FROM,
      until: period.to !== undefined ? until : known ? Math.ceil((last + 1) / DAY) * DAY - 1 : UNKNOWN_UNTIL,
    };
  });
}
