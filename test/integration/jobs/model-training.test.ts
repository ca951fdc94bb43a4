import { randomUUID } from 'node:crypto';
import { ModelCard } from '@lotscope/api/contract';
import type { AlertPage, AuditPage, Model, ModelPage } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Matter } from '../../../jobs/src/alerts/raise-alert.ts';
import { DerivationDue } from '../../../jobs/src/imports/derivation-due.ts';
import { ModelStore } from '../../../jobs/src/models/model-store.ts';
import { scoreModel } from '../../../jobs/src/processors/score-model.ts';
import { trainModel } from '../../../jobs/src/processors/train-model.ts';
import type { JobQueues } from '../../../jobs/src/contract/queues.ts';
import type { ModelFamily, ScoreStamp } from '../../../jobs/src/training/model-family.ts';
import { runInThread } from '../../../jobs/src/training/run-in-thread.ts';
import { JobCancelled } from '../../../jobs/src/worker/job-cancellations.ts';
import type { JobRun } from '../../../jobs/src/worker/processor.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import type { StandInData } from './stand-in-family.ts';

let product: TestProduct;
let pool: pg.Pool;
let data: StandInData;
let written: { scores: unknown; stamp: ScoreStamp }[];
let added: { name: string; payload: unknown }[];
let learnable: number | null;
let matters: Matter[];

const module = new URL('./stand-in-family.ts', import.meta.url).href;
const values = Float64Array.of(1, 2, 3, 6);
const dataAsOf = new Date('2026-06-30T00:00:00Z');

const standIn: ModelFamily = {
  module,
  family: 'stand-in',
  history: async () => ({ data, dataAsOf }),
  current: async () => ({ data: { values: Float64Array.of(3, 4) }, dataAsOf }),
  write: async (scores, _reading, stamp) => {
    written.push({ scores, stamp });
    return { rows: 2, matters };
  },
  learnable: () => learnable,
};

/** Notes what is asked for instead of doing it. */
const queues = {
  add: async (name: string, payload: unknown) => `job ${added.push({ name, payload })}`,
} as Partial<JobQueues> as JobQueues;

beforeAll(async () => {
  product = await startTestProduct();
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 6 });
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});
beforeEach(async () => {
  data = { values };
  written = [];
  added = [];
  learnable = null;
  matters = [];
  await pool.query('DELETE FROM models');
  await pool.query(`DELETE FROM derivations WHERE name = 'scores of stand-in'`);
  await pool.query('DELETE FROM alerts');
});

const runOf = (over: Partial<JobRun> = {}): JobRun => ({
  jobId: randomUUID(),
  attempt: 1,
  lastAttempt: true,
  signal: new AbortController().signal,
  progress: () => undefined,
  ...over,
});
const payload = { requestId: randomUUID(), family: 'stand-in', seed: 7 };
const train = (run = runOf(), seed = 7) =>
  trainModel({ pool, queues, families: [standIn] }).process({ ...payload, seed }, run);
const score = (run = runOf(), always = true) =>
  scoreModel({ pool, queues, families: [standIn], trainsByItself: true }).process({ ...payload, always }, run);
const models = async () => (await product.admin.get<ModelPage>('/api/v1/models')).body.items;
const trainings = () => added.filter(({ name }) => name === 'train-model');
const task = (of: StandInData) =>
  ({ task: 'train', module, family: 'stand-in', data: of, options: { seed: 7 } }) as const;

