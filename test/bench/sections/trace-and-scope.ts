import type { Engine } from '@lotscope/sql';
import type { Genealogy } from '@lotscope/sql/genealogy';
import { DifferentAnswer, sameReach, sameScope } from '../cross-check.ts';
import { count, seconds } from '../figures.ts';
import { writeGraphFiles } from '../graph-files.ts';
import { InMemory } from '../in-memory.ts';
import { type Column, type Contender, checksOf, type Line, lineTable, measureLine } from '../lines.ts';
import { openIndex, openPlant } from '../opened-plant.ts';
import { DuckDb } from '../peers/duckdb.ts';
import type { Direction, GraphFiles, Peer } from '../peers/peer.ts';
import { Postgres } from '../peers/postgres.ts';
import { Sqlite } from '../peers/sqlite.ts';
import { leafLots, type SizeClass, type SizedRoot, sizedRoots, typicalSize } from '../roots.ts';
import { type Findings, needsPlant, type Section, type Setting } from '../section.ts';
import { once, type Repeats } from '../timing.ts';
import { Unasked } from '../unasked.ts';
import type { Workbench } from '../workbench.ts';

/** What every contender is asked about. */
interface Compared {
  readonly arrays: InMemory;
  /** Everything that is traced. */
  readonly columns: readonly Column[];
  /** Those that are scoped as well. */
  readonly forward: readonly Column[];
}

interface Lines {
  readonly trace: readonly Line[];
  readonly scope: readonly Line[];
}

const peerOpeners: readonly ((bench: Workbench) => Promise<Peer>)[] = [
  (bench) => Promise.resolve(new Sqlite(bench)),
  (bench) => DuckDb.open(bench),
  (bench) => Postgres.open(bench),
];

async function columnsOf(engine: Engine, arrays: InMemory): Promise<Column[]> {
  const forward = await sizedRoots(engine, arrays, 'forward');
  const backward = (await sizedRoots(engine, arrays, 'backward')).filter(({ name }) => name === 'middle');
  const column =
    (direction: Direction) =>
    (size: SizeClass): Column => ({ head: `${direction}, ~${count(typicalSize(size))} lots`, size, direction });
  return [...forward.map(column('forward')), ...backward.map(column('backward'))];
}

/** The index and its fallback must reach one set of lots, before either is timed. */
async function sameIds(index: Genealogy, levels: Genealogy, columns: readonly Column[]): Promise<void> {
  if (levels.status.mode !== 'levels') throw new Error('The plant fits: the fallback would not be measured');
  for (const { size, direction } of columns) {
    for (const { lotId } of size.roots.slice(0, 3)) {
      const [ours, theirs] = [index, levels].map((each) => each.ids({ roots: [lotId], direction }));
      if ((await ours)?.ids.toSorted().join('\n') === (await theirs)?.ids.toSorted().join('\n')) continue;
      throw new DifferentAnswer(`The fallback reaches other lots from ${lotId} than the index`);
    }
  }
}

/** The product's own questions, each asked for the first time: a root together with a lot that leads nowhere. */
function questions(genealogy: Genealogy, leaves: Unasked): Record<'ids' | 'scope', Contender['ask']> {
  const roots = (root: SizedRoot) => [root.lotId, leaves.next()];
  return {
    ids: (root, direction) => genealogy.ids({ roots: roots(root), direction }),
    scope: (root) => genealogy.scope({ roots: roots(root) }),
  };
}

async function measureOurs(
  { arrays, columns, forward }: Compared,
  [index, levels]: readonly [Genealogy, Genealogy],
  leaves: Unasked,
  repeats: Repeats,
): Promise<Lines> {
  await sameIds(index, levels, columns);
  const [fast, slow] = [questions(index, leaves), questions(levels, leaves)];
  const trace = (name: string, ask: Contender['ask']) => measureLine({ name, ask }, columns, repeats);
  const scope = (name: string, ask: Contender['ask']) => measureLine({ name, ask }, forward, repeats);
  return {
    trace: [
      await trace('**Lotscope index, node numbers**', ({ nodeNo }, direction) => arrays.nodes(nodeNo, direction)),
      await trace('in the order of time (D8)', ({ nodeNo }, direction) => arrays.inTime(nodeNo, direction)),
      await trace('in the order of time, every lot id as a string', fast.ids),
      await trace('the same past the memory budget: level by level in ClickHouse', slow.ids),
    ],
    scope: [
      await scope('**Lotscope index, the buckets**', ({ nodeNo }) => arrays.buckets(nodeNo)),
      await scope('in the order of time, the whole summary', fast.scope),
      await scope('the same past the memory budget: level by level in ClickHouse', slow.scope),
    ],
  };
}

