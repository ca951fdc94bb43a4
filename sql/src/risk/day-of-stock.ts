import type { Statements } from '../engine/engine.ts';
import { newestFactKnown } from '../features/clock/index.ts';
import { cutoffDayOf } from '../features/expiry/index.ts';
import { dataOfRun } from '../scores/index.ts';

/**
 * The day, since 1970-01-01, at whose start stock is judged that a run has no scores of: that of the run. Before the first run (''), that of the data,
 * as the first scoring will take it: so that what has expired already is the same before it and after.
 */
export async function dayOfStock(statements: Pick<Statements, 'query'>, run: string, now: Date): Promise<number> {
  const asOf = run === '' ? await newestFactKnown(statements, now) : await dataOfRun(statements, 'expiry', run);
  return cutoffDayOf(asOf ?? now);
}
