import { createTransport } from 'nodemailer';
import type { MailSettings } from '../mail/watch-alerts.ts';
import { processor } from '../worker/processor.ts';
import { InvalidJob } from '../worker/run-job.ts';

/** Somebody is waiting for the answer. */
const timeoutMs = 10_000;

/** Sends a mail through the server that alerts go through; fails with what the server says. */
export function sendTestMail(mail: MailSettings | undefined) {
  return processor('send-test-mail', async ({ to }) => {
    if (mail === undefined) throw new InvalidJob('SMTP_URL is not set where jobs run');
    const { smtpUrl, from, publicUrl } = mail;
    const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    const transport = createTransport({ url: smtpUrl, ...timeouts });
    try {
      const text = `Alerts that you act on reach you at this address${publicUrl === undefined ? '' : `, from ${publicUrl}`}.\n`;
      await transport.sendMail({ from, to, subject: 'Lotscope: a test', text });
      return { to };
    } catch (error) {
      throw new InvalidJob(`The mail server did not take it: ${(error as Error).message}`);
    } finally {
      transport.close();
    }
  });
}
