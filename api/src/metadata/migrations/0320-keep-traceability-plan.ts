import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the traceability plan of FSMA 204 is kept (D24). */
export class KeepTraceabilityPlan1763800000320 implements MigrationInterface {
  name = 'KeepTraceabilityPlan1763800000320';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settings ADD COLUMN traceability_plan text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
