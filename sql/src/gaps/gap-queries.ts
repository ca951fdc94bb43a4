import { z } from 'zod';
import { withScrapVerdict } from '../disposition/scrap-verdict.ts';
import { sqlFile } from '../engine/index.ts';
import { flag, siteParameters, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';
import { withLocalDays } from '../query/local-days.ts';
import { gapKinds } from './gap-kinds.ts';

const kind = z.enum(gapKinds);

const parts = {
  captures_with_times: './parts/captures-with-times.sql',
  existing_lots: './parts/existing-lots.sql',
  named_sites: './parts/named-sites.sql',
  needed_components: './parts/needed-components.sql',
  nonconformances_with_disposition: './parts/nonconformances-with-disposition.sql',
  operations_in_mass: './parts/operations-in-mass.sql',
  rows_with_unit: './parts/rows-with-unit.sql',
} as const;

/** A file with what it has in common with another in the place of each `{{part}}`. */
function withParts(file: string): string {
  const text = sqlFile(import.meta.url, file);
  return Object.entries(parts).reduce(
    (whole, [name, part]) => whole.replaceAll(`{{${name}}}`, () => sqlFile(import.meta.url, part).trimEnd()),
    text,
  );
}

type RowsOfKinds = Readonly<Record<z.infer<typeof kind>, string>>;

/** The definition of each kind of gap: its rows. */
export const gapRowsSql = Object.fromEntries(
  gapKinds.map((name) => [name, withLocalDays(withScrapVerdict(withParts(`./rows/${name}.sql`)))]),
) as RowsOfKinds;

/** What is looked at to find the gaps of each kind: all of it, gap or not. */
export const examinedRowsSql = Object.fromEntries(
  gapKinds.map((name) => [name, withParts(`./examined/${name}.sql`)]),
) as RowsOfKinds;

const page = {
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
};

/** One page of the gaps of one kind. */
export const findGaps = defineQuery({ ...page, choices: { rows: gapRowsSql } });

/** One page of what was looked at for them. */
export const findExamined = defineQuery({ ...page, choices: { rows: examinedRowsSql } });

export type GapRow = Omit<Awaited<ReturnType<typeof findGaps>>[number], 'hidden'>;

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
