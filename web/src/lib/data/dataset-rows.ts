import { DatasetRows } from '@lotscope/api/contract';
import { resolve } from '$app/paths';
import { apiPath, queryString, request } from '#lib/api/request.ts';

/** Which rows of a dataset are asked for. */
export interface DatasetRowsQuestion {
  readonly dataset: string;
  /** Only what this import brought. */
  readonly importId?: string | undefined;
  /** Only what names this lot. */
  readonly lotId?: string | undefined;
}

export function loadDatasetRows(
  { dataset, ...filter }: DatasetRowsQuestion,
  { limit, cursor }: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<DatasetRows> {
  return request(DatasetRows, apiPath`/datasets/${dataset}/rows` + queryString({ ...filter, limit, cursor }), {
    signal,
  });
}

export function datasetRowsCsv({ dataset, ...filter }: DatasetRowsQuestion): string {
  return apiPath`/datasets/${dataset}/rows.csv` + queryString({ ...filter });
}

/** Address of the page that lists them. */
export function datasetRowsAddress({ dataset, importId, lotId }: DatasetRowsQuestion): string {
  const search = queryString({ dataset, show: 'rows', import: importId, lot: lotId });
  return `${resolve('/(app)/data/dictionary')}${search}`;
}

/** What narrows the rows, read from the address of that page. */
export function readDatasetRows(parameters: Pick<URLSearchParams, 'get'>, dataset: string): DatasetRowsQuestion {
  return { dataset, importId: parameters.get('import') || undefined, lotId: parameters.get('lot') || undefined };
}
