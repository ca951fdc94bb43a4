import { commonColumns, datasets } from '../datasets/index.ts';
import type { ColumnSpec, DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { recordedTime } from '../query/recorded-time.ts';

/** A row by the names of its columns, times as they were recorded (D4), with the import and the row of the file that it came from. */
export type DatasetRow = Readonly<Record<string, string | number | boolean | null>>;

export interface DatasetRowsFilter {
  readonly dataset: DatasetName;
  /** Only what this import brought. */
  readonly importId?: string | undefined;
  /** Only what names this lot; a dataset whose rows name no lot has none. */
  readonly lotId?: string | undefined;
  /** Only what this system sent, or was captured so; blank: what does not say. */
  readonly sourceSystem?: string | undefined;
  readonly captureMethod?: string | undefined;
}

const pageSql = sqlFile(import.meta.url, './dataset-rows.sql');
const countSql = sqlFile(import.meta.url, './count-dataset-rows.sql');
const batchRows = 10_000;

const provenance = [
  { name: 'importId', column: 'import_id', type: 'id' },
  { name: 'rowNo', column: 'row_no', type: 'integer' },
] as const;

/** The columns of a dataset's rows, its own first. A row that was taken back is not there, so `deleted` is not a column. */
export const datasetRowColumns = (dataset: DatasetName): readonly Pick<ColumnSpec, 'name' | 'column' | 'type'>[] => [
  ...datasets[dataset].columns,
  ...commonColumns.filter(({ name }) => name !== 'deleted'),
  ...provenance,
];

/** One page of the rows of a dataset, and how many there are in all. */
export async function datasetRows(
  statements: Pick<Statements, 'query'>,
  filter: DatasetRowsFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ rows: DatasetRow[]; total: number }> {
  const parameters = parametersOf(filter);
  const [rows, counted] = await Promise.all([
    page(statements, filter, limit, offset),
    statements.query<{ total: number }>(ofLot(countSql, filter.dataset), parameters),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

/** All of them, in batches. */
export async function* streamDatasetRows(
  statements: Pick<Statements, 'query'>,
  filter: DatasetRowsFilter,
): AsyncIterable<DatasetRow[]> {
  for (let offset = 0; ; offset += batchRows) {
    const rows = await page(statements, filter, batchRows, offset);
    if (rows.length > 0) yield rows;
    if (rows.length < batchRows) return;
  }
}

async function page(
  statements: Pick<Statements, 'query'>,
  filter: DatasetRowsFilter,
  limit: number,
  offset: number,
): Promise<DatasetRow[]> {
  const parameters = { ...parametersOf(filter), limit, offset };
  const stored = await statements.query<DatasetRow>(ofLot(pageSql, filter.dataset), parameters);
  const columns = datasetRowColumns(filter.dataset);
  return stored.map((row) => Object.fromEntries(columns.map(({ name, ...spec }) => [name, cellOf(row, spec)])));
}

function cellOf(row: DatasetRow, { column, type }: Pick<ColumnSpec, 'column' | 'type'>): DatasetRow[string] {
  const value = row[column] ?? null;
  if (type !== 'time' || typeof value !== 'string') return value;
  return recordedTime(value, Number(row[`${column}_precision`] ?? 0));
}

function parametersOf({ dataset, importId = '', lotId = '', sourceSystem, captureMethod }: DatasetRowsFilter) {
  return {
    dataset,
    importId,
    lotId,
    sourceSystem: sourceSystem ?? '',
    hasSource: Number(sourceSystem !== undefined),
    captureMethod: captureMethod ?? '',
    hasCapture: Number(captureMethod !== undefined),
  };
}

function ofLot(sql: string, dataset: DatasetName): string {
  const named = datasets[dataset].columns.some(({ column }) => column === 'lot_id');
  const links = '{lotId: String} IN (parent_lot_id, child_lot_id)';
  return sql.replaceAll('{{of_lot}}', dataset === 'lot_links' ? links : named ? 'lot_id = {lotId: String}' : '0');
}
