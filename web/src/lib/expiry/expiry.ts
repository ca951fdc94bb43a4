import { ExpiryRiskPage, JobAccepted, type ExpiryRisk, type ExpiryWhatIf } from '@lotscope/api/contract';
import { queryString, request } from '#lib/api/request.ts';
import { mondayOf } from '#lib/format/weeks.ts';
import { sortQuery } from '#lib/risk/sort-query.ts';

/** What narrows the stock, as the URL spells it. */
export const expiryFilters = ['site', 'item', 'q', 'state', 'week', 'horizon'] as const;
export type ExpiryFilter = Partial<Record<(typeof expiryFilters)[number], string>>;

/** Days ahead that can be chosen; without one, all stock is shown, also what has no expiry date. */
export const horizons = [30, 60, 90, 180, 365] as const;

/** Which stock is listed; what can still be saved comes first. */
export const stockStates = ['ahead', 'expired', 'all'] as const;
export type StockState = (typeof stockStates)[number];
export const chosenState = ({ state }: ExpiryFilter): StockState =>
  stockStates.find((known) => known === state) ?? 'ahead';

/** Reads the filter from a URL; a horizon, week or state that makes no sense is none. */
export function readExpiryFilter(parameters: Pick<URLSearchParams, 'get'>): ExpiryFilter {
  const read = expiryFilters.flatMap((name): [string, string][] => {
    const value = parameters.get(name);
    if (!value) return [];
    if (name === 'horizon' && !/^[1-9]\d{0,3}$/.test(value)) return [];
    if (name === 'state' && value !== 'expired' && value !== 'all') return [];
    return name === 'week' && mondayOf(value) === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(read);
}

/** The filter as the server knows it: it lists all stock unless it is asked for a state. */
function asked(filter: ExpiryFilter): ExpiryFilter {
  const { state: _state, ...others } = filter;
  const chosen = chosenState(filter);
  return chosen === 'all' ? others : { ...others, state: chosen };
}

export function loadExpiry(
  filter: ExpiryFilter & { lot?: string },
  { sort, ...page }: { limit: number; cursor: string | null; sort: string | undefined },
  signal: AbortSignal,
): Promise<ExpiryRiskPage> {
  const query = queryString({ ...asked(filter), ...sortQuery(sort), ...page });
  return request(ExpiryRiskPage, '/api/v1/risk/expiry' + query, { signal });
}

/** Sums of all stock that matches, in every week; what lies ahead and what has expired already are apart in them. */
export function loadExpiryTotals(
  { week: _week, ...filter }: ExpiryFilter,
  signal: AbortSignal,
): Promise<ExpiryRiskPage> {
  return loadExpiry({ ...filter, state: 'all' }, { limit: 1, cursor: null, sort: undefined }, signal);
}

/** All stock that matches, as a file, in the order of the page. */
export function expiryCsv(filter: ExpiryFilter, sort: string | undefined): string {
  return '/api/v1/risk/expiry.csv' + queryString({ ...asked(filter), ...sortQuery(sort) });
}

/** What is on hand of a lot: one row per site and unit. */
export async function loadExpiryOfLot(lot: string, signal: AbortSignal): Promise<ExpiryRisk[]> {
  return (await loadExpiry({ lot, state: 'all' }, { limit: 1000, cursor: null, sort: 'rank' }, signal)).items;
}

/** Starts the calculation of what an action would save; answers the id of its job. */
export async function askWhatIf(question: ExpiryWhatIf): Promise<string> {
  return (await request(JobAccepted, '/api/v1/risk/expiry/what-if', { method: 'POST', body: question })).jobId;
}
