/** What the filter bar holds, and how the URL spells it: `?period=30d` or `?from=…&to=…`, `?site=…`, `?item=…`. */

export const periods = [
  { id: '30d', label: 'Last 30 days', days: 30 },
  { id: '90d', label: 'Last 90 days', days: 90 },
  { id: '180d', label: 'Last 180 days', days: 180 },
  { id: '365d', label: 'Last 12 months', days: 365 },
  { id: '730d', label: 'Last 24 months', days: 730 },
] as const;

export type PeriodId = (typeof periods)[number]['id'];

/** What the server answers for when no dates are sent. */
export const defaultPeriod: PeriodId = '365d';

export interface FilterState {
  /** A named period, or `custom` with `from` and `to`. */
  readonly period: PeriodId | 'custom';
  /** First and last day, `YYYY-MM-DD`, of a custom period. */
  readonly from?: string;
  readonly to?: string;
  readonly site?: string;
  readonly item?: string;
}

export const noFilters: FilterState = { period: defaultPeriod };

/** The URL parameters that belong to the filter bar; a page keeps its own beside them. */
export const filterParameters = ['period', 'from', 'to', 'site', 'item'] as const;

type ReadableParameters = Pick<URLSearchParams, 'get'>;

const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Reads the filter bar from a URL; what it does not understand falls back to the default. */
export function readFilters(parameters: ReadableParameters): FilterState {
  const from = parameters.get('from');
  const to = parameters.get('to');
  const site = parameters.get('site') || undefined;
  const item = parameters.get('item') || undefined;
  const places = { ...(site ? { site } : {}), ...(item ? { item } : {}) };
  if (isDay(from) && isDay(to) && from <= to) return { period: 'custom', from, to, ...places };
  const named = periods.find((period) => period.id === parameters.get('period'));
  return { period: named?.id ?? defaultPeriod, ...places };
}

/** The parameters of a URL with these filters and everything else as it was; defaults are left out. */
export function writeFilters(parameters: URLSearchParams, filters: FilterState): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const name of filterParameters) next.delete(name);
  if (filters.period === 'custom') {
    if (filters.from) next.set('from', filters.from);
    if (filters.to) next.set('to', filters.to);
  } else if (filters.period !== defaultPeriod) next.set('period', filters.period);
  if (filters.site) next.set('site', filters.site);
  if (filters.item) next.set('item', filters.item);
  return next;
}

/** True when Reset would change something. */
export function isFiltered(filters: FilterState): boolean {
  return filters.period !== defaultPeriod || filters.site !== undefined || filters.item !== undefined;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const oneDay = 86_400_000;

/** True when the dates depend on the newest event and the key figures do not count them by themselves. */
export function needsNewest(filters: FilterState): boolean {
  return filters.period !== 'custom' && filters.period !== defaultPeriod;
}

/**
 * The dates to ask the server for, `to` exclusive, counted back from the day of the newest event, as the server counts the default
 * period of the key figures: every named period ends on the same day, and a history that ends in June is not shown as an empty winter.
 * Nothing without a newest event.
 */
export function resolvePeriod(filters: FilterState, newestEvent: string | null): { from?: string; to?: string } {
  if (filters.period === 'custom' && filters.from && filters.to)
    return { from: filters.from, to: dayOf(Date.parse(filters.to) + oneDay) };
  const days = periods.find((period) => period.id === filters.period)?.days;
  if (!days || newestEvent === null) return {};
  const end = Math.floor(Date.parse(newestEvent) / oneDay) * oneDay + oneDay;
  return { from: dayOf(end - days * oneDay), to: dayOf(end) };
}

/** The filter part of a URL's search, `?` included: what a link to another page takes along. */
export function keepFilters(parameters: ReadableParameters): string {
  const kept = writeFilters(new URLSearchParams(), readFilters(parameters)).toString();
  return kept ? `?${kept}` : '';
}
