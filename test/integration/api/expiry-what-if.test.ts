import { setTimeout as wait } from 'node:timers/promises';
import { ExpiryWhatIfResult } from '@lotscope/api/contract';
import type { ExpiryRiskPage, Job, JobAccepted } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelStore } from '../../../jobs/src/models/model-store.ts';
import { writeArtefact } from '../../../ml/src/expiry/expiry-artefact.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { derived, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import { standIn } from '../jobs/stand-in-family.ts';

const dateOf = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const history = 120;

let product: TestProduct;
let planner: HttpClient;

/** Of OLD, one kilogram a day is issued at P1 and ten at P2, and a can of 2 kg was sold for 6 EUR; 60 kg of SLOW at P1 expire in 20 days. */
beforeAll(async () => {
  product = await startTestProduct();
  const moves = Array.from({ length: history }, (_, nth) => history - nth).flatMap((ago) => [
    `I1-${ago},OLD,issue,1,kg,P1,,${dateOf(ago)}T10:00:00Z`,
    `I2-${ago},OLD,issue,10,kg,P2,,${dateOf(ago)}T10:00:00Z`,
  ]);
  const receipts = [
    `R1,OLD,receipt,10000,kg,,P1,${dateOf(history + 1)}T08:00:00Z`,
    `R2,OLD,receipt,10000,kg,,P2,${dateOf(history + 1)}T08:00:00Z`,
    `R3,SLOW,receipt,60,kg,,P1,${dateOf(2)}T08:00:00Z`,
  ];
  await Promise.all([
    load(product, 'items', 'itemId,name,unit,shelfLifeDays,standardCost,currency\nMILK,Milk,kg,30,2,EUR\n'),
    load(product, 'unit_conversions', 'itemId,fromUnit,toUnit,factor\nMILK,can,kg,2\n'),
    load(
      product,
      'shipments',
      'shipmentId,lotId,customerId,fromSiteId,quantity,unit,shippedAt,unitPrice,currency\n' +
        `D1,OLD,C,P1,1,can,${dateOf(9)}T10:00:00Z,6,EUR\nD2,OLD,C,P1,1,kg,${dateOf(8)}T10:00:00Z,,\n`,
    ),
    load(product, 'sites', 'siteId,name,kind\nP1,One,plant\nP2,Two,plant\nP3,Three,plant\n'),
    load(
      product,
      'lots',
      'lotId,itemId,siteId,origin,receivedAt,expiresAt,quantity,unit\n' +
        `OLD,MILK,P1,received,${dateOf(history + 1)},,20000,kg\n` +
        `SLOW,MILK,P1,received,${dateOf(2)},${dateOf(-20)},60,kg\n`,
    ),
    load(
      product,
      'movements',
      `movementId,lotId,reason,quantity,unit,fromSiteId,toSiteId,at\n${[...receipts, ...moves].join('\n')}\n`,
    ),
  ]);
  await derived(product);
  planner = await signedIn(product, ['planner']);
});
afterAll(() => product?.close());

const path = '/api/v1/risk/expiry/what-if';
const ask = (question: object, client = planner) =>
  client.post<JobAccepted>(path, { lotId: 'SLOW', siteId: 'P1', ...question });

async function waitForJob(jobId: string, client: HttpClient): Promise<Job> {
  for (const deadline = Date.now() + 200_000; Date.now() < deadline; await wait(50)) {
    const { body } = await client.get<Job>(`/api/v1/jobs/${jobId}`);
    if (body.state === 'failed') throw new Error(body.error);
    if (body.state === 'done') return body;
  }
  throw new Error(`The job ${jobId} did not end within 100 s`);
}
const resultOf = async (jobId: string, client = planner) =>
  ExpiryWhatIfResult.parse((await waitForJob(jobId, client)).result);
const answerTo = async (question: object) => resultOf((await ask(question)).body.jobId);

