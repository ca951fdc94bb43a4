import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CaptureJob, DatasetList, Import, ImportAccepted, Job } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured, documentOf } from '../../support/capturing.ts';
import { ended } from '../../support/loading.ts';
import { spawnProduct } from '../../support/product-process.ts';
import type { ProductProcess } from '../../support/product-process.ts';

const made = 2000;
const perOperation = 20;

const lot = (name: string): string => `https://id.gs1.org/01/00614141123452/10/${name}`;
const when = { eventTime: '2026-05-01T08:00:00Z', eventTimeZoneOffset: '+00:00' };
const quantityOf = (name: string) => ({ epcClass: lot(name), quantity: 10, uom: 'KGM' });

const commissions = Array.from({ length: made }, (_, i) => ({
  ...{ type: 'ObjectEvent', eventID: `urn:uuid:made-${i}`, ...when },
  ...{ action: 'ADD', bizStep: 'commissioning', quantityList: [quantityOf(`R${i}`)] },
}));
const transformations = Array.from({ length: made / perOperation }, (_, i) => ({
  ...{ type: 'TransformationEvent', eventID: `urn:uuid:run-${i}`, ...when },
  inputQuantityList: Array.from({ length: perOperation }, (_each, j) => quantityOf(`R${i * perOperation + j}`)),
  outputQuantityList: [quantityOf(`P${i}`)],
}));
const events = [...commissions, ...transformations];

let folder: string;
let product: ProductProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotscope-kill-'));
  product = await spawnProduct(folder);
});
afterAll(async () => {
  await product?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function rows(): Promise<Record<string, number>> {
  const { body } = await product.admin.get<DatasetList>('/api/v1/datasets');
  return Object.fromEntries(body.items.filter((each) => each.rows > 0).map((each) => [each.name, each.rows]));
}

/** Waits until the job is in one of these stages, or has ended. */
async function until(captureId: string, stages: readonly string[]): Promise<string> {
  for (;;) {
    const { body } = await product.admin.get<Job>(`/api/v1/jobs/capture-events-${captureId}`);
    if (body.state === 'done' || body.state === 'failed') return body.state;
    if (stages.includes(body.progress.stage)) return body.progress.stage;
    await wait(10);
  }
}

const whole = {
  lots: made + made / perOperation,
  operations: made / perOperation,
  operation_inputs: made,
  operation_outputs: made / perOperation,
};

describe('a capture that is interrupted', () => {
  it('by kill -9 at every stage resumes by itself, and every event takes effect exactly once', async () => {
    const answer = await product.admin.send('POST', '/epcis/capture', { raw: documentOf(events) });
    expect(answer.status).toBe(202);
    const captureId = (answer.headers.get('location') ?? '').split('/').at(-1) ?? '';
    const stages = [
      ['keeping events'],
      ['reading events', 'reading'],
      ['comparing', 'numbering', 'linking'],
      ['publishing', 'done'],
    ];
    let kills = 0;
    for (const next of [...stages, ['disposition', 'search']]) {
      const stage = await until(captureId, next);
      if (stage === 'done' || stage === 'failed') break;
      await product.end('SIGKILL');
      kills++;
      product = await spawnProduct(folder);
      expect([undefined, whole.lots], `a part of the lots after a kill in ${stage}`).toContain((await rows())['lots']);
    }
    expect(kills).toBeGreaterThan(0);
    const job = await captured(product, answer);
    expect(job).toMatchObject({ running: false, success: true, events: events.length, stored: events.length });
    expect(await rows()).toMatchObject(whole);
    const { body } = await product.admin.post<{ totals: { lots: number } }>('/api/v1/trace', {
      ...{ roots: [lot('R7')], direction: 'forward', select: 'ids' },
    });
    expect(body.totals.lots).toBe(2);
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  });

  it('is known as a whole when it is sent again, also as a file of an import', async () => {
    const before = await rows();
    const raw = documentOf([
      ...events.slice(0, 3),
      { ...events[0], action: 'NONE' },
      { ...commissions[0], eventID: 'urn:uuid:new' },
    ]);
    const accepted = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?format=epcis&name=more.jsonld', {
      raw,
    });
    expect(accepted.status).toBe(202);
    const found: Import = await ended(product, accepted.body.importId);
    expect(found).toMatchObject({
      state: 'done',
      format: 'epcis',
      rows: { read: 5, accepted: 1, rejected: 1, duplicate: 3 },
    });
    expect(found.rejects).toEqual([expect.objectContaining({ row: 4, column: 'action' })]);
    const csv = await product.admin.get(`/api/v1/imports/${accepted.body.importId}/rejects.csv`);
    expect(csv.text).toContain('urn:uuid:made-0');
    expect(await rows()).toMatchObject({ ...whole, lots: before['lots'] });
    const { body } = await product.admin.get<CaptureJob>(`/epcis/capture/${accepted.body.importId}`);
    expect(body).toMatchObject({ captureErrorBehaviour: 'proceed', success: false, stored: 1 });
    const refused = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?format=epcis', {
      raw: '{"type":"EPCISDocument"}',
    });
    expect(await ended(product, refused.body.importId)).toMatchObject({ state: 'failed' });
  });
});
