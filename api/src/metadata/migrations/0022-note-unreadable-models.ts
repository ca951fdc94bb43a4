import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a version of a model was found to be since it was registered: jobs note one whose artefact cannot be read (any more), and the training
 * that was started in its place; and whether somebody ended its training, which is no failure.
 */
export class NoteUnreadableModels1763800000022 implements MigrationInterface {
  name = 'NoteUnreadableModels1763800000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE models
        ADD COLUMN unreadable text,
        ADD COLUMN unreadable_since timestamptz,
        ADD COLUMN replaced_by_job text,
        ADD COLUMN cancelled boolean NOT NULL DEFAULT false,
        ADD CHECK ((unreadable IS NULL) = (unreadable_since IS NULL));
      UPDATE models SET cancelled = true WHERE state = 'failed' AND reason LIKE 'It was cancelled by %';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
