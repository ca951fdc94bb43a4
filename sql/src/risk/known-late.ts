import { z } from 'zod';
import type { Statements } from '../engine/engine.ts';
import { defineQuery } from '../query/define-query.ts';

/** A lot is judged the day after its receipt, and has sixty days to deviate: what becomes known later is no label of it. */
const days = 61;

const knownLate = defineQuery({
  module: import.meta.url,
  file: './known-late.sql',
  parameters: z.object({ days: z.number().int().positive() }),
  row: z.object({ facts: z.number(), late: z.number() }),
});

/** Of the facts that judge received lots, how many became known too late to learn from. */
export async function factsKnownLate(engine: Pick<Statements, 'query'>): Promise<{ facts: number; late: number }> {
  const [counted] = await knownLate(engine, { days });
  if (counted === undefined) throw new Error('The facts about received lots were not counted');
  return counted;
}
