import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Inspection queues (W2): the lots of a week once they are chosen, and within which budget. They stay as chosen, whatever later scores say. A lot
 * is chosen once. `received_from` and `received_until`: receipts of this span were open to the choice.
 */
export class CreateInspectionQueues1763800000011 implements MigrationInterface {
  name = 'CreateInspectionQueues1763800000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inspection_budgets (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        per_week integer NOT NULL CHECK (per_week > 0),
        random_share double precision NOT NULL CHECK (random_share BETWEEN 0.1 AND 1),
        reason text NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE inspection_queues (
        week text PRIMARY KEY CHECK (week ~ '^\\d{4}-W\\d\\d$'),
        chosen_at timestamptz NOT NULL DEFAULT now(),
        per_week integer NOT NULL,
        random_share double precision NOT NULL,
        set_by text,
        set_at timestamptz,
        reason text,
        received_from timestamptz NOT NULL,
        received_until timestamptz NOT NULL
      );
      CREATE TABLE inspection_queue_items (
        lot_id text PRIMARY KEY,
        week text NOT NULL REFERENCES inspection_queues,
        position integer NOT NULL,
        reason text NOT NULL CHECK (reason IN ('risk', 'random')),
        UNIQUE (week, position)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
