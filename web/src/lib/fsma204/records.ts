import { Fsma204Summary } from '@lotscope/api/contract';
import { resolve } from '$app/paths';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import { resolvePeriod, type FilterState } from '#lib/filters/filter-state.ts';

/** What the records are of: a recall scope, the trace of a lot, or a period at all sites or one. */
export type RecordsSubject =
  | { readonly kind: 'scope'; readonly scopeId: string }
  | { readonly kind: 'lot'; readonly lotId: string }
  | { readonly kind: 'period'; readonly filters: FilterState };

/** As the address of the page names it. */
export function subjectOf(parameters: Pick<URLSearchParams, 'get'>, filters: FilterState): RecordsSubject {
  const [scopeId, lotId] = [parameters.get('scope'), parameters.get('lot')];
  if (scopeId) return { kind: 'scope', scopeId };
  return lotId ? { kind: 'lot', lotId } : { kind: 'period', filters };
}

/** Address of the page that counts the records before they are downloaded. */
export function recordsAddress(of: Readonly<Partial<Record<'scope' | 'lot', string>>> = {}): string {
  return resolve('/(app)/recall/fsma204') + queryString(of);
}

/** Addresses of the counts and of the files. */
export function recordsFile(subject: RecordsSubject, newestEvent: string | null, type: '' | '.xlsx' | '.zip'): string {
  if (subject.kind === 'scope') return `${apiPath`/scope/${subject.scopeId}/fsma204`}${type}`;
  if (subject.kind === 'lot') return `${apiPath`/lots/${subject.lotId}/fsma204`}${type}`;
  const { filters } = subject;
  return `/api/v1/fsma204${type}${queryString({ ...resolvePeriod(filters, newestEvent), site: filters.site })}`;
}

/** The counts, and where the same records are to be had as files. */
export interface CountedRecords {
  readonly summary: Fsma204Summary;
  readonly xlsx: string;
  readonly zip: string;
}

export async function loadRecords(
  subject: RecordsSubject,
  newest: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<CountedRecords> {
  const named = subject.kind === 'period' && subject.filters.period !== 'custom';
  const newestEvent = named ? await newest() : null;
  const file = (type: '' | '.xlsx' | '.zip') => recordsFile(subject, newestEvent, type);
  const summary = await request(Fsma204Summary, file(''), { signal });
  return { summary, xlsx: file('.xlsx'), zip: file('.zip') };
}
