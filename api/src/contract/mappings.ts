import { z } from 'zod';
import { ImportFormat, Reject } from './imports.ts';
import { Instant } from './quantities.ts';

/** The mapping document. Its grammar is checked, with paths, when it is saved or previewed; here only its outline is fixed. */
export const MappingDocument = z.looseObject({
  name: z.string().min(1).max(200),
  format: ImportFormat.optional(),
  datasets: z.array(z.looseObject({ dataset: z.string() })).min(1),
});
export type MappingDocument = z.infer<typeof MappingDocument>;

/** `PUT /api/v1/mappings/:name` (body: the document) and `GET /api/v1/mappings/:name` answer this. */
export const Mapping = z.object({
  name: z.string(),
  version: z.number().int().positive(),
  document: MappingDocument,
  updatedBy: z.string(),
  updatedAt: Instant,
});
export type Mapping = z.infer<typeof Mapping>;

/** `GET /api/v1/mappings` */
export const MappingList = z.object({ items: z.array(Mapping) });
export type MappingList = z.infer<typeof MappingList>;

/** `POST /api/v1/mappings/preview`: what the document makes of the first lines of a file, nothing stored. */
export const MappingPreviewRequest = z.object({
  document: z.looseObject({}).describe('A mapping document; faults in it are answered, not refused'),
  sample: z.string().max(1_000_000).describe('The beginning of the file, as text'),
});
export type MappingPreviewRequest = z.infer<typeof MappingPreviewRequest>;

export const MappingPreview = z.object({
  errors: z.array(z.object({ path: z.string(), message: z.string() })).describe('Faults of the document; empty: valid'),
  sourceColumns: z.array(z.string()),
  sourceRows: z
    .array(z.array(z.string().nullable()))
    .describe(
      'The first rows as the file writes them, in the order of its columns; there whatever is wrong with the document',
    ),
  delimiter: z.string().nullable().describe('That the file was read with, declared or found; null: it has none'),
  read: z.number().int().nonnegative(),
  warnings: z
    .array(z.string())
    .describe('Values of rows that are there which an import would blank; left out for readers limited to sites'),
  datasets: z.array(
    z.object({
      dataset: z.string(),
      columns: z.array(z.string()),
      rows: z.array(z.record(z.string(), z.string().nullable())),
      rejects: z.array(Reject),
    }),
  ),
});
export type MappingPreview = z.infer<typeof MappingPreview>;
