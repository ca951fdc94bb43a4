import type { DatasetName } from '../datasets/index.ts';
import { datasets } from '../datasets/index.ts';
import { viewColumns } from '../import/dataset-tables.ts';

/** Later than any time that is stored. */
const forEver = `toDateTime64('2299-01-01 00:00:00', 3, 'UTC')`;

/**
 * SQL for the rows of a dataset with what was said of them before a correction (D2). A version counts from `known_at` until a newer one became
 * known: as of a moment, those with `known_at <= moment AND known_until > moment`.
 */
export function versionsOf(dataset: DatasetName): string {
  const columns = viewColumns(datasets[dataset])
    .map((name) => `\`${name}\``)
    .join(', ');
  const corrected = `SELECT row_id FROM ${dataset}_history`;
  return `(
      SELECT ${columns}, ${forEver} AS known_until FROM ${dataset}
      UNION ALL
      SELECT ${columns}, known_until
      FROM (
        SELECT *, min(known_at) OVER (PARTITION BY row_id ORDER BY is_current DESC, recorded_at DESC, superseded_at DESC
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS known_until
        FROM (
          SELECT ${columns}, deleted, superseded_at, 0 AS is_current FROM ${dataset}_history
          UNION ALL
          SELECT ${columns}, deleted, ${forEver}, 1 FROM ${dataset}_rows FINAL WHERE row_id IN (${corrected})
        )
      )
      WHERE is_current = 0 AND deleted = 0 AND known_until > known_at
    )`;
}
