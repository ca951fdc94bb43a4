import { GapPage, GapReport, KpiList, KpiRows, LotListPage, SiteList } from '@lotscope/api/contract';
import type { JobAccepted } from '@lotscope/api/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../support/http-client.ts';
import { load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct();
  await Promise.all([
    load(product, 'sites', 'siteId,name,kind\nP1,Plant one,plant\nP2,Plant two,plant\n'),
    load(product, 'items', 'itemId,name,kind,standardCost,currency\nI1,Flour,raw,2,EUR\nI2,Bread,finished,5,EUR\n'),
    load(
      product,
      'lots',
      'lotId,itemId,siteId,origin,receivedAt,quantity,unit,supplierId,supplierLot\n' +
        'R1,I1,P1,received,2026-01-05,10,kg,S1,A\nR2,I1,P2,received,2026-02-06,20,kg,S1,B\nX,I1,,received,2026-03-01,,kg,S2,\n',
    ),
    load(
      product,
      'operations',
      'operationId,itemId,siteId,startedAt,endedAt,goodQuantity,scrapQuantity,unit\n' +
        'O1,I2,P1,2026-02-01T08:00:00Z,2026-02-01T10:00:00Z,90,10,EA\nO2,I2,P2,2026-02-02T08:00:00Z,2026-02-02T10:00:00Z,50,50,EA\n',
    ),
    load(product, 'operation_inputs', 'operationId,lotId,quantity,unit\nO1,R1,4,kg\nO2,R2,5,kg\nO2,GHOST,1,kg\n'),
  ]);
});
afterAll(() => product?.close());

async function inMetadata<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function refreshes(): Promise<number> {
  const [row] = await inMetadata<{ refreshes: string }>(`SELECT refreshes FROM derivations WHERE name = 'figures'`);
  return Number(row?.refreshes);
}

const period = 'from=2026-01-01&to=2026-04-01';

