import { randomUUID } from 'node:crypto';
import type { AlertPage, AuditPage, ModelPage } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueues } from '../../../jobs/src/contract/queues.ts';
import { scoreModel } from '../../../jobs/src/processors/score-model.ts';
import { trainModel } from '../../../jobs/src/processors/train-model.ts';
import { checkServingModels } from '../../../jobs/src/training/check-serving-models.ts';
import type { ModelFamily } from '../../../jobs/src/training/model-family.ts';
import { JobCancelled } from '../../../jobs/src/worker/job-cancellations.ts';
import type { JobRun } from '../../../jobs/src/worker/processor.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import type { StandInData } from './stand-in-family.ts';

let product: TestProduct;
let pool: pg.Pool;
let data: StandInData;
let added: { name: string; payload: unknown }[];

const values = Float64Array.of(1, 2, 3, 6);
const dataAsOf = new Date('2026-06-30T00:00:00Z');
const standIn: ModelFamily = {
  module: new URL('./stand-in-family.ts', import.meta.url).href,
  family: 'stand-in',
  history: async () => ({ data, dataAsOf }),
  current: async () => ({ data: { values: Float64Array.of(3, 4) }, dataAsOf }),
  write: async () => ({ rows: 2, matters: [] }),
  learnable: () => null,
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
  added = [];
  await pool.query('DELETE FROM models');
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
const payload = { requestId: randomUUID(), family: 'stand-in' };
const train = (run = runOf()) =>
  trainModel({ pool, queues, families: [standIn] }).process({ ...payload, seed: 7 }, run);
const score = () =>
  scoreModel({ pool, queues, families: [standIn], trainsByItself: true }).process(
    { ...payload, always: true },
    runOf(),
  );
const models = async () => (await product.admin.get<ModelPage>('/api/v1/models')).body.items;
const trainings = () => added.filter(({ name }) => name === 'train-model');
/** As after an upgrade whose family reads another format: the bytes are those that were registered. */
const outdate = (modelId: string) =>
  pool.query(`UPDATE models SET artefact = '\\x00', checksum = encode(sha256('\\x00'::bytea), 'hex') WHERE id = $1`, [
    modelId,
  ]);

describe('a version that cannot be read', () => {
  it('has a version trained in the place of a champion that it cannot read, once; that need not beat it', async () => {
    const { modelId } = await train();
    added = [];
    await outdate(modelId);
    const result = await score();
    expect(result).toMatchObject({ rows: 0 });
    expect(result.verdict).toContain('A new version is trained in its place');
    await score();
    expect(trainings()).toEqual([trainings()[0], trainings()[0]]);
    expect(trainings()[0]).toMatchObject({ payload: { family: 'stand-in', seed: 1 } });
    const [told] = await models();
    expect(told).toMatchObject({
      state: 'champion',
      verdict: expect.stringContaining('Version 1 cannot be read any more'),
    });
    expect(told!.unreadable).toContain('A training of a new version was started in its place');
    data = { values, promotion: { promote: false, reason: 'It could not be compared with version 1' } };
    expect(await train()).toMatchObject({ version: 2, state: 'champion' });
    expect(await score()).toMatchObject({ version: 2, rows: 2, refused: [] });
    expect(trainings()).toHaveLength(2);
  });

  it('finds at a start what cannot be read, and trains in its place only where models are trained by themselves', async () => {
    const { modelId } = await train();
    const check = (trainsByItself: boolean) =>
      checkServingModels({ pool, queues, families: [standIn], trainsByItself }, runOf().signal);
    await check(true);
    expect(trainings()).toEqual([]);
    expect((await models())[0]).toMatchObject({ unreadable: null });
    await outdate(modelId);
    await check(false);
    expect(trainings()).toEqual([]);
    expect((await models())[0]!.unreadable).toContain('No training was started by itself: the next one is on Sunday');
    await check(true);
    expect(trainings()).toHaveLength(1);
    const trail = await product.admin.get<AuditPage>(`/api/v1/audit?subject=${modelId}&action=model.unreadable`);
    expect(trail.body.items).toHaveLength(1);
  });

  it('tells what became of the version that was trained in the place of one that cannot be read', async () => {
    const { modelId } = await train();
    await outdate(modelId);
    await score();
    const said = async () => (await models()).find(({ id }) => id === modelId)!.unreadable;
    data = { values, fault: 'Too few lots' };
    await expect(train()).rejects.toThrow('Too few lots');
    expect(await said()).toContain('Version 2, trained since, failed (Too few lots)');
    data = { values, skill: 'no skill' };
    await train();
    expect(await said()).toContain('Version 3, trained since, does not serve: It is no better than simple rules');
    added = [];
    await score();
    expect(trainings()).toEqual([]);
  });
});

describe('a training', () => {
  it('that somebody cancelled is no failure in the severity of the next', async () => {
    data = { values, steps: 100_000 };
    const cancelling = new AbortController();
    const progress: JobRun['progress'] = ({ stage }) =>
      stage === 'fitting' && cancelling.abort(new JobCancelled('It was cancelled by Ada'));
    await expect(train(runOf({ signal: cancelling.signal, progress }))).rejects.toThrow('It was cancelled by Ada');
    data = { values };
    await train();
    data = { values, fault: 'Too few lots' };
    await expect(train()).rejects.toThrow('Too few lots');
    const { items } = (await product.admin.get<AlertPage>('/api/v1/alerts?kind=training-failed')).body;
    expect(items[0]!.severity).toBeCloseTo(1 / 2);
  });
});
