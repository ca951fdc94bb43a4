import { z } from 'zod';
import { pageFields, PageQuery } from './paging.ts';

export const ColumnType = z.enum(['id', 'text', 'choice', 'number', 'integer', 'boolean', 'time']);
export type ColumnType = z.infer<typeof ColumnType>;

export const DatasetColumn = z.object({
  name: z.string().describe('camelCase, as in files and JSON'),
  column: z.string().describe('snake_case, as stored'),
  type: ColumnType,
  required: z.boolean(),
  key: z.boolean().describe('Part of the natural key'),
  values: z.array(z.string()).optional(),
  boundary: z.enum(['start', 'end']).optional(),
  check: z.enum(['positive', 'notNegative', 'signed']).optional(),
  unit: z.string().optional(),
  references: z.string().optional(),
  meaning: z.string(),
});
export type DatasetColumn = z.infer<typeof DatasetColumn>;

export const Dataset = z.object({
  name: z.string(),
  group: z.string(),
  grain: z.string(),
  identity: z.enum(['key', 'line']),
  columns: z.array(DatasetColumn),
  rows: z.number().int().nonnegative().describe('Rows now readable, deleted ones not counted'),
});
export type Dataset = z.infer<typeof Dataset>;

/** `GET /api/v1/datasets`: the specs that imports are checked against; `common` columns belong to every dataset. */
export const DatasetList = z.object({ items: z.array(Dataset), common: z.array(DatasetColumn) });
export type DatasetList = z.infer<typeof DatasetList>;

/** `GET /api/v1/datasets/:name/rows?…` (and `rows.csv`): the rows of a dataset as they stand, in order of arrival. */
export const DatasetRowsQuery = PageQuery.extend({
  importId: z.uuid().optional().describe('Only what this import brought'),
  lotId: z.string().min(1).max(500).optional().describe('Only what names this lot'),
  sourceSystem: z.string().max(500).optional().describe('Only what this system sent; blank: what names none'),
  captureMethod: z.string().max(100).optional().describe('Only what was captured so; blank: what does not say'),
});
export type DatasetRowsQuery = z.infer<typeof DatasetRowsQuery>;

export const DatasetRows = z.object({
  columns: z.array(z.object({ name: z.string(), type: ColumnType })),
  items: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  ...pageFields,
});
export type DatasetRows = z.infer<typeof DatasetRows>;
