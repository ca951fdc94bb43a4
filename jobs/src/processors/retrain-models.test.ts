import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import type { JobQueues } from '../contract/queues.ts';
import { retrainModels } from './retrain-models.ts';

test('the trainings of a week are started once, however often their job is delivered', async () => {
  const added: unknown[] = [];
  const queues = { add: (_name: string, payload: unknown) => Promise.resolve(String(added.push(payload))) };
  const pool = { query: () => Promise.resolve({ rows: [{ family: 'expiry' }] }) };
  const job = retrainModels(pool as unknown as Pool, queues as Partial<JobQueues> as JobQueues);
  // The schedule gives no id: every delivery has another.
  const deliver = (jobId: string) =>
    job.process(
      { requestId: crypto.randomUUID() },
      { jobId, attempt: 1, lastAttempt: false, signal: new AbortController().signal, progress: () => undefined },
    );
  await deliver('repeat:retrain-weekly:1');
  await deliver('repeat:retrain-weekly:1');
  await deliver('repeat:retrain-weekly:2');
  const [first, again, other] = added;
  expect(first).toMatchObject({ family: 'expiry' });
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
