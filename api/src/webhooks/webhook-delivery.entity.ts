import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WebhookDelivery, WebhookEvent } from '../contract/webhooks.ts';

/** What a webhook was told, or is to be told. The database makes it from what is audited; jobs send it. */
@Entity('webhook_deliveries')
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'webhook_id' })
  webhookId!: string;

  @Column('text')
  event!: WebhookEvent;

  @Column('text')
  state!: WebhookDelivery['state'];

  @Column('integer')
  attempts!: number;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
