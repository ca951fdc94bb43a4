import { randomBytes } from 'node:crypto';
import { refusalOf } from '@lotscope/jobs/contract';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CONFIG } from '../app/tokens.ts';
import type { Actor } from '../audit/actor.ts';
import { AuditService } from '../audit/audit.service.ts';
import type { Config } from '../config.ts';
import type { PageQuery } from '../contract/paging.ts';
import type {
  IssuedWebhook,
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
} from '../contract/webhooks.ts';
import { Conflict, Invalid, NotFound } from '../errors/failures.ts';
import { pageOf } from '../paging/page-of.ts';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import { WebhookEntity } from './webhook.entity.ts';

/** Addresses that are told of events, and what became of what they were told. */
@Injectable()
export class WebhooksService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectRepository(WebhookEntity) private readonly webhooks: Repository<WebhookEntity>,
    @InjectRepository(WebhookDeliveryEntity) private readonly deliveries: Repository<WebhookDeliveryEntity>,
    private readonly audit: AuditService,
  ) {}

  /** Newest first. */
  async list(query: PageQuery): Promise<WebhookPage> {
    const page = await pageOf(this.webhooks.createQueryBuilder('webhook'), 'webhook', query, (webhook) => webhook);
    const last = await this.#lastOf(page.items.map(({ id }) => id));
    return { ...page, items: page.items.map((webhook) => describe(webhook, last.get(webhook.id) ?? null)) };
  }

  /** Takes up an address; its secret is shown this once. Throws `Conflict` when it is told already. */
  async create(actor: Actor, { url, events }: NewWebhook): Promise<IssuedWebhook> {
    const refusal = refusalOf(url, { anywhere: this.config.webhooksAnywhere });
    if (refusal !== null) throw new Invalid(`The address ${refusal}`, [{ path: 'url', message: refusal }]);
    const secret = `whsec_${randomBytes(32).toString('base64url')}`;
    const webhook = await this.audit.record(actor, async (manager) => {
      const made = await manager
        .createQueryBuilder()
        .insert()
        .into(WebhookEntity)
        .values({ url, events, secret, createdBy: actor.id })
        .orIgnore()
        .returning('id')
        .execute();
      const [row] = made.raw as { id: string }[];
      if (row === undefined) throw new Conflict('There is a webhook with this address: delete it to change it');
      const found = await manager.findOneByOrFail(WebhookEntity, { id: row.id });
      return [found, { action: 'webhook.created', subject: row.id, detail: { url, events } }];
    });
    return { ...describe(webhook, null), secret };
  }

  /** Ends it, with what it has not been told yet. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.audit.record(actor, async (manager) => {
      const webhook = await manager.findOneBy(WebhookEntity, { id });
      if (webhook === null) throw new NotFound(noWebhook);
      await manager.delete(WebhookEntity, { id });
      return [undefined, { action: 'webhook.deleted', subject: id, detail: { url: webhook.url } }];
    });
  }

  /** Puts a message on its way that nothing has happened for; jobs send it as they send the others. */
  async test(actor: Actor, id: string): Promise<WebhookDelivery> {
    const delivery = await this.audit.record(actor, async (manager) => {
      const webhook = await manager.findOneBy(WebhookEntity, { id });
      if (webhook === null) throw new NotFound(noWebhook);
      const payload = { event: 'webhook.test', at: new Date().toISOString(), by: actor.id };
      const made = await manager.save(WebhookDeliveryEntity, { webhookId: id, event: 'webhook.test', payload });
      const found = await manager.findOneByOrFail(WebhookDeliveryEntity, { id: made.id });
      return [found, { action: 'webhook.tested', subject: id, detail: { url: webhook.url } }];
    });
    return describeDelivery(delivery);
  }

  /** Newest first. */
  async deliveriesOf(id: string, query: PageQuery): Promise<WebhookDeliveryPage> {
    if (!(await this.webhooks.existsBy({ id }))) throw new NotFound(noWebhook);
    const builder = this.deliveries.createQueryBuilder('delivery').where('delivery.webhook_id = :id', { id });
    return pageOf(builder, 'delivery', query, describeDelivery);
  }

  async #lastOf(webhookIds: readonly string[]): Promise<Map<string, WebhookDeliveryEntity>> {
    if (webhookIds.length === 0) return new Map();
    const rows = await this.deliveries
      .createQueryBuilder('delivery')
      .distinctOn(['delivery.webhookId'])
      .where('delivery.webhookId = ANY (:webhookIds)', { webhookIds })
      .orderBy('delivery.webhookId')
      .addOrderBy('delivery.createdAt', 'DESC')
      .addOrderBy('delivery.id')
      .getMany();
    return new Map(rows.map((row) => [row.webhookId, row]));
  }
}

const noWebhook = 'There is no such webhook';

const describeDelivery = (delivery: WebhookDeliveryEntity): WebhookDelivery => ({
  id: delivery.id,
  event: delivery.event,
  state: delivery.state,
  attempts: delivery.attempts,
  status: delivery.status,
  error: delivery.error,
  createdAt: delivery.createdAt.toISOString(),
  finishedAt: delivery.finishedAt?.toISOString() ?? null,
});

const describe = (webhook: WebhookEntity, last: WebhookDeliveryEntity | null): Webhook => ({
  id: webhook.id,
  url: webhook.url,
  events: webhook.events,
  createdAt: webhook.createdAt.toISOString(),
  createdBy: webhook.createdBy,
  lastDelivery: last === null ? null : describeDelivery(last),
});
