import { Inject, Injectable } from '@nestjs/common';
import {
  scopeLots,
  scopeShipments,
  scopeStock,
  streamScopeLots,
  streamScopeShipments,
  streamScopeStock,
} from '@lotscope/sql';
import type { Engine, ScopeLot, ScopeRowsFilter, ScopeShipment, ScopeStock } from '@lotscope/sql';
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
import { ScopeCostsService } from './scope-costs.service.ts';
import { OpenScopeService } from './open-scope.service.ts';

type LotRow = Omit<ScopeLot, 'hidden'>;
type StockRow = Omit<ScopeStock, 'hidden'>;
type ShipmentRow = Omit<ScopeShipment, 'hidden'>;

/** The rows behind a computed scope: lots, shipments, stock; paged, or all of them in batches. */
@Injectable()
export class ScopeRowsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly scopes: OpenScopeService,
    private readonly currency: BaseCurrencyService,
    private readonly costs: ScopeCostsService,
  ) {}

  async lots(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeLotPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const filter = await this.#filter(scope, principal, query);
    const [{ rows, ...page }, currency] = await Promise.all([
      scopeLots(this.engine, { ...filter, limit: query.limit, cursor: query.cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: await described(scope, rows, currency) };
  }

  async shipments(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeShipmentPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const { limit, cursor } = query;
    const filter = await this.#filter(scope, principal, query);
    const [{ rows, ...page }, currency] = await Promise.all([
      scopeShipments(this.engine, { ...filter, limit, cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: rows.map((row) => shipmentRow(row, currency)) };
  }

  async stock(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<ScopeStockPage> {
    const scope = await this.scopes.open(principal, scopeId);
    const { limit, cursor } = query;
    const filter = await this.#filter(scope, principal, query);
    const [{ rows, ...page }, currency] = await Promise.all([
      scopeStock(this.engine, { ...filter, limit, cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: rows.map((row) => stockRow(row, currency)) };
  }

  /** Opens the scope before the first batch, so that one that is gone is answered with a problem, not a broken file. */
  async allLots(principal: Principal, scopeId: string, query: ScopeRowsQuery): Promise<AsyncIterable<ScopeLotRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const currency = await this.currency.read();
    const batches = streamScopeLots(this.engine, await this.#filter(scope, principal, query));
    return mapped(batches, (rows) => described(scope, rows, currency));
  }

  async allShipments(
    principal: Principal,
    scopeId: string,
    query: ScopeRowsQuery,
  ): Promise<AsyncIterable<ScopeShipmentRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const currency = await this.currency.read();
    const batches = streamScopeShipments(this.engine, await this.#filter(scope, principal, query));
    return mapped(batches, (rows) => rows.map((row) => shipmentRow(row, currency)));
  }

  async allStock(
    principal: Principal,
    scopeId: string,
    query: ScopeRowsQuery,
  ): Promise<AsyncIterable<ScopeStockRow[]>> {
    const scope = await this.scopes.open(principal, scopeId);
    const currency = await this.currency.read();
    const batches = streamScopeStock(this.engine, await this.#filter(scope, principal, query));
    return mapped(batches, (rows) => rows.map((row) => stockRow(row, currency)));
  }

  async #filter(scope: ComputedScope, { sites }: Principal, query: ScopeRowsQuery): Promise<ScopeRowsFilter> {
    const { certainty: _c, recall: _r, from: _f, to: _t, limit: _limit, cursor: _cursor, ...filter } = query;
    const { relation, margin, noSite, noItem, noCountry, unvalued, ...rest } = filter;
    const nodes = ofRelation(scope, await lotsOf(scope, query), relation);
    return {
      ...rest,
      nodes: margin === undefined ? nodes : await this.costs.shipped(nodes, margin),
      margin,
      sites,
      forwarded: relation === undefined ? undefined : relation === 'second-tier',
      noSite: flagged(noSite),
      noItem: flagged(noItem),
      noCountry: flagged(noCountry),
      unvalued: flagged(unvalued),
    };
  }
}

const flagged = (text: 'true' | undefined): true | undefined => (text === 'true' ? true : undefined);

async function* mapped<A, B>(batches: AsyncIterable<A[]>, map: (batch: A[]) => B[] | Promise<B[]>): AsyncIterable<B[]> {
  for await (const batch of batches) yield await map(batch);
}

/** The lots of the scope; of the broad recall what it takes beside them too, or that alone (R4). */
async function lotsOf(scope: ComputedScope, { certainty, recall, from, to }: ScopeRowsQuery): Promise<Uint32Array> {
  if (recall === undefined) return scope.lots(certainty);
  const beside = await scope.besides({ from, to });
  if (certainty === 'excluded') {
    const excluded = new Set(scope.lots(certainty));
    return beside.filter((node) => excluded.has(node));
  }
  const affected = recall === 'broad' ? scope.lots(certainty) : new Uint32Array();
  if (certainty !== undefined) return affected;
  const lots = new Uint32Array(affected.length + beside.length);
  lots.set(affected);
  lots.set(beside, affected.length);
  return lots;
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

/** A lot that only the broad recall takes has no place in the trace. */
const untraced = { root: false, depth: null, certainty: null, share: null, missing: [], evidence: [] } as const;

function lotRow(row: LotRow, detail: ScopeLotDetail | null | undefined, currency: string | null): ScopeLotRow {
  if (detail === undefined) throw new Error(`The lot ${row.lotId} was not asked for`);
  const { nodeNo: _node, quantity, unit, value, unvalued, lotNumber: _number, ...lot } = row;
  const { root, depth, certainty, share, missing, evidence } = detail ?? untraced;
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

function shipmentRow(row: ShipmentRow, currency: string | null): ScopeShipmentRow {
  const { nodeNo: _node, customerRecallContact: recallContact, customerContact: _contact, margin, ...shipment } = row;
  return { ...shipment, recallContact, margin: shipment.fromPartyId === null ? moneyOf(margin, currency) : null };
}
