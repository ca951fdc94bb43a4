import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import type { LinkColumns } from '../core/graph-builder.ts';
import type { WalkDirection } from '../core/walk.ts';
import type { Member } from '../load/load-facts.ts';
import { readAllBlocks } from '../load/read-blocks.ts';
import type { Words } from '../lot-facts.ts';
import { chunks, ofThreads } from './chunks.ts';
import { LinkRows } from './link-rows.ts';
import type { Memberships } from './memberships.ts';

const readIn = sqlFile(import.meta.url, './queries/read-links-in.sql');
const readOut = sqlFile(import.meta.url, './queries/read-links-out.sql');

type Reads = Pick<Statements, 'bytes' | 'query'>;

/** The links that a part of a plant consists of, by stored numbers. */
export interface LinksOfPart {
  /** By parent, child and row, as a whole plant is read. */
  readonly links: LinkColumns;
  readonly members: readonly Member[];
  readonly operations: ReadonlySet<number>;
}

interface Reading {
  readonly engine: Reads;
  readonly memberships: Memberships;
  readonly words: Words;
  readonly directions: readonly WalkDirection[];
}

/**
 * Everything that leads to the nodes that walks have reached, from other nodes too: what a lot is mixed from, and all inputs of an
 * operation. The links that were walked are among it, since both their ends were reached. An operation is judged by all of its lines
 * (batches.ts, cleaning-breaks.ts): a walk forward has reached its outputs, one backward has not. Nothing is read without a walk.
 */
export async function linksAround(
  { engine, memberships, words, directions }: Reading,
  reached: Uint32Array,
  rootOperations: ReadonlySet<number>,
): Promise<LinksOfPart> {
  const rows = new LinkRows(words);
  if (directions.length === 0) return { links: rows.current(), members: [], operations: rootOperations };
  const [members] = await Promise.all([memberships.into(reached), readInto(rows, engine, readIn, reached)]);
  const operations = new Set([...rootOperations, ...rows.operations]);
  if (directions.includes('backward'))
    await readInto(
      rows,
      engine,
      readOut,
      reached.filter((node) => operations.has(node)),
    );
  return { links: rows.current(), members, operations };
}

async function readInto(rows: LinkRows, engine: Reads, sql: string, nodes: Uint32Array): Promise<void> {
  const statement = ofThreads(sql, nodes.length);
  for (const some of chunks(nodes)) for (const block of await readAllBlocks(engine, statement, some)) rows.add(block);
}
