import { Inject, Injectable } from '@nestjs/common';
import {
  scopeLots,
  scopeShipments,
  scopeStock,
  streamScopeLots,
  streamScopeShipments,
  streamScopeStock,
} from '@lotscope/sql';
import type { Engine, ScopeLot, ScopeRowsFilter, ScopeStock } from '@lotscope/sql';
import type { ComputedScope, ScopeLotDetail } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type {
  ScopeLotPage,
  ScopeLotRow,
  ScopeRowsQuery,
  ScopeShipmentPage,
  ScopeShipmentRow,
  ScopeStockPage,
  ScopeStockRow,
} from '../contract/scope-rows.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { moneyOf } from '../lots/money.ts';
import { OpenScopeService } from './open-scope.service.ts';

type LotRow = Omit<ScopeLot, 'hidden'>;
type StockRow = Omit<ScopeStock, 'hidden'>;

/** The rows behind a computed scope: lots, shipments, stock; paged, or all of them in batches. */
@Injectable()
export class ScopeRowsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly scopes: OpenScopeService,
    private readonly currency: BaseCurrencyService,
  ) {}

  async lots(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeLotPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const [{ rows, ...page }, currency] = await Promise.all([
      scopeLots(this.engine, { ...filterOf(scope, principal, query), limit: query.limit, cursor: query.cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: await described(scope, rows, currency) };
  }

  async shipments(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeShipmentPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const { limit, cursor } = query;
    const { rows, ...page } = await scopeShipments(this.engine, {
      ...filterOf(scope, principal, query),
      limit,
      cursor,
    });
    return { ...page, items: rows.map(shipmentRow) };
  }

  async stock(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeStockPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const { limit, cursor } = query;
    const [{ rows, ...page }, currency] = await Promise.all([
      scopeStock(this.engine, { ...filterOf(scope, principal, query), limit, cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: rows.map((row) => stockRow(row, currency)) };
  }

  /** Opens the scope before the first batch, so that one that is gone is answered with a problem, not a broken file. */
  async allLots(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<AsyncIterable<ScopeLotRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const currency = await this.currency.read();
    const batches = streamScopeLots(this.engine, filterOf(scope, principal, query));
    return mapped(batches, (rows) => described(scope, rows, currency));
  }

  async allShipments(
    principal: Principal,
    scopeId: string,
    query: ScopeRowsQuery,
  ): Promise<AsyncIterable<ScopeShipmentRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const batches = streamScopeShipments(this.engine, filterOf(scope, principal, query));
    return mapped(batches, (rows) => rows.map(shipmentRow));
  }

  async allStock(
    principal: Principal,
    scopeId: string,
    query: ScopeRowsQuery,
  ): Promise<AsyncIterable<ScopeStockRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const currency = await this.currency.read();
    const batches = streamScopeStock(this.engine, filterOf(scope, principal, query));
    return mapped(batches, (rows) => rows.map((row) => stockRow(row, currency)));
  }
}

async function* mapped<A, B>(batches: AsyncIterable<A[]>, map: (batch: A[]) => B[] | Promise<B[]>): AsyncIterable<B[]> {
  for await (const batch of batches) yield await map(batch);
}

function filterOf(scope: ComputedScope, { sites }: Principal, query: ScopeRowsQuery): ScopeRowsFilter {
  const { certainty, relation, noSite, noItem, limit: _limit, cursor: _cursor, ...filter } = query;
  return {
    ...filter,
    nodes: ofRelation(scope, scope.lots(certainty), relation),
    sites,
    forwarded: relation === undefined ? undefined : relation === 'second-tier',
    noSite: noSite === 'true' || undefined,
    noItem: noItem === 'true' || undefined,
  };
}

/** The lots whose shipments make customers of a relation (D15): direct ones got a root, indirect ones another lot. */
function ofRelation({ all }: ComputedScope, nodes: Uint32Array, relation: ScopeRowsQuery['relation']): Uint32Array {
  if (relation === undefined || relation === 'second-tier') return nodes;
  const roots = new Set(all.nodes.subarray(0, all.roots));
  return nodes.filter((node) => roots.has(node) === (relation === 'direct'));
}

/** Facts of the lots beside what the trace says of them. */
async function described(
  scope: ComputedScope,
  rows: readonly LotRow[],
  currency: string | null,
): Promise<ScopeLotRow[]> {
  const details = await scope.details(rows.map(({ nodeNo }) => nodeNo));
  return rows.map((row, index) => lotRow(row, details[index], currency));
}

function lotRow(row: LotRow, detail: ScopeLotDetail | undefined, currency: string | null): ScopeLotRow {
  if (detail === undefined) throw new Error(`The trace does not know the lot ${row.lotId} of its own scope`);
  const { nodeNo: _node, quantity, unit, value, unvalued, lotNumber: _number, ...lot } = row;
  const { root, depth, certainty, share, missing, evidence } = detail;
  return {
    ...lot,
    root,
    depth,
    certainty,
    share,
    missing: [...missing],
    evidence: [...evidence],
    made: { quantity, unit, unknown: quantity === null ? 1 : 0 },
    exposure: { amount: value, currency, unknown: unvalued },
  };
}

function stockRow({ nodeNo: _node, value, ...row }: StockRow, currency: string | null): ScopeStockRow {
  return { ...row, value: moneyOf(value, currency) };
}

function shipmentRow(row: Awaited<ReturnType<typeof scopeShipments>>['rows'][number]): ScopeShipmentRow {
  const { nodeNo: _node, customerRecallContact: recallContact, customerContact: _contact, ...shipment } = row;
  return { ...shipment, recallContact };
}
