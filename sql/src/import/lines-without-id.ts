import { datasets, type ColumnSpec, type DatasetName } from '../datasets/index.ts';

/** The columns that identify a line; a row with all of them blank is known by all of its values and its place in the file (D2). */
export const ownIds = (dataset: DatasetName): readonly ColumnSpec[] =>
  datasets[dataset].columns.filter(({ lineId }) => lineId === true);

/** SQL condition: the row has no id of its own; null where a dataset has none to leave out. */
export function withoutId(dataset: DatasetName): string | null {
  const ids = ownIds(dataset);
  return ids.length === 0 ? null : ids.map(({ column }) => `isNull(\`${column}\`)`).join(' AND ');
}
