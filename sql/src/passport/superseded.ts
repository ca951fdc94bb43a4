import { z } from 'zod';
import { commonColumns, datasets, isDatasetName, type DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';
import { visibleSites } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { recordedTime } from '../query/recorded-time.ts';
import { foreignRows } from './foreign-rows.ts';

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

/** What is shown of the replaced values of a lot's rows, and how many there are. */
export interface SupersededRows {
  readonly rows: readonly SupersededRow[];
  readonly total: number;
  /** Of sites that the reader may not see. */
  readonly withheld: number;
}

/** Every replaced value of a lot's rows that the reader may see (sites: null: all), newest first, at most `limit` of each dataset. */
export async function supersededRows(
  statements: Pick<Statements, 'query'>,
  lotId: string,
  { sites, limit }: { readonly sites: readonly string[] | null; readonly limit: number },
): Promise<SupersededRows> {
  const corrected = await correctedDatasets(statements, { lotId });
  const found = await Promise.all(
    corrected.map(({ dataset }) => supersededOf(statements, dataset, { lotId, limit, ...visibleSites(sites) })),
  );
  const sum = (of: (part: SupersededRows) => number) => found.reduce((total, part) => total + of(part), 0);
  return {
    rows: found.flatMap(({ rows }) => rows).sort((a, b) => (a.supersededAt < b.supersededAt ? 1 : -1)),
    total: sum(({ total }) => total),
    withheld: sum(({ withheld }) => withheld),
  };
}

async function supersededOf(
  statements: Pick<Statements, 'query'>,
  dataset: DatasetName,
  ofReader: { lotId: string; limit: number; allSites: number; sites: string[] },
): Promise<SupersededRows> {
  const parameters = { ...ofReader, history: `${dataset}_history` };
  const ruled = (text: string) => text.replace('{{foreign}}', foreignRows[dataset] ?? '0');
  const [rows, [counts]] = await Promise.all([
    statements.query<StoredRow & { hidden: number }>(ruled(rowsText), parameters),
    statements.query<{ total: number; withheld: number }>(ruled(countText), parameters),
  ]);
  if (!counts) throw new Error(`The engine did not count the earlier values of ${ofReader.lotId} in ${dataset}`);
  return { rows: rows.filter(({ hidden }) => !hidden).map((row) => asSuperseded(dataset, row)), ...counts };
}

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
