import type { DatasetName } from '../datasets/index.ts';

/** Of a site that is stated and not among those that the reader may see. */
const foreign = (site: string): string => `(ifNull(${site}, '') != '' AND ${site} NOT IN {sites: Array(String)})`;

/** Of an operation or order of such a site. Only those that the rows of the lot name are looked at. */
const ofForeign = (key: string, table: DatasetName): string => `ifNull(${key}, '') IN (
    SELECT ${key}
    FROM ${table}
    WHERE ${foreign('site_id')} AND row_id IN (
      SELECT row_id
      FROM ${table}_rows
      WHERE ${key} IN (SELECT assumeNotNull(${key}) FROM {history: Identifier} WHERE lot_id = {lotId: String} AND ${key} != '')
    )
  )`;

/** Neither of its places is at a site that the reader may see, and one of them is stated. */
const foreignWay = `(NOT hasAny([ifNull(from_site_id, ''), ifNull(to_site_id, '')], {sites: Array(String)})
    AND concat(ifNull(from_site_id, ''), ifNull(to_site_id, '')) != '')`;

/**
 * SQL, with the table `{history: Identifier}` of the rows of the lot `{lotId: String}`, that says of a row of a lot whether it is of a site that the reader (`{sites: Array(String)}`) may not see: by the site that it
 * names, or that of its operation or order. What belongs to the lot alone, as its results and complaints do, is as visible as the lot.
 */
export const foreignRows: Partial<Record<DatasetName, string>> = {
  lots: foreign('site_id'),
  lot_status: foreign('site_id'),
  stock_counts: foreign('site_id'),
  traceability_events: foreign('site_id'),
  shipments: foreign('from_site_id'),
  movements: foreignWay,
  operation_inputs: ofForeign('operation_id', 'operations'),
  operation_outputs: ofForeign('operation_id', 'operations'),
  cost_entries: ofForeign('operation_id', 'operations'),
  allocations: ofForeign('order_id', 'planned_orders'),
};

/** Datasets whose rows name a lot and belong to it alone. */
export const rowsOfLotAlone: readonly DatasetName[] = [
  'qc_results',
  'nonconformances',
  'complaints',
  'approvals',
  'handling_units',
];
