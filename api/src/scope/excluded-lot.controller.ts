import { Controller, Get, Param } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { ExcludedLot } from '../contract/excluded-lot.ts';
import { Answers } from '../openapi/answers.ts';
import { ExcludedLotService } from './excluded-lot.service.ts';

@Controller('api/v1/scope/:scopeId/excluded')
export class ExcludedLotController {
  constructor(private readonly exclusions: ExcludedLotService) {}

  @Needs('lots:read')
  @Get(':lotId')
  @Answers(ExcludedLot)
  explain(
    @Param('scopeId') scopeId: string,
    @Param('lotId') lotId: string,
    @Current() reader: Principal,
  ): Promise<ExcludedLot> {
    return this.exclusions.explain(reader, scopeId, lotId);
  }
}