describe('KPIs (D23)', () => {
  it('have a value, a formula, a trend, and rows that add up to them', async () => {
    const list = KpiList.parse((await product.admin.get(`/api/v1/kpis?${period}`)).body);
    expect(list.kpis.length).toBeGreaterThan(5);
    const scrap = list.kpis.find(({ id }) => id === 'scrap-rate');
    expect(scrap).toMatchObject({ value: 30, unit: '%', betterWhen: 'down' });
    expect(scrap?.formula.length).toBeGreaterThan(20);
    const rows = KpiRows.parse((await product.admin.get(`/api/v1/kpis/scrap-rate/rows?${period}&limit=1`)).body);
    expect(rows).toMatchObject({ total: 2, withheld: 0 });
    const next = await product.admin.get(`/api/v1/kpis/scrap-rate/rows?${period}&limit=1&cursor=${rows.nextCursor}`);
    const both = [...rows.items, ...KpiRows.parse(next.body).items];
    expect(both.map((row) => row['operationId']).sort()).toEqual(['O1', 'O2']);
    const csv = await product.admin.get(`/api/v1/kpis/scrap-rate/rows.csv?${period}`);
    expect(csv.text.trim().split('\r\n')).toHaveLength(3);
  });

  it('show what cannot be computed as unknown, and a period without rows as such', async () => {
    const { kpis } = KpiList.parse((await product.admin.get('/api/v1/kpis?from=2020-01-01&to=2020-02-01')).body);
    expect(kpis.find(({ id }) => id === 'scrap-rate')?.value).toBeNull();
  });

  it('recall exposure is there after the scopes of the supplier lots were computed', async () => {
    await product.admin.get(`/api/v1/kpis?${period}`); // waits for those that are due
    const before = await refreshes();
    const started = await product.admin.post<JobAccepted>('/api/v1/jobs', { name: 'refresh-figures', payload: {} });
    const job = () => product.admin.get<{ state: string; result: unknown }>(`/api/v1/jobs/${started.body.jobId}`);
    await expect.poll(async () => (await job()).body.state, { timeout: 120_000 }).toBe('done');
    // What was answered before is not answered again: each derivation is counted.
    expect(await refreshes()).toBe(before + 1);
    const { kpis } = KpiList.parse((await product.admin.get(`/api/v1/kpis?${period}`)).body);
    expect(kpis.find(({ id }) => id === 'recall-exposure')?.value).toBeGreaterThan(0);
  });

  it('that no job derives are said to be behind, not to follow by themselves, until one is started', async () => {
    await product.admin.get(`/api/v1/kpis?${period}`); // waits for those that are due
    await inMetadata(`UPDATE derivations SET wanted = wanted + 1 WHERE name = 'figures'`);
    const list = KpiList.parse((await product.admin.get('/api/v1/kpis?from=2020-01-01&to=2020-02-01')).body);
    expect(list).toMatchObject({ refreshing: false, behind: { reason: null } });
    // Nobody can say that nothing is loaded while what is loaded is not in the figures.
    const texts = list.kpis.flatMap(({ unknown }) => (unknown?.count === 0 ? [unknown.text] : []));
    expect(texts.length).toBeGreaterThan(0);
    expect(new Set(texts)).toEqual(new Set(['the newest imports are not in the figures']));
    expect(GapReport.parse((await product.admin.get('/api/v1/gaps')).body)).toMatchObject({ behind: { reason: null } });
    await product.admin.post<JobAccepted>('/api/v1/jobs', { name: 'refresh-figures', payload: {} });
    const now = async () => KpiList.parse((await product.admin.get(`/api/v1/kpis?${period}`)).body);
    await expect.poll(now, { timeout: 120_000 }).toMatchObject({ refreshing: false, behind: null });
  });

  it('are kept until something is loaded', async () => {
    const rate = async () => {
      const { kpis } = KpiList.parse((await product.admin.get('/api/v1/kpis?from=2019-01-01&to=2019-03-01')).body);
      return kpis.find(({ id }) => id === 'scrap-rate')?.value;
    };
    expect(await rate()).toBeNull();
    for (const [scrap, expected] of [
      [10, 10],
      [60, 60],
    ] as const) {
      const good = 100 - scrap;
      await load(
        product,
        'operations',
        `operationId,itemId,siteId,endedAt,goodQuantity,scrapQuantity,unit\nO3,I2,P1,2019-02-03T10:00:00Z,${good},${scrap},EA\n`,
      );
      expect(await rate()).toBe(expected);
      expect(await rate()).toBe(expected);
    }
  });

  it('of what does not exist, or in a way that does not, are refused', async () => {
    for (const [path, status] of [
      ['/api/v1/kpis/nothing/rows', 404],
      ['/api/v1/kpis/nothing/rows.csv', 404],
      ['/api/v1/kpis/scrap-rate/rows?sort=nothing', 400],
      ['/api/v1/kpis/scrap-rate/rows.csv?sort=nothing', 400],
      ['/api/v1/kpis?from=2026-02-01&to=2026-01-01', 400],
      ['/api/v1/kpis?from=9999-01-01', 400],
      ['/api/v1/kpis?from=2026-02-30', 400],
      ['/api/v1/gaps?kind=nothing', 404],
      ['/api/v1/gaps/nothing/rows', 404],
      ['/api/v1/gaps/nothing/rows.csv', 404],
      ['/api/v1/gaps/nothing/examined', 404],
      ['/api/v1/gaps/nothing/examined.csv', 404],
      ['/api/v1/kpis/nothing/parts', 404],
      ['/api/v1/kpis/nothing/parts.csv', 404],
      ['/api/v1/kpis/yield/rows?day=2026-03-31', 400],
      ['/api/v1/kpis/on-hand-value/rows?day=2026-03-31&key=0-30', 400],
      ['/api/v1/kpis/on-hand-value/rows.csv?day=31.3.2026', 400],
      ['/api/v1/lots/R1/nothing/rows', 404],
      ['/api/v1/lots/R1/nothing/rows.csv', 404],
      ['/api/v1/lots/NOTHING/links/rows', 404],
    ] as const) {
      expect((await product.admin.get(path)).status, path).toBe(status);
    }
  });
});

