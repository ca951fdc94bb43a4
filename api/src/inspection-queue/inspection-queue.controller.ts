import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current, CurrentActor } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import type { Actor } from '../audit/actor.ts';
import {
  InspectionBudget,
  InspectionBudgetChange,
  InspectionQueue,
  InspectionQueueQuery,
} from '../contract/inspection-queue.ts';
import type { InspectionQueueItem } from '../contract/inspection-queue.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { supplierLotColumns } from '../risk/describe-supplier-lot.ts';
import { InspectionQueueService } from './inspection-queue.service.ts';
import { QueueWeeksService } from './queue-weeks.service.ts';

const columns: CsvColumns<InspectionQueueItem> = { reason: (item) => item.reason, ...supplierLotColumns };

@Controller('api/v1')
export class InspectionQueueController {
  constructor(
    private readonly queue: InspectionQueueService,
    private readonly weeks: QueueWeeksService,
  ) {}

  @Needs('risk:read')
  @Get('inspection-queue')
  @Answers(InspectionQueue)
  find(
    @Query({ schema: InspectionQueueQuery }) query: InspectionQueueQuery,
    @Current() reader: Principal,
  ): Promise<InspectionQueue> {
    return this.queue.find(reader, query);
  }

  @Needs('risk:read')
  @Get('inspection-queue.csv')
  @AnswersFile('text/csv', 'The lots of the week')
  async export(
    @Query({ schema: InspectionQueueQuery }) query: InspectionQueueQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    const { week, items } = await this.queue.find(reader, query);
    return csvFile(`inspection-queue-${week}.csv`, csvOf(columns, [items]));
  }

  /** One budget for all sites: it is for those who may see every site. */
  @Needs('risk:write', { everySite: true })
  @Put('inspection-queue/budget')
  @Answers(InspectionBudget)
  setBudget(
    @Body({ schema: InspectionBudgetChange }) body: InspectionBudgetChange,
    @CurrentActor() actor: Actor,
  ): Promise<InspectionBudget> {
    return this.weeks.setBudget(actor, body);
  }
}
