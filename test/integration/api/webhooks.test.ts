import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { IssuedWebhook, WebhookDelivery, WebhookDeliveryPage, WebhookPage } from '@lotscope/api/contract';
import type { AlertPage, AuditPage, Job, JobAccepted, Me } from '@lotscope/api/contract';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../../jobs/src/alerts/raise-alert.ts';
import { ModelStore } from '../../../jobs/src/models/model-store.ts';
import { deliverWebhook } from '../../../jobs/src/processors/deliver-webhook.ts';
import { postSigned } from '../../../jobs/src/webhooks/post-signed.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import { standIn } from '../jobs/stand-in-family.ts';

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** What a receiver answers to its next messages; 200 when nothing is left. */
const answers: number[] = [];
const received: Received[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
    const status = answers.shift() ?? 200;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('x'.repeat(10_000));
  });
});

/** Who got a test mail. */
const mailed: string[] = [];
let refusing = false;
const mailServer = new SMTPServer({
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
  onRcptTo: (_address, _session, done) => done(refusing ? new Error('The mailbox is full') : null),
  onData: (stream, session, done) => {
    void text(stream).then((mail) => {
      if (mail.includes('Subject: Lotscope: a test'))
        for (const { address } of session.envelope.rcptTo) mailed.push(address);
      done();
    });
  },
});

let product: TestProduct;
let mailHost: string;
let pool: pg.Pool;
let url: string;

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  mailServer.listen(0, '127.0.0.1');
  await once(mailServer.server, 'listening');
  mailHost = `127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  const mail = { SMTP_URL: `smtp://me:secret@${mailHost}`, SMTP_FROM: 'lotscope@example.com' };
  product = await startTestProduct({ LOTSCOPE_WEBHOOKS: 'anywhere', ...mail });
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
});
afterAll(async () => {
  receiver.close();
  await new Promise<void>((closed) => mailServer.close(() => closed()));
  await pool?.end();
  await product?.close();
});

const path = '/api/v1/webhooks';
const events = ['alert.raised', 'alert.closed', 'model.promoted'];
const raise = (subject: string, severity = 0.5) =>
  raiseAlert(pool, { kind: 'expiry-risk', subject, siteId: 'P1', title: 'Milk', severity, dueAt: null, detail: {} });

async function create(address: string, told = events): Promise<IssuedWebhook> {
  const answer = await product.admin.post(path, { url: address, events: told });
  expect(answer.status, answer.text).toBe(201);
  return IssuedWebhook.parse(answer.body);
}
const deliveries = async (id: string) =>
  WebhookDeliveryPage.parse((await product.admin.get(`${path}/${id}/deliveries`)).body).items;
const delivered = (id: string, count: number) =>
  expect
    .poll(async () => (await deliveries(id)).filter(({ state }) => state === 'delivered').length, { timeout: 120_000 })
    .toBe(count);
