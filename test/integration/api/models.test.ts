import type { AuditPage, Model, ModelPage, Problem } from '@lotscope/api/contract';
import { Model as ModelSchema, ModelDrift, ModelPage as ModelPageSchema } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ModelStore } from '../../../jobs/src/models/model-store.ts';
import type { Trained } from '@lotscope/ml';
import type { HttpClient } from '../../support/http-client.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import { standIn } from '../jobs/stand-in-family.ts';

let product: TestProduct;
let pool: pg.Pool;
let store: ModelStore;
let job = 0;

beforeAll(async () => {
  product = await startTestProduct();
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
  store = new ModelStore(pool);
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});
beforeEach(async () => void (await pool.query('DELETE FROM models')));

const register = async (over: Partial<Trained> = {}, family = 'stand-in') => {
  const trained = await standIn.train({ values: Float64Array.of(1, 2) }, { seed: 1 });
  return store.register(await store.begin(family, `job-${++job}`), { ...trained, ...over });
};
const promote = (id: string, reason = 'Better on new lots') =>
  product.admin.post<Model & Problem>(`/api/v1/models/${id}/promote`, { reason });
const states = async () =>
  (await product.admin.get<ModelPage>('/api/v1/models')).body.items.map(({ version, state }) => [version, state]);

describe('the registry of models', () => {
  it('lists versions, newest first, by family and state, in pages', async () => {
    for (let count = 0; count < 3; count++) await register();
    await register({}, 'other');
    const { body } = await product.admin.get('/api/v1/models?family=stand-in&limit=2');
    const page = ModelPageSchema.parse(body);
    expect(page).toMatchObject({ total: 3, withheld: 0, items: [{ version: 3 }, { version: 2 }] });
    const rest = await product.admin.get<ModelPage>(`/api/v1/models?family=stand-in&limit=2&cursor=${page.nextCursor}`);
    expect(rest.body).toMatchObject({ nextCursor: null, items: [{ version: 1, state: 'champion' }] });
    expect((await product.admin.get<ModelPage>('/api/v1/models?state=champion')).body.total).toBe(2);
    expect((await product.admin.get('/api/v1/models?state=best')).status).toBe(400);
  });

  it('shows the card as the training wrote it, to every role', async () => {
    const { id } = await register();
    const reader = await signedIn(product, ['cfo'], ['P1']);
    const model = ModelSchema.parse((await reader.get(`/api/v1/models/${id}`)).body);
    expect(model).toMatchObject({ card: { seed: 1, limits: ['It is a stand-in'] }, artefact: { intact: true } });
  });

  it('shows of the segments of a card, which are sites, those that the reader may see, and counts the others', async () => {
    const { id } = await register();
    const elsewhere = await signedIn(product, ['planner'], ['P1']);
    const there = await signedIn(product, ['planner'], ['S1']);
    const of = async (reader: HttpClient) => ModelSchema.parse((await reader.get(`/api/v1/models/${id}`)).body);
    expect(await of(elsewhere)).toMatchObject({ card: { segments: [] }, segmentsWithheld: 1 });
    for (const reader of [there, product.admin])
      expect(await of(reader)).toMatchObject({ card: { segments: [{ name: 'S1' }] }, segmentsWithheld: 0 });
    // Nor is it named in the words on why it does not serve.
    await pool.query('UPDATE models SET reason = $1', ['It is 8 % worse than prevalence for S1']);
    const listed = async (reader: HttpClient) => (await reader.get<ModelPage>('/api/v1/models')).body.items[0]?.reason;
    expect((await of(elsewhere)).reason).toBe('It is 8 % worse than prevalence for a site that you may not see');
    expect(await listed(elsewhere)).toBe('It is 8 % worse than prevalence for a site that you may not see');
    expect(await listed(there)).toBe('It is 8 % worse than prevalence for S1');
  });

  it('says how far what is scored is from what was learned from, and when nobody has looked yet', async () => {
    const { id } = await register();
    const drift = async () => ModelDrift.parse((await product.admin.get(`/api/v1/models/${id}/drift`)).body);
    expect(await drift()).toEqual({ features: [], score: null, brier: null, checkedAt: null });
    const features = [{ feature: 'age', psi: 0.4, bound: 0.1, missing: 0, verdict: 'moved' }];
    await pool.query('INSERT INTO model_drift (model_id, features, score, checked_at) VALUES ($1, $2, $3, $4)', [
      id,
      JSON.stringify(features),
      JSON.stringify({ psi: 0.1, bound: 0.2, verdict: 'as before' }),
      '2026-03-01T00:00:00Z',
    ]);
    expect(await drift()).toEqual({
      features,
      score: { psi: 0.1, bound: 0.2, verdict: 'as before' },
      brier: null,
      checkedAt: '2026-03-01T00:00:00.000Z',
    });
    const nobody = '11111111-1111-4111-8111-111111111111';
    expect((await product.admin.get(`/api/v1/models/${nobody}/drift`)).status).toBe(404);
  });

  it('refuses a card with a figure that is not a number', async () => {
    const { card } = await standIn.train({ values: Float64Array.of(1) }, { seed: 1 });
    await expect(register({ card: { ...card, milliseconds: NaN } })).rejects.toThrow('milliseconds');
    expect(await states()).toEqual([[1, 'training']]);
  });

  it('has one champion of a family, whatever is written', async () => {
    await register();
    const { id } = await register();
    const second = `UPDATE models SET state = 'champion', promoted_at = now(), promoted_by = 'x' WHERE id = $1`;
    await expect(pool.query(second, [id])).rejects.toThrow('models_one_champion');
  });
});

