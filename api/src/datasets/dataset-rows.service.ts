import { Inject, Injectable } from '@nestjs/common';
import { datasetRowColumns, datasetRows, streamDatasetRows } from '@lotscope/sql';
import type { DatasetRow, Engine } from '@lotscope/sql';
import { isDatasetName } from '@lotscope/sql/datasets';
import type { DatasetName } from '@lotscope/sql/datasets';
import { ENGINE } from '../app/tokens.ts';
import type { DatasetRows, DatasetRowsQuery } from '../contract/datasets.ts';
import type { CsvColumns } from '../csv/csv.ts';
import { NotFound } from '../errors/failures.ts';
import { readOffset, writeOffset } from '../paging/offset-cursor.ts';

/** The rows of the datasets as they stand. */
@Injectable()
export class DatasetRowsService {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  async page(name: string, { limit, cursor, ...filter }: DatasetRowsQuery): Promise<DatasetRows> {
    const dataset = datasetOf(name);
    const offset = readOffset(cursor);
    const { rows, total } = await datasetRows(this.engine, { ...filter, dataset }, { limit, offset });
    const next = offset + rows.length;
    return {
      columns: datasetRowColumns(dataset).map((column) => ({ name: column.name, type: column.type })),
      items: rows,
      total,
      withheld: 0,
      nextCursor: rows.length > 0 && next < total ? writeOffset(next) : null,
    };
  }

  /** All rows in batches, and the columns to write them under. */
  all(
    name: string,
    { cursor: _cursor, limit: _limit, ...filter }: DatasetRowsQuery,
  ): { cells: CsvColumns<DatasetRow>; batches: AsyncIterable<DatasetRow[]> } {
    const dataset = datasetOf(name);
    const cells = datasetRowColumns(dataset).map((column) => [
      column.name,
      (row: DatasetRow) => row[column.name] ?? null,
    ]);
    return {
      cells: Object.fromEntries(cells) as CsvColumns<DatasetRow>,
      batches: streamDatasetRows(this.engine, { ...filter, dataset }),
    };
  }
}

function datasetOf(name: string): DatasetName {
  if (!isDatasetName(name)) throw new NotFound(`There is no dataset ${name}`);
  return name;
}
