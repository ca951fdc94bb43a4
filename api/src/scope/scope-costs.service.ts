import { Inject, Injectable } from '@nestjs/common';
import { costEntries, ScopeCosts, streamCostEntries } from '@lotscope/sql';
import type { CostEntriesFilter, CostEntry, CostsOfScope, Engine, MarginOfLine } from '@lotscope/sql';
import type { ComputedScope } from '@lotscope/sql/genealogy';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { ScopeCostPage, ScopeCostRow, ScopeCostsQuery } from '../contract/scope-money.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { moneyOf } from '../lots/money.ts';
import type { Kept } from '../publications/kept.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { OpenScopeService } from './open-scope.service.ts';

/** What a recall of a scope costs beside its stock, in memory; loaded again when something was published. */
@Injectable()
export class ScopeCostsService {
  readonly #costs: Kept<ScopeCosts>;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly scopes: OpenScopeService,
    private readonly currency: BaseCurrencyService,
    publications: PublicationsService,
  ) {
    this.#costs = publications.keepFresh(() => ScopeCosts.load(engine));
  }

  async of({ all }: ComputedScope): Promise<CostsOfScope> {
    return (await this.#costs.get()).of(all.nodes);
  }

  /** Those of the lots that were shipped, by what is known of the margin on it. */
  async shipped(nodes: Uint32Array, which: MarginOfLine): Promise<Uint32Array> {
    return (await this.#costs.get()).shipped(nodes, which);
  }

  /** The entries that the booked parts of an exposure are made of. */
  async entries(principal: Principal, scopeId: string, query: ScopeCostsQuery): Promise<ScopeCostPage> {
    const filter = await this.#filter(principal, scopeId, query);
    const { limit, cursor } = query;
    const [{ rows, ...page }, currency] = await Promise.all([
      costEntries(this.engine, { ...filter, limit, cursor }),
      this.currency.read(),
    ]);
    return { ...page, items: rows.map((row) => costRow(row, currency)) };
  }

  /** Opens the scope before the first batch, so that one that is gone is answered with a problem, not a broken file. */
  async allEntries(
    principal: Principal,
    scopeId: string,
    query: ScopeCostsQuery,
  ): Promise<AsyncIterable<ScopeCostRow[]>> {
    const filter = await this.#filter(principal, scopeId, query);
    const currency = await this.currency.read();
    return rowsOf(streamCostEntries(this.engine, filter), currency);
  }

  async #filter(
    principal: Principal,
    scopeId: string,
    { kind, unvalued, q }: ScopeCostsQuery,
  ): Promise<CostEntriesFilter> {
    const [scope, costs] = await Promise.all([this.scopes.open(principal, scopeId), this.#costs.get()]);
    const entries = costs.entriesOf(scope.all.nodes, kind);
    return { entries, sites: principal.sites, unvalued: unvalued === 'true', q };
  }
}

const costRow = ({ value, ...row }: CostEntry, currency: string | null): ScopeCostRow => ({
  ...row,
  value: moneyOf(value, currency),
});

async function* rowsOf(batches: AsyncIterable<CostEntry[]>, currency: string | null): AsyncIterable<ScopeCostRow[]> {
  for await (const batch of batches) yield batch.map((row) => costRow(row, currency));
}
