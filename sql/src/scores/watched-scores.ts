import { z } from 'zod';
import { flag } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

/** What is open now: lots without an outcome that are young enough to get one; stock that may expire. */
const scores = {
  'supplier-lot-deviation': `SELECT probability FROM supplier_lot_scores
    WHERE probability IS NOT NULL AND outcome = 'unknown' AND predicted_at > data_as_of - toIntervalDay({openDays: UInt32})`,
  expiry: `SELECT p_any AS probability FROM expiry_scores WHERE verdict = 'outlook' AND p_any IS NOT NULL AND {openDays: UInt32} >= 0`,
} as const;

/** Probabilities of what is open, in the newest run of a family. */
export const openProbabilities = defineQuery({
  module: import.meta.url,
  file: './open-probabilities.sql',
  parameters: z.object({
    scores: z.enum(Object.keys(scores) as [keyof typeof scores]),
    openDays: z.number().int().positive(),
  }),
  row: z.object({ probability: z.number() }),
  choices: { scores },
});

/** What a version says of received lots that it learned from: those whose outcome was known before. */
export const learnedProbabilities = defineQuery({
  module: import.meta.url,
  file: './learned-probabilities.sql',
  parameters: z.object({ modelId: z.string() }),
  row: z.object({ probability: z.number() }),
});

/** What a model said of received lots before their outcome was known, and the outcome. */
export const judgedProbabilities = defineQuery({
  module: import.meta.url,
  file: './judged-probabilities.sql',
  parameters: z.object({ modelId: z.string() }),
  row: z.object({ probability: z.number(), deviated: flag, block: z.string() }),
});
