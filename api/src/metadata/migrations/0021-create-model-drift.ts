import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far what is scored now is from what a version learned from, as last checked by the job that watches. `features` is an array of
 * { feature, psi, bound, missing, verdict }, `score` null or { psi, bound, verdict }, `brier` null or { value, low, high }: the shapes
 * that the API answers with.
 */
export class CreateModelDrift1763800000021 implements MigrationInterface {
  name = 'CreateModelDrift1763800000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model_drift (
        model_id uuid PRIMARY KEY REFERENCES models ON DELETE CASCADE,
        features jsonb NOT NULL,
        score jsonb,
        brier jsonb,
        checked_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
