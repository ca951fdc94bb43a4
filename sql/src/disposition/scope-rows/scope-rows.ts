import type { Statements } from '../../engine/engine.ts';
import { inParts, PER_STATEMENT } from '../../query/ask-in-parts.ts';
import { visibleSites } from '../../query/columns.ts';
import type { Query } from '../../query/define-query.ts';
import type { Bucket } from '../disposition.ts';
import { decodeCursor, encodeCursor, InvalidCursor, type ScopeCursor } from './scope-cursor.ts';
import {
  findScopeLots,
  findScopeShipments,
  findScopeStock,
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
  /** Whether another party shipped it on (D15); both when left out. */
  readonly forwarded?: boolean | undefined;
  readonly siteId?: string | undefined;
  /** Only what is at no site. */
  readonly noSite?: boolean | undefined;
  readonly itemId?: string | undefined;
  /** Only lots whose item no row names. */
  readonly noItem?: boolean | undefined;
  /** Only lots of which this is not known. */
  readonly unknown?: UnknownOfLot | undefined;
  /** Part of a lot id, in any case. */
  readonly q?: string | undefined;
}

export interface ScopeRowsRequest extends ScopeRowsFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ScopePage<Row> {
  readonly rows: readonly Row[];
  /** Rows on all pages, withheld ones included. */
  readonly total: number;
  readonly withheld: number;
  readonly nextCursor: string | null;
}

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
  return async (statements: Statements, request: ScopeRowsRequest): Promise<ScopePage<Shown<Row>>> => {
    const start =
      request.cursor === undefined ? await firstCursor(statements, find, request) : decodeCursor(request.cursor);
    if (start.node > request.nodes.length) throw new InvalidCursor();
    const rows: Shown<Row>[] = [];
    let { node, skip } = start;
    while (node < request.nodes.length && rows.length < request.limit) {
      const nodes = [...request.nodes.subarray(node, node + nodesFor(request))];
      const found = await visibleRows(statements, find, request, nodes);
      const take = found.slice(skip, skip + request.limit - rows.length);
      rows.push(...take);
      if (skip + take.length < found.length) {
        skip += take.length;
        break;
      }
      node += nodes.length;
      skip = 0;
    }
    const nextCursor = node < request.nodes.length ? encodeCursor({ ...start, node, skip }) : null;
    return { rows, total: start.total, withheld: start.withheld, nextCursor };
  };
}

/** A page rarely needs the rows of many more lots than it has rows, unless a filter leaves most of them out. */
function nodesFor(request: ScopeRowsRequest): number {
  const { nodes: _nodes, sites: _sites, limit: _limit, cursor: _cursor, ...filters } = request;
  const filtered = Object.values(filters).some((filter) => filter !== undefined);
  return filtered ? PER_STATEMENT : Math.min(PER_STATEMENT, request.limit);
}

function streamer<Row extends ScopeRow>(find: Query<ScopeRowParameters, Row>) {
  return async function* (statements: Statements, filter: ScopeRowsFilter): AsyncIterable<Shown<Row>[]> {
    for (const nodes of inParts(filter.nodes)) {
      const rows = await visibleRows(statements, find, filter, nodes);
      if (rows.length > 0) yield rows;
    }
  };
}

async function firstCursor<Row extends ScopeRow>(
  statements: Statements,
  find: Query<ScopeRowParameters, Row>,
  filter: ScopeRowsFilter,
): Promise<ScopeCursor> {
  let [total, withheld] = [0, 0];
  for (const nodes of inParts(filter.nodes)) {
    const counted = await find.count(statements, parametersOf(filter, nodes));
    total += counted.total;
    withheld += counted.hidden;
  }
  return { node: 0, skip: 0, total, withheld };
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
  return {
    nodes,
    bucket,
    customerId,
    forwarded: forwarded === undefined ? '' : forwarded ? 'yes' : 'no',
    siteId,
    noSite: Number(filter.noSite ?? false),
    itemId,
    noItem: Number(filter.noItem ?? false),
    unknown,
    q,
    ...visibleSites(filter.sites),
  };
}
