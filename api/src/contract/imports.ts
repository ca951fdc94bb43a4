import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { Progress, WorkState } from './jobs.ts';
import { Instant } from './quantities.ts';

export const ImportFormat = z.enum(['csv', 'jsonl', 'parquet', 'epcis']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** `POST /api/v1/imports?…`, raw body (gzip and zstd are recognised by content) → 202 `ImportAccepted`. */
export const ImportQuery = z
  .object({
    dataset: z.string().min(1).max(100).optional(),
    mapping: z.string().min(1).max(200).optional(),
    format: ImportFormat.optional().describe('Told from the content when left out'),
    name: z.string().max(500).optional().describe('File name, shown in lists'),
  })
  .refine(({ dataset, mapping, format }) => dataset !== undefined || mapping !== undefined || format === 'epcis', {
    message: 'Name the dataset that the file holds, or the mapping to read it with',
    path: ['dataset'],
  });
export type ImportQuery = z.infer<typeof ImportQuery>;

export const ImportAccepted = z.object({ importId: z.string(), jobId: z.string() });
export type ImportAccepted = z.infer<typeof ImportAccepted>;

export const ImportRows = z.object({
  read: z.number().int().nonnegative(),
  accepted: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  duplicate: z.number().int().nonnegative().describe('Rows that were already there with the same values'),
});
export type ImportRows = z.infer<typeof ImportRows>;

export const Reject = z.object({
  row: z.number().int().describe('1-based data row of the file, header not counted'),
  dataset: z.string().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});
export type Reject = z.infer<typeof Reject>;

/** One import as listed by `GET /api/v1/imports`. */
export const ImportSummary = z.object({
  importId: z.string(),
  jobId: z.string(),
  name: z.string(),
  dataset: z.string().nullable(),
  mapping: z.string().nullable(),
  format: ImportFormat.nullable().describe('null: the file was refused before its format was known'),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().nullable(),
  state: WorkState,
  progress: Progress,
  rows: ImportRows.nullable().describe('null until the file has been read'),
  error: z.string().optional().describe('Why the file was refused whole, or why the import failed'),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** `GET /api/v1/imports/:id`; every rejected row, whole, is in `GET /api/v1/imports/:id/rejects.csv`. */
export const Import = ImportSummary.extend({
  rows: ImportRows,
  rejects: z.array(Reject).describe('The first 100'),
  warnings: z.array(z.string()).describe('What was noticed but not refused: unknown columns, assumed character set …'),
});
export type Import = z.infer<typeof Import>;

export const ImportListQuery = PageQuery.extend({ state: WorkState.optional() });
export type ImportListQuery = z.infer<typeof ImportListQuery>;
export const ImportPage = page(ImportSummary);
export type ImportPage = z.infer<typeof ImportPage>;

/** `GET /api/v1/imports/:id/rows`: what has become of the accepted rows (D2); current ones are `/datasets/:name/rows?importId=`. */
export const ImportedRows = z.object({
  items: z.array(
    z.object({
      dataset: z.string(),
      current: z.number().int().describe('Readable now, as the import brought them'),
      deletions: z.number().int().describe('Took a fact back'),
      superseded: z.number().int().describe('Replaced by a later value, or older than what was there'),
    }),
  ),
});
export type ImportedRows = z.infer<typeof ImportedRows>;
