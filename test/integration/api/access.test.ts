import { Role, roleScopes, Scope } from '@lotscope/api/contract';
import type { ApiTokenPage, AuditPage, IssuedToken, Me, Problem, User, UserPage } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../support/http-client.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let routes: { method: string; path: string; scope: string | null }[];

interface OpenApi {
  paths: Record<string, Record<string, { 'x-scope'?: string; 'x-public'?: boolean }>>;
}

beforeAll(async () => {
  product = await startTestProduct();
  const { body } = await product.admin.get<OpenApi>('/api/openapi.json');
  routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation['x-public'] ? [] : [{ method: method.toUpperCase(), path, scope: operation['x-scope'] ?? null }],
    ),
  );
});
afterAll(() => product?.close());

/** Until a date is over. */
const passed = (date: string) => new Promise((resolve) => setTimeout(resolve, Date.parse(date) - Date.now() + 100));

/** A path with something in the place of each parameter. */
const filled = (path: string): string => path.replace(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111');

describe('without credentials', () => {
  it('every route but health and signing in answers 401, as problem+json with a correlation id', async () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, path } of routes) {
      const answer = await product.stranger.send<Problem>(method, filled(path));
      expect(`${method} ${path}: ${answer.status}`).toBe(`${method} ${path}: 401`);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
      expect(answer.headers.get('x-correlation-id')).toBe(answer.body.correlationId);
    }
  });

  it('health answers, and says nothing about the data', async () => {
    expect((await product.stranger.get('/healthz')).body).toMatchObject({ status: 'ok' });
    const ready = await product.stranger.get<{ dependencies: { name: string; ready: boolean }[] }>('/readyz');
    expect(ready.status).toBe(200);
    expect(ready.body.dependencies.map(({ name }) => name)).toEqual(['analytics', 'metadata', 'queue', 'genealogy']);
    expect(ready.text).not.toMatch(/\d+ lots/);
  });

  it('a wrong, empty or malformed token is refused', async () => {
    for (const authorization of ['Bearer x', 'Bearer ', 'Basic eDp5', 'nonsense', 'Bearer a b']) {
      const answer = await product.stranger.get('/api/v1/me', { headers: { authorization } });
      expect(answer.status).toBe(401);
    }
  });
});

describe('roles', () => {
  it('each role is refused exactly the routes whose scope it does not hold', async () => {
    for (const role of Role.options) {
      const user = await signedIn(product, [role]);
      for (const { method, path, scope } of routes.filter((route) => route.scope !== null)) {
        if (roleScopes[role].includes(Scope.parse(scope))) continue;
        const answer = await user.send<Problem>(method, filled(path));
        expect(`${role} ${method} ${path}: ${answer.status}`).toBe(`${role} ${method} ${path}: 403`);
      }
    }
  });

  it('a reader limited to sites is refused what concerns every site', async () => {
    const user = await signedIn(product, ['admin'], ['P1']);
    for (const path of ['/api/v1/users', '/api/v1/audit', '/api/v1/imports']) {
      expect((await user.get(path)).status).toBe(403);
    }
    const upload = await user.send('POST', '/api/v1/imports?dataset=items', { raw: 'itemId\nA\n' });
    expect(upload.status).toBe(403);
  });

  it('losing a role, or being deactivated, ends the sessions at once', async () => {
    const user = await signedIn(product, ['auditor']);
    const { id } = (await user.get<Me>('/api/v1/me')).body;
    expect((await user.get('/api/v1/audit')).status).toBe(200);
    expect((await product.admin.patch<User>(`/api/v1/users/${id}`, { active: false })).body.active).toBe(false);
    expect((await user.get('/api/v1/audit')).status).toBe(401);
    expect((await product.admin.post(`/api/v1/users/${id}/link`)).status).toBe(409);
  });

  it('the last administrator of every site stays one', async () => {
    const { items } = (await product.admin.get<UserPage>('/api/v1/users?limit=1000')).body;
    const admins = items.filter(({ roles, sites, active }) => active && roles.includes('admin') && sites === null);
    const changes = [];
    for (const { id } of admins) changes.push(await product.admin.patch(`/api/v1/users/${id}`, { roles: ['cfo'] }));
    expect(changes.filter(({ status }) => status === 409)).toHaveLength(1);
  });

  it('an e-mail address belongs to one user, however it is written', async () => {
    const request = { email: 'Twin@Example.com', name: 'Twin', roles: ['cfo'] };
    expect((await product.admin.post('/api/v1/users', request)).status).toBe(201);
    expect((await product.admin.post('/api/v1/users', { ...request, email: 'twin@example.COM' })).status).toBe(409);
  });
});

