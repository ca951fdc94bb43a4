import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJobQueues } from '@lotscope/jobs';
import { jobNames } from '@lotscope/jobs/contract';
import type { JobQueues, JobSnapshot } from '@lotscope/jobs/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../../api/src/metadata/embedded-postgres.ts';
import { migrateMetadata } from '../../../api/src/metadata/migrate-stores.ts';
import { JobCancelled } from '../../../jobs/src/worker/job-cancellations.ts';
import { startWorkers } from '../../../jobs/src/worker/start-workers.ts';
import { InvalidJob } from '../../../jobs/src/worker/run-job.ts';
import { processor } from '../../../jobs/src/worker/processor.ts';
import type { AnyProcessor } from '../../../jobs/src/worker/processor.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe.each(['PostgreSQL', 'Redis'])('queues on %s', (kind) => {
  if (kind === 'Redis' && !hasRedis) {
    it.skip('needs redis-server, which is not installed here', () => undefined);
    return;
  }
  let folder: string;
  let queues: JobQueues;
  const closers: (() => Promise<unknown>)[] = [];
  const runs: string[] = [];
  const cancelling = new AbortController();
  const watch = async (jobId: string) => ({
    signal: jobId.includes('to-cancel') ? cancelling.signal : new AbortController().signal,
    stop: () => undefined,
  });
  let attempts = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotscope-queues-'));
    const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
    closers.push(() => postgres.stop());
    const redis = kind === 'Redis' ? await startRedis() : undefined;
    if (redis) closers.push(() => redis.stop());
    const connection = { databaseUrl: postgres.url, redisUrl: redis?.url };
    await migrateMetadata(postgres.url);
    queues = await openJobQueues(connection, () => undefined);
    closers.push(() => queues.close());
    const workers = await startWorkers(connection, processors(), watch, silent);
    closers.push(() => workers.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
    await rm(folder, { recursive: true, force: true });
  });

  const told = (): AnyProcessor[] => [
    processor('import', async ({ importId }, { progress }) => {
      runs.push(importId);
      for (let done = 1; done <= 3; done++) {
        progress({ stage: 'reading', done, total: 3 });
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return { read: 3, accepted: 3, rejected: 0, duplicate: 0 };
    }),
    processor('refresh-disposition', async () => Promise.reject(new InvalidJob('This can never work'))),
    processor('refresh-figures', async () => {
      if (++attempts < 2) throw new Error('The network hiccuped');
      return { refreshed: true };
    }),
    processor('clean-up', async () => ({ sessions: 0, links: 0, uploads: 0 })),
    processor('train-model', async (_payload, { signal, progress }) => {
      progress({ stage: 'fitting', done: 0, total: 0 });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('Interrupted'))));
      throw new Error('It was not cancelled');
    }),
  ];

  /** Every job needs a processor; the others are not run here. */
  const processors = (): AnyProcessor[] => {
    const known = told();
    const others = jobNames.filter((name) => !known.some((each) => each.name === name));
    const process = () => Promise.reject(new InvalidJob('It is not run here'));
    return [...known, ...others.map((name) => ({ name, process }) as AnyProcessor)];
  };

  const ended = async (jobId: string): Promise<JobSnapshot> => {
    const isOver = (job: JobSnapshot | null) => job?.state === 'done' || job?.state === 'failed';
    await expect.poll(async () => isOver(await queues.find(jobId)), { timeout: 120_000 }).toBe(true);
    return (await queues.find(jobId))!;
  };

  it('run a job once, however often it is added, and tell of its progress and its end', async () => {
    const importId = randomUUID();
    const [jobId, again] = await Promise.all([queues.add('import', { importId }), queues.add('import', { importId })]);
    expect(again).toBe(jobId);
    expect(jobId).not.toContain(':');
    const seen: JobSnapshot[] = [];
    const unwatch = queues.watch(jobId, () => {
      void queues.find(jobId).then((job) => job && seen.push(job));
    });
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { read: 3 }, progress: { stage: 'reading' } });
    unwatch();
    expect(runs).toEqual([importId]);
    expect(seen.some(({ state, progress }) => state === 'running' && progress.total === 3)).toBe(true);
    await queues.add('import', { importId });
    expect(runs).toEqual([importId]);
  });

  it('try again what may work, and give up at once what cannot', async () => {
    const retried = await ended(await queues.add('refresh-figures', { requestId: randomUUID(), always: false }));
    expect(retried).toMatchObject({ state: 'done', result: { refreshed: true }, attempts: 2 });
    const refused = await ended(await queues.add('refresh-disposition', { requestId: randomUUID() }));
    expect(refused).toMatchObject({ state: 'failed', error: 'This can never work', attempts: 1 });
  });

  it('end a job that is cancelled, in the words of who did it, and do not try it again', async () => {
    const jobId = await queues.add('train-model', { requestId: randomUUID(), family: 'to-cancel', seed: 1 });
    await expect.poll(async () => (await queues.find(jobId))?.progress.stage, { timeout: 120_000 }).toBe('fitting');
    cancelling.abort(new JobCancelled('It was cancelled by Ada'));
    expect(await ended(jobId)).toMatchObject({ state: 'failed', error: 'It was cancelled by Ada', attempts: 1 });
  });

  it('refuse a payload that the job does not take', async () => {
    const jobId = await queues.add('clean-up', { requestId: 'no uuid' });
    expect((await ended(jobId)).error).toContain('payload of clean-up');
  });

  it('answer null for a job that is not there', async () => {
    expect(await queues.find('import-nothing')).toBeNull();
    await expect(queues.ping()).resolves.toBeUndefined();
  });
});
