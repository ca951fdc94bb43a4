import {
  Passport,
  ScopeLotPage,
  ScopeShipmentPage,
  ScopeStockPage,
  ScopeSummary,
  SearchResult,
  Trace,
} from '@lotscope/api/contract';
import type { Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../support/loading.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

const ids = [
  'a/b/c',
  'back\\slash',
  'hash#tag',
  '100%',
  '%2F',
  '%zz',
  'colon:semi;comma,',
  `quote"s and 'apostrophes'`,
  'inner  spaces x',
  'plus+and&equals=?query',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '{id: String}',
  "'; DROP TABLE lots; --",
  '日本語ロット',
  'Ωμέγα–dash',
  '👩‍🔬🧪',
  'x'.repeat(500),
  '字'.repeat(250),
  'urn:epc:id:sgtin:0614141.107346.2017',
];

let product: TestProduct;

const quoted = (id: string): string => `"${id.replaceAll('"', '""')}"`;

/** Each hostile lot goes into one ordinary lot, which was shipped to a hostile customer. */
beforeAll(async () => {
  product = await startTestProduct();
  const lots = ids.map((id) => `${quoted(id)},I1,P1,1,kg`).join('\n');
  const links = ids.map((id) => `${quoted(id)},CHILD,consumed,1,kg`).join('\n');
  const done = await Promise.all([
    load(product, 'lots', `lotId,itemId,siteId,quantity,unit\nCHILD,I2,P1,${ids.length},kg\n${lots}\n`),
    load(product, 'lot_links', `parentLotId,childLotId,kind,quantity,unit\n${links}\n`),
    load(product, 'shipments', `shipmentId,lotId,customerId,quantity,unit\nS/1,CHILD,"C ""x"" #%",5,kg\n`),
  ]);
  expect(done.map(({ rows }) => rows.rejected)).toEqual([0, 0, 0]);
});
afterAll(() => product?.close());

describe('ids with any character, up to 500 long', () => {
  it.each(ids)('%s is read, found, traced and scoped', async (id) => {
    const path = `/api/v1/lots/${encodeURIComponent(id)}`;
    const passport = Passport.parse((await product.admin.get(path)).body);
    expect(passport.lot.lotId).toBe(id);
    const trace = Trace.parse((await product.admin.get(`${path}/trace?direction=forward`)).body);
    expect(trace.lots.map(({ lotId }) => lotId).sort()).toEqual([id, 'CHILD'].sort());
    expect(trace.root).toBe(id);
    const scope = ScopeSummary.parse((await product.admin.get(`${path}/scope`)).body);
    expect(scope.totals).toMatchObject({ lots: 2, customers: 1 });
    expect(scope.customers[0]?.customerId).toBe('C "x" #%');
    const rows = `/api/v1/scope/${encodeURIComponent(scope.scopeId)}`;
    expect(
      ScopeLotPage.parse((await product.admin.get(`${rows}/lots`)).body).items.map(({ lotId }) => lotId),
    ).toContain(id);
    expect(ScopeShipmentPage.parse((await product.admin.get(`${rows}/shipments`)).body).total).toBe(1);
    expect(ScopeStockPage.parse((await product.admin.get(`${rows}/stock`)).body).total).toBeGreaterThan(0);
    const found = await product.admin.get(`/api/v1/search?kind=lot&q=${encodeURIComponent(id)}`);
    expect(SearchResult.parse(found.body).items[0]?.id).toBe(id);
  });

  it('from many roots at once reach what each reaches', async () => {
    const body = { roots: ids, direction: 'forward', select: 'ids' };
    const { lots, totals } = (
      await product.admin.post<{ lots: { lotId: string }[]; totals: object }>('/api/v1/trace', body)
    ).body;
    expect(lots.map(({ lotId }) => lotId).sort()).toEqual([...ids, 'CHILD'].sort());
    expect(totals).toMatchObject({ lots: ids.length + 1 });
  });

  it('that nobody knows answer 404 with the id, never 500', async () => {
    for (const id of [...ids.map((each) => `${each.slice(0, 498)}??`), '\0', 'a\0b', '\ud800']) {
      const encoded = id.isWellFormed() ? encodeURIComponent(id) : '%ED%A0%80';
      for (const path of ['', '/trace', '/scope']) {
        const answer = await product.admin.get<Problem>(`/api/v1/lots/${encoded}${path}`);
        expect([400, 404], `${id} ${path}: ${answer.text}`).toContain(answer.status);
        expect(answer.headers.get('content-type')).toContain('problem+json');
      }
    }
  });
});