describe('a training job', () => {
  it('registers a version with its card, and the first with skill serves', async () => {
    const result = await train();
    expect(result).toMatchObject({ version: 1, state: 'champion', skill: 'skill' });
    const { body } = await product.admin.get<Model>(`/api/v1/models/${result.modelId}`);
    expect(ModelCard.parse(body.card)).toMatchObject({ family: 'stand-in', seed: 7 });
    expect(body.artefact).toMatchObject({ bytes: 16, intact: true });
    const trail = await product.admin.get<AuditPage>(`/api/v1/audit?subject=${result.modelId}`);
    expect(trail.body.items.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ['model.promoted', 'system'],
      ['model.trained', 'system'],
    ]);
  });

  it('delivered twice, it takes effect once', async () => {
    const run = runOf();
    const [first, second] = [await train(run), await train(run)];
    expect(second).toEqual(first);
    expect(await models()).toHaveLength(1);
  });

  it('never replaces a champion without the verdict of the rule, nor takes its place without skill', async () => {
    data = { values, skill: 'no skill' };
    expect(await train()).toMatchObject({ version: 1, state: 'challenger' });
    data = { values };
    expect(await train()).toMatchObject({ version: 2, state: 'champion' });
    expect(await train()).toMatchObject({ version: 3, state: 'challenger' });
    expect((await models()).map(({ state }) => state)).toEqual(['challenger', 'champion', 'challenger']);
  });

  it('replaces the champion that it beat, not one that somebody promoted meanwhile', async () => {
    const [first, second] = [await train(), await train()];
    const promotion = { promote: true, reason: 'Better than the champion' };
    const store = new ModelStore(pool);
    const version = await store.begin('stand-in', randomUUID());
    const compared = await store.champion('stand-in');
    expect(compared?.id).toBe(first.modelId);
    const result = await runInThread(
      { ...task({ values, promotion }), options: { seed: 7, champion: compared! } },
      { signal: runOf().signal },
    );
    if (result.kind !== 'trained') throw new Error('It was not trained');
    await product.admin.post(`/api/v1/models/${second.modelId}/promote`, { reason: 'Better' });
    expect(await store.register(version, result.trained, compared?.id)).toMatchObject({
      version: 3,
      state: 'challenger',
    });
    data = { values, promotion };
    expect(await train()).toMatchObject({ version: 4, state: 'champion' });
    expect((await models()).map(({ state }) => state)).toEqual(['champion', 'challenger', 'retired', 'retired']);
  });

  it('that fails leaves the champion, says why and raises one alert however often', async () => {
    await train();
    data = { values, fault: 'Too few lots' };
    await expect(train(runOf({ lastAttempt: false }))).rejects.toThrow('Too few lots');
    await expect(train()).rejects.toThrow('Too few lots');
    await expect(train()).rejects.toThrow('Too few lots');
    const found = await models();
    expect(found.filter(({ state }) => state === 'failed').map(({ reason }) => reason)).toEqual([
      'Too few lots',
      'Too few lots',
    ]);
    expect(found.filter(({ state }) => state === 'champion')).toHaveLength(1);
    const { items } = (await product.admin.get<AlertPage>('/api/v1/alerts?kind=training-failed')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ subject: 'stand-in', detail: { reason: 'Too few lots' } });
    expect(items[0]!.severity).toBeCloseTo(2 / 3);
  });

  it('waits while another of its family trains', async () => {
    data = { values, steps: 40 };
    const stages: string[] = [];
    const first = train(runOf({ progress: ({ stage }) => void stages.push(`first ${stage}`) }));
    await expect.poll(() => stages.includes('first fitting')).toBe(true);
    const second = train(runOf({ progress: ({ stage }) => void stages.push(`second ${stage}`) }));
    expect([(await first).version, (await second).version]).toEqual([1, 2]);
    expect(stages).toContain('second waiting for another training');
    expect(stages.lastIndexOf('first fitting')).toBeLessThan(stages.indexOf('second fitting'));
  });

  it('cancelled, leaves its version for the next attempt', async () => {
    data = { values, steps: 100_000 };
    const cancelling = new AbortController();
    const jobId = randomUUID();
    const progress: JobRun['progress'] = ({ stage }) => stage === 'fitting' && cancelling.abort(new Error('Stopping'));
    await expect(train(runOf({ jobId, signal: cancelling.signal, progress }))).rejects.toThrow('Stopping');
    expect((await models()).map(({ state }) => state)).toEqual(['training']);
    data = { values };
    expect(await train(runOf({ jobId }))).toMatchObject({ version: 1, state: 'champion' });
  });

  it('is followed by one scoring, however often it is delivered', async () => {
    const run = runOf();
    await train(run);
    await train(run);
    expect(added).toEqual([added[0], added[0]]);
    expect(added[0]).toMatchObject({ name: 'score-model', payload: { family: 'stand-in', always: true } });
  });

  it('that somebody cancels is a failed version, without an alert; the champion goes on serving', async () => {
    await train();
    data = { values, steps: 100_000 };
    const cancelling = new AbortController();
    const progress: JobRun['progress'] = ({ stage }) =>
      stage === 'fitting' && cancelling.abort(new JobCancelled('It was cancelled by Ada'));
    await expect(train(runOf({ signal: cancelling.signal, progress }))).rejects.toThrow('It was cancelled by Ada');
    expect((await models()).map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'It was cancelled by Ada'],
      ['champion', 'It has skill, and no other model of its family serves'],
    ]);
    expect((await product.admin.get<AlertPage>('/api/v1/alerts?kind=training-failed')).body.items).toEqual([]);
    expect(await score()).toMatchObject({ version: 1 });
  });

  it('cancelled before it began, makes no version', async () => {
    const signal = AbortSignal.abort(new JobCancelled('It was cancelled by Ada'));
    await expect(train(runOf({ signal }))).rejects.toThrow('It was cancelled by Ada');
    expect(await models()).toEqual([]);
  });

  it('is refused for a family that there is not, naming those that there are', async () => {
    const lost = trainModel({ pool, queues, families: [standIn] }).process({ ...payload, family: 'lost' }, runOf());
    await expect(lost).rejects.toThrow('There is no family of models named lost; there are: stand-in');
  });
});

