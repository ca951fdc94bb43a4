import type { Pool } from 'pg';
import type { JobQueues } from '../contract/queues.ts';
import { ServingModels } from '../models/serving-models.ts';
import { firstSeed } from './first-training.ts';
import type { ModelFamily } from './model-family.ts';
import { namedUuid } from './named-uuid.ts';

/**
 * Starts a training in the place of the version that should serve and cannot be read, as after an upgrade that reads another format: once, from
 * however many processes. Answers the id of the job, if any.
 */
export async function startReplacementTraining(
  pool: Pool,
  queues: JobQueues,
  { family }: Pick<ModelFamily, 'family'>,
): Promise<string | null> {
  const lost = await new ServingModels(pool).unreadable(family);
  if (lost === undefined) return null;
  const requestId = namedUuid(`in the place of ${lost.id}: ${lost.reason}`);
  const jobId = await queues.add('train-model', { family, seed: firstSeed, requestId });
  await pool.query('UPDATE models SET replaced_by_job = $2 WHERE id = $1', [lost.id, jobId]);
  return jobId;
}
