import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What reviewers say of received lots. Each verdict is a row of `lot_feedback(id, lot_id, verdict 'deviated' | 'good', reason, given_by, given_at)`
 * that stays; of a lot, the one with the greatest `id` counts:
 * `SELECT DISTINCT ON (lot_id) lot_id, verdict, given_at FROM lot_feedback ORDER BY lot_id, id DESC`.
 * Trainings take it as the label of the lot, known from `given_at` on.
 */
export class CreateLotFeedback1763800000010 implements MigrationInterface {
  name = 'CreateLotFeedback1763800000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lot_feedback (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lot_id text NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('deviated', 'good')),
        reason text NOT NULL,
        given_by text NOT NULL,
        given_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX lot_feedback_by_lot ON lot_feedback (lot_id, id DESC);
      CREATE FUNCTION lot_feedback_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'What reviewers said stays: % on % is refused', TG_OP, TG_TABLE_NAME;
      END $$;
      CREATE TRIGGER lot_feedback_stays BEFORE UPDATE OR DELETE ON lot_feedback
        FOR EACH ROW EXECUTE FUNCTION lot_feedback_refuse();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
