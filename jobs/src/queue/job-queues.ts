import type { Job, JobType } from 'bullmq';
import pg from 'pg';
import { jobs, queueNames } from '../contract/jobs.ts';
import type { JobName, JobPayload, QueueName } from '../contract/jobs.ts';
import { isOutage, QueueSilent } from '../contract/outage.ts';
import { JobProgress } from '../contract/progress.ts';
import type { JobQueues, JobSnapshot, QueueCount } from '../contract/queues.ts';
import { within } from '../contract/within.ts';
import { JobLedger } from './job-ledger.ts';
import { openQueueBackend } from './queue-backend.ts';
import type { AnyQueue, AnyQueueEvents, QueueBackend, QueueConnection } from './queue-backend.ts';

/** Finished jobs stay readable for a week, at most this many of each outcome. */
const keep = { age: 7 * 24 * 3600, count: 10_000 };

/** Of each state, the newest: more of them do not wait on one queue, and of those that ended only the last one counts. */
const lookedAt = 100;

const countedStates = ['waiting', 'active', 'delayed'] as const;

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

/** A connection that is lost mends itself and answers then; who asks need not wait so long. */
const patienceMs = 5000;

const patiently = <T>(answer: Promise<T>): Promise<T> =>
  within(patienceMs, answer, () => new QueueSilent('The queue does not answer at present'));

class BullQueues implements JobQueues {
  readonly #backend: QueueBackend;
  readonly #pool: pg.Pool | undefined;
  readonly #ledger: JobLedger | undefined;
  readonly #queues: Map<QueueName, AnyQueue>;
  readonly #events: AnyQueueEvents[];
  readonly #watchers = new JobWatchers();

  constructor(backend: QueueBackend, pool: pg.Pool | undefined, onError: (error: Error) => void) {
    this.#backend = backend;
    this.#pool = pool;
    this.#ledger = pool === undefined ? undefined : new JobLedger(pool);
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
    await this.#ledger?.enter(id, name, payload);
    const adding = this.#queue(queue).add(name, payload, {
      jobId: id,
      attempts,
      backoff: { type: 'exponential', delay: backoff },
      removeOnComplete: keep,
      removeOnFail: keep,
    });
    try {
      await patiently(adding);
    } catch (error) {
      if (this.#ledger === undefined || !isOutage(error)) throw error; // else the ledger has it, and the queue hears of it later
      adding.catch(() => undefined);
    }
    return id;
  }

  find(jobId: string): Promise<JobSnapshot | null> {
    return patiently(this.#find(jobId));
  }

  async #find(jobId: string): Promise<JobSnapshot | null> {
    const job = await this.#read(jobId);
    return job === undefined ? null : snapshot(job, (id) => this.#read(id));
  }

  newest(name: JobName): Promise<JobSnapshot | null> {
    return patiently(this.#newest(name));
  }

  async #newest(name: JobName): Promise<JobSnapshot | null> {
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

  async counts(): Promise<QueueCount[]> {
    const counted = [...this.#queues].map(async ([name, queue]) => {
      const found = await patiently(queue.getJobCounts(...countedStates));
      return countedStates.map((state) => ({ queue: name, state, jobs: found[state] ?? 0 }));
    });
    return (await Promise.all(counted)).flat();
  }

  async ping(): Promise<void> {
    await patiently(this.#queue('imports').getJobCounts('active'));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values(), ...this.#events].map((each) => each.close()));
    await this.#backend.close();
    await this.#pool?.end();
  }

  #queue(name: QueueName): AnyQueue {
    const queue = this.#queues.get(name);
    if (queue === undefined) throw new Error(`There is no queue named ${name}`);
    return queue;
  }
}

/** Redis may forget what it was told, so that what is added is entered in PostgreSQL first; queues in PostgreSQL need no ledger. */
function poolOfLedger(connection: QueueConnection, onError: (error: Error) => void): pg.Pool | undefined {
  if (connection.redisUrl === undefined) return undefined;
  const pool = new pg.Pool({
    connectionString: connection.databaseUrl,
    application_name: 'lotscope job ledger',
    max: 2,
    connectionTimeoutMillis: patienceMs,
  });
  return pool.on('error', onError);
}

/**
 * Opens the queues for adding and watching jobs; `onError` hears of lost connections, which mend themselves. Questions that the queue leaves
 * without an answer for seconds throw `QueueSilent`.
 */
export async function openJobQueues(connection: QueueConnection, onError: (error: Error) => void): Promise<JobQueues> {
  const backend = await openQueueBackend(connection, onError);
  const queues = new BullQueues(backend, poolOfLedger(connection, onError), onError);
  await queues.ready();
  return queues;
}