/** Loads one peer, proves that it answers as the index does, and measures it. */
async function measurePeer(
  peer: Peer,
  files: GraphFiles,
  { arrays, columns, forward }: Compared,
  repeats: Repeats,
): Promise<Lines & { loadMs: number }> {
  const { ms: loadMs } = await once(() => peer.load(files));
  for (const { size, direction } of columns) {
    for (const root of size.roots) await sameReach(peer, root, direction, arrays.nodes(root.nodeNo, direction));
  }
  for (const root of forward.flatMap(({ size }) => size.roots)) {
    sameScope(peer, root, await peer.scope(root.nodeNo), arrays.buckets(root.nodeNo));
  }
  const { name } = peer;
  return {
    trace: [await measureLine({ name, ask: ({ nodeNo }, way) => peer.reach(nodeNo, way) }, columns, repeats)],
    scope: [await measureLine({ name, ask: ({ nodeNo }) => peer.scope(nodeNo) }, forward, repeats)],
    loadMs,
  };
}

async function measure({ bench, repeats, links, store }: Setting): Promise<Findings> {
  const engine = await openPlant(bench, needsPlant(store));
  const index = await openIndex(bench, engine);
  const levels = await openIndex(bench, engine, 1);
  const arrays = await InMemory.load(engine);
  const columns = await columnsOf(engine, arrays);
  const compared = { arrays, columns, forward: columns.filter(({ direction }) => direction === 'forward') };
  const files = await writeGraphFiles(engine, bench.folder('graph'));
  const ours = await measureOurs(compared, [index, levels], new Unasked(await leafLots(engine)), repeats);
  const [trace, scope] = [[...ours.trace], [...ours.scope]];
  const loads: string[] = [];
  for (const open of peerOpeners) {
    const peer = await open(bench);
    const theirs = await measurePeer(peer, files, compared, repeats);
    trace.push(...theirs.trace);
    scope.push(...theirs.scope);
    loads.push(`${peer.name} ${seconds(theirs.loadMs)} s`);
  }
  const { status } = index;
  const markdown = [
    `**${count(status.links)} links, ${count(status.lots)} lots, ${count(status.operations)} operations.** ` +
      `The peers hold ${count(files.edgeCount)} pairs and ${count(files.dispositionCount)} disposition rows, loaded in: ${loads.join(', ')}.`,
    'Trace, milliseconds:',
    lineTable(columns, trace),
    'Recall scope, milliseconds:',
    lineTable(compared.forward, scope),
  ].join('\n\n');
  const peers = trace.slice(ours.trace.length);
  return { markdown, checks: links >= 10_000_000 ? checksOf(columns, ours.trace[0], peers) : [] };
}

/** Traces and scopes beside recursive queries of three databases over the same graph. */
export const traceAndScope: Section = {
  name: 'trace',
  title: 'Trace and scope beside recursive queries',
  intro:
    'The same graph in every contender: dense integer node numbers, lots and operations, distinct parent–child pairs, indexed or ' +
    'sorted both ways, in memory, prepared statements, one question at a time. The first line follows every recorded link, as the ' +
    'peers do, and every peer must reach exactly its nodes from every root and sum every bucket alike, or the benchmark fails. The ' +
    'peers only count and sum inside; the index hands out the node numbers. The lines below it do what only the product does: ' +
    'certain, possible and excluded in the order of time, ids as strings, and the summary with places, customers, items, exposure ' +
    'and what is unknown; each of those questions is asked for the first time (answers are kept). Past the memory budget, which is 1 MB ' +
    'here, up to 64 MiB of where links lead are kept from one question to the next. Nine roots per size, in turn.',
  needs: 'plant',
  measure,
};
