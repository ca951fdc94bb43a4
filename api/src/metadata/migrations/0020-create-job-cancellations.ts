import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that somebody wants to end, by their id; workers look for their own. Cleaned up with what else nobody will read. */
export class CreateJobCancellations1763800000020 implements MigrationInterface {
  name = 'CreateJobCancellations1763800000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job_cancellations (
        job_id text PRIMARY KEY,
        reason text NOT NULL,
        cancelled_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
