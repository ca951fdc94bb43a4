import type { Pool } from 'pg';

/** Somebody wanted the job to end; the message says who. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** Aborted with `JobCancelled` when somebody wants the job to end. */
export interface CancellationWatch {
  readonly signal: AbortSignal;
  stop(): void;
}

export type WatchCancellation = (jobId: string) => Promise<CancellationWatch>;

const lookEveryMs = 1000;

/** Looks for the job in the table `job_cancellations`, now and every second. */
export async function watchCancellation(pool: Pool, jobId: string): Promise<CancellationWatch> {
  const cancelling = new AbortController();
  const look = async () => {
    const { rows } = await pool.query<{ reason: string }>('SELECT reason FROM job_cancellations WHERE job_id = $1', [
      jobId,
    ]);
    if (rows[0] !== undefined) cancelling.abort(new JobCancelled(rows[0].reason));
  };
  await look();
  // A lost database is reported by what the job itself writes.
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  return { signal: cancelling.signal, stop: () => clearInterval(timer) };
}
