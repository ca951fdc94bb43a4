import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { siteParameters, text, visibleSites } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

const query = defineQuery({
  module: import.meta.url,
  file: './list-machines.sql',
  parameters: z.object(siteParameters),
  row: z.object({ siteId: text, line: text, machine: text }),
});

export type ListedMachine = Awaited<ReturnType<typeof query>>[number];

/** Lines and machines at which operations ran, of the sites that a reader may see (null: all). */
export function listMachines(
  engine: Pick<Statements, 'query'>,
  sites: readonly string[] | null,
): Promise<ListedMachine[]> {
  return query(engine, visibleSites(sites));
}
