import type { Pool, PoolClient } from 'pg';
import type { Transporter } from 'nodemailer';
import { alertKinds } from '../contract/alerts.ts';
import { inTransaction } from '../metadata/in-transaction.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import { alertMail } from './alert-mail.ts';
import type { MailedAlert } from './alert-mail.ts';

export interface MailOptions {
  readonly transport: Pick<Transporter, 'sendMail'>;
  readonly from: string;
  readonly publicUrl: string | undefined;
  /** Aborted when the process stops: nobody else is told then. */
  readonly signal?: AbortSignal;
}

/**
 * What nobody has told a person yet: open alerts of the last day that they own, or that nobody owns and their roles act on, at sites that they
 * see. An alert that was opened again is news again.
 */
const untold = `
  FROM alerts alert JOIN users member ON member.active AND member.alert_mail
  WHERE alert.state = 'open' AND alert.updated_at > now() - interval '1 day'
    AND (member.sites IS NULL OR alert.site_id = ANY (member.sites))
    AND (alert.owner_id = member.id OR (alert.owner_id IS NULL AND member.roles && ARRAY(
      SELECT jsonb_array_elements_text($1::jsonb -> alert.kind))))
    AND NOT EXISTS (SELECT FROM alert_mails told
      WHERE told.user_id = member.id AND told.alert_id = alert.id AND told.reopened = alert.reopened)`;

const roles = JSON.stringify(
  Object.fromEntries(Object.entries(alertKinds).map(([kind, { acting }]) => [kind, acting])),
);

interface Told {
  alert_id: string;
}

/** Notes what a person is told now; what another process is telling them at this moment is waited for and left out. */
async function note(client: PoolClient, userId: string): Promise<MailedAlert[]> {
  const { rows } = await client.query<Told>(
    `INSERT INTO alert_mails (user_id, alert_id, reopened)
     SELECT member.id, alert.id, alert.reopened ${untold} AND member.id = $2
     ON CONFLICT DO NOTHING RETURNING alert_id`,
    [roles, userId],
  );
  const { rows: alerts } = await client.query<MailedAlert>(
    'SELECT kind, title, severity, due_at AS "dueAt" FROM alerts WHERE id = ANY ($1)',
    [rows.map(({ alert_id }) => alert_id)],
  );
  return alerts;
}

/** Sends each person one mail about all that they have not heard of. A mail that is not taken is told, and tried again at the next call. */
export async function mailAlerts(
  pool: Pool,
  { transport, from, publicUrl, signal }: MailOptions,
  log: WorkerLog,
): Promise<void> {
  const { rows } = await pool.query<{ id: string; email: string }>(
    `SELECT DISTINCT member.id, member.email ${untold} ORDER BY member.id`,
    [roles],
  );
  for (const { id, email } of rows) {
    if (signal?.aborted === true) return;
    try {
      await inTransaction(pool, async (client) => {
        const alerts = await note(client, id);
        if (alerts.length > 0) await transport.sendMail({ from, to: email, ...alertMail(alerts, publicUrl) });
      });
    } catch (error) {
      log.warn({ err: error, user: id }, 'A mail about alerts could not be sent');
    }
  }
}