describe('promoting', () => {
  it('replaces the champion, with reason and entry; going back is the same with an older version', async () => {
    const [first, second] = [await register(), await register()];
    expect((await promote(second.id)).body).toMatchObject({ state: 'champion', promotedBy: 'token bootstrap' });
    expect(await states()).toEqual([
      [2, 'champion'],
      [1, 'retired'],
    ]);
    expect((await promote(first.id, 'Too many false alarms')).body).toMatchObject({
      state: 'champion',
      reason: 'Too many false alarms',
    });
    const { items } = (await product.admin.get<AuditPage>(`/api/v1/audit?subject=${first.id}`)).body;
    expect(items[0]).toMatchObject({
      action: 'model.promoted',
      detail: { family: 'stand-in', version: 1, from: 2, reason: 'Too many false alarms' },
    });
  });

  it('has the version score what is there, so that what is shown is what it says', async () => {
    const [, second] = [await register({}, 'expiry'), await register({}, 'expiry')];
    const scores = async () => {
      const { rows } = await pool.query<{ wanted: string; reached: string }>(
        `SELECT wanted, reached FROM derivations WHERE name = 'scores of expiry'`,
      );
      return rows[0];
    };
    expect(await scores()).toBeUndefined();
    await promote(second.id);
    await expect.poll(scores, { timeout: 120_000 }).toEqual({ wanted: '1', reached: '1' });
    await promote(second.id);
    expect(await scores()).toEqual({ wanted: '1', reached: '1' });
  });

  it('again changes nothing; at once, one of them is champion in the end', async () => {
    const [, second, third] = [await register(), await register(), await register()];
    await promote(second.id);
    expect((await promote(second.id)).status).toBe(200);
    const { total } = (await product.admin.get<AuditPage>(`/api/v1/audit?subject=${second.id}&action=model.promoted`))
      .body;
    expect(total).toBe(1);
    const answers = await Promise.all([second.id, third.id, second.id, third.id].map((id) => promote(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await states()).filter(([, state]) => state === 'champion')).toHaveLength(1);
  });

  it('refuses what cannot serve, and says why: damaged, without skill, failed, still training', async () => {
    await register();
    const damaged = await register();
    await pool.query(`UPDATE models SET artefact = '\\x00' WHERE id = $1`, [damaged.id]);
    const unskilled = await register({ skill: 'no skill' });
    const failed = await store.begin('stand-in', 'job-failed');
    await store.fail(failed.id, 'Too few lots');
    const training = await store.begin('stand-in', 'job-training');
    const expected = {
      [damaged.id]: 'stand-in version 2 is damaged',
      [unskilled.id]: 'stand-in version 3 cannot serve',
      [failed.id]: 'The training of stand-in version 4 failed',
      [training.id]: 'stand-in version 5 is still being trained',
    };
    for (const [id, why] of Object.entries(expected)) {
      const { status, body } = await promote(id);
      expect([status, body.detail]).toEqual([409, expect.stringContaining(why)]);
    }
    expect((await states()).at(-1)).toEqual([1, 'champion']);
    expect((await product.admin.get<Model>(`/api/v1/models/${damaged.id}`)).body.artefact?.intact).toBe(false);
  });

  it('is for those who hold the scope, for every site, with a reason', async () => {
    const { id } = await register();
    const path = `/api/v1/models/${id}/promote`;
    for (const reader of [await signedIn(product, ['planner']), await signedIn(product, ['admin'], ['P1'])])
      expect((await reader.post(path, { reason: 'x' })).status).toBe(403);
    for (const body of [{}, { reason: ' ' }]) expect((await product.admin.post(path, body)).status).toBe(400);
  });
});
