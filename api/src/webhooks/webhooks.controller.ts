import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Actor } from '../audit/actor.ts';
import { PageQuery } from '../contract/paging.ts';
import { IssuedWebhook, NewWebhook, WebhookDelivery, WebhookDeliveryPage, WebhookPage } from '../contract/webhooks.ts';
import { uuidOf } from '../http/uuid-of.ts';
import { Answers } from '../openapi/answers.ts';
import { WebhooksService } from './webhooks.service.ts';

/** What leaves the product concerns every site: webhooks are for administrators of all of them. */
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Needs('settings:write', { everySite: true })
  @Get()
  @Answers(WebhookPage)
  list(@Query({ schema: PageQuery }) query: PageQuery): Promise<WebhookPage> {
    return this.webhooks.list(query);
  }

  @Needs('settings:write', { everySite: true })
  @Post()
  @Answers(IssuedWebhook, 201)
  create(@Body({ schema: NewWebhook }) body: NewWebhook, @CurrentActor() actor: Actor): Promise<IssuedWebhook> {
    return this.webhooks.create(actor, body);
  }

  @Needs('settings:write', { everySite: true })
  @Delete(':id')
  @HttpCode(204)
  delete(@Param('id', uuidOf('webhook')) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.webhooks.delete(actor, id);
  }

  @Needs('settings:write', { everySite: true })
  @Post(':id/test')
  @HttpCode(202)
  @Answers(WebhookDelivery, 202)
  test(@Param('id', uuidOf('webhook')) id: string, @CurrentActor() actor: Actor): Promise<WebhookDelivery> {
    return this.webhooks.test(actor, id);
  }

  @Needs('settings:write', { everySite: true })
  @Get(':id/deliveries')
  @Answers(WebhookDeliveryPage)
  deliveries(
    @Param('id', uuidOf('webhook')) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<WebhookDeliveryPage> {
    return this.webhooks.deliveriesOf(id, query);
  }
}
