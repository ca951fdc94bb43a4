import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { Needs } from '../access/needs.ts';
import { DatasetList, DatasetRows, DatasetRowsQuery } from '../contract/datasets.ts';
import { csvFile, csvOf } from '../csv/csv.ts';
import { Answers, AnswersFile } from '../openapi/answers.ts';
import { DatasetRowsService } from './dataset-rows.service.ts';
import { DatasetsService } from './datasets.service.ts';

/** The data dictionary, and the rows that it counts: they are of every site, so they are for those who may see every site. */
@Controller('api/v1/datasets')
export class DatasetsController {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly stored: DatasetRowsService,
  ) {}

  @Needs('lots:read')
  @Get()
  @Answers(DatasetList)
  list(): Promise<DatasetList> {
    return this.datasets.list();
  }

  @Needs('lots:read', { everySite: true })
  @Get(':name/rows')
  @Answers(DatasetRows)
  rows(
    @Param('name') name: string,
    @Query({ schema: DatasetRowsQuery }) query: DatasetRowsQuery,
  ): Promise<DatasetRows> {
    return this.stored.page(name, query);
  }

  @Needs('lots:read', { everySite: true })
  @Get(':name/rows.csv')
  @AnswersFile('text/csv', 'Every row of the dataset')
  export(
    @Param('name') name: string,
    @Query({ schema: DatasetRowsQuery }) query: DatasetRowsQuery,
  ): Promise<StreamableFile> {
    const { cells, batches } = this.stored.all(name, query);
    return csvFile(`${name}.csv`, csvOf(cells, batches));
  }
}
