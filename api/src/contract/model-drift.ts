import { z } from 'zod';
import { Estimate } from './models.ts';
import { Instant } from './quantities.ts';

/** `GET /api/v1/models/:id/drift`: what is scored now against what was learned from. */
export const ModelDrift = z.object({
  features: z.array(
    z.object({
      feature: z.string(),
      psi: z
        .number()
        .nullable()
        .describe('Population stability index; 0: the same distribution; null: no rows to compare'),
      bound: z.number().nullable().describe('What chance alone exceeds in 1 of 100 comparisons of so many rows'),
      missing: z.number().nullable().describe('Share of rows without a value, now'),
      verdict: z.string(),
    }),
  ),
  score: z
    .object({ psi: z.number().nullable(), bound: z.number().nullable(), verdict: z.string() })
    .nullable()
    .describe('Of the probabilities'),
  brier: Estimate.nullable().describe('Of scored lots of which it is known by now what became of them; null: too few'),
  checkedAt: Instant.nullable().describe('null: not checked yet'),
});
export type ModelDrift = z.infer<typeof ModelDrift>;
