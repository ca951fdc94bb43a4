import { Alert, AlertPage } from '@lotscope/api/contract';
import type { AlertOwners, AuditPage, Me, Problem } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../../jobs/src/alerts/raise-alert.ts';
import type { Matter } from '../../../jobs/src/alerts/raise-alert.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let pool: pg.Pool;
let quality: HttpClient;
let planner: HttpClient;
let limited: HttpClient;

beforeAll(async () => {
  product = await startTestProduct();
  pool = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
  quality = await signedIn(product, ['supplier-quality']);
  planner = await signedIn(product, ['planner']);
  limited = await signedIn(product, ['supplier-quality'], ['P1']);
});
afterAll(async () => {
  await pool?.end();
  await product?.close();
});

const raise = (subject: string, over: Partial<Matter> = {}) =>
  raiseAlert(pool, {
    kind: 'supplier-lot-risk',
    subject,
    siteId: 'P1',
    title: subject,
    severity: 0.5,
    dueAt: new Date('2026-12-01T00:00:00Z'),
    detail: {},
    ...over,
  });

beforeEach(async () => {
  await pool.query('DELETE FROM alerts');
  await raise('OWN');
  await raise('ELSEWHERE', { siteId: 'P2' });
  await raise('NOWHERE', { siteId: null });
  await raise('STOCK', { kind: 'expiry-risk' });
});

const list = async (client: HttpClient, query = '') =>
  AlertPage.parse((await client.get(`/api/v1/alerts${query}`)).body);
const subjects = async (client: HttpClient, query = '') =>
  (await list(client, query)).items.map(({ subject }) => subject).sort();
const idOf = async (subject: string) => (await list(product.admin)).items.find((each) => each.subject === subject)!.id;
const change = async (subject: string, body: object, client = quality) =>
  client.patch<Alert & Problem>(`/api/v1/alerts/${await idOf(subject)}`, body);
const meOf = async (client: HttpClient) => (await client.get<Me>('/api/v1/me')).body.id;
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

