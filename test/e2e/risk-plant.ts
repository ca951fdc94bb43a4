import { nothingCompared, writeExpiryScores } from '@lotscope/sql';
import type { Engine, ExpiryScore, ScoreRunStamp } from '@lotscope/sql';
import type { ModelCard, Trained } from '@lotscope/ml';
import type { AlertPage } from '@lotscope/api/contract';
import pg from 'pg';
import { raiseAlert } from '../../jobs/src/alerts/raise-alert.ts';
import type { Matter } from '../../jobs/src/alerts/raise-alert.ts';
import { ModelStore } from '../../jobs/src/models/model-store.ts';
import type { RegisteredModel } from '../../jobs/src/models/model-store.ts';
import type { TestProduct } from '../support/product.ts';

const unknown = { value: null, low: null, high: null };
const clear = { value: -0.02, low: -0.03, high: -0.01 };
const unclear = { value: 0.01, low: -0.01, high: 0.03 };

/** A card as a training writes it: better than one simple rule, not clearly other than a second, and not comparable with a third. */
export function cardOf(family: string, over: Partial<ModelCard> = {}): ModelCard {
  return {
    family,
    verdict: 'Better than the supplier’s past rate on lots that came later.',
    trainedOn: {
      from: '2024-01-01',
      to: '2026-06-30',
      rows: 4321,
      positives: 321,
      labelled: 4000,
      hash: '9f2b6c0d1e3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4',
    },
    protocol: 'Learnt at 4 cut-offs, each tested on the lots up to the next one.',
    features: [
      { name: 'margin', meaning: 'Distance of the certificate to the nearest limit' },
      { name: 'supplier rate', meaning: 'Share of deviating lots of the supplier and material so far' },
    ],
    metrics: [
      {
        name: 'brier',
        label: 'Brier score',
        betterWhen: 'down',
        model: { value: 0.061, low: 0.055, high: 0.068 },
        baselines: [
          { name: 'prevalence', value: { value: 0.081, low: 0.074, high: 0.088 }, difference: clear },
          { name: 'supplier rate', value: { value: 0.06, low: 0.05, high: 0.07 }, difference: unclear },
          { name: 'limit rule', value: unknown, difference: unknown },
        ],
      },
    ],
    calibration: [
      { from: 0, to: 0.05, predicted: 0.02, observed: 0.03, count: 2000 },
      { from: 0.05, to: 0.2, predicted: 0.11, observed: 0.1, count: 1500 },
      { from: 0.2, to: 1, predicted: 0.42, observed: 0.47, count: 500 },
    ],
    segments: [
      { name: 'P1', count: 3990, metric: 'Log-loss', value: 0.21 },
      { name: 'W1', count: 10, metric: 'Log-loss', value: null },
    ],
    limits: ['It says which lots to look at, not why they deviate.'],
    drift: [
      { feature: 'margin', deciles: [0.1, 0.2, 0.4], missing: 0.02, reference: { cuts: [0.2], counts: [50, 50] } },
    ],
    seed: 7,
    backend: 'wasm',
    milliseconds: 81_000,
    ...over,
  };
}

const oneDay = 86_400_000;
export const dayOf = (date: string): number => Date.parse(date) / oneDay;

/** Stock on the day of its judgement with nothing known but its quantity. */
export function stockOf(lotId: string, over: Partial<ExpiryScore> = {}): ExpiryScore {
  return {
    lotId,
    itemId: lotId.split('/')[0]!,
    siteId: 'P1',
    verdict: 'outlook',
    stockOn: dayOf('2026-09-21'),
    quantity: 60,
    unit: 'kg',
    expiresOn: dayOf('2026-12-01'),
    rank: 1,
    pAny: 0.5,
    expectedQuantity: 10,
    low: 0,
    high: 30,
    unitCost: 2,
    expectedMoney: 20,
    currency: 'EUR',
    ...nothingCompared,
    useFirstVerdict: 'outlook',
    savedByUsingFirst: 5,
    ...over,
  };
}

/** The stores behind the pages of risk, filled as jobs fill them. */
export class RiskPlant {
  readonly pool: pg.Pool;
  readonly models: ModelStore;
  readonly #engine: Engine;
  #jobs = 0;

  private constructor(pool: pg.Pool, engine: Engine) {
    this.pool = pool;
    this.models = new ModelStore(pool);
    this.#engine = engine;
  }

  static async open(product: TestProduct): Promise<RiskPlant> {
    const pool = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
    return new RiskPlant(pool, await product.openStore());
  }

  async close(): Promise<void> {
    await this.#engine.close();
    await this.pool.end();
  }

  /** Registers a version as a training does; the rule decides what it becomes. */
  async register(family: string, over: Partial<Trained> = {}): Promise<RegisteredModel> {
    const model = await this.models.begin(family, `job-${(this.#jobs += 1)}`);
    const artefact = new Uint8Array([this.#jobs]);
    return this.models.register(model, { artefact, card: cardOf(family), skill: 'skill', ...over });
  }

  async raise(matter: Pick<Matter, 'kind' | 'subject' | 'title'> & Partial<Matter>): Promise<void> {
    await raiseAlert(this.pool, { siteId: 'P1', severity: 0.5, dueAt: null, detail: {}, ...matter });
  }

  async score(rows: readonly ExpiryScore[], stamp: Pick<ScoreRunStamp, 'modelId'> & Partial<ScoreRunStamp>) {
    await writeExpiryScores(this.#engine, rows, {
      runId: `run-${(this.#jobs += 1)}`,
      modelVersion: 1,
      scoredAt: new Date(),
      dataAsOf: new Date(),
      skill: 'skill',
      verdict: 'It has skill',
      ...stamp,
    });
  }
}

/** One of everything that the pages of risk show; answers where. */
export async function fillRisk(plant: RiskPlant, product: TestProduct): Promise<string[]> {
  const model = await plant.register('expiry');
  await plant.register('supplier-lot-deviation');
  const failed = await plant.models.begin('supplier-lot-deviation', 'job-that-failed');
  await plant.models.fail(failed.id, 'The data could not be read');
  const unscored = { verdict: 'unknown expiry', expiresOn: null, rank: null, pAny: null, expectedQuantity: null };
  const unvalued = { low: null, high: null, expectedMoney: null, savedByUsingFirst: null };
  const rows = [stockOf('RM-1/L2'), stockOf('PK-1/ROLL', { ...unscored, ...unvalued })];
  await plant.score(rows, { modelId: model.id });
  const detail = { modelId: model.id, drivers: [{ meaning: 'Far from usual' }] };
  await plant.raise({
    kind: 'expiry-risk',
    subject: 'RM-1/L2',
    title: 'Lactose will expire',
    dueAt: new Date(0),
    detail,
  });
  const { body } = await product.admin.get<AlertPage>('/api/v1/alerts');
  return [
    '/models',
    `/models/${model.id}`,
    `/models/${failed.id}`,
    '/alerts',
    `/alerts?alert=${body.items[0]!.id}`,
    '/expiry',
    '/expiry?lot=RM-1%2FL2&at=P1',
  ];
}
