import { commonColumns, datasets, type ColumnSpec, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';

/** Filled by the importer where a file does not say them, so that they are never blank; `deleted` is no value. */
const alwaysThere: ReadonlySet<string> = new Set(['recorded_at', 'known_at', 'deleted']);

/** The rows that the import corrects: the table of verdicts, and conditions that split it into parts of bounded size. */
export interface CorrectedRows {
  readonly verdicts: string;
  readonly incoming: string;
  readonly slices: readonly string[];
}

/**
 * Tells of values that corrected rows lose because the file has no column for them. A row is one statement: the one with the greatest
 * `recordedAt` counts as a whole (D2), so that the same files in any order give the same rows; what it does not say is unknown from now on.
 * `stated`: snake_case columns that the file, or its mapping, sets.
 */
export async function blankedColumnWarnings(
  store: Statements,
  dataset: DatasetName,
  stated: ReadonlySet<string>,
  corrected: CorrectedRows,
): Promise<string[]> {
  const absent = absentColumns(dataset, stated);
  if (absent.length === 0) return [];
  const lost = new Map<ColumnSpec, number>();
  let rows = 0;
  for (const slice of corrected.slices) {
    const found = await countLost(store, dataset, absent, corrected, slice);
    rows += found.rows;
    for (const [index, column] of absent.entries())
      lost.set(column, (lost.get(column) ?? 0) + (found.values[index] ?? 0));
  }
  const names = absent.filter((column) => (lost.get(column) ?? 0) > 0).map(({ name }) => name);
  return rows === 0 ? [] : [warning(dataset, names, rows)];
}

/** Columns in which rows may have values and which a file, or its mapping, does not set. */
export function absentColumns(dataset: DatasetName, stated: ReadonlySet<string>): ColumnSpec[] {
  return [...datasets[dataset].columns, ...commonColumns].filter(
    ({ column, required }) => !required && !stated.has(column) && !alwaysThere.has(column),
  );
}

interface Lost {
  /** Corrected rows that lose at least one value. */
  readonly rows: number;
  /** By absent column. */
  readonly values: readonly number[];
}

async function countLost(
  store: Statements,
  dataset: DatasetName,
  absent: readonly ColumnSpec[],
  { verdicts, incoming }: CorrectedRows,
  slice: string,
): Promise<Lost> {
  const has = absent.map(({ column }) => `isNotNull(\`${column}\`)`);
  const deletions = `SELECT row_id FROM ${incoming} WHERE deleted AND ${slice}`;
  const [found] = await store.query<Lost>(
    `SELECT countIf(${has.join(' OR ')}) AS rows, [${has.map((one) => `countIf(${one})`).join(', ')}] AS values
     FROM ${dataset}_rows FINAL
     WHERE deleted = 0 AND row_id IN (
       SELECT kept_row_id FROM ${verdicts} WHERE verdict = 'changed' AND ${slice} AND row_id NOT IN (${deletions}))`,
  );
  return found ?? { rows: 0, values: [] };
}

function warning(dataset: DatasetName, names: readonly string[], rows: number): string {
  const where = rows === 1 ? '1 row that it corrects' : `${rows} rows that it corrects`;
  return (
    `${dataset}: ${missing(names)}. In ${where} their values are blank now, because a row replaces ` +
    `the whole row of its key; what was there stays in the history. To keep them, send the corrected rows with all of their columns.`
  );
}

/** The beginning of a sentence about columns that are not in a file. */
export const missing = (names: readonly string[]): string =>
  `${names.length === 1 ? '1 column that earlier rows had is' : `${names.length} columns that earlier rows had are`} not in this file: ${names.join(', ')}`;
