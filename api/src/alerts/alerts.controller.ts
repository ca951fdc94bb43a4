import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { Alert, AlertChange, AlertOwners, AlertPage, AlertQuery } from '../contract/alerts.ts';
import { uuidOf } from '../http/uuid-of.ts';
import { Answers } from '../openapi/answers.ts';
import { AlertsService } from './alerts.service.ts';

@Controller('api/v1/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  @Needs('alerts:read')
  @Get()
  @Answers(AlertPage)
  list(@Query({ schema: AlertQuery }) query: AlertQuery, @Current() reader: Principal): Promise<AlertPage> {
    return this.alerts.list(reader, query);
  }

  @Needs('alerts:read')
  @Get(':id')
  @Answers(Alert)
  find(@Param('id', uuidOf('alert')) id: string, @Current() reader: Principal): Promise<Alert> {
    return this.alerts.find(reader, id);
  }

  @Needs('alerts:write')
  @Get(':id/owners')
  @Answers(AlertOwners)
  owners(@Param('id', uuidOf('alert')) id: string, @Current() reader: Principal): Promise<AlertOwners> {
    return this.alerts.owners(reader, id);
  }

  @Needs('alerts:write')
  @Patch(':id')
  @Answers(Alert)
  change(
    @Param('id', uuidOf('alert')) id: string,
    @Body({ schema: AlertChange }) body: AlertChange,
    @Current() principal: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<Alert> {
    return this.alerts.change(principal, actor, id, body);
  }
}
