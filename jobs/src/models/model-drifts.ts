import type { DriftReport, ModelCard } from '@lotscope/ml';
import type { Pool } from 'pg';

/** How far what is scored now is from what versions learned from: table `model_drift`, which the API reads. */
export class ModelDrifts {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async cardOf(modelId: string): Promise<ModelCard> {
    const { rows } = await this.#pool.query<{ card: ModelCard }>('SELECT card FROM models WHERE id = $1', [modelId]);
    if (rows[0] === undefined) throw new Error(`The model ${modelId} is not registered`);
    return rows[0].card;
  }

  /** The newest check is kept. */
  async store(modelId: string, { features, score, brier }: DriftReport): Promise<void> {
    const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
    await this.#pool.query(
      `INSERT INTO model_drift (model_id, features, score, brier) VALUES ($1, $2, $3, $4)
       ON CONFLICT (model_id) DO UPDATE
       SET features = excluded.features, score = excluded.score, brier = excluded.brier, checked_at = now()`,
      [modelId, json(features), json(score), json(brier)],
    );
  }
}
