import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Captures of EPCIS events: each request of a sender, how far its events have been taken in, and what was wrong with some of them. */
export class CreateCaptures1763800000310 implements MigrationInterface {
  name = 'CreateCaptures1763800000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE captures (
        id uuid PRIMARY KEY,
        behaviour text NOT NULL CHECK (behaviour IN ('rollback', 'proceed')),
        path text,
        bytes bigint NOT NULL,
        sha256 text NOT NULL,
        events bigint NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
        checked boolean NOT NULL DEFAULT false,
        taken bigint NOT NULL DEFAULT 0,
        taken_bytes bigint NOT NULL DEFAULT 0,
        stored bigint NOT NULL DEFAULT 0,
        refused bigint NOT NULL DEFAULT 0,
        batch_events bigint,
        batch_bytes bigint,
        import_id uuid,
        upload_id uuid,
        problems jsonb NOT NULL DEFAULT '[]',
        error text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        finished_at timestamptz
      );
      CREATE INDEX captures_by_age ON captures (created_at DESC, id);
      CREATE INDEX captures_unfinished ON captures (created_at, id) WHERE state IN ('queued', 'running');
      CREATE INDEX captures_of_upload ON captures (upload_id) WHERE upload_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
