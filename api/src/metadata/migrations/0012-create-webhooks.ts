import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Addresses that are told of events, and what they were told. What is audited is announced, in the transaction of the change itself: a
 * delivery for each address that wants to hear of it, with the matter as it stands then. Jobs send them.
 */
export class CreateWebhooks1763800000012 implements MigrationInterface {
  name = 'CreateWebhooks1763800000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(announcing);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const tables = `
  CREATE TABLE webhooks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    url text NOT NULL UNIQUE,
    events text[] NOT NULL CHECK (cardinality(events) > 0),
    secret text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
    event text NOT NULL,
    payload jsonb NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    status integer,
    error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz,
    finished_at timestamptz,
    CHECK ((state = 'pending') = (finished_at IS NULL))
  );
  CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (webhook_id, created_at DESC, id);
  CREATE INDEX webhook_deliveries_to_queue ON webhook_deliveries (created_at) WHERE queued_at IS NULL;
`;

const announcing = `
  CREATE FUNCTION announce_audited() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    announced text := CASE NEW.action WHEN 'alert.reopened' THEN 'alert.raised' ELSE NEW.action END;
  BEGIN
    INSERT INTO webhook_deliveries (webhook_id, event, payload)
    SELECT webhook.id, announced, jsonb_build_object('event', announced, 'at', NEW.at, 'by', NEW.actor) || matter.payload
    FROM webhooks webhook, LATERAL (
      SELECT jsonb_build_object('alert', jsonb_build_object('id', id, 'kind', kind, 'subject', subject, 'siteId', site_id, 'title', title,
        'severity', severity, 'state', state, 'dueAt', due_at, 'reason', close_reason)) AS payload
      FROM alerts WHERE announced LIKE 'alert.%' AND id::text = NEW.subject
      UNION ALL
      SELECT jsonb_build_object('model', jsonb_build_object('id', id, 'family', family, 'version', version, 'reason', reason))
      FROM models WHERE announced LIKE 'model.%' AND id::text = NEW.subject
    ) matter
    WHERE announced = ANY (webhook.events);
    RETURN NULL;
  END $$;
  CREATE TRIGGER audit_entries_are_announced AFTER INSERT ON audit_entries
    FOR EACH ROW WHEN (NEW.action IN ('alert.raised', 'alert.reopened', 'alert.closed', 'model.promoted'))
    EXECUTE FUNCTION announce_audited();
`;
