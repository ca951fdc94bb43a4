import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { GapPage, GapQuery, GapReport, GapRowsQuery } from '../contract/gaps.ts';
import type { GapRow } from '../contract/gaps.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { GapsService } from './gaps.service.ts';

const columns: CsvColumns<GapRow> = {
  id: (row) => row.id,
  lotId: (row) => row.lotId,
  operationId: (row) => row.operationId,
  itemId: (row) => row.itemId,
  siteId: (row) => row.siteId,
  dataset: (row) => row.dataset,
  text: (row) => row.text,
};

@Controller('api/v1/gaps')
export class GapsController {
  constructor(private readonly gaps: GapsService) {}

  @Needs('lots:read')
  @Get()
  @Answers(GapReport)
  report(@Query({ schema: GapQuery }) query: GapQuery, @Current() reader: Principal): Promise<GapReport> {
    return this.gaps.report(reader, query);
  }

  @Needs('lots:read')
  @Get(':kind/rows')
  @Answers(GapPage)
  rows(
    @Param('kind') kind: string,
    @Query({ schema: GapRowsQuery }) query: GapRowsQuery,
    @Current() reader: Principal,
  ): Promise<GapPage> {
    return this.gaps.page(reader, kind, 'gaps', query);
  }

  @Needs('lots:read')
  @Get(':kind/rows.csv')
  @AnswersFile('text/csv', 'Every gap of this kind')
  export(
    @Param('kind') kind: string,
    @Query({ schema: GapRowsQuery }) query: GapRowsQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile(`${kind} gaps.csv`, csvOf(columns, this.gaps.all(reader, kind, 'gaps', query)));
  }

  @Needs('lots:read')
  @Get(':kind/examined')
  @Answers(GapPage)
  examined(
    @Param('kind') kind: string,
    @Query({ schema: GapRowsQuery }) query: GapRowsQuery,
    @Current() reader: Principal,
  ): Promise<GapPage> {
    return this.gaps.page(reader, kind, 'examined', query);
  }

  @Needs('lots:read')
  @Get(':kind/examined.csv')
  @AnswersFile('text/csv', 'Everything that was examined for gaps of this kind')
  exportExamined(
    @Param('kind') kind: string,
    @Query({ schema: GapRowsQuery }) query: GapRowsQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    return csvFile(`${kind} examined.csv`, csvOf(columns, this.gaps.all(reader, kind, 'examined', query)));
  }
}
