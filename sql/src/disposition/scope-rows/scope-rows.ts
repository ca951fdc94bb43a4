import type { Statements } from '../../engine/engine.ts';
import { PER_STATEMENT } from '../../query/ask-in-parts.ts';
import { visibleSites } from '../../query/columns.ts';
import type { Query } from '../../query/define-query.ts';
import {
  type KeyedPage,
  keyedPage,
  type KeyedPageRequest,
  type KeyedRows,
  keyedStream,
} from '../../query/keyed-pages.ts';
import type { Bucket } from '../disposition.ts';
import {
  findScopeLots,
  findScopeShipments,
  findScopeStock,
  type MarginOfLine,
  type ScopeLot,
  type ScopeRowParameters,
  type ScopeShipment,
  type ScopeStock,
  type UnknownOfLot,
} from './scope-row-queries.ts';

export interface ScopeRowsFilter {
  /** Node numbers of the scope's lots; rows come in this order. */
  readonly nodes: Uint32Array;
  /** Sites that the reader may see; null: all. Rows without a site are shown to everybody. */
  readonly sites: readonly string[] | null;
  /** `terminal`: all but consumed and scrapped (D14). */
  readonly bucket?: Bucket | 'terminal' | undefined;
  readonly customerId?: string | undefined;
  /** Country of the customer as its record says. */
  readonly country?: string | undefined;
  /** Only customers without a country. */
  readonly noCountry?: boolean | undefined;
  /** The party that shipped it on. */
  readonly fromPartyId?: string | undefined;
  /** Only lines that we shipped ourselves: all, or those with or without a margin. Of shipments alone. */
  readonly margin?: MarginOfLine | undefined;
  /** Whether another party shipped it on (D15); both when left out. */
  readonly forwarded?: boolean | undefined;
  readonly siteId?: string | undefined;
  /** Only what is at no site. */
  readonly noSite?: boolean | undefined;
  readonly itemId?: string | undefined;
  /** Only lots whose item no row names. */
  readonly noItem?: boolean | undefined;
  /** Only what is at stake and has no value (D14). Of stock alone. */
  readonly unvalued?: boolean | undefined;
  /** Only lots of which this is not known. */
  readonly unknown?: UnknownOfLot | undefined;
  /** Part of a lot id, in any case. */
  readonly q?: string | undefined;
}

export interface ScopeRowsRequest extends ScopeRowsFilter, KeyedPageRequest {}

interface ScopeRow {
  readonly nodeNo: number;
  readonly hidden: boolean;
}
type Shown<Row extends ScopeRow> = Omit<Row, 'hidden'>;

/** One page of the lots of a scope. Throws `InvalidCursor`. */
export const scopeLots = pager<ScopeLot>(findScopeLots);
/** One page of where the units of a scope are. Throws `InvalidCursor`. */
export const scopeStock = pager<ScopeStock>(findScopeStock);
/** One page of the shipments of a scope. Throws `InvalidCursor`. */
export const scopeShipments = pager<ScopeShipment>(findScopeShipments);

/** All lots of a scope, in batches. */
export const streamScopeLots = streamer<ScopeLot>(findScopeLots);
/** Where all units of a scope are, in batches. */
export const streamScopeStock = streamer<ScopeStock>(findScopeStock);
/** All shipments of a scope, in batches. */
export const streamScopeShipments = streamer<ScopeShipment>(findScopeShipments);

function pager<Row extends ScopeRow>(find: Query<ScopeRowParameters, Row>) {
  return (statements: Statements, request: ScopeRowsRequest): Promise<KeyedPage<Shown<Row>>> =>
    keyedPage(rowsOf(statements, find, request), request);
}

function streamer<Row extends ScopeRow>(find: Query<ScopeRowParameters, Row>) {
  return (statements: Statements, filter: ScopeRowsFilter): AsyncIterable<Shown<Row>[]> =>
    keyedStream(rowsOf(statements, find, { ...filter, limit: PER_STATEMENT }));
}

/** Rows by lot, in the order of the lots. */
function rowsOf<Row extends ScopeRow>(
  statements: Statements,
  find: Query<ScopeRowParameters, Row>,
  request: ScopeRowsRequest,
): KeyedRows<Shown<Row>> {
  const { nodes } = request;
  return {
    keys: nodes.length,
    step: nodesFor(request),
    read: (start, end) => visibleRows(statements, find, request, [...nodes.subarray(start, end)]),
    count: (start, end) => find.count(statements, parametersOf(request, [...nodes.subarray(start, end)])),
  };
}

/** A page rarely needs the rows of many more lots than it has rows, unless a filter leaves most of them out. */
function nodesFor(request: ScopeRowsRequest): number {
  const { nodes: _nodes, sites: _sites, limit: _limit, cursor: _cursor, ...filters } = request;
  const filtered = Object.values(filters).some((filter) => filter !== undefined);
  return filtered ? PER_STATEMENT : Math.min(PER_STATEMENT, request.limit);
}

async function visibleRows<Row extends ScopeRow>(
  statements: Statements,
  find: Query<ScopeRowParameters, Row>,
  filter: ScopeRowsFilter,
  nodes: number[],
): Promise<Shown<Row>[]> {
  const place = new Map(nodes.map((node, index) => [node, index]));
  const rows = await find(statements, parametersOf(filter, nodes));
  return rows
    .filter((row) => !row.hidden)
    .sort((a, b) => (place.get(a.nodeNo) ?? 0) - (place.get(b.nodeNo) ?? 0))
    .map(({ hidden: _, ...row }) => row);
}

function parametersOf(filter: ScopeRowsFilter, nodes: number[]): ScopeRowParameters {
  const { bucket = '', customerId = '', siteId = '', itemId = '', unknown = '', q = '', forwarded } = filter;
  const { country = '', fromPartyId = '', margin = '' } = filter;
  return {
    nodes,
    bucket,
    customerId,
    country,
    noCountry: Number(filter.noCountry ?? false),
    fromPartyId,
    margin,
    forwarded: forwarded === undefined ? '' : forwarded ? 'yes' : 'no',
    siteId,
    noSite: Number(filter.noSite ?? false),
    itemId,
    noItem: Number(filter.noItem ?? false),
    unvalued: Number(filter.unvalued ?? false),
    unknown,
    q,
    ...visibleSites(filter.sites),
  };
}
