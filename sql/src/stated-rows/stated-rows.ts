import { datasets } from '../datasets/index.ts';
import type { ColumnSpec, DatasetName } from '../datasets/index.ts';
import { quoteIdentifier, quoteLiteral, type Statements } from '../engine/index.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import { recordedTime } from '../query/recorded-time.ts';

/** What a source stated of one fact, as a file would say it; columns that it left blank are missing. */
export interface StatedRow {
  readonly row: Readonly<Record<string, string | number | boolean>>;
  /** ISO 8601. */
  readonly recordedAt: string;
  /** The source took the fact back. */
  readonly deleted: boolean;
}

/** Provenance that a row keeps when it is stated again. */
const kept = [
  { name: 'captureMethod', column: 'capture_method', type: 'choice' },
  { name: 'sourceSystem', column: 'source_system', type: 'text' },
] as const;

/**
 * The newest row of each fact that any other system than `system` stated, current or superseded, of facts whose first key column has one of these
 * values. Replaced rows lie in the history, so that what one source says is not lost when another says something too (D2).
 */
export async function statedByOthers(
  statements: Pick<Statements, 'query'>,
  dataset: DatasetName,
  system: string,
  keys: readonly string[],
): Promise<StatedRow[]> {
  const [first] = datasets[dataset].columns.filter(({ key }) => key);
  if (first === undefined) throw new Error(`Facts of ${dataset} have no key`);
  const columns = [...datasets[dataset].columns, ...kept];
  const own = columns.flatMap((column) =>
    column.type === 'time' ? [column.column, `${column.column}_precision`] : [column.column],
  );
  const select = ['row_key', 'recorded_at', 'deleted', ...own].map(quoteIdentifier).join(', ');
  const where = `${quoteIdentifier(first.column)} IN {keys: Array(String)} AND ifNull(source_system, '') != ${quoteLiteral(system)}`;
  const rows = await askInParts(keys, (some) =>
    statements.query<Record<string, unknown>>(
      `SELECT * FROM (
         SELECT ${select}, toDateTime64('2200-01-01', 3, 'UTC') AS until FROM ${dataset}_rows FINAL WHERE ${where}
         UNION ALL
         SELECT ${select}, superseded_at AS until FROM ${dataset}_history WHERE ${where}
       )
       ORDER BY recorded_at DESC, until DESC
       LIMIT 1 BY row_key
       SETTINGS max_execution_time = 60`,
      { keys: some },
    ),
  );
  return rows.map((row) => ({
    row: asStated(columns, row),
    recordedAt: recordedTime(String(row['recorded_at']), 0) ?? '',
    deleted: Boolean(row['deleted']),
  }));
}

function asStated(columns: readonly Pick<ColumnSpec, 'name' | 'column' | 'type'>[], row: Record<string, unknown>) {
  const stated: Record<string, string | number | boolean> = {};
  for (const { name, column, type } of columns) {
    const value = row[column] as string | number | boolean | null;
    const said = type === 'time' ? recordedTime(value as string | null, Number(row[`${column}_precision`])) : value;
    if (said !== null && said !== '') stated[name] = said;
  }
  return stated;
}
