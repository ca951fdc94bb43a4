import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AuditPage } from '@lotscope/api/contract';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../../jobs/src/alerts/raise-alert.ts';
import { mailAlerts } from '../../../jobs/src/mail/mail-alerts.ts';
import { watchAlerts } from '../../../jobs/src/mail/watch-alerts.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

interface Mail {
  readonly to: string;
  readonly text: string;
}

const mails: Mail[] = [];
let refusing = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => done(refusing ? new Error('The mailbox is full') : null),
  onData: (stream, session, done) => {
    void text(stream).then((body) => {
      for (const { address } of session.envelope.rcptTo) mails.push({ to: address, text: body });
      done();
    });
  },
});

let product: TestProduct;
let pool: pg.Pool;
let planner: HttpClient;
let port: number;
const people: Record<string, string> = {};
let transport: ReturnType<typeof createTransport>;

const emailOf = async (client: HttpClient): Promise<string> =>
  (await client.get<{ email: string }>('/api/v1/me')).body.email;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  ({ port } = server.server.address() as AddressInfo);
  transport = createTransport(`smtp://127.0.0.1:${port}`);
  product = await startTestProduct();
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
  planner = await signedIn(product, ['planner']);
  people['planner'] = await emailOf(planner);
  people['elsewhere'] = await emailOf(await signedIn(product, ['planner'], ['P2']));
  people['quality'] = await emailOf(await signedIn(product, ['supplier-quality']));
});
afterAll(async () => {
  transport?.close();
  await new Promise<void>((closed) => server.close(() => closed()));
  await pool?.end();
  await product?.close();
});
beforeEach(async () => {
  mails.length = 0;
  await pool.query('DELETE FROM alerts');
});

const warnings: unknown[] = [];
const log = { info: () => undefined, warn: (entry: unknown) => void warnings.push(entry), error: () => undefined };
const mail = () =>
  mailAlerts(pool, { transport, from: 'lotscope@example.com', publicUrl: 'https://lots.example.com' }, log);
const raise = (subject: string, more: { severity?: number; siteId?: string | null } = {}) =>
  raiseAlert(pool, {
    kind: 'expiry-risk',
    subject,
    siteId: more.siteId === undefined ? 'P1' : more.siteId,
    title: `${subject} expires`,
    severity: more.severity ?? 0.5,
    dueAt: null,
    detail: {},
  });

describe('mail about alerts', () => {
  it('goes once to those who act on them and see the site, all that is new in one mail', async () => {
    await raise('L1');
    await raise('L2', { severity: 0.9 });
    await Promise.all([mail(), mail()]);
    await mail();
    expect(mails.map(({ to }) => to)).toEqual([people['planner']]);
    expect(mails[0]?.text).toContain('Subject: Lotscope: 2 alerts to act on');
    expect(mails[0]?.text).toContain('https://lots.example.com/alerts');
    await raise('L3', { siteId: 'P2' });
    await mail();
    expect(
      mails
        .slice(1)
        .map(({ to }) => to)
        .sort(),
    ).toEqual([people['planner'], people['elsewhere']].sort());
    expect(mails[1]?.text).not.toContain('L1');
  });

  it('goes to the owner alone, and again only when the alert is opened again', async () => {
    await raise('L4', { siteId: 'P2' });
    await pool.query('UPDATE alerts SET owner_id = (SELECT id FROM users WHERE email = $1)', [people['elsewhere']]);
    await mail();
    await raise('L4', { siteId: 'P2', severity: 0.6 });
    await mail();
    expect(mails.map(({ to }) => to)).toEqual([people['elsewhere']]);
    await pool.query(
      `UPDATE alerts SET state = 'closed', closed_at = now(), closed_by = 'x', closed_severity = 0.6, close_reason = 'done'`,
    );
    await mail();
    expect(mails).toHaveLength(1);
    expect(await raise('L4', { siteId: 'P2', severity: 0.9 })).toBe('reopened');
    await mail();
    expect(mails).toHaveLength(2);
  });

  it('is sent later when the server does not take it, and that is told', async () => {
    await raise('L5');
    refusing = true;
    await mail();
    refusing = false;
    expect(mails).toEqual([]);
    expect(JSON.stringify(warnings)).not.toBe('[]');
    await mail();
    expect(mails.map(({ to }) => to)).toEqual([people['planner']]);
  });

  it('goes out as long as workers run, from the first look on', async () => {
    await raise('L7');
    const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'lotscope@example.com', publicUrl: undefined };
    const watch = watchAlerts(pool, settings, log);
    await expect.poll(() => mails.length, { timeout: 120_000 }).toBe(1);
    await watch.close();
    expect(mails[0]?.text).toContain('From: lotscope@example.com');
  });

  it('keeps nobody waiting who stops the process when the server says nothing', async () => {
    let connected = false;
    const mute = createServer(() => (connected = true)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const smtpUrl = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    await raise('L8');
    const settings = { smtpUrl, from: 'lotscope@example.com', publicUrl: undefined, silenceMs: 300 };
    const watch = watchAlerts(pool, settings, log);
    await expect.poll(() => connected, { timeout: 120_000 }).toBe(true);
    const stopped = Date.now();
    await watch.close();
    expect(Date.now() - stopped).toBeLessThan(15_000); // by itself, the client waits for half a minute
    mute.close();
  });

  it('is not sent to those who switched it off; a token has no such switch', async () => {
    const path = '/api/v1/me/notifications';
    expect((await planner.get(path)).body).toEqual({ alertMail: true, mailConfigured: false });
    for (let times = 0; times < 2; times++)
      expect((await planner.put(path, { alertMail: false })).body).toMatchObject({ alertMail: false });
    const audit = await product.admin.get<AuditPage>('/api/v1/audit?action=notifications.changed');
    expect(audit.body.items).toHaveLength(1);
    await raise('L6');
    await mail();
    expect(mails).toEqual([]);
    expect((await product.admin.get(path)).status).toBe(400);
    expect((await planner.put(path, { alertMail: 'no' })).status).toBe(400);
  });
});
