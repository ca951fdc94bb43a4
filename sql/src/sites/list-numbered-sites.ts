import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { text } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

const query = defineQuery({
  module: import.meta.url,
  file: './list-numbered-sites.sql',
  parameters: z.object({}),
  row: z.object({ siteId: z.string(), gln: text, kind: text }),
});

/** A site of the master data: its global location number, and whether it is ours or a partner's (`kind`), as far as that is known. */
export type NumberedSite = Awaited<ReturnType<typeof query>>[number];

export const listNumberedSites = (statements: Pick<Statements, 'query'>): Promise<NumberedSite[]> =>
  query(statements, {});
