import type { Statements } from '../../engine/engine.ts';
import { sqlFile } from '../../engine/index.ts';
import { askInParts } from '../../query/ask-in-parts.ts';

const readLinkOperations = sqlFile(import.meta.url, './queries/read-link-operations.sql');

/** Operations that lot links were recorded under, by row id; links without one are left out. */
export async function linkOperations(
  engine: Pick<Statements, 'query'>,
  rows: readonly number[],
): Promise<Map<number, string>> {
  const found = await askInParts(rows, (some) =>
    engine.query<{ row: number; operation: string }>(readLinkOperations, { rows: some }),
  );
  return new Map(found.map(({ row, operation }) => [row, operation]));
}