describe('the inbox', () => {
  it('shows each role what it acts on, and overseers everything', async () => {
    expect(await subjects(quality)).toEqual(['ELSEWHERE', 'NOWHERE', 'OWN']);
    expect(await subjects(planner)).toEqual(['STOCK']);
    expect(await subjects(await signedIn(product, ['auditor']))).toHaveLength(4);
    expect(await list(planner)).toMatchObject({ total: 1, withheld: 0 });
  });

  it('withholds and counts what belongs to other sites, or to no single one', async () => {
    expect(await list(limited)).toMatchObject({ total: 3, withheld: 2, items: [{ subject: 'OWN' }] });
    expect((await change('ELSEWHERE', { action: 'acknowledge' }, limited)).status).toBe(404);
    expect((await change('NOWHERE', { action: 'acknowledge' }, limited)).status).toBe(404);
    expect((await change('OWN', { action: 'acknowledge' }, limited)).status).toBe(200);
  });

  it('shows the stock of one lot at each site to those of the site, as a matter of its own', async () => {
    await raise('BOTH', { kind: 'expiry-risk', place: 'P1', siteId: 'P1', title: 'at P1' });
    await raise('BOTH', { kind: 'expiry-risk', place: 'P2', siteId: 'P2', title: 'at P2' });
    expect(await raise('BOTH', { kind: 'expiry-risk', place: 'P2', siteId: 'P2', title: 'at P2' })).toBe('updated');
    const there = await signedIn(product, ['planner'], ['P2']);
    const { items, withheld } = await list(there, '?kind=expiry-risk');
    expect(items.map(({ subject, siteId, title }) => [subject, siteId, title])).toEqual([['BOTH', 'P2', 'at P2']]);
    expect(withheld).toBe(2);
    expect(await subjects(planner, '?kind=expiry-risk')).toEqual(['BOTH', 'BOTH', 'STOCK']);
  });

  it('filters by state, kind and owner', async () => {
    await change('OWN', { action: 'assign', ownerId: await meOf(quality) });
    await change('ELSEWHERE', { action: 'close', reason: 'Inspected' });
    expect(await subjects(quality, '?owner=me')).toEqual(['OWN']);
    expect(await subjects(quality, '?owner=nobody')).toEqual(['ELSEWHERE', 'NOWHERE']);
    expect(await subjects(product.admin, `?owner=${await meOf(quality)}`)).toEqual(['OWN']);
    expect(await subjects(product.admin, '?state=closed')).toEqual(['ELSEWHERE']);
    expect(await subjects(product.admin, '?kind=expiry-risk&state=open')).toEqual(['STOCK']);
    for (const query of ['?owner=me', '?owner=somebody', '?state=x', '?kind=x', '?cursor=x'])
      expect((await product.admin.get(`/api/v1/alerts${query}`)).status, query).toBe(400);
  });

  it('shows one by its id, to those who find it in their list', async () => {
    const own = await idOf('OWN');
    expect(Alert.parse((await limited.get(`/api/v1/alerts/${own}`)).body)).toMatchObject({ subject: 'OWN' });
    expect((await limited.get(`/api/v1/alerts/${await idOf('ELSEWHERE')}`)).status).toBe(404);
    expect((await planner.get(`/api/v1/alerts/${own}`)).status).toBe(404);
    expect((await quality.get('/api/v1/alerts/none')).status).toBe(404);
  });

  it('names those whom it can be given to: their roles act on it, and they see its site', async () => {
    const owners = async (subject: string, client = quality) =>
      (await client.get<AlertOwners>(`/api/v1/alerts/${await idOf(subject)}/owners`)).body.items.map(({ id }) => id);
    const [mine, limitedId, plannerId] = [await meOf(quality), await meOf(limited), await meOf(planner)];
    expect(await owners('OWN')).toEqual(expect.arrayContaining([mine, limitedId]));
    expect(await owners('ELSEWHERE')).toContain(mine);
    expect(await owners('ELSEWHERE')).not.toContain(limitedId);
    expect(await owners('OWN')).not.toContain(plannerId);
    for (const id of await owners('OWN'))
      expect((await change('OWN', { action: 'assign', ownerId: id })).status, id).toBe(200);
    expect((await planner.get(`/api/v1/alerts/${await idOf('OWN')}/owners`)).status).toBe(404);
    expect(
      (await (await signedIn(product, ['auditor'])).get(`/api/v1/alerts/${await idOf('OWN')}/owners`)).status,
    ).toBe(403);
  });

  it('pages without losing or repeating any', async () => {
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(product.admin, `?limit=1${cursor}`);
      expect(page.total).toBe(4);
      paged.push(...page.items.map(({ subject }) => subject));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged.sort()).toEqual(['ELSEWHERE', 'NOWHERE', 'OWN', 'STOCK']);
  });

  it('begins with what is due first, of a day the most severe; what is not due at all comes last, page by page', async () => {
    await raise('TODAY', { dueAt: new Date('2026-11-30T23:00:00Z'), severity: 0.2 });
    await raise('TODAY, WORSE', { dueAt: new Date('2026-11-30T08:00:00Z'), severity: 0.9 });
    await raise('SOME DAY', { dueAt: null, severity: 1 });
    await raise('SOME DAY, LESS', { dueAt: null, severity: 0.1 });
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(product.admin, `?kind=supplier-lot-risk&limit=2${cursor}`);
      paged.push(...page.items.map(({ subject }) => subject));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged.slice(0, 2)).toEqual(['TODAY, WORSE', 'TODAY']);
    expect(paged.slice(2, 5).sort()).toEqual(['ELSEWHERE', 'NOWHERE', 'OWN']);
    expect(paged.slice(5)).toEqual(['SOME DAY', 'SOME DAY, LESS']);
    expect((await product.admin.get('/api/v1/alerts?cursor=WyIxIl0')).status).toBe(400);
  });
});

