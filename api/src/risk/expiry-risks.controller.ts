import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { JobAccepted } from '../contract/jobs.ts';
import { ExpiryRiskPage, ExpiryRiskQuery, ExpiryWhatIf } from '../contract/risk-expiry.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { expiryColumns } from './describe-expiry.ts';
import { ExpiryRisksService } from './expiry-risks.service.ts';

@Controller('api/v1/risk')
export class ExpiryRisksController {
  constructor(private readonly risks: ExpiryRisksService) {}

  @Needs('risk:read')
  @Get('expiry')
  @Answers(ExpiryRiskPage)
  list(
    @Query({ schema: ExpiryRiskQuery }) query: ExpiryRiskQuery,
    @Current() reader: Principal,
  ): Promise<ExpiryRiskPage> {
    return this.risks.page(reader, query);
  }

  @Needs('risk:read')
  @Get('expiry.csv')
  @AnswersFile(
    'text/csv',
    'All stock that matches. bestSaving and savedBy… are of all stock of the item at the site (of a transfer: at both sites) and may exceed expectedMoney, which is of the lot alone',
  )
  export(
    @Query({ schema: ExpiryRiskQuery }) query: ExpiryRiskQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile('expiry.csv', csvOf(expiryColumns, this.risks.all(reader, query)));
  }

  /** Changes nothing: whoever may read the risks may ask what an action would save. */
  @Needs('risk:read')
  @Post('expiry/what-if')
  @HttpCode(202)
  @Answers(JobAccepted, 202)
  whatIf(@Body({ schema: ExpiryWhatIf }) body: ExpiryWhatIf, @Current() reader: Principal): Promise<JobAccepted> {
    return this.risks.whatIf(reader, body);
  }
}
