import type { Pool } from 'pg';
import type { JobQueues } from '../contract/queues.ts';
import { ServingModels } from '../models/serving-models.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import type { ModelFamily } from './model-family.ts';
import { startReplacementTraining } from './replacement-training.ts';
import { runInThread } from './run-in-thread.ts';

export interface ServingCheck {
  readonly pool: Pool;
  readonly queues: JobQueues;
  readonly families: readonly ModelFamily[];
  /** Whether a training is started in the place of a version that cannot be read. */
  readonly trainsByItself: boolean;
}

/** Looks once whether the versions that should serve can be read by this release, and replaces those that cannot. */
export async function checkServingModels(
  { pool, queues, families, trainsByItself }: ServingCheck,
  signal: AbortSignal,
): Promise<void> {
  const models = new ServingModels(pool);
  for (const family of families) {
    const { module, family: name } = family;
    await models.check(name, async (artefact) => {
      await runInThread({ task: 'check', module, family: name, artefact }, { signal });
    });
    if (trainsByItself) await startReplacementTraining(pool, queues, family);
  }
}

/** Does it beside everything else; `close` waits for what is under way. */
export function startServingCheck(check: ServingCheck, log: WorkerLog): { close(): Promise<void> } {
  const stopping = new AbortController();
  const looking = checkServingModels(check, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'It could not be checked whether the models can be read');
  });
  return {
    close: () => {
      stopping.abort(new Error('The process is stopping'));
      return looking;
    },
  };
}
