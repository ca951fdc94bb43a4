import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { askInParts } from '../query/ask-in-parts.ts';
import { defineQuery } from '../query/define-query.ts';

const findVisible = defineQuery({
  module: import.meta.url,
  file: './visible-nodes.sql',
  parameters: z.object({ lots: z.array(z.string()), operations: z.array(z.string()), sites: z.array(z.string()) }),
  row: z.object({ kind: z.enum(['lot', 'operation']), id: z.string() }),
});
export type VisibleNode = Awaited<ReturnType<typeof findVisible>>[number];

interface AskedNodes {
  readonly lots: readonly string[];
  readonly operations: readonly string[];
  readonly sites: readonly string[];
}

/** Which of some lots and operations belong to these sites, or to no known site. */
export async function visibleNodes(
  statements: Pick<Statements, 'query'>,
  { lots, operations, sites }: AskedNodes,
): Promise<VisibleNode[]> {
  const common = { lots: [], operations: [], sites: [...sites] };
  return [
    ...(await askInParts(lots, (some) => findVisible(statements, { ...common, lots: some }))),
    ...(await askInParts(operations, (some) => findVisible(statements, { ...common, operations: some }))),
  ];
}
