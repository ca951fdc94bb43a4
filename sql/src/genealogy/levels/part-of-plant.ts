import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { applyCleanings, type Cleaning } from '../core/cleaning-breaks.ts';
import type { Disposition } from '../core/disposition.ts';
import type { Graph } from '../core/graph.ts';
import { GraphBuilder } from '../core/graph-builder.ts';
import type { WalkDirection } from '../core/walk.ts';
import { placeLots } from '../load/load-disposition.ts';
import { takeFacts } from '../load/load-facts.ts';
import { MEMBER_KIND } from '../load/load-links.ts';
import type { Notes } from '../load/load-notes.ts';
import { memberLinks } from '../load/load-plant.ts';
import type { NativeBlock } from '../load/native-block.ts';
import { numbers, readBlocks } from '../load/read-blocks.ts';
import { LotFacts, Words } from '../lot-facts.ts';
import { PartNumbers } from '../node-numbers.ts';
import type { Plant } from '../plant.ts';
import type { PlantNeed } from '../plant-source.ts';
import { PlantScales } from '../unit-scales.ts';
import { chunks, ofThreads, rising } from './chunks.ts';
import { type LinksOfPart, linksOfPart, type LinkStore } from './links-of-part.ts';

const readSomeFacts = sqlFile(import.meta.url, './queries/read-some-facts.sql');
const readSomeDisposition = sqlFile(import.meta.url, './queries/read-some-disposition.sql');

type Reads = Pick<Statements, 'bytes'>;

export interface PartAsked {
  readonly store: LinkStore;
  /** Stored numbers. */
  readonly nodes: ArrayLike<number>;
  readonly directions: readonly WalkDirection[];
  readonly need: PlantNeed;
  readonly notes: Notes;
}

/**
 * The part of a plant that some walks can touch, read from ClickHouse and put into the same arrays as a whole plant: whatever is
 * asked of it is then answered by the same code, certainty, exclusions and shares included.
 */
export async function readPart(asked: PartAsked): Promise<Plant> {
  const { store, directions, need, notes } = asked;
  const { engine } = store;
  const words = new Words();
  const part = await linksOfPart(store, words, rising(Array.from(asked.nodes)), directions);
  const stored = part.nodes;
  const local = new PartNumbers(stored);
  const graph = await buildPart(part, words, stored, local);
  applyCleanings(graph, cleaningsOf(part, notes, local));
  const lots = stored.filter((node) => !part.operations.has(node));
  const placed =
    need === 'disposition' ? part.reached.filter((node) => !part.operations.has(node)) : new Uint32Array(0);
  const [facts, disposition] = await Promise.all([
    readFacts(engine, words, lots, local, stored.length),
    readDisposition(engine, words, placed, local, stored.length),
  ]);
  const scales = new PlantScales(words, facts, notes.conversions);
  return { graph, facts, disposition, words, scales, numbers: local };
}

function buildPart(
  { links, members, operations }: LinksOfPart,
  words: Words,
  stored: Uint32Array,
  local: PartNumbers,
): Promise<Graph> {
  const identityKinds = new Set([words.kinds.code(MEMBER_KIND)]);
  const builder = new GraphBuilder({ nodes: stored.length, rows: links.parent.length, identityKinds });
  for (const { parent, child, ...facts } of [links, memberLinks(members, words)])
    builder.append({ ...facts, parent: localNumbers(parent, local), child: localNumbers(child, local) });
  return builder.finish(Uint8Array.from(stored, (node) => (operations.has(node) ? 1 : 0)));
}

function localNumbers(nodes: Uint32Array, numbersHere: PartNumbers): Uint32Array {
  const here = new Uint32Array(nodes.length);
  // Rows of one parent stand together.
  for (let row = 0; row < nodes.length; row++)
    here[row] = row > 0 && nodes[row] === nodes[row - 1] ? here[row - 1]! : numbersHere.local(nodes[row]!)!;
  return here;
}

function cleaningsOf(
  { operations }: LinksOfPart,
  { cleanings }: Notes,
  local: PartNumbers,
): Map<number, readonly Cleaning[]> {
  const here = new Map<number, readonly Cleaning[]>();
  for (const operation of operations) {
    const [list, at] = [cleanings.get(operation), local.local(operation)];
    if (list !== undefined && at !== undefined) here.set(at, list);
  }
  return here;
}

async function readFacts(
  engine: Reads,
  words: Words,
  lots: Uint32Array,
  local: PartNumbers,
  nodes: number,
): Promise<LotFacts> {
  const facts = new LotFacts(nodes);
  for await (const block of locally(
    readBlocks(engine, ofThreads(readSomeFacts, lots.length), [...chunks(lots)]),
    local,
  ))
    takeFacts(block, words, facts, nodes, () => null);
  return facts;
}

function readDisposition(
  engine: Reads,
  words: Words,
  lots: Uint32Array,
  local: PartNumbers,
  nodes: number,
): Promise<Disposition> {
  const blocks = readBlocks(engine, ofThreads(readSomeDisposition, lots.length), [...chunks(lots)]);
  return placeLots(locally(blocks, local), words, nodes, 2 * lots.length);
}

/** The same blocks with the numbers that nodes have in the part. */
async function* locally(blocks: AsyncIterable<NativeBlock>, local: PartNumbers): AsyncGenerator<NativeBlock> {
  for await (const block of blocks) {
    const nodes = numbers<Uint32Array>(block, 0);
    for (let row = 0; row < nodes.length; row++) nodes[row] = local.local(nodes[row]!)!;
    yield block;
  }
}
