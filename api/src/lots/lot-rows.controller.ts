import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { LotRowPage, LotRowsQuery } from '../contract/lot-rows.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { lotRowColumns } from './lot-row-columns.ts';
import { LotRowsService } from './lot-rows.service.ts';

@Controller('api/v1/lots/:lotId/:list')
export class LotRowsController {
  constructor(private readonly lists: LotRowsService) {}

  @Needs('lots:read')
  @Get('rows')
  @Answers(LotRowPage)
  page(
    @Param('lotId') lotId: string,
    @Param('list') list: string,
    @Query({ schema: LotRowsQuery }) query: LotRowsQuery,
    @Current() reader: Principal,
  ): Promise<LotRowPage> {
    return this.lists.page(reader, lotId, list, query);
  }

  @Needs('lots:read')
  @Get('rows.csv')
  @AnswersFile('text/csv', 'Every row of the list')
  async export(
    @Param('lotId') lotId: string,
    @Param('list') list: string,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    const { name, batches } = await this.lists.all(reader, lotId, list);
    return csvFile(`${lotId} ${name}.csv`, csvOf(lotRowColumns(name), batches));
  }
}
