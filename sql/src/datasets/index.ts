/** The datasets: the one column-level definition that import, OpenAPI, mappings and the data dictionary derive from. */
import type { DatasetSpec } from './dataset-spec.ts';
import * as genealogy from './lots-and-genealogy.ts';
import * as masterData from './master-data.ts';
import * as quality from './quality.ts';
import * as flow from './stock-orders-costs.ts';
import * as traceability from './traceability.ts';

export { commonColumns, snakeCase } from './dataset-spec.ts';
export type { ColumnSpec, ColumnType, DatasetGroup, DatasetSpec } from './dataset-spec.ts';

const all = [
  ...Object.values(masterData),
  ...Object.values(genealogy),
  ...Object.values(quality),
  ...Object.values(flow),
  ...Object.values(traceability),
];

export type DatasetName = (typeof all)[number]['name'];

/** Every dataset by name, in an order in which a file set loads with the fewest late references. */
export const datasets = Object.fromEntries(all.map((spec) => [spec.name, spec])) as Readonly<
  Record<DatasetName, DatasetSpec>
>;

export const datasetNames = all.map((spec) => spec.name);

export function isDatasetName(name: string): name is DatasetName {
  return Object.hasOwn(datasets, name);
}
