import { NEVER } from './core/clock.ts';
import { reach, type Reached } from './core/reached.ts';
import { broadRecall, measureBroad, type OpenedScope } from './broad-recall.ts';
import { answered, type Desk, namesIn } from './desk.ts';
import { ScopeGone, UnknownRoots } from './errors.ts';
import type { WalkOptions } from './core/walk.ts';
import type { Plant } from './plant.ts';
import type { PlantSource } from './plant-source.ts';
import type { BroadPeriod, ScopeRequest, Visibility } from './request.ts';
import { type ResolvedRoots, resolveRoots, rootsOf, walkRoots } from './resolve-roots.ts';
import { questionOf, type ScopeQuestion, scopeIdOf } from './scope-id.ts';
import { ScopeGroups } from './scope-groups.ts';
import type { ComputedScope, ExcludedLot, ExplainedExclusion, ScopeCustomer, ScopeResult } from './scope-result.ts';
import { type RawSummary, summarise } from './scope-summary.ts';
import { holdingDistributors } from './scope-unknowns.ts';
import { mentionedIn, type ScopeRow, ScopeWalk } from './scope-walk.ts';
import { SiteView } from './site-view.ts';

const SHOWN_EXCLUDED = 100;

export async function answerScope(desk: Desk, request: ScopeRequest): Promise<ScopeResult> {
  const started = performance.now();
  const { source, roots, scopeId, walk } = await walkFor(desk, request);
  const { open, ...summary } = summaryOf(desk, source, walk);
  const view = new SiteView(walk.plant, request);
  const excluded = walk.firstExcluded(SHOWN_EXCLUDED, (node) => view.sees(node)).map((row) => openTo(view, row));
  const mentionedLots = open.flatMap(({ lots }) => lots.filter((lot) => view.sees(lot)));
  const name = await namesIn(source, walk.plant, [...mentionedIn(excluded), ...mentionedLots]);
  return {
    scopeId,
    roots: roots.refs,
    backThenForward: request.backThenForward ?? false,
    ...summary,
    excluded: excluded.map((row) => excludedInWords(walk.detail(row, name, source.notes))),
    unknown: open.map(({ kind, count, lots, parties }) => ({
      kind,
      count,
      examples: [...lots.filter((lot) => view.sees(lot)).map((lot) => name(lot).id), ...parties],
    })),
    withheld: view.countHidden(walk.reached.nodes, walk.reached.level),
    ...answered(started, source),
  };
}

/** What was summed once stays right as long as the walk is kept. */
function summaryOf(desk: Desk, source: PlantSource, walk: ScopeWalk): RawSummary {
  const known = desk.summaries.get(walk);
  if (known !== undefined) return known;
  const summary = summarise(walk, desk.measurer, source.version, source.notes);
  desk.summaries.set(walk, summary);
  return summary;
}

/** The row without the evidence that names lots which the caller may not see. */
const openTo = (view: SiteView, row: ScopeRow): ScopeRow => ({
  ...row,
  missing: row.missing.filter((link) => view.seesBoth(link)),
  blocks: row.blocks.filter(({ link }) => view.seesBoth(link)),
});

const excludedInWords = ({ nodeNo, lotId, itemId, siteId, evidence }: ExcludedLot): ExcludedLot => ({
  nodeNo,
  lotId,
  itemId,
  siteId,
  evidence,
});

/** The lots of a scope that was asked for before, by its id, maybe by somebody who may see more. */
export async function openScope(desk: Desk, scopeId: string, visibility: Visibility): Promise<ComputedScope> {
  const { source, walk } = await walkById(desk, scopeId);
  const view = new SiteView(walk.plant, visibility);
  return {
    scopeId,
    dataAsOf: source.version.dataAsOf,
    roots: async () => {
      const roots = [...walk.roots()];
      return roots.map(await namesIn(source, walk.plant, roots));
    },
    all: walk.storedLots(),
    lots: (certainty) => walk.lotsBy(certainty),
    besides: async (period = {}) => (await broadRecall(desk, source, { scopeId, walk }, period)).beside,
    details: async (nodes) => {
      const reached = Array.from(nodes).filter((node) => walk.reaches(node));
      const rows = walk.rows(reached).map((row) => openTo(view, row));
      const name = await namesIn(source, walk.plant, mentionedIn(rows));
      const details = new Map(rows.map((row, index) => [reached[index]!, walk.detail(row, name, source.notes)]));
      return Array.from(nodes, (node) => details.get(node) ?? null);
    },
    customers: async (recall, period = {}) => {
      const { customers } = summaryOf(desk, source, walk);
      if (recall === undefined) return customers;
      const broad = await customersOfBroad(desk, source, { scopeId, walk }, period);
      if (recall === 'broad') return broad;
      const affected = new Set(customers.map(({ customerId }) => customerId));
      return broad.filter(({ customerId }) => !affected.has(customerId));
    },
  };
}

