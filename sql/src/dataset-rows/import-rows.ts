import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/engine.ts';
import { sqlFile } from '../engine/index.ts';

/** The rows that an import brought to one dataset, each in exactly one of the three. */
export interface ImportedRows {
  readonly dataset: DatasetName;
  /** Readable now, as the import brought them. */
  readonly current: number;
  /** Took a fact back. */
  readonly deletions: number;
  /** Replaced by a later value, or older than what was there (D2). */
  readonly superseded: number;
}

const sql = sqlFile(import.meta.url, './import-rows.sql');

/** What has become of the rows that an import brought, by dataset. */
export function importRows(
  statements: Pick<Statements, 'query'>,
  importId: string,
  of: readonly DatasetName[],
): Promise<ImportedRows[]> {
  return Promise.all(
    of.map(async (dataset) => {
      const tables = { rows: `${dataset}_rows`, history: `${dataset}_history` };
      const [counts] = await statements.query<Omit<ImportedRows, 'dataset'>>(sql, { ...tables, importId });
      if (counts === undefined) throw new Error(`The rows of ${dataset} were not counted`);
      return { dataset, ...counts };
    }),
  );
}
