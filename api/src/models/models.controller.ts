import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { ModelDrift } from '../contract/model-drift.ts';
import { Model, ModelPage, ModelPromotion, ModelQuery } from '../contract/models.ts';
import { uuidOf } from '../http/uuid-of.ts';
import { Answers } from '../openapi/answers.ts';
import { ModelsService } from './models.service.ts';

/** A model learns from every site and scores for every site, so that promoting one is for who may see every site. */
@Controller('api/v1/models')
export class ModelsController {
  constructor(private readonly models: ModelsService) {}

  @Needs('models:read')
  @Get()
  @Answers(ModelPage)
  list(@Query({ schema: ModelQuery }) query: ModelQuery, @Current() reader: Principal): Promise<ModelPage> {
    return this.models.list(reader, query);
  }

  @Needs('models:read')
  @Get(':id')
  @Answers(Model)
  find(@Param('id', uuidOf('model')) id: string, @Current() reader: Principal): Promise<Model> {
    return this.models.find(reader, id);
  }

  @Needs('models:read')
  @Get(':id/drift')
  @Answers(ModelDrift)
  drift(@Param('id', uuidOf('model')) id: string): Promise<ModelDrift> {
    return this.models.drift(id);
  }

  @Needs('models:write', { everySite: true })
  @Post(':id/promote')
  @HttpCode(200)
  @Answers(Model)
  promote(
    @Param('id', uuidOf('model')) id: string,
    @Body({ schema: ModelPromotion }) body: ModelPromotion,
    @Current() reader: Principal,
    @CurrentActor() actor: Actor,
  ): Promise<Model> {
    return this.models.promote(reader, actor, id, body);
  }
}
