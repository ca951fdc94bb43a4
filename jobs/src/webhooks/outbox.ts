import type { Pool } from 'pg';
import type { JobQueues } from '../contract/queues.ts';
import { lookAgain } from '../worker/look-again.ts';
import type { WorkerLog } from '../worker/worker-log.ts';

/** So long at most does a delivery wait for somebody to see it. */
const everyMs = 1000;
const mostAtOnce = 500;

/** Queues what is to be delivered. Two processes that see the same delivery add one job; what was seen and not noted is seen again. */
async function queueDeliveries(pool: Pool, queues: JobQueues): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM webhook_deliveries WHERE queued_at IS NULL ORDER BY created_at LIMIT $1',
    [mostAtOnce],
  );
  for (const { id } of rows) {
    await queues.add('deliver-webhook', { deliveryId: id });
    await pool.query('UPDATE webhook_deliveries SET queued_at = now() WHERE id = $1', [id]);
  }
}

/** Looks for deliveries until it is closed; a look that fails is told and tried again. */
export const watchOutbox = (pool: Pool, queues: JobQueues, log: WorkerLog): { close(): Promise<void> } =>
  lookAgain(() => queueDeliveries(pool, queues), {
    everyMs,
    failure: 'What is to be delivered could not be queued',
    log,
  });
