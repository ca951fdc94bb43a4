import { z } from 'zod';

/** Whether the newest imports are in the figures (KPIs, gaps, exposures). */
export const FiguresProgress = z.object({
  refreshing: z
    .boolean()
    .describe('The newest imports are not in the figures yet; a job that derives them waits or runs'),
  behind: z
    .object({ reason: z.string().nullable().describe('Why the job failed; null: there was none') })
    .nullable()
    .describe('The newest imports are not in the figures, and no job derives them: start refresh-figures'),
});
export type FiguresProgress = z.infer<typeof FiguresProgress>;
