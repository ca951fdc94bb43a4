import type { JobName, JobPayload, JobResult } from '../contract/jobs.ts';
import { isOutage } from '../contract/outage.ts';
import type { JobProgress } from '../contract/progress.ts';

/** What a processor knows of the attempt that it runs in. */
export interface JobRun {
  readonly jobId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /**
   * Aborted when the process stops: the processor ends soon with any error and the job waits for the next start. Aborted with
   * `JobCancelled` when somebody cancels the job: it ends soon, and there is no other attempt.
   */
  readonly signal: AbortSignal;
  /** Cheap to call often: only the newest value of each quarter of a second is stored. */
  readonly progress: (progress: JobProgress) => void;
}

/** Whether the job has failed for good with this error: a process that stops and a server that is gone cost no attempt. */
export const isFinal = (run: JobRun, error: unknown): boolean =>
  run.lastAttempt && !run.signal.aborted && !isOutage(error);

export interface Processor<Name extends JobName> {
  readonly name: Name;
  readonly process: (payload: JobPayload<Name>, run: JobRun) => Promise<JobResult<Name>>;
}

export type AnyProcessor = { [Name in JobName]: Processor<Name> }[JobName];

export const processor = <Name extends JobName>(name: Name, process: Processor<Name>['process']): Processor<Name> => ({
  name,
  process,
});