describe('what an action on stock would save', () => {
  it('is not told without a model, and why', async () => {
    const { saved, verdict } = await answerTo({ action: 'use-first' });
    expect(saved).toMatchObject({ amount: null, unknown: 1 });
    expect(verdict).toBe('No model of expiry can serve: none was promoted yet');
  });

  it('is answered by a job with the model that serves: before, after, saved, and what was assumed', async () => {
    const pool = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
    const store = new ModelStore(pool);
    const { card } = await standIn.train({ values: Float64Array.of(1) }, { seed: 1 });
    const model = {
      forecast: 'seasonal',
      level: { method: 'ses', rate: 0.03 },
      interval: [0.1, 0.9],
      paths: 300,
      seed: 1,
      skill: 'skill',
    } as const;
    const trained = { artefact: writeArtefact(model), card: { ...card, family: 'expiry' }, skill: 'skill' } as const;
    expect((await store.register(await store.begin('expiry', 'what-if'), trained)).state).toBe('champion');
    await pool.end();
    const accepted = await ask({ action: 'transfer', toSiteId: 'P2' });
    expect(accepted.status).toBe(202);
    const { before, after, saved, assumed } = await resultOf(accepted.body.jobId);
    // About 20 of 60 kg at 2 EUR are used where it is.
    expect(before).toMatchObject({ currency: 'EUR', unknown: 0 });
    expect(before.amount).toBeGreaterThan(50);
    expect(before.amount).toBeLessThan(100);
    expect(after.amount).toBeLessThan(before.amount! / 2);
    expect(saved.amount).toBeCloseTo(before.amount! - after.amount!);
    expect(assumed.length).toBeGreaterThan(0);
    const cut = await answerTo({ action: 'markdown', discount: 0.3 });
    expect(cut.saved.amount).toBeLessThan(before.amount! - cut.after.amount!);
    expect((await answerTo({ action: 'transfer', toSiteId: 'P3' })).verdict).toBe(
      'Nothing can be said about the demand for it',
    );
  });

  it('is what the row of the lot says of it, with what was assumed', async () => {
    const { body } = await product.admin.post<JobAccepted>('/api/v1/jobs', {
      name: 'score-model',
      payload: { family: 'expiry', always: true },
    });
    await waitForJob(body.jobId, product.admin);
    const [row] = (await planner.get<ExpiryRiskPage>('/api/v1/risk/expiry?lot=SLOW')).body.items;
    const [useFirst, transfer, markdown] = row!.savings;
    expect(transfer).toMatchObject({ action: 'transfer', toSiteId: 'P2', detail: 'Sent to Two' });
    expect(transfer!.saved.amount).toBeGreaterThan(50);
    const { discount } = markdown!;
    // 6 EUR for 2 kg.
    expect(markdown!.assumed.join(' ')).toContain('(3.00 EUR per kg)');
    const answers = [
      await answerTo({ action: 'use-first' }),
      await answerTo({ action: 'transfer', toSiteId: 'P2' }),
      await answerTo({ action: 'markdown', discount }),
    ];
    expect(answers.map(({ saved }) => saved)).toEqual([useFirst!.saved, transfer!.saved, markdown!.saved]);
    expect(row!.expectedMoney.amount).toBeCloseTo(answers[0]!.before.amount!);
    // Whoever may not see the destination is not told which it is.
    const here = await signedIn(product, ['planner'], ['P1']);
    const [own] = (await here.get<ExpiryRiskPage>('/api/v1/risk/expiry?lot=SLOW')).body.items;
    expect(own!.savings[1]).toMatchObject({ saved: transfer!.saved, toSiteId: null });
    expect(JSON.stringify(own)).not.toMatch(/P2|Two/);
  });

  it('is refused where the question makes no sense', async () => {
    const bad = [
      { action: 'transfer' },
      { action: 'markdown' },
      { action: 'use-first', discount: 0.1 },
      { action: 'sell' },
    ];
    for (const question of [...bad, { action: 'transfer', toSiteId: 'P1' }, { action: 'markdown', discount: 1 }])
      expect(`${JSON.stringify(question)} ${(await ask(question)).status}`).toBe(`${JSON.stringify(question)} 400`);
    expect((await ask({ action: 'use-first', lotId: 'NONE' })).status).toBe(404);
    expect((await ask({ action: 'use-first', siteId: 'P3' })).status).toBe(404);
  });

  it('is told to readers of the sites concerned only, and they see no other job', async () => {
    const here = await signedIn(product, ['planner'], ['P1']);
    const there = await signedIn(product, ['planner'], ['P2']);
    const { jobId } = (await ask({ action: 'use-first' }, here)).body;
    expect((await resultOf(jobId, here)).verdict).toBe('Told from the stock and the forecast of demand');
    expect((await there.get(`/api/v1/jobs/${jobId}`)).status).toBe(403);
    expect((await there.get(`/api/v1/jobs/${jobId}/events`)).status).toBe(403);
    expect((await ask({ action: 'transfer', toSiteId: 'P2' }, here)).status).toBe(404);
    expect((await ask({ action: 'use-first' }, there)).status).toBe(404);
    const { body } = await product.admin.post<JobAccepted>('/api/v1/jobs', { name: 'clean-up', payload: {} });
    expect((await here.get(`/api/v1/jobs/${body.jobId}`)).status).toBe(403);
    expect((await (await signedIn(product, ['recall'])).post(path, {})).status).toBe(403);
  });
});
