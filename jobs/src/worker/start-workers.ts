import { UnrecoverableError } from 'bullmq';
import { queueNames } from '../contract/jobs.ts';
import { openQueueBackend } from '../queue/queue-backend.ts';
import type { QueueBackend, QueueConnection } from '../queue/queue-backend.ts';
import type { WatchCancellation } from './job-cancellations.ts';
import type { WorkerLog } from './worker-log.ts';
import { oneProcessorEach } from './one-processor-each.ts';
import type { AnyProcessor } from './processor.ts';
import type { JobOutcome } from './job-metrics.ts';
import { runJob } from './run-job.ts';

/**
 * A killed worker's job is taken up by another after about 12 s (measured), any number of times: with the
 * defaults it would wait a minute and fail for ever at the second kill.
 */
const locks = { lockDuration: 10_000, stalledInterval: 3_000, maxStalledCount: 20 };

const hour = 3_600_000;
const day = 24 * hour;
/** Sundays at three in the morning (UTC), when few people wait for anything. */
const weekly = '0 0 3 * * 0';
const daily = '0 0 4 * * *';

export interface Workers {
  /** Aborts what runs, gives it back to the queue and closes the connections. */
  close(): Promise<void>;
}

/** What is done every day and every week; registering it again changes nothing, and a Redis that was emptied needs it. */
async function schedule(backend: QueueBackend, log: WorkerLog): Promise<void> {
  const [upkeep, scores] = [backend.queue('upkeep'), backend.queue('scores')];
  for (const queue of [upkeep, scores])
    queue.on('error', (error) => log.warn({ err: error }, 'A queue for schedules lost its connection'));
  await upkeep.upsertJobScheduler('clean-up-daily', { every: day }, { name: 'clean-up', data: {} });
  await upkeep.upsertJobScheduler(
    'retrain-weekly',
    { pattern: weekly, tz: 'UTC' },
    { name: 'retrain-models', data: {} },
  );
  await scores.upsertJobScheduler(
    'watch-drift-daily',
    { pattern: daily, tz: 'UTC' },
    { name: 'watch-drift', data: {} },
  );
  for (const queue of [upkeep, scores]) await queue.close();
}

/** Of the attempt that has just ended. */
const secondsOf = ({ processedOn }: { processedOn?: number | undefined }): number =>
  processedOn === undefined ? 0 : (Date.now() - processedOn) / 1000;

/** Starts one worker per queue; `ended` hears of each attempt at a job. Throws when a job of the table has not exactly one processor. */
export async function startWorkers(
  connection: QueueConnection,
  processors: readonly AnyProcessor[],
  watchCancellation: WatchCancellation,
  log: WorkerLog,
  ended: (name: string, outcome: JobOutcome, seconds: number) => void = () => undefined,
): Promise<Workers> {
  const byName = oneProcessorEach(processors);
  const lost = (error: Error) => log.warn({ err: error }, 'The queues lost their connection and will retry');
  const backend = await openQueueBackend(connection, lost);
  const stop = new AbortController();
  const run = runJob(byName, stop.signal, watchCancellation);
  const workers = queueNames.map((name) => backend.worker(name, run, { ...locks, concurrency: 1 }));
  for (const worker of workers) {
    worker.on('error', (error) => log.warn({ err: error }, 'A queue worker lost its connection and will retry'));
    worker.on('failed', (job, error) => {
      const refused = error instanceof UnrecoverableError;
      if (job !== undefined) ended(job.name, refused ? 'refused' : 'failed', secondsOf(job));
      const details = { err: error, jobId: job?.id, job: job?.name, attempt: job?.attemptsMade };
      if (refused) log.info(details, 'A job was refused for what it was given');
      else log.error(details, 'A job failed');
    });
    worker.on('completed', (job) => {
      ended(job.name, 'done', secondsOf(job));
      log.info({ jobId: job.id, job: job.name }, 'A job is done');
    });
  }
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  await schedule(backend, log);
  const scheduling = setInterval(() => void schedule(backend, log).catch(lost), hour);
  return {
    close: async () => {
      clearInterval(scheduling);
      stop.abort(new Error('The process is stopping'));
      await Promise.all(workers.map((worker) => worker.close()));
      await backend.close();
    },
  };
}
