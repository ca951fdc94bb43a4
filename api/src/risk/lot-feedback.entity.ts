import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LotFeedback } from '../contract/risk.ts';

/** One verdict of a reviewer on a received lot. Rows stay; of a lot, the one with the greatest id (PostgreSQL gives it) counts. */
@Entity('lot_feedback')
export class LotFeedbackEntity {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('text', { name: 'lot_id' })
  lotId!: string;

  @Column('text')
  verdict!: LotFeedback['verdict'];

  @Column('text')
  reason!: string;

  @Column('text', { name: 'given_by' })
  givenBy!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;
}
