import type { JobName, JobPayload } from './jobs.ts';
import type { JobProgress } from './progress.ts';

export interface JobSnapshot {
  readonly jobId: string;
  readonly name: JobName;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly progress: JobProgress;
  readonly attempts: number;
  /** The sites that it tells of; null: all of them. */
  readonly sites: readonly string[] | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly result?: unknown;
  readonly error?: string;
}

export interface QueueCount {
  readonly queue: string;
  readonly state: 'waiting' | 'active' | 'delayed';
  readonly jobs: number;
}

/** The producer's side of the queues, whichever database they live in. */
export interface JobQueues {
  /** Adds the job, unless one with the same id is there already, and answers its id. */
  add<Name extends JobName>(name: Name, payload: JobPayload<Name>): Promise<string>;
  find(jobId: string): Promise<JobSnapshot | null>;
  /** The job of this name that runs or waits; without one, the one that ended last. */
  newest(name: JobName): Promise<JobSnapshot | null>;
  /** Calls `changed` whenever the job starts, moves on or ends; answers how to stop that. */
  watch(jobId: string, changed: () => void): () => void;
  /** How many jobs of each queue wait, run, or are to be tried again later. */
  counts(): Promise<readonly QueueCount[]>;
  /** Resolves when the queue answers, rejects with the reason when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
