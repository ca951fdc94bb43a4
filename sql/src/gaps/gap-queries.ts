import { z } from 'zod';
import { withScrapVerdict } from '../disposition/scrap-verdict.ts';
import { sqlFile } from '../engine/index.ts';
import { flag, siteParameters, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { withLocalDays } from '../query/local-days.ts';
import { gapKinds } from './gap-kinds.ts';

const kind = z.enum(gapKinds);

/** The definition of each kind of gap: its rows. */
export const gapRowsSql = Object.fromEntries(
  gapKinds.map((name) => [name, withLocalDays(withScrapVerdict(sqlFile(import.meta.url, `./rows/${name}.sql`)))]),
) as Readonly<Record<z.infer<typeof kind>, string>>;

/** One page of the gaps of one kind. */
export const findGaps = defineQuery({
  module: import.meta.url,
  file: './page.sql',
  parameters: z.object({
    rows: kind,
    site: z.string(),
    dataset: z.string(),
    ...siteParameters,
    limit: z.number(),
    offset: z.number(),
  }),
  row: z.object({
    id: z.string(),
    lotId: text,
    operationId: text,
    itemId: text,
    siteId: text,
    dataset: z.string(),
    text: z.string(),
    hidden: flag,
  }),
  choices: { rows: gapRowsSql },
});
export type GapRow = Omit<Awaited<ReturnType<typeof findGaps>>[number], 'hidden'>;

/** How many things of each kind can be examined. */
export const countExamined = defineQuery({
  module: import.meta.url,
  file: './count-examined.sql',
  parameters: z.object({}),
  row: z.object({ kind, examined: z.number() }),
});

/** The counts of the last refresh. */
export const gapCounts = defineQuery({
  module: import.meta.url,
  file: './counts.sql',
  parameters: z.object({}),
  row: z.object({ kind, found: z.number(), examined: z.number(), countedAt: time, lots: z.number() }),
  times: ['countedAt'],
});

/** The first gaps of each kind, of the last refresh. */
export const gapExamples = defineQuery({
  module: import.meta.url,
  file: './examples.sql',
  parameters: z.object(siteParameters),
  row: z.object({
    kind,
    id: z.string(),
    lotId: text,
    operationId: text,
    itemId: text,
    siteId: text,
    dataset: z.string(),
    text: z.string(),
  }),
});
