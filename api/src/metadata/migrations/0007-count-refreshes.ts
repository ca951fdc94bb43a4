import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the figures were derived, so that what was answered from them before is told from what is answered now. */
export class CountRefreshes1763800000007 implements MigrationInterface {
  name = 'CountRefreshes1763800000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE derivations ADD refreshes bigint NOT NULL DEFAULT 0`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
