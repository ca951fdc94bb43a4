import type { DatasetName } from '../datasets/index.ts';
import type { Statements } from '../engine/index.ts';
import { ownIds, withoutId } from './lines-without-id.ts';
import { shadowOf } from './shadow-tables.ts';

const mostExamples = 5;

/** Tells of rows that take back a fact and have no id of their own: none says which fact is meant, so that they take nothing back (D2). */
export async function vainDeletionWarnings(store: Statements, dataset: DatasetName): Promise<string[]> {
  const blank = withoutId(dataset);
  if (blank === null) return [];
  const [found] = await store.query<{ n: number; rows: readonly number[] }>(
    `SELECT count() AS n, groupArraySorted(${mostExamples})(row_no) AS rows
     FROM ${shadowOf(`${dataset}_rows`)} WHERE deleted AND ${blank}`,
  );
  if (found === undefined || found.n === 0) return [];
  const ids = ownIds(dataset).map(({ name }) => name);
  const rows = found.n === 1 ? '1 row is deleted and has' : `${found.n} rows are deleted and have`;
  return [
    `${dataset}: ${rows} no ${ids.join(' and no ')}: nothing was taken back, because only an id says which row is meant. ` +
      `row ${found.rows.join(', ')}${found.n > found.rows.length ? ' …' : ''}`,
  ];
}
