import { createTransport } from 'nodemailer';
import type { Pool } from 'pg';
import { lookAgain } from '../worker/look-again.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import { mailAlerts } from './mail-alerts.ts';

/** Alerts that are raised within this time go together. */
const gatheredMs = 60_000;
/** A server that is silent for so long is given up until the next look: a process that stops must not wait for it. */
const silenceMs = 10_000;

export interface MailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where people reach the product, when that is known. */
  readonly publicUrl: string | undefined;
  /** How long the server may be silent; left out: ten seconds. */
  readonly silenceMs?: number;
}

/** Mails alerts until it is closed; those that are raised within a minute go together. */
export function watchAlerts(pool: Pool, settings: MailSettings, log: WorkerLog): { close(): Promise<void> } {
  const { smtpUrl, from, publicUrl, silenceMs: most = silenceMs } = settings;
  const patience = { connectionTimeout: most, greetingTimeout: most, socketTimeout: most };
  const transport = createTransport({ url: smtpUrl, ...patience }, { from });
  const looking = lookAgain((signal) => mailAlerts(pool, { transport, from, publicUrl, signal }, log), {
    everyMs: gatheredMs,
    failure: 'Alerts could not be mailed',
    log,
  });
  return {
    close: async () => {
      await looking.close();
      transport.close();
    },
  };
}
