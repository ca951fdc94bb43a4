import type { Pool, PoolClient } from 'pg';
import { alertKinds } from '../contract/alerts.ts';
import type { AlertKind } from '../contract/alerts.ts';
import { inTransaction } from '../metadata/in-transaction.ts';

export interface Matter {
  readonly kind: AlertKind;
  /** What it is about: the id of a lot, the name of a family. With the kind and the place it is the identity of the alert. */
  readonly subject: string;
  /** Where it is a matter of its own: the site, when each site has its own; left out: it is one wherever it is. */
  readonly place?: string;
  /** null: it concerns every site, or its site is not known. */
  readonly siteId: string | null;
  /** One line for people. */
  readonly title: string;
  /** 0 … 1, in the measure of the kind. */
  readonly severity: number;
  readonly dueAt: Date | null;
  /** Evidence, as plain JSON: model version, drivers, quantities. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** `unchanged`: it was closed, and the matter is not worse by the margin of its kind. */
export type Raised = 'raised' | 'updated' | 'reopened' | 'unchanged';

/** Sums of decimal fractions come out a little short of what they mean. */
const rounding = 1e-9;

interface Before {
  id: string;
  state: 'open' | 'acknowledged' | 'snoozed' | 'closed';
  closed_severity: number | null;
}

/**
 * Raises an alert once, however often the matter is found: found again, it brings an alert that is not closed up to date and
 * leaves its owner, its due date and its snooze; a closed one opens again only when the matter got worse by the margin of its kind.
 */
export async function raiseAlert(pool: Pool, matter: Matter): Promise<Raised> {
  const { kind, subject, place = '', severity } = matter;
  if (!(severity >= 0 && severity <= 1)) throw new RangeError(`The severity of ${kind} ${subject} is ${severity}`);
  return inTransaction(pool, async (client) => {
    const created = await insert(client, matter);
    if (created !== undefined) {
      await audit(client, 'alert.raised', created, matter);
      return 'raised';
    }
    const { rows } = await client.query<Before>(
      'SELECT id, state, closed_severity FROM alerts WHERE kind = $1 AND subject = $2 AND place = $3 FOR UPDATE',
      [kind, subject, place],
    );
    const [before] = rows;
    if (before === undefined) throw new Error(`The alert ${kind} ${subject} is neither new nor there`);
    if (before.state !== 'closed') {
      await update(client, before.id, matter);
      return 'updated';
    }
    const worse = severity - (before.closed_severity ?? 0);
    if (worse + rounding < alertKinds[kind].reopensAt) return 'unchanged';
    await update(client, before.id, matter);
    await reopen(client, before.id, matter);
    return 'reopened';
  });
}

async function insert(client: PoolClient, matter: Matter): Promise<string | undefined> {
  const { kind, subject, place = '', siteId, title, severity, dueAt, detail } = matter;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO alerts (kind, subject, place, site_id, title, severity, due_at, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (kind, subject, place) DO NOTHING RETURNING id`,
    [kind, subject, place, siteId, title, severity, dueAt, JSON.stringify(detail)],
  );
  return rows[0]?.id;
}

async function update(client: PoolClient, id: string, matter: Matter): Promise<void> {
  const { siteId, title, severity, detail } = matter;
  await client.query(
    `UPDATE alerts SET site_id = $2, title = $3, severity = $4, detail = $5, updated_at = now() WHERE id = $1`,
    [id, siteId, title, severity, JSON.stringify(detail)],
  );
}

/** Who closed it, and why, stays in the audit trail. */
async function reopen(client: PoolClient, id: string, matter: Matter): Promise<void> {
  await client.query(
    `UPDATE alerts SET state = 'open', reopened = reopened + 1, due_at = $2, snoozed_until = NULL,
            acknowledged_at = NULL, acknowledged_by = NULL,
            closed_at = NULL, closed_by = NULL, closed_severity = NULL, close_reason = NULL
     WHERE id = $1`,
    [id, matter.dueAt],
  );
  await audit(client, 'alert.reopened', id, matter);
}

async function audit(client: PoolClient, action: string, id: string, matter: Matter): Promise<void> {
  const { kind, subject, severity } = matter;
  const detail = JSON.stringify({ kind, subject, severity });
  await client.query(`SELECT audit_append('alerts', 'system', $1, $2, $3, NULL)`, [action, id, detail]);
}
