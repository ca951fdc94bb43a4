import { Inject, Injectable } from '@nestjs/common';
import { expiryTotals, listExpiryRisks } from '@lotscope/sql';
import type { Engine, ExpiryFilter, ScoredStock } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { ExpiryRisk, ExpiryRiskPage, ExpiryRiskQuery } from '../contract/risk-expiry.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { NamesService } from '../names/names.service.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';
import { describeExpiry } from './describe-expiry.ts';
import { totalsOf } from './expiry-totals.ts';
import { ScoringService } from './scoring.service.ts';

const csvPage = 5000;

/** Stock, what of it expires, and what avoids that (W4). */
@Injectable()
export class ExpiryRisksService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly currency: BaseCurrencyService,
    private readonly names: NamesService,
    private readonly scoring: ScoringService,
  ) {}

  async page(reader: Principal, query: ExpiryRiskQuery): Promise<ExpiryRiskPage> {
    const { limit, sort, order } = query;
    const offset = readOffset(query.cursor);
    const filter = await this.#filterOf(reader, query);
    const [rows, weeks] = await Promise.all([
      listExpiryRisks(this.engine, { ...filter, sort, order, offset, limit: limit + 1 }),
      expiryTotals(this.engine, filter),
    ]);
    const total = weeks.reduce((sum, { lots }) => sum + lots, 0);
    const withheld = weeks.reduce((sum, { lots, seen }) => sum + (seen ? 0 : lots), 0);
    return {
      items: await this.#described(reader, rows.slice(0, limit)),
      nextCursor: rows.length > limit ? writeOffset(offset + limit) : null,
      total,
      withheld,
      totals: totalsOf(weeks, filter.baseCurrency),
    };
  }

  /** All that match, page by page. */
  async *pages(reader: Principal, query: ExpiryRiskQuery): AsyncGenerator<ExpiryRisk[]> {
    const { sort, order } = query;
    const filter = await this.#filterOf(reader, query);
    for (let offset = 0; ; offset += csvPage) {
      const rows = await listExpiryRisks(this.engine, { ...filter, sort, order, offset, limit: csvPage });
      yield await this.#described(reader, rows);
      if (rows.length < csvPage) return;
    }
  }

  async #filterOf(
    { sites }: Principal,
    query: Partial<ExpiryRiskQuery>,
  ): Promise<ExpiryFilter & { baseCurrency: string | null }> {
    const { site, item, q, horizon } = query;
    return { site, item, q, horizon, sites, baseCurrency: await this.currency.read() };
  }

  async #described({ sites }: Principal, rows: readonly ScoredStock[]): Promise<ExpiryRisk[]> {
    const [newest, names] = await Promise.all([
      this.scoring.newest('expiry'),
      this.names.load({ sites: rows.map(({ transferTo }) => transferTo) }),
    ]);
    const siteNamed = (id: string): string =>
      sites !== null && !sites.includes(id) ? 'a site that you may not see' : (names.site(id).name ?? id);
    return rows.map((row) => describeExpiry(row, newest, siteNamed));
  }
}
