import type { TimedLink } from './core/evidence.ts';
import { reach } from './core/reached.ts';
import type { WalkDirection, WalkOptions } from './core/walk.ts';
import { answered, type Desk, namesIn } from './desk.ts';
import { InvalidTrace } from './errors.ts';
import type { PlantSource } from './plant-source.ts';
import type { IdsRequest, TraceRequest } from './request.ts';
import { type ResolvedRoots, resolveRoots, walkRoots } from './resolve-roots.ts';
import type { IdsResult, TraceResult } from './result.ts';
import { walkBackThenForward } from './scope-questions.ts';
import { SiteView } from './site-view.ts';
import { TraceAnswer } from './trace-answer.ts';
import { cutPage, mentioned, pageInWords } from './trace-page.ts';
import { TracedNodes } from './traced-nodes.ts';

const DEFAULT_LIMIT = 10_000;

export async function answerTrace(desk: Desk, request: TraceRequest): Promise<TraceResult> {
  const started = performance.now();
  const limit = request.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidTrace('a page has at least one lot');
  const source = await desk.source();
  const roots = await resolveRoots(source, request.roots);
  const answer = await traceOf(desk, source, roots, request);
  const withShares = request.shares ?? true;
  const view = new SiteView(answer.plant, request);
  const page = cutPage(answer, { limit, cursor: request.cursor, view });
  const name = await namesIn(source, answer.plant, mentioned(page));
  const operationOf = await operationsOfLinks(source, answer, page.links);
  return {
    ...head(roots, request),
    totals: answer.totals(),
    ...pageInWords(answer, page, name, operationOf, withShares),
    nextCursor: page.nextCursor,
    withheld: answer.hiddenLots(view),
    ...answered(started, source),
  };
}

export async function answerIds(desk: Desk, request: IdsRequest): Promise<IdsResult> {
  const started = performance.now();
  const source = await desk.source();
  const roots = await resolveRoots(source, request.roots);
  const answer = await traceOf(desk, source, roots, request);
  const { lots, operations, links, depth } = answer.totals();
  const view = new SiteView(answer.plant, request);
  const seen: number[] = [];
  for (let place = 0; place < answer.length; place++) {
    const at = answer.nodes.at(place);
    if (!at.operation && view.sees(at.node)) seen.push(answer.plant.numbers.stored(at.node));
  }
  const id = await source.names(seen);
  return {
    ...head(roots, request),
    totals: { lots, operations, links, depth },
    ids: seen.map(id),
    withheld: lots - seen.length,
    ...answered(started, source),
  };
}

const head = (
  { refs }: ResolvedRoots,
  { direction }: IdsRequest,
): Pick<TraceResult, 'root' | 'roots' | 'direction'> => ({
  root: refs.length === 1 ? refs[0]!.id : null,
  roots: refs,
  direction,
});

async function traceOf(
  desk: Desk,
  source: PlantSource,
  roots: ResolvedRoots,
  request: IdsRequest,
): Promise<TraceAnswer> {
  const { direction, depth, ignoreTime = false } = request;
  if (depth !== undefined && !(Number.isInteger(depth) && depth >= 0)) throw new InvalidTrace('a depth is 0 or more');
  if (depth !== undefined && direction === 'siblings')
    throw new InvalidTrace('a trace of siblings goes all the way back and forward: it has no depth');
  const key = JSON.stringify([direction, depth ?? null, ignoreTime, roots.nodes, roots.spans]);
  const known = desk.traces.get(key);
  if (known !== undefined) return known;
  const how = { ignoreTime };
  const answer =
    direction === 'siblings'
      ? await siblingsOf(desk, source, roots, how)
      : await linesOf(desk, source, roots, direction === 'both' ? ['backward', 'forward'] : [direction], depth, how);
  if ((await desk.source()) === source) desk.traces.keep(key, answer);
  return answer;
}

async function linesOf(
  desk: Desk,
  source: PlantSource,
  roots: ResolvedRoots,
  directions: readonly WalkDirection[],
  depth: number | undefined,
  how: WalkOptions,
): Promise<TraceAnswer> {
  const plant = await source.plantFor(roots.nodes, directions, 'graph');
  const walk = (way: WalkDirection) =>
    directions.includes(way) ? reach(plant.graph, way, walkRoots(plant, roots, way), desk.scratch, how) : null;
  return new TraceAnswer(plant, new TracedNodes(walk('backward'), walk('forward')), depth, true);
}

/** R3: the lots, operations and links of the scope that goes back to every source first, and then forward. */
async function siblingsOf(
  desk: Desk,
  source: PlantSource,
  roots: ResolvedRoots,
  how: WalkOptions,
): Promise<TraceAnswer> {
  const { plant, reached, back } = await walkBackThenForward(desk, source, roots, how);
  const nodes = new TracedNodes(null, reached, { roots: roots.nodes.length, levels: back.level });
  return new TraceAnswer(plant, nodes, undefined, false);
}

/** Lot links may say which operation they were recorded under; the graph does not hold that. */
async function operationsOfLinks(
  source: PlantSource,
  { plant }: TraceAnswer,
  links: readonly TimedLink[],
): Promise<(link: TimedLink) => string | null> {
  if (!source.notes.linksNameOperations) return () => null;
  const { key } = plant.graph.facts;
  const betweenLots = ({ parent, child }: TimedLink): boolean =>
    !plant.graph.isOperation(parent) && !plant.graph.isOperation(child);
  const rows = links.filter(betweenLots).map((link) => key[link.row]!);
  const operations = await source.linkOperations(rows);
  return (link) => (betweenLots(link) ? (operations.get(key[link.row]!) ?? null) : null);
}
