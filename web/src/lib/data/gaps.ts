import { GapPage, GapReport } from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';

export function loadGaps(signal: AbortSignal): Promise<GapReport> {
  return request(GapReport, '/api/v1/gaps', { signal });
}

/** `rows`: every gap of a kind, from the data as it is now; `examined`: all that was looked at to find them. */
export type GapRowList = 'rows' | 'examined';

export function loadGapRows(
  kind: string,
  list: GapRowList,
  page: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<GapPage> {
  return request(GapPage, apiPath`/gaps/${kind}/${list}` + queryString(page), { signal });
}

export function gapRowsCsv(kind: string, list: GapRowList): string {
  return apiPath`/gaps/${kind}/${list}.csv`;
}
