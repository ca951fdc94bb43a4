import { z } from 'zod';
import { flag, siteParameters, text } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

/** Everything with a time that happened to a lot. */
export const findLotTimeline = defineQuery({
  module: import.meta.url,
  file: './lot-timeline.sql',
  parameters: z.object({ lotId: z.string(), limit: z.number(), offset: z.number(), ...siteParameters }),
  row: z.object({ at: z.string(), kind: z.string(), text: z.string(), id: text, hidden: flag }),
  times: ['at'],
});
