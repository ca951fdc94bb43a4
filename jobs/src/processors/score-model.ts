import type { Pool } from 'pg';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { JobResult } from '../contract/jobs.ts';
import type { JobQueues } from '../contract/queues.ts';
import { DerivationDue } from '../imports/derivation-due.ts';
import { withLock } from '../imports/pg-lock.ts';
import { DamagedModel } from '../models/damaged-model.ts';
import { NoServingModel, ServingModels } from '../models/serving-models.ts';
import { familyNamed } from '../training/family-named.ts';
import { startFirstTraining } from '../training/first-training.ts';
import { startReplacementTraining } from '../training/replacement-training.ts';
import type { ModelFamily, Reading } from '../training/model-family.ts';
import { runInThread } from '../training/run-in-thread.ts';
import { processor } from '../worker/processor.ts';
import type { JobRun } from '../worker/processor.ts';

type Scored = JobResult<'score-model'>;

const nothing = (verdict: string, refused: readonly string[] = []): Scored => ({
  modelId: null,
  version: null,
  rows: 0,
  verdict,
  refused: [...refused],
});

export interface Scoring {
  readonly pool: Pool;
  readonly queues: JobQueues;
  readonly families: readonly ModelFamily[];
  /** Whether a training is started by itself: the first, as soon as there is enough to learn from, and in the place of what cannot be read. */
  readonly trainsByItself: boolean;
}

/**
 * Scores what is there now with the model that serves; a damaged one is named and the one before it scores. Of several scorings
 * that are due, the first does the work of all.
 */
export function scoreModel({ pool, queues, families, trainsByItself }: Scoring) {
  const models = new ServingModels(pool);

  async function scoresOf(family: ModelFamily, { data }: Reading<unknown>, artefact: Uint8Array, signal: AbortSignal) {
    const { module, family: name } = family;
    const result = await runInThread({ task: 'score', module, family: name, data, artefact, options: {} }, { signal });
    if (result.kind !== 'scored') throw new Error(`The thread of ${name} answered ${result.kind}`);
    return result.scores;
  }

  /**
   * What the newest challenger would say is kept beside it, and never shown as what is said. Answers why there is nothing when it is damaged:
   * that is no fault of the model that serves.
   */
  async function scoreShadow(
    family: ModelFamily,
    reading: Reading<unknown>,
    { jobId: runId, signal }: JobRun,
  ): Promise<string[]> {
    const challenger = await models.challenger(family.family);
    if (challenger === undefined) return [];
    const { id: modelId, version: modelVersion, skill, verdict, artefact } = challenger;
    try {
      const scores = await scoresOf(family, reading, artefact, signal);
      const scoredAt = new Date();
      await family.write(scores, reading, { runId, modelId, modelVersion, scoredAt, skill, verdict, shadow: true });
      return [];
    } catch (error) {
      if (!(error instanceof DamagedModel)) throw error;
      await models.refuse(modelId, error);
      return [`${family.family} version ${modelVersion} is refused: ${error.message}`];
    }
  }

  async function score(family: ModelFamily, reading: Reading<unknown>, run: JobRun): Promise<Scored> {
    const { jobId: runId, signal } = run;
    run.progress({ stage: 'scoring', done: 1, total: 3 });
    const { model, value, refused } = await models.serve(family.family, ({ artefact }) =>
      scoresOf(family, reading, artefact, signal),
    );
    run.progress({ stage: 'writing', done: 2, total: 3 });
    const { id: modelId, version, skill, verdict } = model;
    const stamp = { runId, modelId, modelVersion: version, scoredAt: new Date(), skill, verdict };
    const { rows, matters } = await family.write(value, reading, stamp);
    for (const matter of matters) await raiseAlert(pool, matter);
    const refusedBeside = await scoreShadow(family, reading, run);
    run.progress({ stage: 'done', done: 3, total: 3 });
    return {
      modelId,
      version,
      rows,
      verdict: skill === 'skill' ? null : verdict,
      refused: [...refused, ...refusedBeside],
    };
  }

  async function scoreNow(family: ModelFamily, run: JobRun): Promise<Scored> {
    run.progress({ stage: 'reading', done: 0, total: 3 });
    const reading = await family.current(run.signal);
    if (reading === null) return nothing('Nothing is loaded that could be scored');
    if (trainsByItself) await startFirstTraining(pool, queues, family, reading);
    try {
      const scored = await score(family, reading, run);
      await replaceUnread(family);
      return scored;
    } catch (error) {
      if (!(error instanceof NoServingModel)) throw error;
      const replaced = await replaceUnread(family);
      return nothing(
        replaced ? `${error.message}. A new version is trained in its place` : error.message,
        error.refused,
      );
    }
  }

  const replaceUnread = async (family: ModelFamily): Promise<boolean> =>
    trainsByItself && (await startReplacementTraining(pool, queues, family)) !== null;

  return processor('score-model', async ({ family: name, always }, run) => {
    const family = familyNamed(families, name);
    const derivation = new DerivationDue(pool, `scores of ${name}`);
    const waiting = () => run.progress({ stage: 'waiting for another scoring', done: 0, total: 0 });
    return withLock(pool, `scoring of ${family.family}`, run.signal, waiting, async () => {
      const due = await derivation.due();
      if (due === null && !always) return nothing('Nothing was published since the last scoring');
      const scored = await scoreNow(family, run);
      if (due !== null) await derivation.reached(due);
      return scored;
    });
  });
}
