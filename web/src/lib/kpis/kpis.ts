import { KpiList, KpiPartPage, KpiRows } from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import { needsNewest, resolvePeriod, type FilterState } from '#lib/filters/filter-state.ts';
import { newestEvent, rememberNewestEvent } from '#lib/filters/newest-event.ts';

/** The query that the filter bar stands for. */
async function kpiQuery(filters: FilterState): Promise<{ from?: string; to?: string; site?: string; item?: string }> {
  const { site, item } = filters;
  const dates = resolvePeriod(filters, needsNewest(filters) ? await newestEvent() : null);
  return { ...dates, ...(site ? { site } : {}), ...(item ? { item } : {}) };
}

/** Every KPI under the filters, compared with the period before. */
export async function loadKpis(filters: FilterState, signal: AbortSignal): Promise<KpiList> {
  const list = await request(KpiList, '/api/v1/kpis' + queryString(await kpiQuery(filters)), { signal });
  // An import moves the newest event on; the next relative period starts from it.
  rememberNewestEvent(list.newestEvent);
  return list;
}

/** Which of the rows behind a KPI are shown, as the URL holds it. */
export interface RowsChoice {
  /** One part of the breakdown; blank: what is not stated. */
  readonly part: string | undefined;
  /** One unit of a rate that is measured in several. */
  readonly unit: string | undefined;
  /** A point of the trend, or the period before. */
  readonly at: string | undefined;
  readonly unknown: 'only' | undefined;
  /** All parts of the breakdown are listed. */
  readonly allParts: boolean;
}

export function readRowsChoice(parameters: Pick<URLSearchParams, 'get'>): RowsChoice {
  const text = (name: string) => parameters.get(name) ?? undefined;
  const unknown = text('unknown') === 'only' ? 'only' : undefined;
  return { part: text('part'), unit: text('unit'), at: text('at'), unknown, allParts: text('parts') === 'all' };
}

/** What the rows behind a KPI are asked by: the exact dates of the number that they explain. */
export interface KpiRowsQuestion {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly site?: string | undefined;
  readonly item?: string | undefined;
  /** One part of the breakdown. */
  readonly key?: string | undefined;
  /** Of rates: only quantities of this unit. */
  readonly unit?: string | undefined;
  /** Of the worth of stock: an earlier day, whose rows have no parts. */
  readonly day?: string | undefined;
  /** Only what could not be valued or judged. */
  readonly unknown?: 'only' | undefined;
}

export function loadKpiRows(
  { id, ...question }: KpiRowsQuestion,
  page: { limit: number; cursor: string | null; sort?: string | undefined },
  signal: AbortSignal,
): Promise<KpiRows> {
  return request(KpiRows, apiPath`/kpis/${id}/rows` + rowsQuery({ ...question, ...page }), { signal });
}

export function kpiRowsCsv({ id, ...question }: KpiRowsQuestion): string {
  return apiPath`/kpis/${id}/rows.csv` + rowsQuery(question);
}

/** What the parts of a KPI are asked by. */
export type KpiPartsQuestion = Pick<KpiRowsQuestion, 'id' | 'from' | 'to' | 'site' | 'item' | 'unit'>;

export function loadKpiParts(
  { id, ...question }: KpiPartsQuestion,
  { limit, cursor }: { limit: number; cursor: string | null },
  signal: AbortSignal,
): Promise<KpiPartPage> {
  return request(KpiPartPage, apiPath`/kpis/${id}/parts` + rowsQuery({ ...question, limit, cursor }), { signal });
}

export function kpiPartsCsv({ id, ...question }: KpiPartsQuestion): string {
  return apiPath`/kpis/${id}/parts.csv` + rowsQuery(question);
}

/** A part or a unit may be the blank text, "not stated": it is asked for as such and not left out. */
function rowsQuery({ key, unit, ...rest }: Readonly<Record<string, string | number | null | undefined>>): string {
  const search = new URLSearchParams(queryString(rest));
  if (typeof key === 'string') search.set('key', key);
  if (typeof unit === 'string') search.set('unit', unit);
  return `?${search}`;
}
