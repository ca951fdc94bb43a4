import type { Job, JobType } from 'bullmq';
import { jobs, queueNames } from '../contract/jobs.ts';
import type { JobName, JobPayload, QueueName } from '../contract/jobs.ts';
import { JobProgress } from '../contract/progress.ts';
import type { JobQueues, JobSnapshot } from '../contract/queues.ts';
import { openQueueBackend } from './queue-backend.ts';
import type { AnyQueue, AnyQueueEvents, QueueBackend, QueueConnection } from './queue-backend.ts';

/** Finished jobs stay readable for a week, at most this many of each outcome. */
const keep = { age: 7 * 24 * 3600, count: 10_000 };

/** Of each state, the newest: more of them do not wait on one queue, and of those that ended only the last one counts. */
const lookedAt = 100;

const stateOf = (state: string): JobSnapshot['state'] => {
  if (state === 'completed') return 'done';
  if (state === 'failed') return 'failed';
  return state === 'active' ? 'running' : 'queued';
};

function sitesOf({ name, data }: Job): readonly string[] | null {
  const { sites } = jobs[name as JobName] as { sites?: (payload: unknown) => readonly string[] };
  return sites?.(data) ?? null;
}

/** `read` reads the job once more: one that ended between its reading and that of its state was read without its result. */
async function snapshot(found: Job, read: (jobId: string) => Promise<Job | undefined>): Promise<JobSnapshot> {
  const state = stateOf(await found.getState());
  const stale = (state === 'done' || state === 'failed') && found.finishedOn === undefined;
  const job = stale ? ((await read(String(found.id))) ?? found) : found;
  const progress = JobProgress.safeParse(job.progress);
  return {
    jobId: String(job.id),
    name: job.name as JobName,
    state,
    progress: progress.success ? progress.data : { stage: state, done: 0, total: 0 },
    attempts: job.attemptsMade,
    sites: sitesOf(job),
    createdAt: new Date(job.timestamp),
    startedAt: job.processedOn === undefined ? null : new Date(job.processedOn),
    finishedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
    ...(state === 'done' ? { result: job.returnvalue as unknown } : {}),
    ...(state === 'failed' ? { error: job.failedReason } : {}),
  };
}

/** Tells the watchers of a job that something about it changed; one reader of events per queue. */
class JobWatchers {
  readonly #watchers = new Map<string, Set<() => void>>();

  attach(events: AnyQueueEvents): void {
    const changed = ({ jobId }: { jobId: string }) => {
      for (const watcher of this.#watchers.get(jobId) ?? []) watcher();
    };
    events.on('active', changed);
    events.on('progress', changed);
    events.on('completed', changed);
    events.on('failed', changed);
    events.on('waiting', changed);
  }

  watch(jobId: string, changed: () => void): () => void {
    const watchers = this.#watchers.get(jobId) ?? new Set();
    this.#watchers.set(jobId, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0) this.#watchers.delete(jobId);
    };
  }
}

class BullQueues implements JobQueues {
  readonly #backend: QueueBackend;
  readonly #queues: Map<QueueName, AnyQueue>;
  readonly #events: AnyQueueEvents[];
  readonly #watchers = new JobWatchers();

  constructor(backend: QueueBackend, onError: (error: Error) => void) {
    this.#backend = backend;
    this.#queues = new Map(queueNames.map((name) => [name, backend.queue(name)]));
    this.#events = queueNames.map((name) => backend.events(name));
    for (const queue of this.#queues.values()) queue.on('error', onError);
    for (const events of this.#events) {
      events.on('error', onError);
      this.#watchers.attach(events);
    }
  }

  async ready(): Promise<void> {
    await Promise.all([...this.#queues.values(), ...this.#events].map((each) => each.waitUntilReady()));
  }

  async add<Name extends JobName>(name: Name, payload: JobPayload<Name>): Promise<string> {
    const { queue, attempts, backoff, jobId } = jobs[name];
    const id = (jobId as (payload: JobPayload<Name>) => string)(payload);
    await this.#queue(queue).add(name, payload, {
      jobId: id,
      attempts,
      backoff: { type: 'exponential', delay: backoff },
      removeOnComplete: keep,
      removeOnFail: keep,
    });
    return id;
  }

  async find(jobId: string): Promise<JobSnapshot | null> {
    const job = await this.#read(jobId);
    return job === undefined ? null : snapshot(job, (id) => this.#read(id));
  }

  async newest(name: JobName): Promise<JobSnapshot | null> {
    const queue = this.#queue(jobs[name].queue);
    const named = async (states: JobType[]) =>
      ((await queue.getJobs(states, 0, lookedAt - 1)) as (Job | undefined)[]).filter(
        (job): job is Job => job?.name === name,
      );
    const [open] = await named(['active', 'waiting', 'prioritized', 'delayed']);
    const ended = open === undefined ? await named(['completed', 'failed']) : [];
    const job = open ?? ended.sort((a, b) => (b.finishedOn ?? 0) - (a.finishedOn ?? 0))[0];
    return job === undefined ? null : snapshot(job, (id) => this.#read(id));
  }

  async #read(jobId: string): Promise<Job | undefined> {
    const found = await Promise.all([...this.#queues.values()].map((queue) => queue.getJob(jobId)));
    return found.find((each) => each !== undefined) as Job | undefined;
  }

  watch(jobId: string, changed: () => void): () => void {
    return this.#watchers.watch(jobId, changed);
  }

  async ping(): Promise<void> {
    await this.#queue('imports').getJobCounts('active');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values(), ...this.#events].map((each) => each.close()));
    await this.#backend.close();
  }

  #queue(name: QueueName): AnyQueue {
    const queue = this.#queues.get(name);
    if (queue === undefined) throw new Error(`There is no queue named ${name}`);
    return queue;
  }
}

/** Opens the queues for adding and watching jobs; `onError` hears of lost connections, which mend themselves. */
export async function openJobQueues(connection: QueueConnection, onError: (error: Error) => void): Promise<JobQueues> {
  const queues = new BullQueues(await openQueueBackend(connection), onError);
  await queues.ready();
  return queues;
}