const messages = () => received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('a webhook', () => {
  it('is told of events, each message signed with its secret, again when the receiver fails', async () => {
    const webhook = await create(url);
    answers.push(500, 302);
    await raise('L1');
    await delivered(webhook.id, 1);
    expect(received).toHaveLength(3);
    const [, , last] = received;
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(last?.headers['lotscope-signature'])) ?? [];
    expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(60);
    expect(createHmac('sha256', webhook.secret).update(`${t}.${last?.body}`).digest('hex')).toBe(v1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(messages()[0]).toMatchObject({
      event: 'alert.raised',
      by: 'alerts',
      alert: { subject: 'L1', siteId: 'P1' },
    });
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 3, status: 200, error: null }]);
    const { items } = WebhookPage.parse((await product.admin.get(path)).body);
    expect(items).toMatchObject([{ url, lastDelivery: { state: 'delivered' } }]);
    expect(JSON.stringify(items)).not.toContain(webhook.secret);
    expect((await product.admin.delete(`${path}/${webhook.id}`)).status).toBe(204);
    expect((await product.admin.get(`${path}/${webhook.id}/deliveries`)).status).toBe(404);
  });

  it('is told of the events that it wants only, once for each: raised again, closed, promoted', async () => {
    received.length = 0;
    const webhook = await create(url, ['alert.closed', 'model.promoted']);
    await raise('L2');
    await raise('L2', 0.6);
    const alerts = (await product.admin.get<AlertPage>('/api/v1/alerts')).body.items;
    const { id } = alerts.find(({ subject }) => subject === 'L2')!;
    await product.admin.patch(`/api/v1/alerts/${id}`, { action: 'close', reason: 'Used up' });
    const store = new ModelStore(pool);
    const trained = await standIn.train({ values: Float64Array.of(1) }, { seed: 1 });
    await store.register(await store.begin('stand-in', 'told'), trained);
    await delivered(webhook.id, 2);
    expect(
      messages()
        .map(({ event }) => event)
        .sort(),
    ).toEqual(['alert.closed', 'model.promoted']);
    expect(messages().find(({ event }) => event === 'alert.closed')).toMatchObject({ alert: { reason: 'Used up' } });
    expect(messages().find(({ event }) => event === 'model.promoted')).toMatchObject({ model: { version: 1 } });
    await product.admin.delete(`${path}/${webhook.id}`);
  });

  it('is given up after the last attempt, and says why', async () => {
    // Nobody listens there: what is queued by the product fails too, and waits longer than this test lasts.
    const webhook = await create('http://127.0.0.1:1/');
    await raise('L3');
    await expect.poll(async () => (await deliveries(webhook.id)).length).toBe(1);
    const [{ id } = { id: '' }] = await deliveries(webhook.id);
    const { process } = deliverWebhook(pool, true);
    const run = {
      jobId: 'j',
      attempt: 12,
      lastAttempt: true,
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    await expect(process({ deliveryId: id }, run)).rejects.toThrow('ECONNREFUSED');
    const [given] = await deliveries(webhook.id);
    expect(given).toMatchObject({ state: 'failed', status: null });
    expect(given?.error).toContain('ECONNREFUSED');
    expect(given?.finishedAt).not.toBeNull();
    await product.admin.delete(`${path}/${webhook.id}`);
    expect(await process({ deliveryId: id }, run)).toEqual({ status: null });
  });

  it('is tested by a signed message of its own, which is listed and audited', async () => {
    received.length = 0;
    const webhook = await create(url, ['model.promoted']);
    const tested = await product.admin.post(`${path}/${webhook.id}/test`);
    expect(tested.status).toBe(202);
    expect(WebhookDelivery.parse(tested.body)).toMatchObject({ event: 'webhook.test', state: 'pending', attempts: 0 });
    await delivered(webhook.id, 1);
    expect(messages()).toMatchObject([{ id: WebhookDelivery.parse(tested.body).id, event: 'webhook.test' }]);
    expect(received[0]?.headers['lotscope-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
    const audit = await product.admin.get<AuditPage>(`/api/v1/audit?action=webhook.tested&subject=${webhook.id}`);
    expect(audit.body.items).toHaveLength(1);
    const reader = await signedIn(product, ['planner']);
    expect((await reader.post(`${path}/${webhook.id}/test`)).status).toBe(403);
    await product.admin.delete(`${path}/${webhook.id}`);
    expect((await product.admin.post(`${path}/${webhook.id}/test`)).status).toBe(404);
  });

  it('has one address, of the web, and is made by administrators of every site', async () => {
    const webhook = await create('https://example.com/hook');
    expect((await product.admin.post(path, { url: 'https://example.com/hook', events })).status).toBe(409);
    for (const body of [
      { url: 'ftp://example.com/', events },
      { url: 'nonsense', events },
      { url: 'https://user:word@example.com/', events },
      { url: 'https://example.com/2', events: [] },
      { url: 'https://example.com/2', events: ['lot.made'] },
    ])
      expect(`${JSON.stringify(body)} ${(await product.admin.post(path, body)).status}`).toBe(
        `${JSON.stringify(body)} 400`,
      );
    for (const reader of [await signedIn(product, ['planner']), await signedIn(product, ['admin'], ['P1'])]) {
      expect((await reader.get(path)).status).toBe(403);
      expect((await reader.post(path, { url, events })).status).toBe(403);
      expect((await reader.delete(`${path}/${webhook.id}`)).status).toBe(403);
    }
    expect((await product.admin.delete(`${path}/${webhook.id}`)).status).toBe(204);
    expect((await product.admin.delete(`${path}/${webhook.id}`)).status).toBe(404);
  });
});

describe('addresses of our own networks', () => {
  const signal = new AbortController().signal;
  const post = (address: string) => postSigned({ url: address, body: '{}', secret: 's' }, { anywhere: false, signal });

  it('are not called, however they are written, nor where a name leads to one', async () => {
    const port = new URL(url).port;
    received.length = 0;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '169.254.169.254'])
      await expect(post(`https://${host}:${port}/`)).rejects.toThrow('private network');
    await expect(post(url)).rejects.toThrow('must begin with https');
    expect(received).toEqual([]);
  });
});

describe('the mail server', () => {
  const tried = async (client: HttpClient): Promise<Job> => {
    const { status, body } = await client.post<JobAccepted>('/api/v1/mail/test');
    expect(status).toBe(202);
    const job = async () => (await client.get<Job>(`/api/v1/jobs/${body.jobId}`)).body;
    await expect.poll(async () => (await job()).state, { timeout: 60_000 }).toMatch(/done|failed/);
    return job();
  };

  it('is told without its password, and tried by a mail to who asks; what it says when it takes none is told', async () => {
    const admin = await signedIn(product, ['admin']);
    const { email } = (await admin.get<Me>('/api/v1/me')).body;
    const server = await admin.get('/api/v1/mail');
    expect(server.body).toEqual({ configured: true, server: mailHost, from: 'lotscope@example.com' });
    expect(await tried(admin)).toMatchObject({ state: 'done', result: { to: email } });
    expect(mailed).toEqual([email]);
    refusing = true;
    const { state, error } = await tried(admin);
    refusing = false;
    expect(state).toBe('failed');
    expect(error).toContain('The mailbox is full');
    expect(error).not.toContain('secret');
    expect(mailed).toHaveLength(1);
  });

  it('is for administrators of every site, and mails people only', async () => {
    for (const reader of [await signedIn(product, ['planner']), await signedIn(product, ['admin'], ['P1'])]) {
      expect((await reader.get('/api/v1/mail')).status).toBe(403);
      expect((await reader.post('/api/v1/mail/test')).status).toBe(403);
    }
    expect((await product.admin.post('/api/v1/mail/test')).status).toBe(400);
    expect(mailed).toHaveLength(1);
  });
});