describe('API tokens', () => {
  const issue = (client: HttpClient, request: object) => client.post<IssuedToken>('/api/v1/tokens', request);

  it('hold their scopes and no others, until they are revoked', async () => {
    const issued = await issue(product.admin, { name: 'reader', scopes: ['audit:read'] });
    expect(issued.status).toBe(201);
    const reader = product.stranger.as({ token: issued.body.token });
    expect((await reader.get('/api/v1/audit')).status).toBe(200);
    expect((await reader.get('/api/v1/users')).status).toBe(403);
    const listed = await product.admin.get<ApiTokenPage>('/api/v1/tokens');
    expect(listed.text).not.toContain(issued.body.token);
    expect((await product.admin.delete(`/api/v1/tokens/${issued.body.id}`)).status).toBe(204);
    expect((await reader.get('/api/v1/audit')).status).toBe(401);
    expect((await product.admin.delete(`/api/v1/tokens/${issued.body.id}`)).status).toBe(404);
  });

  it('end when they expire', async () => {
    const soon = new Date(Date.now() + 10_000).toISOString();
    const issued = await issue(product.admin, { name: 'brief', scopes: ['audit:read'], expiresAt: soon });
    const brief = product.stranger.as({ token: issued.body.token });
    expect((await brief.get('/api/v1/audit')).status).toBe(200);
    await passed(soon);
    expect((await brief.get('/api/v1/audit')).status).toBe(401);
    const past = { name: 'late', scopes: ['audit:read'], expiresAt: '2020-01-01T00:00:00Z' };
    expect((await issue(product.admin, past)).status).toBe(400);
  });

  it('never hold more than the one who issues them', async () => {
    const issuer = await issue(product.admin, { name: 'issuer', scopes: ['tokens:write', 'lots:read'], sites: ['P1'] });
    const limited = product.stranger.as({ token: issuer.body.token });
    expect((await issue(limited, { name: 'x', scopes: ['users:write'], sites: ['P1'] })).status).toBe(403);
    expect((await issue(limited, { name: 'x', scopes: ['lots:read'] })).status).toBe(403);
    expect((await issue(limited, { name: 'x', scopes: ['lots:read'], sites: ['P1', 'P2'] })).status).toBe(403);
    expect((await issue(limited, { name: 'x', scopes: ['lots:read'], sites: ['P1'] })).status).toBe(201);
  });

  describe('of a maker whose rights shrink', () => {
    const request = { name: 'worker', scopes: ['users:read', 'lots:read'], sites: null };
    const made = async (client: HttpClient, more: object = {}) => {
      const issued = await issue(client, { ...request, ...more });
      expect(issued.status).toBe(201);
      return { id: issued.body.id, client: product.stranger.as({ token: issued.body.token }) };
    };
    const maker = async () => {
      const client = await signedIn(product, ['admin']);
      return { client, id: (await client.get<Me>('/api/v1/me')).body.id };
    };
    const status = async (client: HttpClient, path = '/api/v1/users') => (await client.get(path)).status;

    it('stop at once when the maker is deactivated, what they made in turn too, and the audit trail names them', async () => {
      const { client, id } = await maker();
      const issuer = await made(client, { name: 'issuer', scopes: [...request.scopes, 'tokens:write'] });
      const grandchild = await made(issuer.client);
      const other = await made(product.admin);
      expect([await status(issuer.client), await status(grandchild.client)]).toEqual([200, 200]);
      await product.admin.patch(`/api/v1/users/${id}`, { active: false });
      expect([await status(issuer.client), await status(grandchild.client)]).toEqual([401, 401]);
      expect(await status(other.client)).toBe(200);
      const { items } = (await product.admin.get<AuditPage>('/api/v1/audit?action=user.changed&limit=1')).body;
      expect(items[0]?.detail).toEqual({ active: false, tokens: [issuer.id, grandchild.id].sort() });
    });

    it('never have more scopes or sites than the maker has now', async () => {
      const { client, id } = await maker();
      const worker = await made(client);
      const ofTwo = await made(client, { sites: ['P1', 'P2'] });
      const me = async (reader: HttpClient) => (await reader.get<Me>('/api/v1/me')).body;
      await product.admin.patch(`/api/v1/users/${id}`, { sites: ['P2', 'P3'] });
      expect(await me(worker.client)).toMatchObject({ scopes: request.scopes, sites: ['P2', 'P3'] });
      expect(await me(ofTwo.client)).toMatchObject({ sites: ['P2'] });
      expect(await status(worker.client)).toBe(403);
      await product.admin.patch(`/api/v1/users/${id}`, { sites: null, roles: ['planner'] });
      expect(await me(worker.client)).toMatchObject({ scopes: ['lots:read'], sites: null });
      expect(await status(worker.client)).toBe(403);
      expect(await status(worker.client, '/api/v1/lots')).toBe(200);
      await product.admin.patch(`/api/v1/users/${id}`, { roles: ['planner', 'auditor'] });
      expect(await status(worker.client)).toBe(200);
    });

    it('end with the token that made them, by being revoked or by its date', async () => {
      const scopes = [...request.scopes, 'tokens:write'];
      const issuer = await made(product.admin, { scopes });
      const child = await made(issuer.client);
      const soon = new Date(Date.now() + 12_000).toISOString();
      const brief = await made(product.admin, { scopes, expiresAt: soon });
      const ofBrief = await made(brief.client);
      expect((await ofBrief.client.get<Me>('/api/v1/me')).body.expiresAt).toBe(soon);
      await product.admin.delete(`/api/v1/tokens/${issuer.id}`);
      expect(await status(child.client)).toBe(401);
      await passed(soon);
      expect(await status(ofBrief.client)).toBe(401);
    });
  });
});

