import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { Fsma204ScopeCsvQuery, Fsma204Summary } from '../contract/fsma204.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { xlsxType } from '../xlsx/workbook.ts';
import { Fsma204Service } from './fsma204.service.ts';

/** The electronic sortable spreadsheet of a recall scope. */
@Controller('api/v1')
export class Fsma204ScopeController {
  constructor(private readonly spreadsheets: Fsma204Service) {}

  @Needs('lots:read')
  @Get('scope/:scopeId/fsma204')
  @Answers(Fsma204Summary)
  async summary(@Param('scopeId') id: string, @Current() reader: Principal): Promise<Fsma204Summary> {
    return this.spreadsheets.summary(await this.spreadsheets.scope(reader, id));
  }

  @Needs('lots:read')
  @Get('scope/:scopeId/fsma204.xlsx')
  @AnswersFile(xlsxType, 'The electronic sortable spreadsheet of a recall scope')
  async xlsx(@Param('scopeId') id: string, @Current() reader: Principal): Promise<StreamableFile> {
    return this.spreadsheets.xlsx(await this.spreadsheets.scope(reader, id));
  }

  @Needs('lots:read')
  @Get('scope/:scopeId/fsma204.zip')
  @AnswersFile('application/zip', 'The same as a CSV file per sheet')
  async zip(@Param('scopeId') id: string, @Current() reader: Principal): Promise<StreamableFile> {
    return this.spreadsheets.zip(await this.spreadsheets.scope(reader, id));
  }

  @Needs('lots:read')
  @Get('scope/:scopeId/fsma204.csv')
  @AnswersFile('text/csv', 'One of its sheets')
  async csv(
    @Param('scopeId') id: string,
    @Query({ schema: Fsma204ScopeCsvQuery }) query: Fsma204ScopeCsvQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return this.spreadsheets.csv(await this.spreadsheets.scope(reader, id), query.event);
  }
}
