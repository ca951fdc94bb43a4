import type { Job } from 'bullmq';
import { DelayedError, UnrecoverableError, WaitingError } from 'bullmq';
import { isJobName, jobs } from '../contract/jobs.ts';
import type { JobName } from '../contract/jobs.ts';
import { isOutage } from '../contract/outage.ts';
import type { WatchCancellation } from './job-cancellations.ts';
import { JobCancelled } from './job-cancellations.ts';
import { latestProgress } from './latest-progress.ts';
import type { AnyProcessor, JobRun } from './processor.ts';

/** Bad input: trying again would fail again, so the job fails at once. */
export class InvalidJob extends Error {
  override readonly name = 'InvalidJob';
}

type Process = (payload: unknown, run: JobRun) => Promise<unknown>;

function payloadOf(name: JobName, data: unknown): unknown {
  const parsed = jobs[name].payload.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new UnrecoverableError(`The payload of ${name} is not what the job takes: ${parsed.error.message}`);
}

/** A job that met a server which did not answer is taken up again after so long. */
const outagePauseMs = 3000;

/**
 * Gives a job to its processor. When the process stops meanwhile, or a server does not answer, the job goes back to wait without losing an
 * attempt; when somebody cancels it, it has failed for good.
 */
export function runJob(
  processors: ReadonlyMap<JobName, AnyProcessor>,
  stopping: AbortSignal,
  watchCancellation: WatchCancellation,
) {
  return async (job: Job, token?: string): Promise<unknown> => {
    if (!isJobName(job.name)) throw new UnrecoverableError(`There is no job named ${job.name}`);
    const payload = payloadOf(job.name, job.data);
    const progress = latestProgress((value) => job.updateProgress(value));
    const attempts = job.opts.attempts ?? 1;
    const cancellation = jobs[job.name].cancellable ? await watchCancellation(String(job.id)) : undefined;
    const signal = cancellation === undefined ? stopping : AbortSignal.any([cancellation.signal, stopping]);
    try {
      const process = processors.get(job.name)?.process as Process;
      return await process(payload, {
        jobId: String(job.id),
        attempt: job.attemptsMade + 1,
        lastAttempt: job.attemptsMade + 1 >= attempts,
        signal,
        progress: progress.report,
      });
    } catch (error) {
      const reason: unknown = cancellation?.signal.reason;
      if (reason instanceof JobCancelled) throw new UnrecoverableError(reason.message);
      if (stopping.aborted) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (isOutage(error)) {
        await job.moveToDelayed(Date.now() + outagePauseMs, token);
        throw new DelayedError();
      }
      if (error instanceof InvalidJob) throw new UnrecoverableError(error.message);
      throw error;
    } finally {
      cancellation?.stop();
      await progress.flush();
    }
  };
}
