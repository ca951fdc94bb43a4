import {
  BookedKind,
  Bucket,
  ScopeCostPage,
  ScopeCustomer,
  ScopeCustomerPage,
  ScopeLotPage,
  ScopeShipmentPage,
  ScopeStockPage,
  UnknownOfLot,
} from '@lotscope/api/contract';
import { apiPath, queryString, request } from '#lib/api/request.ts';
import type { ScopeCertainty } from '#lib/vocabulary/certainty.ts';

/** The lists of a scope: what is affected, who got it, where the rest is, who to tell, and what is booked to it. */
export const scopeLists = [
  { value: 'lots', label: 'Lots' },
  { value: 'shipments', label: 'Shipments' },
  { value: 'stock', label: 'Stock' },
  { value: 'customers', label: 'Customers' },
  { value: 'costs', label: 'Costs' },
] as const;
export type ScopeList = (typeof scopeLists)[number]['value'];

/** What narrows the rows of a scope, as the URL holds it. */
export interface RowsFilter {
  readonly recall?: 'broad' | 'saved' | undefined;
  readonly bucket?: Bucket | 'terminal' | undefined;
  readonly customerId?: string | undefined;
  readonly relation?: ScopeCustomer['relation'] | undefined;
  readonly country?: string | undefined;
  readonly noCountry?: 'true' | undefined;
  readonly fromPartyId?: string | undefined;
  readonly nextTier?: 'unknown' | undefined;
  readonly contact?: 'unknown' | undefined;
  readonly siteId?: string | undefined;
  readonly noSite?: 'true' | undefined;
  readonly itemId?: string | undefined;
  readonly noItem?: 'true' | undefined;
  readonly unknown?: UnknownOfLot | undefined;
  readonly unvalued?: 'true' | undefined;
  readonly margin?: 'any' | 'known' | 'open' | undefined;
  readonly kind?: BookedKind | undefined;
  readonly certainty?: ScopeCertainty | undefined;
  readonly q?: string | undefined;
}

/** Names of the URL parameters; the filter bar's own `site` and `item` stay free. */
export const rowsParameters = {
  recall: 'recall',
  bucket: 'bucket',
  customerId: 'customer',
  relation: 'relation',
  country: 'country',
  noCountry: 'stateless',
  fromPartyId: 'from-party',
  nextTier: 'next-tier',
  contact: 'contact',
  siteId: 'place',
  noSite: 'nowhere',
  itemId: 'product',
  noItem: 'nameless',
  unknown: 'unknown',
  unvalued: 'unvalued',
  margin: 'margin',
  kind: 'cost',
  certainty: 'certainty',
  q: 'find',
} as const;

/** A list and what narrows it: where a number leads. */
export interface ListedRows {
  readonly list: ScopeList;
  readonly filter: RowsFilter;
}

const ofLots = ['recall', 'customerId', 'relation', 'country', 'noCountry', 'fromPartyId', 'bucket', 'siteId'] as const;
const ofItems = ['noSite', 'itemId', 'noItem', 'unknown', 'margin', 'certainty', 'q'] as const;

/** What narrows each list; the others have nothing to go by there. */
const narrowing: Readonly<Record<ScopeList, readonly (keyof RowsFilter)[]>> = {
  lots: [...ofLots, ...ofItems],
  shipments: [...ofLots, ...ofItems],
  stock: [...ofLots, ...ofItems, 'unvalued'],
  customers: ['recall', 'customerId', 'relation', 'country', 'noCountry', 'fromPartyId', 'nextTier', 'contact', 'q'],
  costs: ['kind', 'unvalued', 'q'],
};

const certaintyNames = ['certain', 'possible', 'excluded'] as const;
const bucketNames = [...Bucket.options, 'terminal'] as const;

/** One of a few words, or nothing. */
const oneOf = <Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined =>
  words.find((word) => word === text);
const flags = ['true'] as const;

/** Reads the filter and the list from a URL; what it does not understand, or what the list does not go by, is left out. */
export function readRows(parameters: Pick<URLSearchParams, 'get'>): { list: ScopeList; filter: RowsFilter } {
  const text = (name: keyof RowsFilter) => parameters.get(rowsParameters[name]) || undefined;
  const list = scopeLists.find((entry) => entry.value === parameters.get('rows'))?.value ?? 'lots';
  const filter: RowsFilter = {
    recall: oneOf(['broad', 'saved'], text('recall')),
    bucket: oneOf(bucketNames, text('bucket')),
    customerId: text('customerId'),
    relation: oneOf(ScopeCustomer.shape.relation.options, text('relation')),
    country: text('country'),
    noCountry: oneOf(flags, text('noCountry')),
    fromPartyId: text('fromPartyId'),
    nextTier: oneOf(['unknown'], text('nextTier')),
    contact: oneOf(['unknown'], text('contact')),
    siteId: text('siteId'),
    noSite: oneOf(flags, text('noSite')),
    itemId: text('itemId'),
    noItem: oneOf(flags, text('noItem')),
    unknown: oneOf(UnknownOfLot.options, text('unknown')),
    unvalued: oneOf(flags, text('unvalued')),
    margin: oneOf(['any', 'known', 'open'], text('margin')),
    kind: oneOf(BookedKind.options, text('kind')),
    certainty: oneOf(certaintyNames, text('certainty')),
    q: text('q'),
  };
  return { list, filter: Object.fromEntries(narrowing[list].map((name) => [name, filter[name]])) };
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
  customers: (scopeId: string, filter: RowsFilter, page: PageOf, signal: AbortSignal) =>
    request(ScopeCustomerPage, rowsPath(scopeId, 'customers', filter, page), { signal }),
  costs: (scopeId: string, filter: RowsFilter, page: PageOf, signal: AbortSignal) =>
    request(ScopeCostPage, rowsPath(scopeId, 'costs', filter, page), { signal }),
};