describe('a scoring job', () => {
  it('scores with the champion and stamps what it writes', async () => {
    const { modelId } = await train();
    expect(await score()).toMatchObject({ modelId, version: 1, rows: 2, refused: [], verdict: null });
    expect(written[0]).toMatchObject({ scores: Float64Array.of(0, 1), stamp: { modelVersion: 1 } });
  });

  it('names a damaged champion, and the one before it goes on serving', async () => {
    const first = await train();
    const second = await train();
    await product.admin.post(`/api/v1/models/${second.modelId}/promote`, { reason: 'Try it' });
    await pool.query(`UPDATE models SET artefact = '\\x00' WHERE id = $1`, [second.modelId]);
    const result = await score();
    expect(result).toMatchObject({ modelId: first.modelId, version: 1, rows: 2 });
    expect(result.refused).toEqual([expect.stringContaining('stand-in version 2 is refused')]);
  });

  it('does not serve a newer model that somebody went back from, and says so when none is left', async () => {
    const first = await train();
    const second = await train();
    await product.admin.post(`/api/v1/models/${second.modelId}/promote`, { reason: 'Try it' });
    await product.admin.post(`/api/v1/models/${first.modelId}/promote`, { reason: 'Go back' });
    await pool.query(`UPDATE models SET artefact = '\\x00' WHERE id = $1`, [first.modelId]);
    const result = await score();
    expect(result).toMatchObject({ modelId: null, version: null, rows: 0 });
    expect(result.verdict).toContain('No model of stand-in can serve: stand-in version 1 is refused');
    expect(written).toEqual([]);
  });

  it('before any model serves, writes nothing and says so', async () => {
    expect(await score()).toMatchObject({ modelId: null, rows: 0 });
    expect(written).toEqual([]);
  });

  it('with a model that has no skill, says so of every row; once one had skill, that one scores', async () => {
    data = { values, skill: 'insufficient history' };
    await train();
    expect(await score()).toMatchObject({ version: 1, rows: 2, verdict: 'insufficient history' });
    expect(written[0]?.stamp).toMatchObject({ modelVersion: 1, skill: 'insufficient history' });
    data = { values };
    await train();
    data = { values, skill: 'no skill' };
    await train();
    expect(await score()).toMatchObject({ version: 2, verdict: null });
  });

  it('raises what somebody should act on once, however often it is found', async () => {
    await train();
    const matter = { kind: 'expiry-risk', subject: 'L1', siteId: null, title: 'L1 expires', severity: 0.5 } as const;
    matters = [{ ...matter, dueAt: null, detail: {} }];
    await score();
    await score();
    const { items } = (await product.admin.get<AlertPage>('/api/v1/alerts?kind=expiry-risk')).body;
    expect(items.map(({ subject, owner, state }) => [subject, owner, state])).toEqual([['L1', null, 'open']]);
  });

  it("keeps what a challenger would say beside the champion's scores", async () => {
    await train();
    await train();
    expect(await score()).toMatchObject({ version: 1 });
    expect(written.map(({ stamp }) => [stamp.modelVersion, stamp.shadow ?? false])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('names a challenger that its family cannot read, and shows what the champion says', async () => {
    await train();
    const { modelId } = await train();
    await pool.query(
      `UPDATE models SET artefact = '\\x00', checksum = encode(sha256('\\x00'::bytea), 'hex') WHERE id = $1`,
      [modelId],
    );
    const result = await score();
    expect(result).toMatchObject({ version: 1, rows: 2, verdict: null });
    expect(result.refused).toEqual([expect.stringContaining('stand-in version 2 is refused')]);
    expect(written.map(({ stamp }) => stamp.modelVersion)).toEqual([1]);
  });

  it('behind imports does the work of all that are due, and nothing when none is', async () => {
    await train();
    const behind = () => score(runOf(), false);
    expect(await behind()).toMatchObject({ rows: 0, verdict: 'Nothing was published since the last scoring' });
    const derivation = new DerivationDue(pool, 'scores of stand-in');
    await derivation.want();
    await derivation.want();
    expect(await behind()).toMatchObject({ rows: 2 });
    expect(await behind()).toMatchObject({ rows: 0 });
  });

  it('starts the first training once there is enough to learn from, and again when too little has grown', async () => {
    await score();
    expect(trainings()).toEqual([]);
    learnable = 100;
    await score();
    await score();
    expect(trainings()).toEqual([trainings()[0], trainings()[0]]);
    expect(trainings()[0]).toMatchObject({ payload: { family: 'stand-in', seed: 1 } });
    data = { values, skill: 'insufficient history' };
    await train();
    learnable = 200;
    await score();
    expect(trainings()[2]).not.toEqual(trainings()[0]);
    data = { values };
    await train();
    await score();
    expect(trainings()).toHaveLength(3);
  });
});
