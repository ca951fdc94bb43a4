import { Inject, Injectable } from '@nestjs/common';
import { queueCatches } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { Principal } from '../access/principal.ts';
import { ENGINE } from '../app/tokens.ts';
import type {
  InspectionQueue,
  InspectionQueueItem,
  InspectionQueueQuery,
  QueueMeasure,
} from '../contract/inspection-queue.ts';
import { isForeign } from '../lots/visible-lot.ts';
import { ReviewsService } from '../risk/reviews.service.ts';
import { SupplierLotsService } from '../risk/supplier-lots.service.ts';
import { isoWeek } from './iso-week.ts';
import { QueueWeeksService } from './queue-weeks.service.ts';
import { shareOf } from './share.ts';

/** Which received lots to inspect in a week, and what that has caught so far (W2). */
@Injectable()
export class InspectionQueueService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly weeks: QueueWeeksService,
    private readonly supplierLots: SupplierLotsService,
    private readonly reviews: ReviewsService,
  ) {}

  /** The first who asks for the present week has its lots chosen. */
  async find(reader: Principal, { week: asked, site }: InspectionQueueQuery): Promise<InspectionQueue> {
    const present = isoWeek(new Date());
    const week = asked ?? present;
    if (week === present) await this.weeks.choose(week);
    const [chosen, nextBudget, measured, all] = await Promise.all([
      this.weeks.find(week),
      this.weeks.budget(),
      this.#measured(present),
      this.#items(week),
    ]);
    const items = all.filter((item) => site === undefined || item.siteId === site);
    const seen = items.filter((item) => !isForeign(item, reader));
    return {
      week,
      chosenAt: chosen?.chosenAt.toISOString() ?? null,
      budget: chosen?.budget ?? nextBudget,
      nextBudget,
      items: seen,
      total: items.length,
      withheld: items.length - seen.length,
      measured,
    };
  }

  /** In the order in which they were chosen, as they are judged now. */
  async #items(week: string): Promise<InspectionQueueItem[]> {
    const chosen = await this.weeks.lots(week);
    const lots = await this.supplierLots.some(
      { sites: null },
      chosen.map(({ lotId }) => lotId),
    );
    const byId = new Map(lots.map((lot) => [lot.lotId, lot]));
    return chosen.flatMap(({ lotId, reason }) => {
      const lot = byId.get(lotId);
      return lot === undefined ? [] : [{ ...lot, reason }];
    });
  }

  async #measured(present: string): Promise<QueueMeasure> {
    const [weeks, lots, reviews] = await Promise.all([
      this.weeks.before(present),
      this.weeks.lotsBefore(present),
      this.reviews.verdicts(),
    ]);
    const queued = lots.map(({ lotId }) => lotId);
    const random = lots.flatMap(({ lotId, reason }) => (reason === 'random' ? [lotId] : []));
    const counted = await queueCatches(this.engine, weeks, { queued, random, reviews });
    const { receipts, inspected, deviating, caught, randomKnown, randomDeviating } = counted;
    return {
      weeks: weeks.length,
      receipts,
      inspected,
      deviating,
      caught,
      recall: shareOf(caught, deviating),
      randomRate: shareOf(randomDeviating, randomKnown),
    };
  }
}
