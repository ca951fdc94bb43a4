import type { Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

interface OpenApi {
  paths: Record<string, Record<string, { requestBody?: object; parameters?: { name: string; in: string }[] }>>;
}

let product: TestProduct;
let routes: { method: string; path: string; hasBody: boolean; query: string[] }[];

beforeAll(async () => {
  product = await startTestProduct();
  const { body } = await product.admin.get<OpenApi>('/api/openapi.json');
  routes = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      hasBody: requestBody !== undefined,
      query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    })),
  );
});
afterAll(() => product?.close());

const refusals = (status: number): boolean => status < 500;

/** Values that a careless or hostile client may put anywhere. */
const nasty = [
  '',
  ' ',
  '\0',
  '-1',
  '1e999',
  'NaN',
  'null',
  '[]',
  '{}',
  '%',
  "'",
  '../..',
  '9'.repeat(400),
  'é'.repeat(300),
  '2026-02-30',
  '\u202e',
];

describe('bad input', () => {
  it('in the path is refused with a problem document, never a 500', async () => {
    const parametric = routes.filter(({ path, method }) => path.includes('{') && method !== 'DELETE');
    expect(parametric.length).toBeGreaterThan(10);
    for (const { method, path } of parametric) {
      for (const value of nasty.filter((each) => each !== '')) {
        const filled = path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));
        const answer = await product.admin.send(method, filled, method === 'GET' ? {} : { body: {} });
        expect(refusals(answer.status), `${method} ${filled}: ${answer.text}`).toBe(true);
      }
    }
  });

  it('in the query is refused with the path of every fault', async () => {
    for (const { path, query } of routes.filter(({ method, query: names }) => method === 'GET' && names.length > 0)) {
      const filled = path.replaceAll(/\{\w+\}/g, 'x');
      for (const name of query) {
        const values = ['', '\0', '-1', '1e999', "'", 'é'.repeat(300), '2026-02-30'];
        const asked = [...values.map((value) => `${name}=${encodeURIComponent(value)}`), `${name}=a&${name}=b`];
        const answers = await Promise.all(asked.map((each) => product.admin.get(`${filled}?${each}`)));
        for (const [at, { status, text }] of answers.entries())
          expect(refusals(status), `${filled}?${asked[at]}: ${text}`).toBe(true);
      }
    }
    const limit = await product.admin.get<Problem>('/api/v1/imports?limit=-5&state=what');
    expect(limit.body).toMatchObject({ status: 400, code: 'invalid' });
    expect(limit.body.errors.map(({ path }) => path).sort()).toEqual(['limit', 'state']);
  });

  it('in the body is refused: not JSON, other JSON, wrong types, too deep, wrong encoding', async () => {
    const bodies: (string | Uint8Array)[] = [
      '',
      '{',
      'null',
      '[]',
      '"text"',
      '42',
      '{"__proto__":{"admin":true}}',
      '{"roots":null,"name":5,"email":[],"scopes":{}}',
      `{"roots":["${'x'.repeat(501)}"]}`,
      '{"roots":[""]}',
      '{"roots":[{}]}',
      '{"roots":[{"lotId":5}]}',
      '{"roots":[{"from":"yesterday"}]}',
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    ];
    for (const { method, path } of routes.filter(({ method: each }) => ['POST', 'PUT', 'PATCH'].includes(each))) {
      if (path === '/api/v1/imports') continue; // takes any bytes; has tests of its own
      const filled = path.replaceAll(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111');
      for (const raw of bodies) {
        const answer = await product.admin.send<Problem>(method, filled, {
          raw,
          headers: { 'content-type': 'application/json' },
        });
        const what = `${method} ${filled} ${String(raw).slice(0, 60)}: ${answer.text.slice(0, 300)}`;
        expect(refusals(answer.status), what).toBe(true);
        if (answer.status >= 400) expect(answer.headers.get('content-type'), what).toContain('problem+json');
      }
    }
  });

  it('of another kind than JSON, to routes that take JSON, is refused as such', async () => {
    const sending = { raw: 'roots=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const answer = await product.admin.send<Problem>('POST', '/api/v1/trace', sending);
    expect(answer.body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('outside of every route is a 404 or 400 problem under the API, and the method matters', async () => {
    for (const path of [
      '/api',
      '/api/v1',
      '/api/v2/lots',
      '/api/v1/lots/a/b/c/d',
      '/epcis/x',
      '/%zz',
      '/api/v1/%c0%af',
    ]) {
      const answer = await product.admin.get<Problem>(path);
      expect([400, 404], `${path}: ${answer.status}`).toContain(answer.status);
      expect(answer.headers.get('content-type'), path).toContain('problem+json');
    }
    expect((await product.admin.delete('/api/v1/lots')).status).toBe(404);
  });

  it('a webhook into a private network is refused, unless the product is told otherwise', async () => {
    for (const url of ['http://127.0.0.1:4000/', 'https://10.0.0.1/', 'https://[::1]/', 'http://example.com/']) {
      const { status, body } = await product.admin.post<Problem>('/api/v1/webhooks', { url, events: ['alert.raised'] });
      expect(`${url} ${status} ${body.errors?.[0]?.path}`).toBe(`${url} 400 url`);
    }
  });

  it('a correlation id of the caller is kept when harmless, and replaced when not', async () => {
    const kept = await product.admin.get('/api/v1/me', { headers: { 'x-correlation-id': 'case-7.b' } });
    expect(kept.headers.get('x-correlation-id')).toBe('case-7.b');
    const replaced = await product.admin.get('/api/v1/me', { headers: { 'x-correlation-id': 'a b<script>' } });
    expect(replaced.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
