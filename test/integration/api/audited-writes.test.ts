import type {
  AlertPage,
  AuditPage,
  IssuedLink,
  IssuedToken,
  IssuedWebhook,
  JobAccepted,
  Me,
} from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../../jobs/src/alerts/raise-alert.ts';
import { lockKeyOf } from '../../../jobs/src/imports/pg-lock.ts';
import { ModelStore } from '../../../jobs/src/models/model-store.ts';
import { cookieOf } from '../../support/http-client.ts';
import type { Answer, HttpClient } from '../../support/http-client.ts';
import { derived, ended, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';
import { standIn } from '../jobs/stand-in-family.ts';
import { captured, context, documentOf, seen } from './captured-event.ts';
import { reads } from './questions-by-post.ts';

interface OpenApi {
  paths: Record<string, Record<string, { 'x-scope'?: string; 'x-public'?: boolean }>>;
}

type Headers = Record<string, string>;

interface Audited {
  readonly action: string;
  /** The write, as somebody who may; its request carries these headers. */
  readonly write: (headers: Headers) => Promise<Answer>;
}

let product: TestProduct;
let pool: pg.Pool;
let operations: string[];
let person: { client: HttpClient; id: string; email: string };

const password = 'correct horse battery';

beforeAll(async () => {
  product = await startTestProduct({ SMTP_URL: 'smtp://127.0.0.1:1' });
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
  const { body } = await product.admin.get<OpenApi>('/api/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .map((method) => `${method.toUpperCase()} ${path}`)
      .filter((each) => !each.startsWith('GET ')),
  );
  const client = await signedIn(product, ['cfo']);
  const { id, email } = (await client.get<Me>('/api/v1/me')).body;
  person = { client, id, email: email ?? '' };
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});

const send = (method: string, path: string, body: unknown, headers: Headers, client = product.admin) =>
  client.send(method, path, { body, headers });

const linkOf = async (): Promise<string> => {
  const { body } = await product.admin.post<IssuedLink>(`/api/v1/users/${person.id}/link`);
  return body.url.split('#')[1] ?? '';
};

const mapping = { name: 'audited', datasets: [{ dataset: 'items', set: { itemId: '{a}' } }] };

/** A version that does not serve, because an earlier one does. */
const challenger = async (): Promise<string> => {
  const store = new ModelStore(pool);
  const trained = await standIn.train({ values: Float64Array.of(1) }, { seed: 1 });
  await store.register(await store.begin('stand-in', 'audited-1'), trained);
  return (await store.register(await store.begin('stand-in', 'audited-2'), trained)).id;
};

const alert = async (): Promise<string> => {
  const matter = { kind: 'expiry-risk', subject: 'audited', siteId: null, title: 'A', severity: 0.5 } as const;
  await raiseAlert(pool, { ...matter, dueAt: null, detail: {} });
  return (await product.admin.get<AlertPage>('/api/v1/alerts')).body.items[0]?.id ?? '';
};

const webhook = async (name: string): Promise<string> => {
  const told = { url: `https://${name}.example.com/`, events: ['alert.closed'] };
  return (await product.admin.post<IssuedWebhook>('/api/v1/webhooks', told)).body.id;
};

/** In an order in which each can succeed. */
const audited: Record<string, Audited> = {
  'POST /api/v1/users': {
    action: 'user.created',
    write: (headers) =>
      send('POST', '/api/v1/users', { email: 'new@example.com', name: 'N', roles: ['planner'] }, headers),
  },
  'PATCH /api/v1/users/{id}': {
    action: 'user.changed',
    write: (headers) => send('PATCH', `/api/v1/users/${person.id}`, { name: 'Renamed' }, headers),
  },
  'POST /api/v1/users/{id}/link': {
    action: 'link.issued',
    write: (headers) => send('POST', `/api/v1/users/${person.id}/link`, undefined, headers),
  },
  'PUT /api/v1/me/password': {
    action: 'password.changed',
    write: (headers) => send('PUT', '/api/v1/me/password', { password }, headers, person.client),
  },
  'POST /api/v1/session': {
    action: 'session.opened',
    write: (headers) => send('POST', '/api/v1/session', { email: person.email, password }, headers, product.stranger),
  },
  'POST /api/v1/session/link': {
    action: 'session.opened',
    write: async (headers) =>
      send('POST', '/api/v1/session/link', { token: await linkOf() }, headers, product.stranger),
  },
  'DELETE /api/v1/session': {
    action: 'session.closed',
    write: async (headers) => {
      const cookie = cookieOf(await product.stranger.post('/api/v1/session/link', { token: await linkOf() }));
      return send('DELETE', '/api/v1/session', undefined, headers, product.stranger.as({ cookie }));
    },
  },
  'POST /api/v1/tokens': {
    action: 'token.issued',
    write: (headers) => send('POST', '/api/v1/tokens', { name: 't', scopes: ['lots:read'] }, headers),
  },
  'DELETE /api/v1/tokens/{id}': {
    action: 'token.revoked',
    write: async (headers) => {
      const { body } = await product.admin.post<IssuedToken>('/api/v1/tokens', { name: 'x', scopes: ['lots:read'] });
      return send('DELETE', `/api/v1/tokens/${body.id}`, undefined, headers);
    },
  },
  'PATCH /api/v1/settings': {
    action: 'settings.changed',
    write: (headers) => send('PATCH', '/api/v1/settings', { organisation: 'Acme' }, headers),
  },
  'PUT /api/v1/mappings/{name}': {
    action: 'mapping.saved',
    write: (headers) => send('PUT', '/api/v1/mappings/audited', mapping, headers),
  },
  'POST /api/v1/jobs': {
    action: 'job.started',
    write: (headers) => send('POST', '/api/v1/jobs', { name: 'clean-up', payload: {} }, headers),
  },
  'POST /api/v1/jobs/{id}/cancel': {
    action: 'job.cancelled',
    write: async (headers) => {
      // It waits for the lock of another training, so that it has not ended before it is cancelled.
      const lock = await pool.connect();
      try {
        await lock.query('SELECT pg_advisory_lock($1)', [lockKeyOf('training of expiry')]);
        const training = { name: 'train-model', payload: { family: 'expiry' } };
        const { body } = await product.admin.post<JobAccepted>('/api/v1/jobs', training);
        return await send('POST', `/api/v1/jobs/${body.jobId}/cancel`, {}, headers);
      } finally {
        lock.release(true);
      }
    },
  },
  'POST /api/v1/models/{id}/promote': {
    action: 'model.promoted',
    write: async (headers) =>
      send('POST', `/api/v1/models/${await challenger()}/promote`, { reason: 'Better' }, headers),
  },
  'PATCH /api/v1/alerts/{id}': {
    action: 'alert.acknowledged',
    write: async (headers) => send('PATCH', `/api/v1/alerts/${await alert()}`, { action: 'acknowledge' }, headers),
  },
  'POST /api/v1/risk/supplier-lots/{lotId}/feedback': {
    action: 'lot.reviewed',
    write: async (headers) => {
      await load(product, 'lots', 'lotId,itemId,siteId,origin,receivedAt\nREVIEWED,I,P1,received,2026-01-02\n');
      await derived(product);
      const verdict = { verdict: 'deviated', reason: 'Seen at the dock' };
      return send('POST', '/api/v1/risk/supplier-lots/REVIEWED/feedback', verdict, headers);
    },
  },
  'PUT /api/v1/inspection-queue/budget': {
    action: 'inspection-budget.set',
    write: (headers) =>
      send(
        'PUT',
        '/api/v1/inspection-queue/budget',
        { perWeek: 5, randomShare: 0.1, reason: 'One inspector' },
        headers,
      ),
  },
  'POST /api/v1/webhooks': {
    action: 'webhook.created',
    write: (headers) =>
      send('POST', '/api/v1/webhooks', { url: 'https://a.example.com/', events: ['alert.raised'] }, headers),
  },
  'DELETE /api/v1/webhooks/{id}': {
    action: 'webhook.deleted',
    write: async (headers) => send('DELETE', `/api/v1/webhooks/${await webhook('b')}`, undefined, headers),
  },
  'POST /api/v1/webhooks/{id}/test': {
    action: 'webhook.tested',
    write: async (headers) => send('POST', `/api/v1/webhooks/${await webhook('c')}/test`, undefined, headers),
  },
  'POST /api/v1/mail/test': {
    action: 'mail.tested',
    write: async (headers) => send('POST', '/api/v1/mail/test', undefined, headers, await signedIn(product, ['admin'])),
  },
  'PUT /api/v1/me/notifications': {
    action: 'notifications.changed',
    write: (headers) => send('PUT', '/api/v1/me/notifications', { alertMail: false }, headers, person.client),
  },
  'POST /api/v1/imports': {
    action: 'import.created',
    write: async (headers) => {
      const sending = { raw: 'itemId\nA\n', headers };
      const answer = await product.admin.send<{ importId: string }>('POST', '/api/v1/imports?dataset=items', sending);
      await ended(product, answer.body.importId);
      return answer;
    },
  },
  'POST /epcis/capture': {
    action: 'capture.created',
    write: (headers) => captured(product, '/epcis/capture', documentOf({ ...seen, bizStep: 'shipping' }), headers),
  },
  'POST /epcis/events': {
    action: 'capture.created',
    write: (headers) => captured(product, '/epcis/events', { '@context': context, ...seen }, headers),
  },
};

const entriesOf = async (correlationId: string) =>
  (await product.admin.get<AuditPage>('/api/v1/audit?limit=1000')).body.items.filter(
    (entry) => entry.correlationId === correlationId,
  );
const entries = async () => (await product.admin.get<AuditPage>('/api/v1/audit?limit=1')).body.total;

describe('D25: every operation of the API that is not a GET', () => {
  it('is either a write that is audited, or a read that says why it is none', () => {
    expect([...operations].sort()).toEqual([...Object.keys(audited), ...Object.keys(reads)].sort());
  });

  it.each(Object.entries(audited))('%s leaves exactly one entry when it succeeds', async (name, { action, write }) => {
    const correlation = `write-${name.replaceAll(/\W+/g, '-')}`;
    const answer = await write({ 'x-correlation-id': correlation });
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(200);
    expect(answer.status, answer.text).toBeLessThan(300);
    expect((await entriesOf(correlation)).map((entry) => entry.action)).toEqual([action]);
  });

  it.each(Object.entries(audited))('%s leaves none when it is refused', async (name) => {
    const [method = '', path = ''] = name.split(' ');
    const before = await entries();
    const nobody = '11111111-1111-4111-8111-111111111111';
    const filled = path.replaceAll(/\{\w+\}/g, nobody);
    const unknown = await product.admin.send(method, filled, { body: { nonsense: true } });
    const stranger = await product.stranger.send(method, filled, { body: { nonsense: true } });
    for (const { status, text } of [unknown, stranger]) {
      if (name === 'DELETE /api/v1/session') continue; // whoever holds a token has no session to end
      expect(status, text).toBeGreaterThanOrEqual(400);
      expect(status, text).toBeLessThan(500);
    }
    expect(await entries()).toBe(before);
  });

  it('signing out with a token ends no session, and is no entry', async () => {
    const before = await entries();
    expect((await product.admin.delete('/api/v1/session')).status).toBe(204);
    expect(await entries()).toBe(before);
  });
});

describe('a write that is sent again', () => {
  it('saving the same mapping changes nothing, also when both are sent at once', async () => {
    const document = { ...mapping, name: 'twice' };
    const saved = await Promise.all([1, 2, 3, 4].map(() => product.admin.put('/api/v1/mappings/twice', document)));
    expect(saved.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(saved.map(({ body }) => (body as { version: number }).version)).toEqual([1, 1, 1, 1]);
    const { items } = (await product.admin.get<AuditPage>('/api/v1/audit?action=mapping.saved&subject=twice')).body;
    expect(items).toHaveLength(1);
  });

  it('revoking a token again is a 404, creating a user again a 409, redeeming a link again a 401', async () => {
    const { body } = await product.admin.post<IssuedToken>('/api/v1/tokens', { name: 'x', scopes: ['lots:read'] });
    const path = `/api/v1/tokens/${body.id}`;
    expect([(await product.admin.delete(path)).status, (await product.admin.delete(path)).status]).toEqual([204, 404]);
    const user = { email: 'again@example.com', name: 'Again', roles: ['cfo'] };
    const created = [await product.admin.post('/api/v1/users', user), await product.admin.post('/api/v1/users', user)];
    expect(created.map(({ status }) => status)).toEqual([201, 409]);
    const token = await linkOf();
    const redeemed = await Promise.all([1, 2].map(() => product.stranger.post('/api/v1/session/link', { token })));
    expect(redeemed.map(({ status }) => status).sort()).toEqual([200, 401]);
  });
});

describe('an id in a path that names nothing', () => {
  it('is a 404, also when it has not the form of an id', async () => {
    for (const id of ['nope', '1', '0', '%7B11111111-1111-4111-8111-111111111111%7D', 'x'.repeat(600)]) {
      const paths = [
        `GET /api/v1/imports/${id}`,
        `GET /api/v1/imports/${id}/rejects.csv`,
        `GET /api/v1/users/${id}`,
        `PATCH /api/v1/users/${id}`,
        `POST /api/v1/users/${id}/link`,
        `DELETE /api/v1/tokens/${id}`,
        `GET /api/v1/jobs/${id}`,
        `GET /api/v1/jobs/${id}/events`,
        `GET /api/v1/mappings/${id}`,
        `GET /api/v1/models/${id}`,
        `POST /api/v1/models/${id}/promote`,
        `PATCH /api/v1/alerts/${id}`,
      ];
      for (const each of paths) {
        const [method = '', path = ''] = each.split(' ');
        const body = { name: 'x', reason: 'x', action: 'acknowledge' };
        const sending = method === 'PATCH' || path.endsWith('/promote') ? { body } : {};
        expect((await product.admin.send(method, path, sending)).status, each).toBe(404);
      }
    }
  });
});
