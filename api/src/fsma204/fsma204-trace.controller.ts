import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { Fsma204Summary, Fsma204TraceCsvQuery, Fsma204TraceQuery } from '../contract/fsma204.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { xlsxType } from '../xlsx/workbook.ts';
import { Fsma204Service } from './fsma204.service.ts';

/** The electronic sortable spreadsheet of the trace of a lot. */
@Controller('api/v1')
export class Fsma204TraceController {
  constructor(private readonly spreadsheets: Fsma204Service) {}

  @Needs('lots:read')
  @Get('lots/:lotId/fsma204')
  @Answers(Fsma204Summary)
  async summary(
    @Param('lotId') id: string,
    @Query({ schema: Fsma204TraceQuery }) query: Fsma204TraceQuery,
    @Current() reader: Principal,
  ): Promise<Fsma204Summary> {
    return this.spreadsheets.summary(await this.spreadsheets.trace(reader, id, query));
  }

  @Needs('lots:read')
  @Get('lots/:lotId/fsma204.xlsx')
  @AnswersFile(xlsxType, 'The electronic sortable spreadsheet of the trace of a lot')
  async xlsx(
    @Param('lotId') id: string,
    @Query({ schema: Fsma204TraceQuery }) query: Fsma204TraceQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.xlsx(await this.spreadsheets.trace(reader, id, query));
  }

  @Needs('lots:read')
  @Get('lots/:lotId/fsma204.zip')
  @AnswersFile('application/zip', 'The same as a CSV file per sheet')
  async zip(
    @Param('lotId') id: string,
    @Query({ schema: Fsma204TraceQuery }) query: Fsma204TraceQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.zip(await this.spreadsheets.trace(reader, id, query));
  }

  @Needs('lots:read')
  @Get('lots/:lotId/fsma204.csv')
  @AnswersFile('text/csv', 'One of its sheets')
  async csv(
    @Param('lotId') id: string,
    @Query({ schema: Fsma204TraceCsvQuery }) query: Fsma204TraceCsvQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.csv(await this.spreadsheets.trace(reader, id, query), query.event);
  }
}
