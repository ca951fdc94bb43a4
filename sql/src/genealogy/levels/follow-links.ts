import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import type { WalkDirection } from '../core/walk.ts';
import { numbers, readBlocks } from '../load/read-blocks.ts';
import { chunks, rising } from './chunks.ts';
import type { Memberships } from './memberships.ts';

const followOut = sqlFile(import.meta.url, './queries/follow-links-out.sql');
const followIn = sqlFile(import.meta.url, './queries/follow-links-in.sql');

/**
 * Everything that recorded links and memberships lead to from `roots`, them included, level by level; what has been seen is known
 * here, so that cycles end. Only numbers are read: the links themselves are read once, when it is known of which nodes.
 * Superseded and deleted rows are followed as well, which may read more than is needed and never less.
 */
export async function followLinks(
  engine: Pick<Statements, 'bytes'>,
  memberships: Memberships,
  roots: Iterable<number>,
  direction: WalkDirection,
): Promise<Set<number>> {
  const sql = direction === 'forward' ? followOut : followIn;
  const seen = new Set(roots);
  for (let frontier = rising(seen); frontier.length > 0;) {
    const found: number[] = [];
    const meet = (node: number): void => {
      if (seen.has(node)) return;
      seen.add(node);
      found.push(node);
    };
    await Promise.all([
      readEach(engine, sql, frontier, meet),
      memberships.lead(frontier, direction).then((nodes) => nodes.forEach(meet)),
    ]);
    frontier = Uint32Array.from(found).sort();
  }
  return seen;
}

async function readEach(
  engine: Pick<Statements, 'bytes'>,
  sql: string,
  nodes: Uint32Array,
  meet: (node: number) => void,
): Promise<void> {
  for await (const block of readBlocks(engine, sql, [...chunks(nodes)])) numbers<Uint32Array>(block, 0).forEach(meet);
}
