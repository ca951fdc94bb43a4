import type { Engine, Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { replaceRows } from '../query/replace-rows.ts';
import type { RefreshOptions } from '../disposition/disposition.ts';
import { termsSql } from './folded-text.ts';

interface LastTerms {
  readonly version: number;
  readonly nextNodeNo: number;
}

const collections = ['collect-lot-terms', 'collect-supplier-lot-terms', 'collect-other-terms'] as const;

/** Derives the search terms again: those of one import, or all (`importId` undefined). After `refreshDisposition`, which knows the lots. */
export async function refreshSearch(engine: Engine, importId?: string, options: RefreshOptions = {}): Promise<void> {
  const statements = engine.importer;
  const last = await lastTerms(statements);
  const since = importId === undefined ? undefined : last;
  const version = (last?.version ?? 0) + 1;
  const parameters = { version, importId: importId ?? '', nextNodeNo: since?.nextNodeNo ?? 0 };
  const nextNodeNo = await countNodes(statements);
  await empty(statements);
  if (since) await run(statements, 'find-changed-lots', true, parameters);
  for (const [done, name] of collections.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: 'search', done, total: collections.length });
    await run(statements, name, since !== undefined, parameters);
  }
  if (since) await run(statements, 'publish-changed-terms', true, parameters);
  else await replaceRows(statements, 'search_terms');
  await statements.insert('search_refreshes', [
    { version, next_node_no: nextNodeNo, refreshed_at: new Date().toISOString().slice(0, 23).replace('T', ' ') },
  ]);
  await empty(statements);
}

function run(
  statements: Statements,
  name: string,
  incremental: boolean,
  parameters: { version: number; importId: string; nextNodeNo: number },
): Promise<void> {
  const text = sqlFile(import.meta.url, `./steps/${name}.sql`)
    .replaceAll(/\{\{terms:([^}]+)\}\}/g, (_, column: string) => termsSql(column))
    .replaceAll(/\{\{and_changed:([^}]+)\}\}/g, (_, column: string) =>
      incremental ? `AND ${column} IN (SELECT lot_id FROM search_changed_lots)` : '',
    )
    .replaceAll(
      '{{and_supplier_lot_changed}}',
      incremental
        ? 'AND supplier_lot IN (SELECT supplier_lot FROM lot_facts WHERE lot_id IN (SELECT lot_id FROM search_changed_lots))'
        : '',
    )
    .replaceAll('{{of_import}}', incremental ? 'AND import_id = {importId: String}' : '')
    .replaceAll('{{of_new_nodes}}', incremental ? 'AND node_no >= {nextNodeNo: UInt32}' : '');
  return statements.command(text, parameters);
}

async function lastTerms(statements: Statements): Promise<LastTerms | undefined> {
  const [last] = await statements.query<LastTerms>(
    'SELECT version, next_node_no AS nextNodeNo FROM search_refreshes ORDER BY version DESC LIMIT 1 SETTINGS max_execution_time = 60',
  );
  return last;
}

async function countNodes(statements: Statements): Promise<number> {
  const [counted] = await statements.query<{ nodes: number }>('SELECT count() AS nodes FROM nodes');
  return counted?.nodes ?? 0;
}

async function empty(statements: Statements): Promise<void> {
  for (const table of ['search_terms_build', 'search_changed_lots'])
    await statements.command(`TRUNCATE TABLE ${table}`);
}
