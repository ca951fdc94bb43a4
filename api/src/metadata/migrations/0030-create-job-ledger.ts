import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that were asked for and are not known to have ended, for queues in a database that may forget them. */
export class CreateJobLedger1763800000030 implements MigrationInterface {
  name = 'CreateJobLedger1763800000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job_ledger (
        job_id text PRIMARY KEY,
        name text NOT NULL,
        payload jsonb NOT NULL,
        looked_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX job_ledger_looked_at ON job_ledger (looked_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
