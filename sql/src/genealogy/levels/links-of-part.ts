import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import type { LinkColumns } from '../core/graph-builder.ts';
import type { WalkDirection } from '../core/walk.ts';
import type { Member } from '../load/load-facts.ts';
import { numbers, readAllBlocks, readBlocks } from '../load/read-blocks.ts';
import type { Words } from '../lot-facts.ts';
import { chunks, ofThreads, rising } from './chunks.ts';
import { followLinks } from './follow-links.ts';
import type { LinkEnds } from './link-ends.ts';
import { LinkRows } from './link-rows.ts';
import type { Memberships } from './memberships.ts';

const readOperations = sqlFile(import.meta.url, './queries/read-operations.sql');
const readIn = sqlFile(import.meta.url, './queries/read-links-in.sql');
const readOut = sqlFile(import.meta.url, './queries/read-links-out.sql');

type Reads = Pick<Statements, 'bytes' | 'query'>;

/** The links that a part of a plant consists of, by stored numbers. */
export interface LinksOfPart {
  /** What walks can reach, the roots among it; rising. */
  readonly reached: Uint32Array;
  /** Every node that the part mentions; rising. */
  readonly nodes: Uint32Array;
  /** By parent, child and row, as a whole plant is read. */
  readonly links: LinkColumns;
  readonly members: readonly Member[];
  readonly operations: ReadonlySet<number>;
}

/** Where links are read from. */
export interface LinkStore {
  readonly engine: Reads;
  readonly ends: LinkEnds;
  readonly memberships: Memberships;
  /** Import up to which the ends at hand were read. */
  readonly version: number;
}

/** What walks from `roots` can reach, with all links that it takes to judge it. Nothing is read without a walk but what the roots are. */
export async function linksOfPart(
  store: LinkStore,
  words: Words,
  roots: Uint32Array,
  directions: readonly WalkDirection[],
): Promise<LinksOfPart> {
  const rows = new LinkRows(words);
  const part = await readAround(store, rows, roots, directions);
  if (rows.newest <= store.version) return part;
  // Something was published since: ends at hand may not lead where the links do now.
  store.ends.forget();
  return readAround(store, new LinkRows(words), roots, directions);
}

/**
 * Everything that leads to the nodes that walks have reached, from other nodes too: what a lot is mixed from, and all inputs of an
 * operation. The links that were walked are among it, since both their ends were reached. An operation is judged by all of its lines
 * (batches.ts, cleaning-breaks.ts): a walk forward has reached its outputs, one backward has not.
 */
async function readAround(
  { engine, ends, memberships }: LinkStore,
  rows: LinkRows,
  roots: Uint32Array,
  directions: readonly WalkDirection[],
): Promise<LinksOfPart> {
  const [rootOperations, ...ways] = await Promise.all([
    operationsAmong(engine, roots),
    ...directions.map((direction) => followLinks(ends, memberships, roots, direction)),
  ]);
  if (ways.length === 0)
    return { reached: roots, nodes: roots, links: rows.current(), members: [], operations: rootOperations };
  const reached = rising(ways.length === 1 ? ways[0]! : ways.flatMap((way) => [...way]));
  const [members] = await Promise.all([memberships.into(reached), readInto(rows, engine, readIn, reached)]);
  const operations = new Set([...rootOperations, ...rows.operations]);
  if (directions.includes('backward'))
    await readInto(
      rows,
      engine,
      readOut,
      reached.filter((node) => operations.has(node)),
    );
  const links = rows.current();
  // A child that was not reached is an output that only an operation of a walk backward has.
  const mentioned = directions.includes('backward') ? [links.parent, links.child] : [links.parent];
  return { reached, nodes: nodesOf(reached, mentioned, members), links, members, operations };
}

function nodesOf(reached: Uint32Array, mentioned: readonly Uint32Array[], members: readonly Member[]): Uint32Array {
  const nodes = new Set(reached);
  // Rows of one parent stand together.
  for (const column of mentioned)
    for (let row = 0; row < column.length; row++) if (column[row] !== column[row - 1]) nodes.add(column[row]!);
  for (const { productionLot, serial } of members) nodes.add(productionLot).add(serial);
  return rising(nodes);
}

async function operationsAmong(engine: Reads, nodes: Uint32Array): Promise<Set<number>> {
  const operations = new Set<number>();
  for await (const block of readBlocks(engine, ofThreads(readOperations, nodes.length), [...chunks(nodes)]))
    for (const node of numbers<Uint32Array>(block, 0)) operations.add(node);
  return operations;
}

async function readInto(rows: LinkRows, engine: Reads, sql: string, nodes: Uint32Array): Promise<void> {
  const statement = ofThreads(sql, nodes.length);
  for (const some of chunks(nodes)) for (const block of await readAllBlocks(engine, statement, some)) rows.add(block);
}
