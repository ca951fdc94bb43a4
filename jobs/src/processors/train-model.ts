import type { Pool } from 'pg';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { JobResult } from '../contract/jobs.ts';
import type { JobQueues } from '../contract/queues.ts';
import { failureSentence } from '../imports/failure-sentence.ts';
import { withLock } from '../imports/pg-lock.ts';
import { ModelStore } from '../models/model-store.ts';
import type { RegisteredModel } from '../models/model-store.ts';
import { familyNamed } from '../training/family-named.ts';
import type { ModelFamily } from '../training/model-family.ts';
import { namedUuid } from '../training/named-uuid.ts';
import { runInThread } from '../training/run-in-thread.ts';
import { JobCancelled } from '../worker/job-cancellations.ts';
import { isFinal, processor } from '../worker/processor.ts';
import type { JobRun } from '../worker/processor.ts';
import { InvalidJob } from '../worker/run-job.ts';

const resultOf = ({ id, version, state, skill, verdict }: RegisteredModel): JobResult<'train-model'> => ({
  modelId: id,
  version,
  state,
  skill,
  verdict,
});

export interface Training {
  readonly pool: Pool;
  readonly queues: JobQueues;
  readonly families: readonly ModelFamily[];
}

/** Trains a new version of a family in a thread and registers it. Of two trainings of one family, the second waits. */
export function trainModel({ pool, queues, families }: Training) {
  const store = new ModelStore(pool);

  async function train({ module, family, history }: ModelFamily, seed: number, run: JobRun): Promise<RegisteredModel> {
    run.signal.throwIfAborted();
    const model = await store.begin(family, run.jobId);
    if (model.state !== 'training') return model; // delivered again after it had taken effect
    try {
      run.progress({ stage: 'reading the history', done: 0, total: 0 });
      const reading = await history(run.signal);
      if (reading === null) throw new InvalidJob('Nothing is loaded that a model could learn from');
      const champion = await store.champion(family);
      const options = { seed, ...(champion && { champion }) };
      const task = { task: 'train', module, family, data: reading.data, options } as const;
      const result = await runInThread(task, { signal: run.signal, onProgress: run.progress });
      if (result.kind !== 'trained') throw new Error(`The thread of ${family} answered ${result.kind}`);
      return await store.register(model, result.trained, champion?.id);
    } catch (error) {
      if (error instanceof InvalidJob) await store.fail(model.id, error.message);
      else if (isFinal(run, error)) await giveUp(model, failureSentence(error));
      throw error;
    }
  }

  /** What serves goes on serving; somebody should know that it does not get newer. */
  async function giveUp({ id, family, version }: RegisteredModel, reason: string): Promise<void> {
    await store.fail(id, reason);
    await raiseAlert(pool, {
      kind: 'training-failed',
      subject: family,
      siteId: null,
      title: `Version ${version} of ${family} could not be trained`,
      severity: await store.failedShare(family),
      dueAt: null,
      detail: { modelId: id, version, reason },
    });
  }

  return processor('train-model', async ({ family: name, seed }, run) => {
    const family = familyNamed(families, name);
    const waiting = () => run.progress({ stage: 'waiting for another training', done: 0, total: 0 });
    try {
      const work = () => train(family, seed, run);
      const model = await withLock(pool, `training of ${name}`, run.signal, waiting, work);
      await queues.add('score-model', { requestId: namedUuid(`after ${run.jobId}`), family: name, always: true });
      return resultOf(model);
    } catch (error) {
      const reason: unknown = run.signal.reason;
      if (reason instanceof JobCancelled) await store.cancelled(run.jobId, reason.message);
      throw error;
    }
  });
}
