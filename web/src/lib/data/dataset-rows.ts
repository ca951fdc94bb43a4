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
  /** Only what this system sent, or was captured so; blank: what does not say. */
  readonly sourceSystem?: string | undefined;
  readonly captureMethod?: string | undefined;
}

export function loadDatasetRows(
  { dataset, ...filter }: DatasetRowsQuestion,
  { limit, cursor }: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<DatasetRows> {
  return request(DatasetRows, apiPath`/datasets/${dataset}/rows` + rowsQuery({ ...filter, limit, cursor }), { signal });
}

export function datasetRowsCsv({ dataset, ...filter }: DatasetRowsQuestion): string {
  return apiPath`/datasets/${dataset}/rows.csv` + rowsQuery(filter);
}

/** A source or a capture may be the blank text, "not stated": it is asked for as such and not left out. */
function rowsQuery({
  sourceSystem,
  captureMethod,
  ...rest
}: Readonly<Record<string, string | number | null | undefined>>): string {
  const search = new URLSearchParams(queryString(rest));
  if (typeof sourceSystem === 'string') search.set('sourceSystem', sourceSystem);
  if (typeof captureMethod === 'string') search.set('captureMethod', captureMethod);
  return `?${search}`;
}

/** What narrows the rows in the address of the page that lists them, and the parameter that takes each away again. */
export const noRowsFilter = { import: null, lot: null, source: null, captured: null } as const;

/** Address of the page that lists them. */
export function datasetRowsAddress(question: DatasetRowsQuestion): string {
  const { dataset, importId, lotId, sourceSystem, captureMethod } = question;
  const search = new URLSearchParams(queryString({ dataset, show: 'rows', import: importId, lot: lotId }));
  if (sourceSystem !== undefined) search.set('source', sourceSystem);
  if (captureMethod !== undefined) search.set('captured', captureMethod);
  return `${resolve('/(app)/data/dictionary')}?${search}`;
}

/** What narrows the rows, read from the address of that page. */
export function readDatasetRows(parameters: Pick<URLSearchParams, 'get'>, dataset: string): DatasetRowsQuestion {
  return {
    dataset,
    importId: parameters.get('import') || undefined,
    lotId: parameters.get('lot') || undefined,
    sourceSystem: parameters.get('source') ?? undefined,
    captureMethod: parameters.get('captured') ?? undefined,
  };
}
