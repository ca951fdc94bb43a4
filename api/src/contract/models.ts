import { z } from 'zod';
import { page, PageQuery } from './paging.ts';
import { Instant } from './quantities.ts';

export const ModelState = z.enum(['training', 'challenger', 'champion', 'retired', 'failed']);
export type ModelState = z.infer<typeof ModelState>;

export const ModelSkill = z.enum(['skill', 'no skill', 'insufficient history']);
export type ModelSkill = z.infer<typeof ModelSkill>;

/** A figure with its 95 % interval; null: cannot be told from this data. */
export const Estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimate = z.infer<typeof Estimate>;

const CardMetric = z.object({
  name: z.string(),
  label: z.string(),
  betterWhen: z.enum(['up', 'down']),
  model: Estimate,
  baselines: z.array(
    z.object({ name: z.string(), value: Estimate, difference: Estimate.describe('Model less baseline, paired') }),
  ),
});

/** What anybody should know of a model before they act on it. */
export const ModelCard = z.object({
  family: z.string(),
  verdict: z.string(),
  trainedOn: z.object({
    from: z.string(),
    to: z.string(),
    rows: z.number().int().nonnegative(),
    positives: z.number().int().nonnegative().nullable(),
    labelled: z.number().int().nonnegative().nullable(),
    hash: z.string().describe('SHA-256 of the data'),
  }),
  protocol: z.string().describe('How the metrics were measured: cut-offs, embargo, grouping'),
  features: z.array(z.object({ name: z.string(), meaning: z.string() })),
  metrics: z.array(CardMetric),
  calibration: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      predicted: z.number(),
      observed: z.number(),
      count: z.number().int().nonnegative(),
    }),
  ),
  segments: z.array(
    z.object({
      name: z.string(),
      count: z.number().int().nonnegative(),
      metric: z.string(),
      value: z.number().nullable(),
    }),
  ),
  limits: z.array(z.string()).describe('What it cannot do, in sentences'),
  drift: z
    .array(z.object({ feature: z.string(), deciles: z.array(z.number()), missing: z.number() }))
    .describe('Deciles of the training data by feature'),
  seed: z.number(),
  backend: z.string(),
  milliseconds: z.number().nonnegative(),
});
export type ModelCard = z.infer<typeof ModelCard>;

/** One version of a family of models, as listed by `GET /api/v1/models`. */
export const ModelSummary = z.object({
  id: z.string(),
  family: z.string(),
  version: z.number().int().positive(),
  state: ModelState.describe('champion: its scores are shown; at most one of a family'),
  skill: ModelSkill.nullable().describe('null while it is trained, or when the training failed'),
  verdict: z.string().nullable(),
  unreadable: z
    .string()
    .nullable()
    .describe('Why it cannot be read any more, and what happens next; null: it can. The verdict begins with it'),
  reason: z.string().nullable().describe('Why it is in this state'),
  jobId: z.string(),
  createdAt: Instant,
  promotedAt: Instant.nullable(),
  promotedBy: z.string().nullable(),
});
export type ModelSummary = z.infer<typeof ModelSummary>;

export const ModelQuery = PageQuery.extend({
  family: z.string().min(1).max(100).optional(),
  state: ModelState.optional(),
});
export type ModelQuery = z.infer<typeof ModelQuery>;
export const ModelPage = page(ModelSummary);
export type ModelPage = z.infer<typeof ModelPage>;

/** `GET /api/v1/models/:id` */
export const Model = ModelSummary.extend({
  card: ModelCard.nullable().describe('null while it is trained, or when the training failed'),
  segmentsWithheld: z.number().int().nonnegative().describe('Segments of the card: sites that the reader may not see'),
  artefact: z
    .object({
      bytes: z.number().int().nonnegative(),
      sha256: z.string(),
      intact: z
        .boolean()
        .describe('Whether the stored bytes are still the registered ones; a damaged model never serves'),
    })
    .nullable(),
});
export type Model = z.infer<typeof Model>;

/** `POST /api/v1/models/:id/promote` → `Model`. Promoting an older version is how one goes back. */
export const ModelPromotion = z.object({ reason: z.string().trim().min(1).max(1000) });
export type ModelPromotion = z.infer<typeof ModelPromotion>;
