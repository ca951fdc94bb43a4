import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  AuditPage,
  Import,
  ImportAccepted,
  Job,
  JobAccepted,
  ModelPage,
  ModelSummary,
} from '@lotscope/api/contract';
import type { SupplierLotRiskPage } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../ml/src/random/random.ts';
import { spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';

const lots = 600;
const firstDay = Date.parse('2024-01-01T08:00:00Z');
const hour = 3_600_000;
const at = (time: number) => new Date(time).toISOString();

/** A lot a day of one material; one in five is too moist, and those are complained about twelve days later. Ends long ago. */
function plant(): Record<'nonconformances' | 'qc_results' | 'lots', string> {
  const random = new Random(5);
  const files = {
    nonconformances: ['ncrId,lotId,openedAt,recordedAt'],
    qc_results: ['resultId,lotId,characteristic,value,lower,upper,unit,stage,source,at,recordedAt'],
    lots: ['lotId,itemId,origin,siteId,supplierId,supplierLot,receivedAt,recordedAt'],
  };
  for (let lot = 0; lot < lots; lot++) {
    const received = firstDay + lot * 24 * hour;
    const isMoist = random.uniform() < 0.2;
    const known = at(received + hour);
    files.lots.push(`L${lot},FLOUR,received,P,S${lot % 6},B${lot},${at(received)},${at(received)}`);
    for (const [name, value] of [
      ['moisture', 13 + random.normal() + (isMoist ? 3 : 0)],
      ['ash', 1 + 0.1 * random.normal()],
    ] as const)
      files.qc_results.push(`${name}${lot},L${lot},${name},${value.toFixed(3)},0,30,%,incoming,lab,${known},${known}`);
    if (isMoist ? random.uniform() < 0.8 : random.uniform() < 0.02) {
      const reported = at(received + 12 * 24 * hour);
      files.nonconformances.push(`N${lot},L${lot},${reported},${reported}`);
    }
  }
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
  return { nonconformances: text(files.nonconformances), qc_results: text(files.qc_results), lots: text(files.lots) };
}

const family = 'supplier-lot-deviation';
let folder: string;
let product: ProductProcess;
const start = () => spawnProduct(folder, { LOTSCOPE_TRAINING: 'automatic' });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-first-models-'));
  product = await start();
});
afterAll(async () => {
  await product?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function until<T>(ask: () => Promise<T>, reached: (found: T) => boolean, patienceMs = 180_000): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await wait(50)) {
    const found = await ask();
    if (reached(found)) return found;
    if (Date.now() > deadline) throw new Error(`It did not come to that: ${JSON.stringify(found)}`);
  }
}

async function load(dataset: string, raw: string): Promise<void> {
  const path = `/api/v1/imports?dataset=${dataset}&name=${dataset}.csv`;
  const { importId } = (await product.admin.send<ImportAccepted>('POST', path, { raw })).body;
  const ask = async () => (await product.admin.get<Import>(`/api/v1/imports/${importId}`)).body;
  expect(await until(ask, ({ state }) => state === 'done' || state === 'failed')).toMatchObject({ state: 'done' });
}

const versions = async (): Promise<ModelSummary[]> =>
  (await product.admin.get<ModelPage>(`/api/v1/models?family=${family}`)).body.items;
const jobOf = async (jobId: string): Promise<Job> => (await product.admin.get<Job>(`/api/v1/jobs/${jobId}`)).body;
const ended = ({ state }: Job) => state === 'done' || state === 'failed';
const run = async (name: string, payload: object): Promise<Job> => {
  const { body } = await product.admin.post<JobAccepted>('/api/v1/jobs', { name, payload });
  return until(() => jobOf(body.jobId), ended);
};
const risks = async (query: string): Promise<SupplierLotRiskPage> =>
  (await product.admin.get<SupplierLotRiskPage>(`/api/v1/risk/supplier-lots?${query}`)).body;

describe('the first models', { timeout: 400_000 }, () => {
  it('train by themselves once there is enough; killed half way, the same training makes one version', async () => {
    const files = plant();
    await load('nonconformances', files.nonconformances);
    await load('qc_results', files.qc_results);
    expect(await versions()).toEqual([]);
    await load('lots', files.lots);
    const [training] = await until(versions, (found) => found.length > 0);
    const { jobId } = training!;
    await until(
      () => jobOf(jobId),
      (job) => job.progress.stage === 'evaluation' || ended(job),
    );
    await product.end('SIGKILL');
    product = await start();
    expect(await until(() => jobOf(jobId), ended)).toMatchObject({ state: 'done', result: { version: 1 } });
    expect(await versions()).toMatchObject([{ version: 1, state: 'champion', skill: 'skill', jobId }]);
  });

  it('are followed by scores of every lot, as of the end of the data, which stay one run when scored again', async () => {
    const scored = await until(
      () => risks('state=all&limit=1000'),
      ({ items }) => items.some(({ probability }) => probability !== null),
    );
    expect(scored.items).toHaveLength(lots);
    expect(scored.items.every(({ modelVersion }) => modelVersion === 1)).toBe(true);
    expect(await run('score-model', { family })).toMatchObject({ state: 'done', result: { rows: lots, version: 1 } });
    expect((await risks('state=all&limit=1000')).items).toHaveLength(lots);
    const open = await risks('state=open&limit=1000');
    // The label delay is counted to the end of the data, not to today.
    expect(open.items.length).toBeGreaterThan(40);
    expect(open.items.length).toBeLessThan(80);
  });

  it('are compared with what is open now, and the answer is kept', async () => {
    const job = await run('watch-drift', {});
    expect(job).toMatchObject({ state: 'done', result: { checked: [{ family, version: 1 }] } });
    const [model] = await versions();
    const { body } = await product.admin.get<{ features: { feature: string; verdict: string }[] }>(
      `/api/v1/models/${model!.id}/drift`,
    );
    expect(body.features.length).toBeGreaterThan(5);
    expect(body.features.every(({ verdict }) => verdict !== '')).toBe(true);
  });

  it('go on serving when a later training is cancelled', async () => {
    const { body } = await product.admin.post<JobAccepted>('/api/v1/jobs', {
      name: 'train-model',
      payload: { family },
    });
    await until(
      () => jobOf(body.jobId),
      (job) => job.progress.stage === 'evaluation' || ended(job),
    );
    const cancelled = await product.admin.post(`/api/v1/jobs/${body.jobId}/cancel`, {});
    expect(cancelled.status).toBe(202);
    const job = await until(() => jobOf(body.jobId), ended);
    expect(job).toMatchObject({ state: 'failed', attempts: 1, error: expect.stringContaining('It was cancelled by') });
    expect((await versions()).map(({ version, state }) => [version, state])).toEqual([
      [2, 'failed'],
      [1, 'champion'],
    ]);
    expect((await product.admin.post(`/api/v1/jobs/${body.jobId}/cancel`, {})).status).toBe(409);
    const trail = (await product.admin.get<AuditPage>(`/api/v1/audit?subject=${body.jobId}`)).body.items;
    expect(trail.map(({ action }) => action)).toEqual(['job.cancelled', 'job.started']);
  });
});
