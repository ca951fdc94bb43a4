import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { defaultInspectionBudget } from '@lotscope/jobs/contract';
import { recentReceipts } from '@lotscope/sql';
import type { Engine, RecentReceipt } from '@lotscope/sql';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { ENGINE } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { InspectionBudget, InspectionBudgetChange } from '../contract/inspection-queue.ts';
import { ReviewsService } from '../risk/reviews.service.ts';
import { ScoringService } from '../risk/scoring.service.ts';
import { chooseLots } from './choose-lots.ts';
import type { ChosenLot } from './choose-lots.ts';

/** Receipts of so many days can be chosen: what came earlier is in use by now. */
const openDays = 28;

const system: Actor = { kind: 'system', id: 'inspection queue', correlationId: null };

interface StoredBudget {
  per_week: number;
  random_share: number;
  reason: string | null;
  set_by: string | null;
  set_at: Date | null;
}

interface StoredWeek extends StoredBudget {
  chosen_at: Date;
  received_from: Date;
  received_until: Date;
}

export interface QueueWeek {
  readonly chosenAt: Date;
  readonly receivedFrom: Date;
  readonly receivedUntil: Date;
  readonly budget: InspectionBudget;
}

/** The weeks of the inspection queue: their lots are chosen once, and stay. */
@Injectable()
export class QueueWeeksService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly audit: AuditService,
    private readonly reviews: ReviewsService,
    private readonly scoring: ScoringService,
  ) {}

  /** The week as it was chosen; null: it was not. */
  async find(week: string): Promise<QueueWeek | null> {
    const [row] = await this.database.query<StoredWeek[]>('SELECT * FROM inspection_queues WHERE week = $1', [week]);
    return row === undefined ? null : describe(row);
  }

  async lots(week: string): Promise<ChosenLot[]> {
    return this.database.query<ChosenLot[]>(
      'SELECT lot_id AS "lotId", reason FROM inspection_queue_items WHERE week = $1 ORDER BY position',
      [week],
    );
  }

  async before(week: string): Promise<QueueWeek[]> {
    const rows = await this.database.query<StoredWeek[]>('SELECT * FROM inspection_queues WHERE week < $1', [week]);
    return rows.map(describe);
  }

  async lotsBefore(week: string): Promise<ChosenLot[]> {
    return this.database.query<ChosenLot[]>(
      'SELECT lot_id AS "lotId", reason FROM inspection_queue_items WHERE week < $1',
      [week],
    );
  }

  /** Chooses the lots of a week, unless that was done before; while there are no scores, or nothing is open, it is left for later. */
  async choose(week: string): Promise<void> {
    const { modelId } = await this.scoring.newest('supplier-lot-deviation');
    if (modelId === null) return;
    const receipts = await this.#receipts();
    const [{ receivedFrom, receivedUntil } = { receivedFrom: null, receivedUntil: null }] = receipts;
    await this.audit.record(system, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['inspection queue']);
      const [known] = await manager.query<object[]>('SELECT FROM inspection_queues WHERE week = $1', [week]);
      const candidates = known === undefined ? await neverChosen(manager, receipts) : [];
      if (candidates.length === 0) return [undefined, null];
      const budget = await budgetNow(manager);
      const chosen = chooseLots(week, candidates, budget);
      const { lots, randomShare, setBy, setAt, reason } = budget;
      await manager.query(
        `INSERT INTO inspection_queues (week, per_week, random_share, set_by, set_at, reason, received_from, received_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [week, lots, randomShare, setBy, setAt, reason, receivedFrom, receivedUntil],
      );
      await manager.query(
        `INSERT INTO inspection_queue_items (week, lot_id, reason, position)
         SELECT $1, lot_id, reason, position FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS chosen (lot_id, reason, position)`,
        [week, chosen.map(({ lotId }) => lotId), chosen.map(({ reason: why }) => why)],
      );
      const detail = { lots: chosen.length, budget: lots, randomShare, modelId };
      return [undefined, { action: 'inspection-queue.chosen', subject: week, detail }];
    });
  }

  /** What the next week is chosen within. */
  async budget(): Promise<InspectionBudget> {
    return budgetNow(this.database.manager);
  }

  /** Sets the budget; the same one again changes nothing. */
  async setBudget(actor: Actor, { perWeek, randomShare, reason }: InspectionBudgetChange): Promise<InspectionBudget> {
    await this.audit.record(actor, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['inspection budget']);
      const now = await newestBudget(manager);
      const same = now?.per_week === perWeek && now.random_share === randomShare && now.reason === reason;
      if (same) return [undefined, null];
      await manager.query(
        'INSERT INTO inspection_budgets (per_week, random_share, reason, set_by) VALUES ($1, $2, $3, $4)',
        [perWeek, randomShare, reason, actor.id],
      );
      const detail = { perWeek, randomShare, reason, before: now?.per_week ?? null };
      return [undefined, { action: 'inspection-budget.set', detail }];
    });
    return this.budget();
  }

  async #receipts(): Promise<RecentReceipt[]> {
    return recentReceipts(this.engine, { now: new Date(), days: openDays, reviews: await this.reviews.verdicts() });
  }
}

async function budgetNow(manager: EntityManager): Promise<InspectionBudget> {
  const set = await newestBudget(manager);
  if (set !== null) return budgetOf(set);
  const { perWeek, randomShare } = defaultInspectionBudget;
  return { lots: perWeek, randomShare, setBy: null, setAt: null, reason: null };
}

async function newestBudget(manager: EntityManager): Promise<StoredBudget | null> {
  const [row] = await manager.query<StoredBudget[]>('SELECT * FROM inspection_budgets ORDER BY id DESC LIMIT 1');
  return row ?? null;
}

/** A lot is chosen once: what was in an earlier queue makes room for others. */
async function neverChosen(manager: EntityManager, receipts: readonly RecentReceipt[]): Promise<RecentReceipt[]> {
  const open = receipts.filter((receipt) => receipt.open);
  const rows = await manager.query<{ lot_id: string }[]>(
    'SELECT lot_id FROM inspection_queue_items WHERE lot_id = ANY ($1)',
    [open.map(({ lotId }) => lotId)],
  );
  const chosen = new Set(rows.map(({ lot_id }) => lot_id));
  return open.filter(({ lotId }) => !chosen.has(lotId));
}

const budgetOf = ({ per_week, random_share, reason, set_by, set_at }: StoredBudget): InspectionBudget => ({
  lots: per_week,
  randomShare: random_share,
  setBy: set_by,
  setAt: set_at?.toISOString() ?? null,
  reason,
});

const describe = (row: StoredWeek): QueueWeek => ({
  chosenAt: row.chosen_at,
  receivedFrom: row.received_from,
  receivedUntil: row.received_until,
  budget: budgetOf(row),
});
