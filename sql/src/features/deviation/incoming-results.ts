import { z } from 'zod';
import { flag, number } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';
import { versionsOf } from '../../query/versions.ts';

const given = z.literal('given').default('given');

/** Latest valid incoming results of received lots; times in milliseconds since 1970. */
export const incomingResults = defineQuery({
  module: import.meta.url,
  file: 'incoming-results.sql',
  parameters: z.object({ lots: given, qcResults: given, asOf: z.string(), decisionHours: z.number().int().min(0) }),
  row: z.object({
    lotId: z.string(),
    characteristic: z.string(),
    unit: z.string(),
    own: flag,
    value: z.number(),
    lower: number,
    upper: number,
    knownAt: z.number(),
  }),
  choices: { lots: { given: versionsOf('lots') }, qcResults: { given: versionsOf('qc_results') } },
});
