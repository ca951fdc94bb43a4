import {
  Bucket,
  ScopeCustomer,
  ScopeLotPage,
  ScopeShipmentPage,
  ScopeStockPage,
  UnknownOfLot,
} from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import type { ScopeCertainty } from '#lib/vocabulary/certainty.ts';

/** The three lists of a scope: what is affected, who got it, where the rest is. */
export const scopeLists = [
  { value: 'lots', label: 'Lots' },
  { value: 'shipments', label: 'Shipments' },
  { value: 'stock', label: 'Stock' },
] as const;
export type ScopeList = (typeof scopeLists)[number]['value'];

/** What narrows the rows of a scope, as the URL holds it. */
export interface RowsFilter {
  readonly bucket?: Bucket | 'terminal' | undefined;
  readonly customerId?: string | undefined;
  readonly relation?: ScopeCustomer['relation'] | undefined;
  readonly siteId?: string | undefined;
  readonly noSite?: 'true' | undefined;
  readonly itemId?: string | undefined;
  readonly noItem?: 'true' | undefined;
  readonly unknown?: UnknownOfLot | undefined;
  readonly certainty?: ScopeCertainty | undefined;
  readonly q?: string | undefined;
}

/** Names of the URL parameters; the filter bar's own `site` and `item` stay free. */
export const rowsParameters = {
  bucket: 'bucket',
  customerId: 'customer',
  relation: 'relation',
  siteId: 'place',
  noSite: 'nowhere',
  itemId: 'product',
  noItem: 'nameless',
  unknown: 'unknown',
  certainty: 'certainty',
  q: 'find',
} as const;

const certaintyNames = ['certain', 'possible', 'excluded'] as const;
const bucketNames = [...Bucket.options, 'terminal'] as const;

/** Reads the filter and the list from a URL; what it does not understand is left out. */
export function readRows(parameters: Pick<URLSearchParams, 'get'>): { list: ScopeList; filter: RowsFilter } {
  const text = (name: keyof typeof rowsParameters) => parameters.get(rowsParameters[name]) || undefined;
  const list = scopeLists.find((entry) => entry.value === parameters.get('rows'))?.value ?? 'lots';
  return {
    list,
    filter: {
      bucket: bucketNames.find((bucket) => bucket === text('bucket')),
      customerId: text('customerId'),
      relation: ScopeCustomer.shape.relation.options.find((relation) => relation === text('relation')),
      siteId: text('siteId'),
      noSite: text('noSite') === 'true' ? 'true' : undefined,
      itemId: text('itemId'),
      noItem: text('noItem') === 'true' ? 'true' : undefined,
      unknown: UnknownOfLot.options.find((kind) => kind === text('unknown')),
      certainty: certaintyNames.find((name) => name === text('certainty')),
      q: text('q'),
    },
  };
}

/**
 * The changes of the address that show these rows and no others: what narrowed them before is taken out, or they would not add up to
 * the number that was followed.
 */
export function onlyRows(list: ScopeList, filter: RowsFilter = {}): Record<string, string | null> {
  const changes = (Object.keys(rowsParameters) as (keyof RowsFilter)[]).map(
    (name) => [rowsParameters[name], filter[name] ?? null] as const,
  );
  return { rows: list, ...Object.fromEntries(changes) };
}

export function scopeCsv(scopeId: string, list: ScopeList, filter: RowsFilter = {}): string {
  return apiPath`/scope/${scopeId}/` + `${list}.csv` + queryString({ ...filter });
}

interface PageOf {
  readonly limit: number;
  readonly cursor: string | null;
  readonly sort: string | undefined;
}

const rowsPath = (scopeId: string, list: ScopeList, filter: RowsFilter, page: PageOf) =>
  apiPath`/scope/${scopeId}/` + list + queryString({ ...filter, ...page });

export const loadScopeRows = {
  lots: (scopeId: string, filter: RowsFilter, page: PageOf, signal: AbortSignal) =>
    request(ScopeLotPage, rowsPath(scopeId, 'lots', filter, page), { signal }),
  shipments: (scopeId: string, filter: RowsFilter, page: PageOf, signal: AbortSignal) =>
    request(ScopeShipmentPage, rowsPath(scopeId, 'shipments', filter, page), { signal }),
  stock: (scopeId: string, filter: RowsFilter, page: PageOf, signal: AbortSignal) =>
    request(ScopeStockPage, rowsPath(scopeId, 'stock', filter, page), { signal }),
};
