import { Body, Controller, Get, Put } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { SignedIn } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { Notifications, NotificationsState } from '../contract/notifications.ts';
import { Answers } from '../openapi/answers.ts';
import { NotificationsService } from './notifications.service.ts';

@Controller('api/v1/me/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @SignedIn()
  @Get()
  @Answers(NotificationsState)
  read(@Current() principal: Principal): Promise<NotificationsState> {
    return this.notifications.read(principal);
  }

  @SignedIn()
  @Put()
  @Answers(NotificationsState)
  change(
    @Body({ schema: Notifications }) body: Notifications,
    @Current() principal: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<NotificationsState> {
    return this.notifications.change(principal, actor, body);
  }
}
