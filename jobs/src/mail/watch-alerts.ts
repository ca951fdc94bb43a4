import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Pool } from 'pg';
import type { WorkerLog } from '../worker/worker-log.ts';
import { mailAlerts } from './mail-alerts.ts';

/** Alerts that are raised within this time go together. */
const gatheredMs = 60_000;

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where people reach the product, when that is known. */
  readonly publicUrl: string | undefined;
}

/** Mails alerts until it is closed; those that are raised within a minute go together. */
export function watchAlerts(pool: Pool, settings: MailSettings, log: WorkerLog): { close(): Promise<void> } {
  const { smtpUrl, from, publicUrl } = settings;
  const transport = createTransport(smtpUrl, { from });
  const stopping = new AbortController();
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await mailAlerts(pool, { transport, from, publicUrl }, log);
      } catch (error) {
        log.warn({ err: error }, 'Alerts could not be mailed');
      }
      await wait(gatheredMs, undefined, { signal: stopping.signal }).catch(() => undefined); // closed while it waits
    }
  })();
  return {
    close: async () => {
      stopping.abort();
      await looking;
      transport.close();
    },
  };
}
