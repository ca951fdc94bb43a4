import {
  ExcludedLot,
  GapReport,
  lotListRows,
  Passport,
  ScopeLotPage,
  ScopeStockPage,
  ScopeSummary,
  Trace,
} from '@lotscope/api/contract';
import type { ApiTokenPage, ImportAccepted, IssuedToken, JobAccepted, Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../support/http-client.ts';
import { ended, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

interface OpenApi {
  paths: Record<string, { get?: { responses: Record<string, unknown> } }>;
}

let product: TestProduct;
let limited: HttpClient;

/** R at P1 goes through HIDDEN at P2 into F (at an unknown time), and into OLD and SECRET (both before R was added); SECRET is at P2 too. */
beforeAll(async () => {
  product = await startTestProduct();
  await Promise.all([
    load(product, 'items', 'itemId,name,kind,standardCost,currency,unit\nI,Thing,finished,2,EUR,kg\n'),
    load(
      product,
      'lots',
      'lotId,itemId,siteId,origin,manufacturedAt,quantity,unit,supplierId,supplierLot\n' +
        'R,I,P1,received,2026-01-01,10,kg,S1,A\nHIDDEN,I,P2,made,2026-01-02,10,kg,S2,B\n' +
        'F,I,P1,made,2026-01-07,6,kg,,\nOLD,I,P1,made,2026-01-01,4,kg,,\nSECRET,I,P2,made,2026-01-01,4,kg,,\n',
    ),
    load(
      product,
      'lot_links',
      'parentLotId,childLotId,kind,quantity,unit,at\nR,HIDDEN,consumed,10,kg,2026-01-05T10:00:00Z\n' +
        'HIDDEN,F,consumed,6,kg,\nHIDDEN,OLD,consumed,4,kg,2026-01-04T10:00:00Z\n' +
        'R,OLD,consumed,0,kg,2026-01-05T10:00:00Z\nHIDDEN,SECRET,consumed,4,kg,2026-01-04T10:00:00Z\n',
    ),
    load(
      product,
      'operations',
      'operationId,itemId,siteId,startedAt,endedAt,goodQuantity,scrapQuantity,unit\n' +
        'ELSEWHERE,I,P2,2026-02-02T08:00:00Z,2026-02-02T10:00:00Z,50,50,kg\n',
    ),
    load(
      product,
      'operation_inputs',
      'operationId,lotId,quantity,unit,at\nELSEWHERE,HIDDEN,1,kg,2026-02-02T08:30:00Z\n',
    ),
    load(
      product,
      'shipments',
      'shipmentId,lotId,customerId,quantity,unit,shippedAt\nS1,HIDDEN,C1,1,kg,2026-01-08\nS2,F,C1,1,kg,2026-01-08\n',
    ),
  ]);
  limited = await signedIn(product, ['planner', 'recall'], ['P1']);
});
afterAll(() => product?.close());

const scopeOf = async (client: HttpClient, lot: string) =>
  ScopeSummary.parse((await client.get(`/api/v1/lots/${lot}/scope`)).body);

describe('a reader limited to sites', () => {
  it('traces through lots of other sites: they are counted, not named, and totals are complete', async () => {
    const trace = Trace.parse((await limited.get('/api/v1/lots/R/trace?direction=forward')).body);
    expect(trace.totals).toMatchObject({ lots: 3, operations: 1, links: 3, excluded: 2 });
    expect(trace.withheld).toBe(1);
    expect(trace.lots.map(({ lotId }) => lotId).sort()).toEqual(['F', 'R']);
    expect(trace.links).toEqual([]);
  });

  it('gets the same totals of a scope as everybody, and the rows of their own sites', async () => {
    const [own, all] = [await scopeOf(limited, 'R'), await scopeOf(product.admin, 'R')];
    expect(own).toMatchObject({ totals: all.totals, buckets: all.buckets, customers: all.customers, withheld: 1 });
    expect(own.totals.lots).toBe(3);
    const rows = `/api/v1/scope/${all.scopeId}`;
    const lots = ScopeLotPage.parse((await limited.get(`${rows}/lots`)).body);
    expect(lots).toMatchObject({ total: 3, withheld: 1 });
    expect(lots.items.map(({ lotId }) => lotId).sort()).toEqual(['F', 'R']);
    expect(lots.items.find(({ lotId }) => lotId === 'F')).toMatchObject({ certainty: 'possible', missing: [] });
    const stock = ScopeStockPage.parse((await limited.get(`${rows}/stock`)).body);
    expect(stock.withheld).toBeGreaterThan(0);
    expect(stock.items.every(({ lotId }) => lotId !== 'HIDDEN')).toBe(true);
    const detailed = ScopeLotPage.parse((await product.admin.get(`${rows}/lots`)).body);
    expect(detailed.items.find(({ lotId }) => lotId === 'F')?.missing).toHaveLength(1);
  });

  it('never reads the id of a lot of another site, whatever they ask', async () => {
    const { scopeId } = await scopeOf(product.admin, 'R');
    const rows = `/api/v1/scope/${scopeId}`;
    const { gaps } = GapReport.parse((await product.admin.get('/api/v1/gaps')).body);
    const gapKinds = gaps.map(({ kind }) => kind);
    expect(gapKinds).toContain('blank-field');
    const asked = [
      '/api/v1/lots',
      '/api/v1/lots.csv',
      '/api/v1/search?q=HIDD',
      ...['R', 'F', 'OLD'].flatMap((lot) => [
        `/api/v1/lots/${lot}`,
        `/api/v1/lots/${lot}/trace?direction=both`,
        `/api/v1/lots/${lot}/scope`,
        ...Object.keys(lotListRows).flatMap((list) => [
          `/api/v1/lots/${lot}/${list}/rows`,
          `/api/v1/lots/${lot}/${list}/rows.csv`,
        ]),
        `/api/v1/lots/${lot}/scope?backThenForward=true`,
      ]),
      ...['lots', 'shipments', 'stock'].flatMap((name) => [`${rows}/${name}`, `${rows}/${name}.csv`]),
      `${rows}/lots?certainty=excluded`,
      `${rows}/lots.csv?certainty=excluded`,
      `${rows}/excluded/OLD`,
      '/api/v1/gaps',
      ...gapKinds.flatMap((kind) =>
        ['rows', 'rows.csv', 'examined', 'examined.csv'].map((list) => `/api/v1/gaps/${kind}/${list}`),
      ),
      '/api/v1/kpis/scrap-rate/rows?from=2026-01-01&to=2026-04-01',
      '/api/v1/kpis/scrap-rate/rows.csv?from=2026-01-01&to=2026-04-01',
    ];
    const telling: string[] = [];
    let answered = 0;
    for (const path of asked) {
      const { text, status } = await limited.get(path);
      expect(status === 404 ? 200 : status, path).toBe(200);
      if (status === 200) answered++;
      if (text.includes('HIDDEN')) telling.push(path);
    }
    expect(telling).toEqual([]);
    expect(answered).toBeGreaterThan(20);
    for (const [path, body] of [
      ['/api/v1/trace', { roots: ['R'], direction: 'both' }],
      ['/api/v1/trace', { roots: ['R', 'HIDDEN'], direction: 'both', select: 'ids' }],
      ['/api/v1/scope', { roots: ['R', 'HIDDEN'] }],
      ['/api/v1/scope/comparison', { roots: ['R'] }],
    ] as const) {
      const { text, status } = await limited.post(path, body);
      expect(status, path).toBe(200);
      expect(text, path).not.toContain('HIDDEN');
    }
  });

  it('reads all evidence of an exclusion (R9) but what names lots of other sites, which is counted', async () => {
    const rows = `/api/v1/scope/${(await scopeOf(product.admin, 'R')).scopeId}/excluded`;
    const all = ExcludedLot.parse((await product.admin.get(`${rows}/OLD`)).body);
    expect(all.withheld).toBe(0);
    expect(all.evidence.map(({ reason, parent, child }) => `${reason}: ${parent.id} → ${child.id}`).sort()).toEqual([
      'drawn-before-added: HIDDEN → OLD',
      'no-quantity: R → OLD',
    ]);
    expect(all.text).toContain('lot HIDDEN → lot OLD: drawn at 2026-01-04T10:00:00.000Z, before');
    const own = await limited.get(`${rows}/OLD`);
    expect(own.text).not.toContain('HIDDEN');
    expect(ExcludedLot.parse(own.body)).toMatchObject({
      lotId: 'OLD',
      withheld: 1,
      text: 'lot R → lot OLD: recorded with quantity 0',
    });
    expect((await product.admin.get(`${rows}/SECRET`)).status).toBe(200);
    const { body: description } = await product.admin.get<OpenApi>('/api/openapi.json');
    const answer = description.paths['/api/v1/scope/{scopeId}/excluded/{lotId}']?.get?.responses['200'];
    expect(JSON.stringify(answer)).toContain('withheld');
    // A foreign lot, one that is in the scope and one that nobody knows are told apart by nothing.
    for (const lot of ['SECRET', 'F', 'NOBODY']) {
      const { body } = await limited.get<Problem>(`${rows}/${lot}`);
      expect(body).toMatchObject({ status: 404, detail: `The lot ${lot} is not excluded from this scope` });
    }
  });

  it('cannot open what somebody else computed from lots of other sites, nor spell out such a scope', async () => {
    const { scopeId } = await scopeOf(product.admin, 'HIDDEN');
    const operation = { roots: [{ operation: 'ELSEWHERE' }] };
    const ofOperation = ScopeSummary.parse((await product.admin.post('/api/v1/scope', operation)).body).scopeId;
    for (const id of [scopeId, ofOperation]) {
      expect((await product.admin.get(`/api/v1/scope/${id}/lots`)).status).toBe(200);
      for (const rows of ['lots', 'shipments', 'stock', 'lots.csv', 'shipments.csv', 'stock.csv', 'excluded/OLD']) {
        const answer = await limited.get<Problem>(`/api/v1/scope/${id}/${rows}`);
        expect(answer.status, rows).toBe(410);
        expect(answer.text, rows).not.toContain('HIDDEN');
      }
    }
  });

  it('is refused imports, their rejects and jobs, which hold rows of every site', async () => {
    const { body } = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?dataset=items', {
      raw: 'itemId,standardCost\nX,much\n',
    });
    await ended(product, body.importId);
    const started = await product.admin.post<JobAccepted>('/api/v1/jobs', { name: 'clean-up', payload: {} });
    for (const path of [
      '/api/v1/imports',
      `/api/v1/imports/${body.importId}`,
      `/api/v1/imports/${body.importId}/rejects.csv`,
      `/api/v1/jobs/${body.jobId}`,
      `/api/v1/jobs/${body.jobId}/events`,
      `/api/v1/jobs/${started.body.jobId}`,
    ]) {
      expect((await limited.get(path)).status, path).toBe(403);
    }
  });

  it('reads earlier values of a lot (D2) as far as they are of their own sites, by the rule of each dataset; the others are counted', async () => {
    const versions: [string, string, string][] = [
      ['lots', 'lotId,itemId,siteId,storageCondition', 'CORRECTED,I,SITE,SAID'],
      ['shipments', 'shipmentId,lineId,lotId,customerId,fromSiteId,documentsComplete', 'ID,1,CORRECTED,SAID,SITE,'],
      ['lot_status', 'statusId,lotId,status,siteId,reason,at', 'ID,CORRECTED,hold,SITE,SAID,2026-01-01'],
      [
        'movements',
        'movementId,lotId,reason,quantity,toSiteId,document,at',
        'ID,CORRECTED,adjust,1,SITE,SAID,2026-01-01',
      ],
      ['operation_inputs', 'lineId,operationId,lotId,operator', 'ID,AT SITE,CORRECTED,SAID'],
      ['operation_outputs', 'lineId,operationId,lotId,operator', 'ID,AT SITE,CORRECTED,SAID'],
      [
        'cost_entries',
        'costId,kind,lotId,operationId,caseId,amount,currency,at',
        'ID,labour,CORRECTED,AT SITE,SAID,1,EUR,2026-01-01',
      ],
      ['allocations', 'allocationId,lotId,orderId,lineId,quantity', 'ID,CORRECTED,AT SITE,SAID,1'],
    ];
    const orders = ['P1', 'P2'].map((site) => `AT ${site},1,I,customer,1,${site},2026-01-01\n`);
    await Promise.all([
      load(product, 'operations', 'operationId,siteId\nAT P1,P1\nAT P2,P2\n'),
      load(product, 'planned_orders', `orderId,lineId,itemId,kind,quantity,siteId,dueAt\n${orders.join('')}`),
    ]);
    const row = (line: string, site: string, said: string) =>
      line.replaceAll('SITE', site).replaceAll('SAID', said).replace(/^ID/, `row ${site}`);
    const said = [
      ['FIRST', '2026-03-01'],
      ['NEXT', '2026-03-02'],
      ['LAST', '2026-03-03'],
    ] as const;
    const loaded = versions.map(([dataset, header, line]) => {
      const rows = said.flatMap(([word, recordedAt]) => {
        // The lot itself was at P2 and is at P1 now.
        const sites = dataset === 'lots' ? [word === 'FIRST' ? 'P2' : 'P1'] : ['P1', 'P2'];
        return sites.map((site) => `${row(line, site, `${site}-${word}`)},${recordedAt}\n`);
      });
      return load(product, dataset, `${header},recordedAt\n${rows.join('')}`);
    });
    for (const { state, rows } of await Promise.all(loaded))
      expect({ state, ...rows }).toMatchObject({ state: 'done', rejected: 0, duplicate: 0 });
    const of = (passport: Passport) =>
      passport.superseded.items
        .map(
          ({ dataset, values }) =>
            `${dataset} ${Object.values(values).find((value) => /-(FIRST|NEXT)$/.test(String(value)))}`,
        )
        .sort();
    const all = Passport.parse((await product.admin.get('/api/v1/lots/CORRECTED')).body);
    expect(all.superseded.total).toBe(2 + 7 * 4);
    expect(of(all)).toHaveLength(2 + 7 * 4);
    expect(all.withheld).toBe(0);
    const answer = await limited.get('/api/v1/lots/CORRECTED');
    const own = Passport.parse(answer.body);
    const datasets = versions.map(([dataset]) => dataset).filter((dataset) => dataset !== 'lots');
    expect(of(own)).toEqual(
      ['lots P1-NEXT', ...datasets.flatMap((name) => [`${name} P1-FIRST`, `${name} P1-NEXT`])].sort(),
    );
    expect(answer.text).not.toMatch(/P2-(FIRST|NEXT)/);
    expect(own.superseded.total).toBe(2 + 7 * 4);
    expect(own.superseded.withheld).toBe(1 + 7 * 2);
    const rest = '/api/v1/lots/CORRECTED/superseded/rows.csv';
    expect((await product.admin.get(rest)).text.trim().split('\r\n')).toHaveLength(1 + 2 + 7 * 4);
    const ofOwn = (await limited.get(rest)).text;
    expect(ofOwn.trim().split('\r\n')).toHaveLength(1 + 1 + 7 * 2);
    expect(ofOwn).not.toMatch(/P2-(FIRST|NEXT)/);
    expect(own.withheld).toBeGreaterThanOrEqual(1 + 7 * 2);
  });

  it('sees and revokes tokens of their own sites only', async () => {
    const issue = async (name: string, sites: string[] | null) =>
      (await product.admin.post<IssuedToken>('/api/v1/tokens', { name, scopes: ['lots:read'], sites })).body;
    const [everywhere, foreign, both, own] = [
      await issue('everywhere', null),
      await issue('foreign', ['P2']),
      await issue('both', ['P1', 'P2']),
      await issue('own', ['P1']),
    ];
    const keeper = await signedIn(product, ['admin'], ['P1']);
    const page = (await keeper.get<ApiTokenPage>('/api/v1/tokens')).body;
    expect(page.items.map(({ name }) => name)).toEqual(['own']);
    expect(page).toMatchObject({ total: 4, withheld: 3 });
    for (const { id } of [everywhere, foreign, both]) {
      expect((await keeper.delete(`/api/v1/tokens/${id}`)).status).toBe(404);
      expect((await product.admin.delete(`/api/v1/tokens/${id}`)).status).toBe(204);
    }
    expect((await keeper.delete(`/api/v1/tokens/${own.id}`)).status).toBe(204);
  });
});
