import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { JobQueues } from '@lotscope/jobs/contract';
import { dayOfStock, expiryTotals, listExpiryRisks, streamExpiryRisks } from '@lotscope/sql';
import type { Engine, ExpiryFilter, ScoredStock } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE, QUEUES } from '../app/tokens.ts';
import type { JobAccepted } from '../contract/jobs.ts';
import type { ExpiryRisk, ExpiryRiskPage, ExpiryRiskQuery, ExpiryWhatIf } from '../contract/risk-expiry.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { Invalid, NotFound } from '../errors/failures.ts';
import { NamesService } from '../names/names.service.ts';
import { readPinned, writePinned } from '../paging/pinned-cursor.ts';
import { describeExpiry } from './describe-expiry.ts';
import { totalsOf } from './expiry-totals.ts';
import { ScoringService } from './scoring.service.ts';

/** Stock, what of it expires, and what avoids that (W4). */
@Injectable()
export class ExpiryRisksService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(QUEUES) private readonly queues: JobQueues,
    private readonly currency: BaseCurrencyService,
    private readonly names: NamesService,
    private readonly scoring: ScoringService,
  ) {}

  async page(reader: Principal, query: ExpiryRiskQuery): Promise<ExpiryRiskPage> {
    const { limit, sort, order } = query;
    const from = readPinned(query.cursor);
    const offset = from?.offset ?? 0;
    const filter = await this.#filterOf(reader, query, from?.run);
    const [rows, weeks] = await Promise.all([
      listExpiryRisks(this.engine, { ...filter, sort, order, offset, limit: limit + 1 }),
      expiryTotals(this.engine, filter),
    ]);
    await this.scoring.stillReadable('expiry', filter.run);
    const total = weeks.reduce((sum, { lots }) => sum + lots, 0);
    const withheld = weeks.reduce((sum, { lots, seen }) => sum + (seen ? 0 : lots), 0);
    return {
      items: await this.#described(reader, rows.slice(0, limit)),
      nextCursor: rows.length > limit ? writePinned({ run: filter.run, offset: offset + limit }) : null,
      total,
      withheld,
      totals: totalsOf(weeks, filter.baseCurrency),
    };
  }

  /** All that match, as they are when it begins. */
  async *all(reader: Principal, query: ExpiryRiskQuery): AsyncGenerator<ExpiryRisk[]> {
    const { sort, order } = query;
    const filter = await this.#filterOf(reader, query);
    let begun = false;
    for await (const rows of streamExpiryRisks(this.engine, { ...filter, sort, order })) {
      if (!begun) await this.scoring.stillReadable('expiry', filter.run);
      begun = true;
      yield await this.#described(reader, rows);
    }
  }

  /** Starts the job that answers what an action on stock would save. */
  async whatIf(reader: Principal, question: ExpiryWhatIf): Promise<JobAccepted> {
    const { lotId, siteId, toSiteId } = question;
    if (toSiteId === siteId) {
      throw new Invalid('A transfer goes to another site', [{ path: 'toSiteId', message: 'is where the stock is' }]);
    }
    const filter = await this.#filterOf(reader, { site: siteId });
    const [stock] = await listExpiryRisks(this.engine, {
      ...filter,
      lotId,
      sort: 'rank',
      order: 'asc',
      offset: 0,
      limit: 1,
    });
    const hidden = toSiteId !== undefined && reader.sites !== null && !reader.sites.includes(toSiteId);
    if (stock === undefined || hidden)
      throw new NotFound(`Nothing is known of stock of ${lotId} at ${siteId}, or of that site`);
    return { jobId: await this.queues.add('what-if-expiry', { requestId: randomUUID(), ...question }) };
  }

  async #filterOf(
    { sites }: Principal,
    query: Partial<ExpiryRiskQuery>,
    run?: string,
  ): Promise<ExpiryFilter & { baseCurrency: string | null }> {
    const { lot: lotId, site, item, q, state, week, horizon } = query;
    const baseCurrency = await this.currency.read();
    const shown = run ?? (await this.scoring.shownRun('expiry'));
    const unscoredOn = await dayOfStock(this.engine, shown, new Date());
    return { lotId, site, item, q, state, week, horizon, sites, baseCurrency, run: shown, unscoredOn };
  }

  async #described({ sites }: Principal, rows: readonly ScoredStock[]): Promise<ExpiryRisk[]> {
    const [newest, names] = await Promise.all([
      this.scoring.newest('expiry'),
      this.names.load({ sites: rows.map(({ transferTo }) => transferTo) }),
    ]);
    const siteNamed = (id: string): string | null =>
      sites !== null && !sites.includes(id) ? null : (names.site(id).name ?? id);
    return rows.map((row) => describeExpiry(row, newest, siteNamed));
  }
}
