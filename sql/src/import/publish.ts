import type { Statements } from '../engine/index.ts';
import type { JournalEntry, Move } from './import-journal.ts';
import type { ImportResult } from './upload.ts';

type Publishing = Extract<JournalEntry, { state: 'publishing' }>;

/**
 * Moves every shadow into its table and enters the import into the log. May be killed at any point and run again: a move that has happened
 * is recognised by its rows, one that has half happened is undone first. `begun`: it may have been.
 */
export async function publish(
  store: Statements,
  { importId, moves, record }: Publishing,
  begun: boolean,
): Promise<ImportResult> {
  for (const move of moves) {
    if (begun && (await hasArrived(store, move))) continue;
    await store.command(`ALTER TABLE ${move.from} MOVE PARTITION tuple() TO TABLE ${move.to}`);
  }
  await checkArrived(store, moves);
  await store.insert('import_log', [
    {
      import_id: importId,
      sequence: record.sequence,
      content: record.content,
      first_imported_at: clickHouseTime(record.firstImportedAt),
      published_at: clickHouseTime(new Date().toISOString()),
      source_columns: record.sourceColumns,
      next_row_id: record.nextRowId,
      next_node_no: record.nextNodeNo,
      read_rows: record.read,
      accepted_rows: record.accepted,
      rejected_rows: record.rejected,
      duplicate_rows: record.duplicate,
      datasets: record.datasets,
      warnings: record.warnings,
    },
  ]);
  const { read, accepted, rejected, duplicate, datasets, warnings } = record;
  return { read, accepted, rejected, duplicate, datasets, warnings };
}

/** The shadow loses its parts only after all of them have arrived; what has half arrived is undone. */
async function hasArrived(store: Statements, { to, mine, rows }: Move): Promise<boolean> {
  const arrived = await countRows(store, `${to} WHERE ${mine}`);
  if (arrived === rows) return true;
  if (arrived > 0) await store.command(`ALTER TABLE ${to} DELETE WHERE ${mine} SETTINGS mutations_sync = 2`);
  return false;
}

/** The import stays to be finished where a table has not got what it should. */
async function checkArrived(store: Statements, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const counts = moves.map(({ to, mine }) => `(SELECT count() FROM ${to} WHERE ${mine})`);
  const [arrived] = await store.query<{ rows: number[] }>(
    `SELECT [${counts.join(', ')}] AS rows SETTINGS max_execution_time = 600`,
  );
  for (const [index, { to, rows }] of moves.entries()) {
    const now = arrived?.rows[index];
    if (now !== rows) throw new Error(`${to} should have got ${rows} rows of the import and has ${now}`);
  }
}

async function countRows(store: Statements, from: string): Promise<number> {
  const [row] = await store.query<{ n: number }>(`SELECT count() AS n FROM ${from} SETTINGS max_execution_time = 600`);
  return row?.n ?? 0;
}

const clickHouseTime = (iso: string): string => iso.replace('T', ' ').replace('Z', '');

/** What came of an import that is published, or null. */
export async function publishedImport(store: Statements, importId: string): Promise<ImportResult | null> {
  const [row] = await store.query<ImportResult>(
    `SELECT read_rows AS read, accepted_rows AS accepted, rejected_rows AS rejected, duplicate_rows AS duplicate, datasets, warnings
     FROM import_log FINAL WHERE import_id = {importId:String} SETTINGS max_execution_time = 60`,
    { importId },
  );
  return row ?? null;
}

export interface LastNumbers {
  readonly sequence: number;
  readonly rowId: number;
  readonly nodeNo: number;
  /** Epoch milliseconds at which the same content was imported first; null: never. */
  readonly firstImportedAt: number | null;
}

/** What the next import continues from, and when its content was first imported. */
export async function lastNumbers(store: Statements, content: string): Promise<LastNumbers> {
  const [row] = await store.query<LastNumbers>(
    `SELECT max(sequence) AS sequence, greatest(1, max(next_row_id)) AS rowId, max(next_node_no) AS nodeNo,
       minOrNull(if(content = {content:String}, toNullable(toUnixTimestamp64Milli(first_imported_at)), NULL)) AS firstImportedAt
     FROM import_log SETTINGS max_execution_time = 60`,
    { content },
  );
  if (row === undefined) throw new Error('The import log gives no answer');
  return row;
}
