import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import { Mapping, MappingDocument, MappingList, MappingPreview, MappingPreviewRequest } from '../contract/mappings.ts';
import { Answers } from '../openapi/answers.ts';
import { MappingPreviewService } from './mapping-preview.service.ts';
import { MappingsService } from './mappings.service.ts';

@Controller('api/v1/mappings')
export class MappingsController {
  constructor(
    private readonly mappings: MappingsService,
    private readonly previews: MappingPreviewService,
  ) {}

  @Needs('mappings:read')
  @Get()
  @Answers(MappingList)
  list(): Promise<MappingList> {
    return this.mappings.list();
  }

  @Needs('mappings:read')
  @Post('preview')
  @HttpCode(200)
  @Answers(MappingPreview)
  preview(
    @Body({ schema: MappingPreviewRequest }) body: MappingPreviewRequest,
    @Current() principal: Principal,
  ): Promise<MappingPreview> {
    return this.previews.preview(principal, body);
  }

  @Needs('mappings:read')
  @Get(':name')
  @Answers(Mapping)
  find(@Param('name') name: string): Promise<Mapping> {
    return this.mappings.find(name);
  }

  @Needs('mappings:write', { everySite: true })
  @Put(':name')
  @Answers(Mapping)
  save(
    @Param('name') name: string,
    @Body({ schema: MappingDocument }) body: MappingDocument,
    @CurrentActor() actor: Actor,
  ): Promise<Mapping> {
    return this.mappings.save(actor, name, body);
  }
}