describe('whoever manages users', () => {
  it('makes, changes and signs in as nobody who may do more than they may', async () => {
    const { body } = await product.admin.post<IssuedToken>('/api/v1/tokens', {
      name: 'provisioning',
      scopes: ['users:read', 'users:write', 'alerts:write', 'risk:write', ...roleScopes.cfo],
    });
    const manager = product.stranger.as({ token: body.token });
    const create = (email: string, roles: string[]) => ({ email, name: email, roles });
    expect((await manager.post('/api/v1/users', create('boss@example.com', ['admin']))).status).toBe(403);
    const made = await manager.post<User>('/api/v1/users', create('reader@example.com', ['planner']));
    expect(made.status).toBe(201);
    expect((await manager.patch(`/api/v1/users/${made.body.id}`, { roles: ['auditor'] })).status).toBe(403);
    expect((await manager.patch(`/api/v1/users/${made.body.id}`, { roles: ['cfo'] })).status).toBe(200);
    expect((await manager.post(`/api/v1/users/${made.body.id}/link`)).status).toBe(201);
    const admin = await signedIn(product, ['admin']);
    const { id } = (await admin.get<Me>('/api/v1/me')).body;
    expect((await manager.post(`/api/v1/users/${id}/link`)).status).toBe(403);
    expect((await manager.patch(`/api/v1/users/${id}`, { active: false })).status).toBe(403);
  });
});
