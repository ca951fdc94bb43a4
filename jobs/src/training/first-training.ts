import type { Pool } from 'pg';
import type { JobQueues } from '../contract/queues.ts';
import type { ModelFamily, Reading } from './model-family.ts';
import { namedUuid } from './named-uuid.ts';

/** So that the same history gives the same first models everywhere. */
export const firstSeed = 1;

/** A history that was too short is tried again once there is so much more of it. */
const growth = 1.2;

interface Versions {
  versions: number;
  training: boolean;
  judged: boolean;
}

/**
 * Starts the first training of a family as soon as there is enough to learn from, and another one when the history was too short to
 * judge and has grown since. From the first judged version on, the schedule and people do. Answers the id of the job, if any.
 */
export async function startFirstTraining(
  pool: Pool,
  queues: JobQueues,
  { family, learnable }: Pick<ModelFamily, 'family' | 'learnable'>,
  { data }: Reading<unknown>,
): Promise<string | null> {
  const size = learnable(data);
  if (size === null) return null;
  const { rows } = await pool.query<Versions>(
    `SELECT count(*)::int AS versions, coalesce(bool_or(state = 'training'), false) AS training,
            coalesce(bool_or(state = 'failed' OR skill <> 'insufficient history'), false) AS judged
     FROM models WHERE family = $1`,
    [family],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('PostgreSQL did not count the versions of a family');
  if (found.training || found.judged) return null;
  const step = Math.floor(Math.log(size) / Math.log(growth));
  return queues.add('train-model', {
    family,
    seed: firstSeed,
    requestId: namedUuid(`first training of ${family}: ${step}`),
  });
}
