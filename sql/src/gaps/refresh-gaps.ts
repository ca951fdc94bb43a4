import type { RefreshOptions } from '../disposition/disposition.ts';
import type { Engine, Statements } from '../engine/engine.ts';
import { replaceRows } from '../query/replace-rows.ts';
import { examinedRowsSql, gapRowsSql } from './gap-queries.ts';
import { gapKinds } from './gap-kinds.ts';

const examplesKept = 100;

/** Counts the gaps of every kind and keeps the first of each. After `refreshDisposition`, which knows the lots. */
export async function refreshGaps(engine: Engine, options: RefreshOptions = {}): Promise<void> {
  const statements = engine.importer;
  await empty(statements);
  const counted_at = (options.now ?? new Date()).toISOString().slice(0, 23).replace('T', ' ');
  for (const [done, kind] of gapKinds.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ stage: 'gaps', done, total: gapKinds.length });
    const found = await countRows(statements, gapRowsSql[kind]);
    const examined = await countRows(statements, examinedRowsSql[kind]);
    await statements.insert('gap_counts_build', [{ kind, found, examined, counted_at }]);
    if (found > 0) await keepExamples(statements, kind);
  }
  for (const table of ['gap_counts', 'gap_examples']) await replaceRows(statements, table);
  await empty(statements);
}

async function countRows(statements: Statements, rows: string): Promise<number> {
  const [counted] = await statements.query<{ total: number }>(
    `SELECT count() AS total FROM (\n${rows}\n) SETTINGS max_execution_time = 600`,
  );
  if (counted === undefined) throw new Error('The engine did not count the rows of a kind of gap');
  return counted.total;
}

async function keepExamples(statements: Statements, kind: (typeof gapKinds)[number]): Promise<void> {
  await statements.command(
    `INSERT INTO gap_examples_build
    SELECT {kind: String}, row_number() OVER (ORDER BY dataset, id, text), id, lot_id, operation_id, item_id, site_id, dataset, text
    FROM (SELECT * FROM (\n${gapRowsSql[kind]}\n) ORDER BY dataset, id, text LIMIT {limit: UInt32} BY dataset)
    SETTINGS max_execution_time = 600`,
    { kind, limit: examplesKept },
  );
}

async function empty(statements: Statements): Promise<void> {
  for (const table of ['gap_counts_build', 'gap_examples_build']) await statements.command(`TRUNCATE TABLE ${table}`);
}
