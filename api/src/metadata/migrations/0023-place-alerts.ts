import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stock that expires is a matter of its site: an alert of a lot at several sites had none, so that nobody limited to sites saw it. Those are
 * closed; the next scoring raises one of each site.
 */
export class PlaceAlerts1763800000023 implements MigrationInterface {
  name = 'PlaceAlerts1763800000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alerts ADD COLUMN place text NOT NULL DEFAULT '';
      ALTER TABLE alerts DROP CONSTRAINT alerts_kind_subject_key;
      ALTER TABLE alerts ADD CONSTRAINT alerts_one_per_matter UNIQUE (kind, subject, place);
      UPDATE alerts SET place = site_id WHERE kind = 'expiry-risk' AND site_id IS NOT NULL;
      WITH closed AS (
        UPDATE alerts SET state = 'closed', snoozed_until = NULL, closed_at = now(), closed_by = 'upgrade', closed_severity = severity,
               close_reason = 'Each site has an alert of its own now'
        WHERE kind = 'expiry-risk' AND site_id IS NULL AND state <> 'closed' AND jsonb_array_length(detail -> 'siteIds') > 1
        RETURNING id, subject
      )
      SELECT audit_append('upgrade', 'system', 'alert.closed', id::text, jsonb_build_object('kind', 'expiry-risk', 'subject', subject), NULL)
      FROM closed;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
