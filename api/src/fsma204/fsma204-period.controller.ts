import { Controller, Get, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { Fsma204PeriodCsvQuery, Fsma204PeriodQuery, Fsma204Summary } from '../contract/fsma204.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { xlsxType } from '../xlsx/workbook.ts';
import { Fsma204Service } from './fsma204.service.ts';

/** The electronic sortable spreadsheet of a period. */
@Controller('api/v1')
export class Fsma204PeriodController {
  constructor(private readonly spreadsheets: Fsma204Service) {}

  @Needs('lots:read')
  @Get('fsma204')
  @Answers(Fsma204Summary)
  async summary(
    @Query({ schema: Fsma204PeriodQuery }) query: Fsma204PeriodQuery,
    @Current() reader: Principal,
  ): Promise<Fsma204Summary> {
    return this.spreadsheets.summary(this.spreadsheets.period(reader, query));
  }

  @Needs('lots:read')
  @Get('fsma204.xlsx')
  @AnswersFile(xlsxType, 'The electronic sortable spreadsheet of a period')
  async xlsx(
    @Query({ schema: Fsma204PeriodQuery }) query: Fsma204PeriodQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.xlsx(this.spreadsheets.period(reader, query));
  }

  @Needs('lots:read')
  @Get('fsma204.zip')
  @AnswersFile('application/zip', 'The same as a CSV file per sheet')
  async zip(
    @Query({ schema: Fsma204PeriodQuery }) query: Fsma204PeriodQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.zip(this.spreadsheets.period(reader, query));
  }

  @Needs('lots:read')
  @Get('fsma204.csv')
  @AnswersFile('text/csv', 'One of its sheets')
  async csv(
    @Query({ schema: Fsma204PeriodCsvQuery }) query: Fsma204PeriodCsvQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.csv(this.spreadsheets.period(reader, query), query.event);
  }
}
