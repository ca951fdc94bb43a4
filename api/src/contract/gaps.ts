import { z } from 'zod';
import { FiguresProgress } from './figures-progress.ts';
import { pageFields, PageQuery } from './paging.ts';

/** `GET /api/v1/gaps?kind=`: where the genealogy is incomplete or contradicts itself. */
export const GapQuery = z.object({ kind: z.string().max(100).optional().describe('A kind that the report names') });
export type GapQuery = z.infer<typeof GapQuery>;

export const GapRow = z.object({
  id: z.string(),
  lotId: z.string().nullable(),
  operationId: z.string().nullable(),
  itemId: z.string().nullable(),
  siteId: z.string().nullable(),
  dataset: z.string(),
  text: z.string(),
});
export type GapRow = z.infer<typeof GapRow>;

export const Gap = z.object({
  kind: z.string().describe('orphan, missing-parents, unknown-reference, mass-balance, time-travel …'),
  label: z.string(),
  count: z.number().int().nonnegative(),
  of: z.number().int().nonnegative().nullable().describe('How many things were examined; null: none'),
  examined: z.string().describe('What those things are'),
  weight: z.number().describe('What the kind weighs in the score'),
  points: z
    .number()
    .nullable()
    .describe('What it adds to the score: all of them are the score; null: nothing was examined'),
  examples: z.array(GapRow),
});
export type Gap = z.infer<typeof Gap>;

export const GapReport = z.object({
  score: z.number().nullable().describe('0–100; null while there is nothing to score'),
  formula: z.string().describe('How the score is made'),
  level: z.number().int().nullable().describe('Maturity by data alone, 1–2; 3 and 4 need evidence (D26)'),
  gaps: z.array(Gap),
  countedAt: z.string().nullable(),
  ...FiguresProgress.shape,
  dataAsOf: z.string().nullable(),
});
export type GapReport = z.infer<typeof GapReport>;

/**
 * `GET /api/v1/gaps/:kind/rows?…` (and `rows.csv`): every gap of one kind, from the data as it is now; `…/examined` (and `examined.csv`):
 * all that was looked at to find them, gap or not.
 */
export const GapRowsQuery = PageQuery.extend({
  site: z.string().max(500).optional(),
  dataset: z.string().max(100).optional(),
});
export type GapRowsQuery = z.infer<typeof GapRowsQuery>;

export const GapPage = z.object({ items: z.array(GapRow), ...pageFields });
export type GapPage = z.infer<typeof GapPage>;
