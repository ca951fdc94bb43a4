import { Inject, Injectable } from '@nestjs/common';
import { countSupplierLots, itemResults, listSupplierLots, receiptsByMonth, streamSupplierLots } from '@lotscope/sql';
import type { Engine, ReceiptFilter, ScoredLot, SupplierLotFilter } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import type { LotFeedback, NewLotFeedback, SupplierLotRisk } from '../contract/risk.ts';
import type { SupplierLotDetail, SupplierLotRiskPage, SupplierLotRiskQuery } from '../contract/risk-supplier-lots.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { unknownLot } from '../lots/visible-lot.ts';
import { readPinned, writePinned } from '../paging/pinned-cursor.ts';
import { describeSupplierLot } from './describe-supplier-lot.ts';
import { characteristicsOf, neighboursOf } from './lot-comparison.ts';
import { QueuedLotsService } from './queued-lots.service.ts';
import { ReviewsService } from './reviews.service.ts';
import { ScoringService } from './scoring.service.ts';

const family = 'supplier-lot-deviation';
const everything = { sort: 'receivedAt', order: 'desc', offset: 0 } as const;

/** Received lots, how likely each deviates, and why (W2). */
@Injectable()
export class SupplierLotsService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly currency: BaseCurrencyService,
    private readonly reviews: ReviewsService,
    private readonly queued: QueuedLotsService,
    private readonly scoring: ScoringService,
  ) {}

  async page(reader: Principal, query: SupplierLotRiskQuery): Promise<SupplierLotRiskPage> {
    const { limit, sort, order } = query;
    const from = readPinned(query.cursor);
    const offset = from?.offset ?? 0;
    const run = from?.run ?? (await this.scoring.shownRun(family));
    const filter = await this.#filterOf(reader, query);
    const [rows, { total, withheld }] = await Promise.all([
      listSupplierLots(this.engine, { ...filter, run, sort, order, offset, limit: limit + 1 }),
      countSupplierLots(this.engine, filter),
    ]);
    await this.scoring.stillReadable(family, run);
    const nextCursor = rows.length > limit ? writePinned({ run, offset: offset + limit }) : null;
    return { items: await this.#described(rows.slice(0, limit)), nextCursor, total, withheld };
  }

  /** All that match, as they are when it begins. */
  async *all(reader: Principal, query: SupplierLotRiskQuery): AsyncGenerator<SupplierLotRisk[]> {
    const { sort, order } = query;
    const filter = await this.#filterOf(reader, query);
    const run = await this.scoring.shownRun(family);
    let begun = false;
    for await (const rows of streamSupplierLots(this.engine, { ...filter, run, sort, order })) {
      if (!begun) await this.scoring.stillReadable(family, run);
      begun = true;
      yield await this.#described(rows);
    }
  }

  /** These lots, as far as the reader may see them, in no order. */
  async some(reader: Pick<Principal, 'sites'>, lotIds: readonly string[]): Promise<SupplierLotRisk[]> {
    if (lotIds.length === 0) return [];
    const filter = { ...(await this.#filterOf(reader, {})), lotIds, run: await this.scoring.shownRun(family) };
    return this.#described(await listSupplierLots(this.engine, { ...filter, ...everything, limit: lotIds.length }));
  }

  /** Throws `NotFound` for a lot that was not received, or at a site that the reader may not see. */
  async find(reader: Principal, lotId: string): Promise<SupplierLotDetail> {
    const [risk] = await this.some(reader, [lotId]);
    if (risk === undefined) throw unknownLot(lotId);
    const { supplierId, itemId, receivedAt } = risk;
    const filter: ReceiptFilter = await this.#filterOf(reader, {});
    const ofMaterial = { ...filter, supplier: supplierId ?? '', item: itemId ?? '' };
    const [months, results] = await Promise.all([
      receiptsByMonth(this.engine, ofMaterial),
      itemResults(this.engine, {
        lotId,
        itemId: itemId ?? '',
        receivedBy: new Date(receivedAt ?? Date.now()),
        sites: filter.sites,
        reviews: filter.reviews,
      }),
    ]);
    return {
      ...risk,
      history: months.map(({ month, supplierId: _its, ...counts }) => ({ at: month, ...counts })),
      characteristics: characteristicsOf(results, lotId),
      neighbours: neighboursOf(results, lotId),
    };
  }

  /** Takes a reviewer's verdict on a lot that they may see. */
  async review(reader: Principal, actor: Actor, lotId: string, feedback: NewLotFeedback): Promise<LotFeedback> {
    const filter = await this.#filterOf(reader, {});
    const one = { ...filter, lotIds: [lotId], run: await this.scoring.shownRun(family), ...everything, limit: 1 };
    const [lot] = await listSupplierLots(this.engine, one);
    if (lot === undefined) throw unknownLot(lotId);
    return this.reviews.give(actor, lotId, feedback);
  }

  async #filterOf(
    { sites }: Pick<Principal, 'sites'>,
    query: Partial<SupplierLotRiskQuery>,
  ): Promise<SupplierLotFilter> {
    const { from, to, site, item, supplier, q, state = 'all' } = query;
    const since = from === undefined ? undefined : new Date(from);
    const until = to === undefined ? undefined : new Date(to);
    return { site, item, supplier, q, since, until, state, sites, reviews: await this.reviews.verdicts() };
  }

  async #described(rows: readonly ScoredLot[]): Promise<SupplierLotRisk[]> {
    const ids = rows.map(({ lotId }) => lotId);
    const [currency, newest, feedback, queued] = await Promise.all([
      this.currency.read(),
      this.scoring.newest(family),
      this.reviews.ofLots(ids),
      this.queued.reasons(ids),
    ]);
    return rows.map((row) =>
      describeSupplierLot(row, {
        currency,
        newest,
        feedback: feedback.get(row.lotId) ?? null,
        queued: queued.get(row.lotId) ?? null,
      }),
    );
  }
}
