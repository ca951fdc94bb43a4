export { datasetRowColumns, datasetRows, streamDatasetRows } from './dataset-rows.ts';
export type { DatasetRow, DatasetRowsFilter } from './dataset-rows.ts';
export { importRows } from './import-rows.ts';
export type { ImportedRows } from './import-rows.ts';
