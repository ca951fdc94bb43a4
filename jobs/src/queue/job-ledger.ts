import type { Pool } from 'pg';
import type { JobName, JobPayload } from '../contract/jobs.ts';
import type { JobQueues } from '../contract/queues.ts';
import { lookAgain } from '../worker/look-again.ts';
import type { WorkerLog } from '../worker/worker-log.ts';

/**
 * Jobs that were asked for and are not known to have ended, in PostgreSQL: a Redis that is restarted may have forgotten them, one that is down
 * hears of them later. A job is entered before it is queued.
 */
export class JobLedger {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async enter(jobId: string, name: JobName, payload: unknown): Promise<void> {
    await this.#pool.query(
      'INSERT INTO job_ledger (job_id, name, payload) VALUES ($1, $2, $3) ON CONFLICT (job_id) DO NOTHING',
      [jobId, name, JSON.stringify(payload)],
    );
  }

  /** Those that nobody has looked at for some seconds, the longest unseen first; they count as looked at now. */
  async unseen(): Promise<readonly Entered[]> {
    const { rows } = await this.#pool.query<Entered>(
      `UPDATE job_ledger SET looked_at = now()
       WHERE job_id IN (SELECT job_id FROM job_ledger WHERE looked_at < now() - $1 * interval '1 millisecond'
                        ORDER BY looked_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING job_id AS "jobId", name, payload`,
      [unseenForMs, mostAtOnce],
    );
    return rows;
  }

  async strike(jobId: string): Promise<void> {
    await this.#pool.query('DELETE FROM job_ledger WHERE job_id = $1', [jobId]);
  }
}

interface Entered {
  readonly jobId: string;
  readonly name: JobName;
  readonly payload: JobPayload<JobName>;
}

const unseenForMs = 5000;
const mostAtOnce = 500;
const everyMs = 2000;

/** Adds again what a queue does not know, and strikes what has ended. */
async function compare(ledger: JobLedger, queues: JobQueues, log: WorkerLog): Promise<void> {
  for (const { jobId, name, payload } of await ledger.unseen()) {
    const found = await queues.find(jobId);
    if (found === null) {
      log.warn({ jobId }, 'The queue does not know a job that was asked for: it is added again');
      await queues.add(name, payload);
    } else if (found.state === 'done' || found.state === 'failed') await ledger.strike(jobId);
  }
}

/** Compares the ledger with the queues until it is closed; what fails is told and tried again. */
export const watchLedger = (ledger: JobLedger, queues: JobQueues, log: WorkerLog): { close(): Promise<void> } =>
  lookAgain(() => compare(ledger, queues, log), {
    everyMs,
    failure: 'The ledger of jobs could not be compared with the queues',
    log,
  });
