import { judgedProbabilities, learnedProbabilities, openProbabilities } from '@lotscope/sql';
import type { Engine } from '@lotscope/sql';
import type { DriftReport } from '@lotscope/ml';
import type { Pool } from 'pg';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { modelFamilies } from '../contract/model-families.ts';
import type { ModelFamilyName } from '../contract/model-families.ts';
import { ModelDrifts } from '../models/model-drifts.ts';
import { NoServingModel, ServingModels } from '../models/serving-models.ts';
import type { ServingModel } from '../models/serving-models.ts';
import { familyNamed } from '../training/family-named.ts';
import type { ModelFamily } from '../training/model-family.ts';
import { runInThread } from '../training/run-in-thread.ts';
import type { Watched } from '../training/thread-messages.ts';
import { processor } from '../worker/processor.ts';
import type { JobRun } from '../worker/processor.ts';

/** How long a received lot counts as open: then its outcome is known, or nobody looked. */
const openDays = 60;
/** Same data, same verdict. */
const seed = 1;
/** Fewer features move by chance in one of a hundred comparisons each. */
const alarmingShare = 0.2;

export interface DriftWatch {
  readonly engine: Engine;
  readonly pool: Pool;
  readonly families: readonly ModelFamily[];
}

/** Compares what is open now with what the serving models learned from, and what they said with what came. */
export function watchDrift({ engine, pool, families }: DriftWatch) {
  const drifts = new ModelDrifts(pool);
  const models = new ServingModels(pool);

  async function watchedOf(name: ModelFamilyName, modelId: string): Promise<Watched> {
    const open = await openProbabilities(engine, { scores: name, openDays });
    const learned = await learnedProbabilities(engine, { modelId });
    const judged = await judgedProbabilities(engine, { modelId });
    return {
      card: await drifts.cardOf(modelId),
      probability: Float64Array.from(open, ({ probability }) => probability),
      learned: Float64Array.from(learned, ({ probability }) => probability),
      judged: {
        probability: Float64Array.from(judged, ({ probability }) => probability),
        label: Uint8Array.from(judged, ({ deviated }) => Number(deviated)),
        blocks: judged.map(({ block }) => block),
      },
    };
  }

  async function check(name: ModelFamilyName, model: ServingModel, run: JobRun): Promise<DriftReport | null> {
    const { module, family, current } = familyNamed(families, name);
    const reading = await current(run.signal);
    if (reading === null) return null;
    const { data } = reading;
    const watched = await watchedOf(name, model.id);
    const task = { task: 'watch', module, family, data, artefact: model.artefact, watched, seed } as const;
    const result = await runInThread(task, { signal: run.signal });
    if (result.kind !== 'watched') throw new Error(`The thread of ${name} answered ${result.kind}`);
    return result.report;
  }

  async function alarm(name: string, { id, version }: Pick<ServingModel, 'id' | 'version'>, report: DriftReport) {
    const { moved, features } = report;
    if (moved === null || moved < alarmingShare) return false;
    const beyond = features.filter(({ psi, bound }) => psi !== null && bound !== null && psi > bound);
    await raiseAlert(pool, {
      kind: 'model-drift',
      subject: name,
      siteId: null,
      title: `${beyond.length} of ${features.length} features have moved away from what version ${version} of ${name} learned`,
      severity: moved,
      dueAt: null,
      detail: { modelId: id, version, features: beyond },
    });
    return true;
  }

  return processor('watch-drift', async (_payload, run) => {
    const checked: { family: string; version: number; moved: number | null; alarmed: boolean }[] = [];
    for (const [done, name] of modelFamilies.entries()) {
      run.progress({ stage: name, done, total: modelFamilies.length });
      try {
        const { model, value: report } = await models.serve(name, (serving) => check(name, serving, run));
        if (report === null || model.skill !== 'skill') continue;
        await drifts.store(model.id, report);
        checked.push({
          family: name,
          version: model.version,
          moved: report.moved,
          alarmed: await alarm(name, model, report),
        });
      } catch (error) {
        if (!(error instanceof NoServingModel)) throw error; // nothing serves yet: there is nothing to watch
      }
    }
    return { checked };
  });
}
