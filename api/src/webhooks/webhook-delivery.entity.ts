import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { WebhookDelivery } from '../contract/webhooks.ts';

/** What a webhook was told, or is to be told. The database makes it from what is audited; jobs send it. */
@Entity('webhook_deliveries')
export class WebhookDeliveryEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'webhook_id' })
  webhookId!: string;

  @Column('text')
  event!: WebhookDelivery['event'];

  @Column('jsonb', { select: false })
  payload!: Readonly<Record<string, unknown>>;

  @Column('text', { default: 'pending' })
  state!: WebhookDelivery['state'];

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
