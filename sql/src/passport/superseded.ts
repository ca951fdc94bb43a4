import { z } from 'zod';
import { commonColumns, datasets, isDatasetName, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { visibleSites } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { recordedTime } from '../query/recorded-time.ts';
import { foreignRows } from './foreign-rows.ts';
import type { LotRowsRequest, PassportList } from './lot-rows.ts';

/** A value that a correction replaced (D2): the row as it was, by the names of the dataset's columns. */
export interface SupersededRow {
  readonly dataset: DatasetName;
  readonly supersededAt: string;
  /** Import that replaced it, and import and row that it came from. */
  readonly supersededBy: string;
  readonly importId: string;
  readonly rowNo: number;
  readonly recordedAt: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

type StoredRow = Readonly<Record<string, string | number | null>>;

const correctedDatasets = defineQuery({
  module: import.meta.url,
  file: './superseded-datasets.sql',
  parameters: z.object({ lotId: z.string() }),
  row: z.object({
    dataset: z.custom<DatasetName>((name) => typeof name === 'string' && isDatasetName(name)),
  }),
});

const rowsText = sqlFile(import.meta.url, './superseded.sql');
const countText = sqlFile(import.meta.url, './superseded-count.sql');
const batchRows = 1000;

interface Counted {
  readonly dataset: DatasetName;
  readonly total: number;
  /** Of sites that the reader may not see. */
  readonly withheld: number;
}

/** A part of the replaced values of a lot's rows that the reader may see: by dataset, of each the newest first. */
export async function supersededRows(
  statements: Pick<Statements, 'query'>,
  request: LotRowsRequest,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<PassportList<SupersededRow>> {
  const counts = await countsOf(statements, request);
  const rows: SupersededRow[] = [];
  let before = 0;
  for (const { dataset, total, withheld } of counts) {
    const seen = total - withheld;
    const skipped = Math.max(0, offset - before);
    const wanted = limit - rows.length;
    if (wanted > 0 && skipped < seen)
      rows.push(
        ...(await rowsOf(statements, dataset, request, { limit: Math.min(wanted, seen - skipped), offset: skipped })),
      );
    before += seen;
  }
  const sum = (of: (counted: Counted) => number) => counts.reduce((all, counted) => all + of(counted), 0);
  return { rows, total: sum(({ total }) => total), withheld: sum(({ withheld }) => withheld) };
}

/** All of them, in batches. */
export async function* streamSupersededRows(
  statements: Pick<Statements, 'query'>,
  request: LotRowsRequest,
): AsyncIterable<SupersededRow[]> {
  for (let offset = 0; ; offset += batchRows) {
    const { rows } = await supersededRows(statements, request, { limit: batchRows, offset });
    if (rows.length > 0) yield [...rows];
    if (rows.length < batchRows) return;
  }
}

async function countsOf(statements: Pick<Statements, 'query'>, request: LotRowsRequest): Promise<Counted[]> {
  const { lotId, sites } = request;
  const corrected = await correctedDatasets(statements, { lotId });
  const names = corrected.map(({ dataset }) => dataset).sort();
  return Promise.all(
    names.map(async (dataset) => {
      const parameters = { lotId, ...visibleSites(sites), history: `${dataset}_history` };
      const [counts] = await statements.query<Omit<Counted, 'dataset'>>(ruled(countText, dataset), parameters);
      if (!counts) throw new Error(`The engine did not count the earlier values of ${lotId} in ${dataset}`);
      return { dataset, ...counts };
    }),
  );
}

async function rowsOf(
  statements: Pick<Statements, 'query'>,
  dataset: DatasetName,
  { lotId, sites }: LotRowsRequest,
  span: { readonly limit: number; readonly offset: number },
): Promise<SupersededRow[]> {
  const parameters = { lotId, ...span, ...visibleSites(sites), history: `${dataset}_history` };
  const rows = await statements.query<StoredRow & { hidden: number }>(ruled(rowsText, dataset), parameters);
  return rows.filter(({ hidden }) => !hidden).map((row) => asSuperseded(dataset, row));
}

const ruled = (text: string, dataset: DatasetName): string => text.replace('{{foreign}}', foreignRows[dataset] ?? '0');

function asSuperseded(dataset: DatasetName, row: StoredRow): SupersededRow {
  const values = [...datasets[dataset].columns, ...commonColumns].map(({ name, column, type }) => {
    const value = row[column] ?? null;
    const isTime = type === 'time' && typeof value === 'string';
    return [name, isTime ? recordedTime(value, Number(row[`${column}_precision`] ?? 0)) : value];
  });
  const instant = (column: string) => recordedTime(String(row[column]), 0) ?? '';
  return {
    dataset,
    supersededAt: instant('superseded_at'),
    supersededBy: String(row['superseded_by']),
    importId: String(row['import_id']),
    rowNo: Number(row['row_no']),
    recordedAt: instant('recorded_at'),
    values: Object.fromEntries(values) as SupersededRow['values'],
  };
}
