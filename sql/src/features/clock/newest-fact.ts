import { z } from 'zod';
import type { Statements } from '../../engine/engine.ts';
import { time } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';

const newestFact = defineQuery({
  module: import.meta.url,
  file: './newest-fact.sql',
  parameters: z.object({ now: z.date() }),
  row: z.object({ newest: time }),
  times: ['newest'],
});

/**
 * The present of the data: when the newest fact became known, so that history which ends in the past is judged as of its end, where its
 * stock has not expired meanwhile. Null: nothing is known.
 */
export async function newestFactKnown(statements: Pick<Statements, 'query'>, now: Date): Promise<Date | null> {
  const [row] = await newestFact(statements, { now });
  const newest = row?.newest ?? null;
  return newest === null ? null : new Date(newest);
}
