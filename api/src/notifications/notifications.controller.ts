import { Body, Controller, Get, Put } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { SignedIn } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { Notifications } from '../contract/notifications.ts';
import { Answers } from '../openapi/answers.ts';
import { NotificationsService } from './notifications.service.ts';

@Controller('api/v1/me/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @SignedIn()
  @Get()
  @Answers(Notifications)
  read(@Current() principal: Principal): Promise<Notifications> {
    return this.notifications.read(principal);
  }

  @SignedIn()
  @Put()
  @Answers(Notifications)
  change(
    @Body({ schema: Notifications }) body: Notifications,
    @Current() principal: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<Notifications> {
    return this.notifications.change(principal, actor, body);
  }
}