describe('gaps (T6)', () => {
  it('are counted by kind with examples, scored by a published formula, and listed', async () => {
    const report = GapReport.parse((await product.admin.get('/api/v1/gaps')).body);
    expect(report.score).toBeGreaterThan(0);
    expect(report.formula).toContain('Orphans');
    const unknown = report.gaps.find(({ kind }) => kind === 'unknown-reference');
    expect(unknown?.count).toBeGreaterThan(0);
    expect(JSON.stringify(unknown?.examples)).toContain('GHOST');
    const page = GapPage.parse((await product.admin.get('/api/v1/gaps/unknown-reference/rows?limit=1')).body);
    expect(page.total).toBe(unknown?.count);
    const csv = await product.admin.get('/api/v1/gaps/unknown-reference/rows.csv');
    expect(csv.text).toContain('GHOST');
  });
});

describe('a reader limited to sites', () => {
  let limited: HttpClient;
  beforeAll(async () => {
    limited = await signedIn(product, ['planner'], ['P1']);
  });

  it('gets rows of their sites, the count of the others, and complete totals', async () => {
    const lots = LotListPage.parse((await limited.get('/api/v1/lots')).body);
    expect(lots.items.map(({ lotId }) => lotId)).not.toContain('R2');
    expect(lots.items.map(({ lotId }) => lotId)).toContain('R1');
    const all = LotListPage.parse((await product.admin.get('/api/v1/lots')).body);
    expect(lots).toMatchObject({ total: all.total, withheld: 1 });
    expect((await limited.get('/api/v1/lots.csv')).text).not.toContain('R2,');
    expect(SiteList.parse((await limited.get('/api/v1/sites')).body).items.map(({ siteId }) => siteId)).toEqual(['P1']);
    const rows = KpiRows.parse((await limited.get(`/api/v1/kpis/scrap-rate/rows?${period}`)).body);
    expect(rows).toMatchObject({ total: 2, withheld: 1 });
    expect((await limited.get(`/api/v1/kpis/scrap-rate/rows.csv?${period}`)).text).not.toContain('O2');
    expect((await limited.get(`/api/v1/kpis?${period}&site=P2`)).status).toBe(403);
    expect((await limited.get(`/api/v1/kpis?${period}&site=P1`)).status).toBe(200);
  });

  it('does not learn that a foreign lot exists', async () => {
    const nothing = await limited.get('/api/v1/lots/NOTHING');
    for (const path of ['/api/v1/lots/R2', '/api/v1/lots/R2/trace', '/api/v1/lots/R2/scope']) {
      const answer = await limited.get<{ detail: string; status: number }>(path);
      expect(answer.status, path).toBe(404);
    }
    const foreign = await limited.get<{ detail: string }>('/api/v1/lots/R2');
    expect(foreign.body.detail.replace('R2', 'NOTHING')).toBe((nothing.body as { detail: string }).detail);
    for (const root of ['R2', { lotId: 'R2' }, { supplierLot: 'B' }, { operation: 'O2' }, { site: 'P2' }]) {
      expect((await limited.post('/api/v1/scope', { roots: [root] })).status, JSON.stringify(root)).toBe(404);
      expect((await limited.post('/api/v1/trace', { roots: [root] })).status, JSON.stringify(root)).toBe(404);
    }
    expect((await limited.get<{ items: object[]; withheld: number }>('/api/v1/search?q=R2')).body).toMatchObject({
      items: [],
      withheld: 1,
    });
    expect((await limited.get('/api/v1/lots/R1')).status).toBe(200);
    expect((await limited.post('/api/v1/scope', { roots: ['R1'] })).status).toBe(200);
  });

  it('writes nothing that concerns other sites', async () => {
    const writer = await signedIn(product, ['admin', 'integration'], ['P1']);
    const upload = await writer.send('POST', '/api/v1/imports?dataset=items', { raw: 'itemId\nEVIL\n' });
    const mapping = { name: 'm', datasets: [{ dataset: 'items', set: { itemId: 'x' } }] };
    const writes = [
      upload,
      await writer.put('/api/v1/mappings/m', mapping),
      await writer.post('/api/v1/jobs', { name: 'clean-up', payload: {} }),
      await writer.patch('/api/v1/settings', { organisation: 'x' }),
      await writer.post('/api/v1/users', { email: 'e@example.com', name: 'e', roles: ['admin'] }),
      await writer.post('/api/v1/tokens', { name: 'x', scopes: ['lots:read'] }),
    ];
    expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 403));
  });
});
