import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Current } from '../access/current.ts';
import { Needs } from '../access/needs.ts';
import type { Principal } from '../access/principal.ts';
import { KpiList, KpiPartPage, KpiPartsQuery, KpiQuery, KpiRows, KpiRowsQuery } from '../contract/kpis.ts';
import type { KpiPart } from '../contract/kpis.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { KpisService } from './kpis.service.ts';

const partColumns: CsvColumns<KpiPart> = {
  key: (part) => part.key,
  label: (part) => part.label,
  value: (part) => part.value,
  rows: (part) => part.count,
};

@Controller('api/v1/kpis')
export class KpisController {
  constructor(private readonly kpis: KpisService) {}

  @Needs('kpis:read')
  @Get()
  @Answers(KpiList)
  list(@Query({ schema: KpiQuery }) query: KpiQuery, @Current() reader: Principal): Promise<KpiList> {
    return this.kpis.list(reader, query);
  }

  @Needs('kpis:read')
  @Get(':id/rows')
  @Answers(KpiRows)
  rows(
    @Param('id') id: string,
    @Query({ schema: KpiRowsQuery }) query: KpiRowsQuery,
    @Current() reader: Principal,
  ): Promise<KpiRows> {
    return this.kpis.rows(reader, id, query);
  }

  @Needs('kpis:read')
  @Get(':id/rows.csv')
  @AnswersFile('text/csv', 'Every row behind the KPI')
  async export(
    @Param('id') id: string,
    @Query({ schema: KpiRowsQuery }) query: KpiRowsQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    const { columns, batches } = await this.kpis.all(reader, id, query);
    const cells = Object.fromEntries(
      columns.map(({ name }) => [name, (row: KpiRows['items'][number]) => row[name] ?? null]),
    );
    return csvFile(`${id}.csv`, csvOf(cells, batches));
  }

  @Needs('kpis:read')
  @Get(':id/parts')
  @Answers(KpiPartPage)
  parts(
    @Param('id') id: string,
    @Query({ schema: KpiPartsQuery }) query: KpiPartsQuery,
    @Current() reader: Principal,
  ): Promise<KpiPartPage> {
    return this.kpis.parts(reader, id, query);
  }

  @Needs('kpis:read')
  @Get(':id/parts.csv')
  @AnswersFile('text/csv', 'Every part of the breakdown')
  async exportParts(
    @Param('id') id: string,
    @Query({ schema: KpiPartsQuery }) query: KpiPartsQuery,
    @Current() reader: Principal,
  ): Promise<StreamableFile> {
    const parts = await this.kpis.allParts(reader, id, query);
    return csvFile(`${id} parts.csv`, csvOf(partColumns, [parts]));
  }
}
