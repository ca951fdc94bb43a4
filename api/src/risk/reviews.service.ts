import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Reviews } from '@lotscope/sql';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { LotFeedback, NewLotFeedback } from '../contract/risk.ts';
import { LotFeedbackEntity } from './lot-feedback.entity.ts';

/** What reviewers say of received lots: it counts more than what was found, and the next training learns from it. */
@Injectable()
export class ReviewsService {
  constructor(
    @InjectRepository(LotFeedbackEntity) private readonly feedback: Repository<LotFeedbackEntity>,
    private readonly audit: AuditService,
  ) {}

  /** The lots that were reviewed, by the newest verdict on each. */
  async verdicts(): Promise<Reviews> {
    const rows = await this.#newest().getMany();
    const of = (verdict: LotFeedback['verdict']) => rows.flatMap((row) => (row.verdict === verdict ? [row.lotId] : []));
    return { deviated: of('deviated'), good: of('good') };
  }

  /** The newest verdict on each of these lots, as far as there is one. */
  async ofLots(lotIds: readonly string[]): Promise<Map<string, LotFeedback>> {
    if (lotIds.length === 0) return new Map();
    const rows = await this.#newest().where('feedback.lotId = ANY (:lotIds)', { lotIds }).getMany();
    return new Map(rows.map((row) => [row.lotId, describe(row)]));
  }

  /** Adds a verdict; the newest one said again changes nothing. */
  async give(actor: Actor, lotId: string, { verdict, reason }: NewLotFeedback): Promise<LotFeedback> {
    return this.audit.record(actor, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`feedback on ${lotId}`]);
      const newest = () => manager.findOne(LotFeedbackEntity, { where: { lotId }, order: { id: 'DESC' } });
      const before = await newest();
      if (before?.verdict === verdict && before.reason === reason) return [describe(before), null];
      await manager.query('INSERT INTO lot_feedback (lot_id, verdict, reason, given_by) VALUES ($1, $2, $3, $4)', [
        lotId,
        verdict,
        reason,
        actor.id,
      ]);
      const given = await newest();
      if (given === null) throw new Error(`The feedback on ${lotId} was not stored`);
      const detail = { verdict, reason, before: before?.verdict ?? null };
      return [describe(given), { action: 'lot.reviewed', subject: lotId, detail }];
    });
  }

  #newest() {
    return this.feedback
      .createQueryBuilder('feedback')
      .distinctOn(['feedback.lotId'])
      .orderBy('feedback.lotId')
      .addOrderBy('feedback.id', 'DESC');
  }
}

const describe = ({ verdict, reason, givenBy, givenAt }: LotFeedbackEntity): LotFeedback => ({
  verdict,
  by: givenBy,
  at: givenAt.toISOString(),
  reason,
});