describe('acting on an alert', () => {
  it('is for the roles it concerns: others who see it are refused, who do not see it find none', async () => {
    expect((await change('OWN', { action: 'acknowledge' }, planner)).status).toBe(404);
    const both = await signedIn(product, ['auditor', 'planner']);
    expect((await change('OWN', { action: 'acknowledge' }, both)).status).toBe(403);
    expect((await change('OWN', { action: 'acknowledge' }, await signedIn(product, ['auditor']))).status).toBe(403);
  });

  it('leads from open over acknowledged and snoozed to closed, each once and with an entry', async () => {
    const id = await idOf('OWN');
    const until = soon();
    const owner = await meOf(quality);
    const steps = [
      { action: 'acknowledge' },
      { action: 'assign', ownerId: owner, dueAt: until },
      { action: 'snooze', until },
      { action: 'close', reason: 'Inspected' },
    ];
    for (const step of steps)
      for (const time of [1, 2]) expect((await change('OWN', step)).status, `${time}`).toBe(200);
    const trail = (await product.admin.get<AuditPage>(`/api/v1/audit?subject=${id}`)).body.items;
    expect(trail.map(({ action }) => action).reverse()).toEqual([
      'alert.raised',
      'alert.acknowledged',
      'alert.assigned',
      'alert.snoozed',
      'alert.closed',
    ]);
    const { items } = await list(quality, '?state=closed');
    expect(items).toMatchObject([
      { state: 'closed', owner: { id: owner }, dueAt: until, closed: { reason: 'Inspected' } },
    ]);
  });

  it('a closed one is not moved by hand', async () => {
    await change('OWN', { action: 'close', reason: 'Inspected' });
    const moves = [
      { action: 'acknowledge' },
      { action: 'assign', ownerId: null },
      { action: 'snooze', until: soon() },
      { action: 'close', reason: 'Another reason' },
    ];
    for (const move of moves) expect((await change('OWN', move)).status, move.action).toBe(409);
  });

  it('a snooze that is over is open again, in the list and in its filter', async () => {
    await change('OWN', { action: 'snooze', until: soon() });
    expect(await subjects(quality, '?state=snoozed')).toEqual(['OWN']);
    await pool.query(`UPDATE alerts SET snoozed_until = now() - interval '1 second' WHERE subject = 'OWN'`);
    expect(await subjects(quality, '?state=snoozed')).toEqual([]);
    const own = (await list(quality, '?state=open')).items.find(({ subject }) => subject === 'OWN');
    expect(own).toMatchObject({ state: 'open', snoozedUntil: null });
  });

  it('refuses times that make no sense, empty reasons and owners who could not act', async () => {
    const faults = [
      { action: 'snooze', until: '2020-01-01T00:00:00Z' },
      { action: 'snooze', until: '2999-01-01T00:00:00Z' },
      { action: 'snooze', until: 'tomorrow' },
      { action: 'close', reason: ' ' },
      { action: 'close' },
      { action: 'delete' },
      { action: 'assign', ownerId: await meOf(planner) },
      { action: 'assign', ownerId: '11111111-1111-4111-8111-111111111111' },
    ];
    for (const fault of faults) expect((await change('OWN', fault)).status, JSON.stringify(fault)).toBe(400);
    const foreign = { action: 'assign', ownerId: await meOf(limited) };
    expect((await change('ELSEWHERE', foreign)).status).toBe(400);
    expect((await change('OWN', foreign)).status).toBe(200);
  });

  it('at once, by many, is one change', async () => {
    const id = await idOf('OWN');
    const closing = [1, 2, 3, 4].map(() => quality.patch(`/api/v1/alerts/${id}`, { action: 'close', reason: 'Fine' }));
    expect((await Promise.all(closing)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const trail = await product.admin.get<AuditPage>(`/api/v1/audit?subject=${id}&action=alert.closed`);
    expect(trail.body.total).toBe(1);
  });
});
