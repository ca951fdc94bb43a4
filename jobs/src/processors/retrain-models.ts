import type { Pool } from 'pg';
import { modelFamilies } from '../contract/model-families.ts';
import type { JobQueues } from '../contract/queues.ts';
import { namedUuid } from '../training/named-uuid.ts';
import { processor } from '../worker/processor.ts';

/**
 * Starts a training of every family that was trained before: the first one waits for enough to learn from. Delivered again, it starts no other
 * trainings.
 */
export function retrainModels(pool: Pool, queues: JobQueues) {
  return processor('retrain-models', async (_payload, { jobId }) => {
    const requestId = namedUuid(`trainings of ${jobId}`);
    const { rows } = await pool.query<{ family: string }>(
      `SELECT DISTINCT family FROM models WHERE family = ANY ($1) ORDER BY family`,
      [modelFamilies],
    );
    const jobIds: string[] = [];
    for (const { family } of rows) jobIds.push(await queues.add('train-model', { requestId, family, seed: 1 }));
    return { jobIds };
  });
}
