import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told of which alert by e-mail: once each time that it was raised (`reopened` counts them), and who wants to be told. */
export class CreateAlertMails1763800000013 implements MigrationInterface {
  name = 'CreateAlertMails1763800000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD alert_mail boolean NOT NULL DEFAULT true;
      CREATE TABLE alert_mails (
        user_id uuid NOT NULL REFERENCES users,
        alert_id uuid NOT NULL REFERENCES alerts ON DELETE CASCADE,
        reopened integer NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, alert_id, reopened)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