async function customersOfBroad(
  desk: Desk,
  source: PlantSource,
  scope: OpenedScope,
  period: BroadPeriod,
): Promise<ScopeCustomer[]> {
  const recall = await broadRecall(desk, source, scope, period);
  const { plant, measured } = await measureBroad(desk, source, scope.walk, recall);
  const distributors = holdingDistributors(plant, source.notes, measured);
  return new ScopeGroups(plant, measured, source.version.currency).customers(distributors);
}

/** Null when the lot is not excluded from this scope, or is one that the caller may not see. */
export async function explainExclusion(
  desk: Desk,
  scopeId: string,
  lotId: string,
  visibility: Visibility,
): Promise<ExplainedExclusion | null> {
  const { source, walk } = await walkById(desk, scopeId);
  const view = new SiteView(walk.plant, visibility);
  const [stored = null] = await source.find([{ kind: 'lot', id: lotId }]);
  const node = stored === null ? undefined : walk.plant.numbers.local(stored);
  const blocks = node === undefined || !view.sees(node) ? undefined : walk.blocksOf(node);
  if (stored === null || blocks === undefined) return null;
  const row = openTo(view, { ...walk.rows([stored])[0]!, blocks });
  const name = await namesIn(source, walk.plant, mentionedIn([row]));
  return {
    ...excludedInWords(walk.detail(row, name, source.notes)),
    withheld: blocks.length - row.blocks.length,
    dataAsOf: source.version.dataAsOf,
  };
}

async function walkById(desk: Desk, scopeId: string): Promise<{ source: PlantSource; walk: ScopeWalk }> {
  const source = await desk.source();
  const known = desk.scopes.get(scopeId);
  if (known !== undefined) return { source, walk: known };
  return walkFor(desk, questionOf(scopeId)).catch((error: unknown) => {
    if (error instanceof UnknownRoots) throw new ScopeGone('the roots of this scope are gone', { cause: error });
    throw error;
  });
}

export async function walkFor(
  desk: Desk,
  { roots: asked, backThenForward = false, ignoreTime = false }: ScopeRequest | ScopeQuestion,
): Promise<{ source: PlantSource; roots: ResolvedRoots; scopeId: string; walk: ScopeWalk }> {
  const source = await desk.source();
  const roots = await resolveRoots(source, asked);
  const scopeId = scopeIdOf({ roots: rootsOf(roots), backThenForward, ignoreTime }, source.version);
  const known = desk.scopes.get(scopeId);
  if (known !== undefined) return { source, roots, scopeId, walk: known };
  const { plant, reached } = await (backThenForward ? walkBackThenForward : walkForward)(desk, source, roots, {
    ignoreTime,
  });
  const walk = new ScopeWalk(plant, reached, roots.nodes.length, !backThenForward);
  if ((await desk.source()) === source) desk.scopes.keep(scopeId, walk);
  return { source, roots, scopeId, walk };
}

async function walkForward(
  desk: Desk,
  source: PlantSource,
  roots: ResolvedRoots,
  how: WalkOptions,
): Promise<{ plant: Plant; reached: Reached }> {
  const plant = await source.plantFor(roots.nodes, ['forward'], 'disposition');
  return { plant, reached: reach(plant.graph, 'forward', walkRoots(plant, roots, 'forward'), desk.scratch, how) };
}

/**
 * R3: everything that the roots came from is suspect as a whole, at any time; what is reached from it is as certain as the way
 * there and the way back.
 */
export async function walkBackThenForward(
  desk: Desk,
  source: PlantSource,
  roots: ResolvedRoots,
  how: WalkOptions,
): Promise<{ plant: Plant; reached: Reached; back: Reached }> {
  const behind = await source.plantFor(roots.nodes, ['backward'], 'graph');
  const back = reach(behind.graph, 'backward', walkRoots(behind, roots, 'backward'), desk.scratch, how);
  const stored = back.nodes.map((node) => behind.numbers.stored(node));
  const sure = back.sure.map((moment) => (moment === NEVER ? 0 : 1));
  const plant = await source.plantFor(stored, ['forward'], 'disposition');
  const nodes = stored.map((node) => plant.numbers.local(node)!);
  return { plant, reached: reach(plant.graph, 'forward', { nodes, sure }, desk.scratch, how), back };
}
