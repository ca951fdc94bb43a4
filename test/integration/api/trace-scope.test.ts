import {
  Bucket,
  Comparison,
  ScopeLotPage,
  ScopeShipmentPage,
  ScopeStockPage,
  ScopeSummary,
  Suspects,
  Trace,
  TraceIds,
} from '@lotscope/api/contract';
import type { Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../support/loading.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;

/** Raw R goes into blend B (an operation), B into F1 and F2; F1 is shipped directly and on by a distributor, F2 is on hand. */
beforeAll(async () => {
  product = await startTestProduct();
  await Promise.all([
    load(
      product,
      'items',
      'itemId,name,kind,standardCost,currency,unit\nIR,Raw,raw,2,EUR,kg\nIB,Blend,intermediate,3,EUR,kg\nIF,Final,finished,5,EUR,kg\n',
    ),
    load(
      product,
      'customers',
      'customerId,name,country,recallContact,contact\nC1,Shop,DE,call me,sales\nD1,Distributor,FR,,orders@d.example\nC2,Corner shop,FR,,\n',
    ),
    load(
      product,
      'lots',
      'lotId,itemId,siteId,origin,receivedAt,manufacturedAt,quantity,unit,supplierId,supplierLot\n' +
        'R,IR,P1,received,2026-01-05T08:00:00Z,,10,kg,S1,SL-1\nB,IB,P1,made,,2026-01-06T10:00:00Z,10,kg,,\n' +
        'F1,IF,P1,made,,2026-01-07T10:00:00Z,6,kg,,\nF2,IF,P2,made,,2026-01-07T11:00:00Z,4,kg,,\nOTHER,IF,P1,made,,2026-01-07T12:00:00Z,8,kg,,\n',
    ),
    load(
      product,
      'operations',
      'operationId,itemId,siteId,machine,startedAt,endedAt\nMIX,IB,P1,M1,2026-01-06T08:00:00Z,2026-01-06T10:00:00Z\n',
    ),
    load(product, 'operation_inputs', 'operationId,lotId,quantity,unit,at\nMIX,R,10,kg,2026-01-06T08:30:00Z\n'),
    load(product, 'operation_outputs', 'operationId,lotId,quantity,unit,at\nMIX,B,10,kg,2026-01-06T10:00:00Z\n'),
    load(
      product,
      'lot_links',
      'parentLotId,childLotId,kind,quantity,unit,at\nB,F1,consumed,6,kg,2026-01-07T10:00:00Z\nB,F2,consumed,4,kg,2026-01-07T11:00:00Z\n',
    ),
    load(
      product,
      'shipments',
      'shipmentId,lineId,lotId,customerId,fromPartyId,quantity,unit,shippedAt,deliveredAt,unitPrice,currency\n' +
        'S1,1,F1,C1,,2,kg,2026-01-08T08:00:00Z,2026-01-09T08:00:00Z,7,EUR\nS1,2,F1,C1,,1,kg,2026-01-08T08:00:00Z,2026-01-09T08:00:00Z,,\n' +
        'S2,1,F1,D1,,3,kg,2026-01-08T08:00:00Z,2026-01-09T08:00:00Z,,\nS3,1,F1,C2,D1,1,kg,2026-01-10T08:00:00Z,2026-01-11T08:00:00Z,,\n',
    ),
    load(product, 'cost_entries', 'kind,lotId,amount,currency,at\ndisposal,F2,12,EUR,2026-01-12\n'),
  ]);
});
afterAll(() => product?.close());

const scope = async (path = '/api/v1/lots/R/scope') => ScopeSummary.parse((await product.admin.get(path)).body);

describe('a trace over HTTP', () => {
  it('answers lots with names, operations, recorded links and complete totals', async () => {
    const trace = Trace.parse((await product.admin.get('/api/v1/lots/R/trace?direction=forward')).body);
    expect(trace).toMatchObject({
      root: 'R',
      direction: 'forward',
      totals: { lots: 4, operations: 1, links: 4 },
      withheld: 0,
    });
    // Lots of one generation stand in the order in which the plant heard of them.
    expect(trace.lots.slice(0, 2).map(({ lotId }) => lotId)).toEqual(['R', 'B']);
    expect(trace.lots.map(({ lotId, itemName }) => [lotId, itemName]).sort()).toEqual([
      ['B', 'Blend'],
      ['F1', 'Final'],
      ['F2', 'Final'],
      ['R', 'Raw'],
    ]);
    expect(trace.lots.every(({ share }) => share === 1)).toBe(true);
    expect(trace.links).toContainEqual(
      expect.objectContaining({ parent: 'B', child: 'F1', source: 'link', kind: 'consumed', quantity: 6, unit: 'kg' }),
    );
    expect(trace.links).toContainEqual(expect.objectContaining({ parent: 'R', child: null, operationId: 'MIX' }));
  });

  it('pages without losing or repeating a lot or a link, totals complete on every page', async () => {
    const lots: string[] = [];
    const links: string[] = [];
    for (let cursor = ''; ;) {
      const page = Trace.parse(
        (await product.admin.get(`/api/v1/lots/R/trace?direction=forward&limit=1${cursor}`)).body,
      );
      expect(page.totals).toMatchObject({ lots: 4, links: 4 });
      lots.push(...page.lots.map(({ lotId }) => lotId));
      links.push(...page.links.map(({ parent, child, operationId }) => `${parent} ${operationId} ${child}`));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(lots.sort()).toEqual(['B', 'F1', 'F2', 'R']);
    expect(new Set(links).size).toBe(4);
    expect(links).toHaveLength(4);
  });

  it('goes back, both ways, to a depth, and from anything that stands for lots (T2)', async () => {
    const from = async (body: object) =>
      TraceIds.parse((await product.admin.post('/api/v1/trace', { select: 'ids', ...body })).body);
    const ids = async (body: object) => (await from(body)).lots.map(({ lotId }) => lotId).sort();
    expect(await ids({ roots: ['F1'], direction: 'backward' })).toEqual(['B', 'F1', 'R']);
    expect(await ids({ roots: ['B'], direction: 'both' })).toEqual(['B', 'F1', 'F2', 'R']);
    expect(await ids({ roots: ['R'], direction: 'forward', depth: 1 })).toEqual(['B', 'R']);
    for (const root of [{ supplierLot: 'SL-1' }, { supplierLot: 'SL-1', supplierId: 'S1' }, { lotId: 'R' }]) {
      expect(await ids({ roots: [root], direction: 'forward' })).toEqual(['B', 'F1', 'F2', 'R']);
    }
    expect(await ids({ roots: [{ operation: 'MIX' }], direction: 'forward' })).toEqual(['B', 'F1', 'F2']);
    const machine = { machine: 'M1', from: '2026-01-06T00:00:00Z', to: '2026-01-07T00:00:00Z' };
    expect(await ids({ roots: [machine], direction: 'forward' })).toEqual(['B', 'F1', 'F2']);
    expect(await ids({ roots: [{ shipment: 'S2' }], direction: 'backward' })).toEqual(['B', 'F1', 'R']);
    expect(await ids({ roots: [{ customer: 'C2' }], direction: 'backward' })).toEqual(['B', 'F1', 'R']);
  });

  it('from a root that nobody knows is a 404 that names it, also among others', async () => {
    for (const roots of [['NO'], ['R', 'NO'], [{ supplierLot: 'NO' }], ['R', { handlingUnit: 'NO' }]]) {
      const answer = await product.admin.post<Problem>('/api/v1/trace', { roots });
      expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
      expect(answer.body.detail).toContain('NO');
    }
  });
});

describe('a scope over HTTP', () => {
  it('says where every unit is, who got it and what it is worth', async () => {
    const summary = await scope();
    expect(summary.totals).toMatchObject({ roots: 1, lots: 4, operations: 1, customers: 3, certain: 4, possible: 0 });
    const made = summary.totals.quantities.find(({ unit }) => unit === 'kg')?.quantity ?? NaN;
    const placed = summary.buckets
      .flatMap(({ quantities }) => quantities)
      .reduce((sum, { quantity }) => sum + (quantity ?? NaN), 0);
    expect(placed).toBeCloseTo(made);
    expect(summary.items.map(({ name }) => name).sort()).toEqual(['Blend', 'Final', 'Raw']);
    expect(summary.totals.exposure).toMatchObject({ currency: 'EUR', amount: 50 });
    expect(summary.buckets.map(({ bucket }) => bucket)).toEqual(Bucket.options);
  });

  it('D14: itemises the exposure, each part with its source, or unknown with the reason', async () => {
    const { parts } = (await scope()).totals.exposure;
    const amounts = parts.map(({ part, amount }) => [part, amount]);
    expect(amounts).toEqual([
      ['stock', 50],
      ['retrieval', null],
      ['disposal', 12],
      ['credits', null],
      ['labour', null],
      ['lost-margin', 4],
    ]);
    const source = (name: string) => parts.find(({ part }) => part === name)?.source;
    expect(source('disposal')).toBe('1 disposal entry booked to lots, cases and operations of this scope');
    expect(source('retrieval')).toBe('unknown: no freight is booked to a lot, case or operation of this scope');
    expect(source('lost-margin')).toBe('unit price less standard cost of what was shipped of 1 lot');
    expect(parts.map(({ part, unknown }) => [part, unknown]).filter(([, unknown]) => unknown !== 0)).toEqual([
      ['lost-margin', 1],
    ]);
    const ofOther = (await scope('/api/v1/lots/OTHER/scope')).totals.exposure.parts;
    expect(ofOther.filter(({ amount }) => amount !== null).map(({ part }) => part)).toEqual(['stock']);
  });

  it('D15: names direct, indirect and second-tier customers with their shipment lines', async () => {
    const ofRaw = await scope();
    const relations = ofRaw.customers
      .map(({ customerId, relation, shipments }) => [customerId, relation, shipments])
      .sort();
    expect(relations).toEqual([
      ['C1', 'indirect', 2],
      ['C2', 'second-tier', 1],
      ['D1', 'indirect', 1],
    ]);
    expect(ofRaw.customers.find(({ customerId }) => customerId === 'C1')).toMatchObject({
      name: 'Shop',
      country: 'DE',
      recallContact: 'call me',
      quantities: [{ unit: 'kg', quantity: 3 }],
      through: [],
    });
    expect(ofRaw.customers.find(({ customerId }) => customerId === 'C2')).toMatchObject({
      through: ['D1'],
      quantities: [{ unit: 'kg', quantity: 1 }],
    });
    // Whom nobody can call is counted, not left out; an everyday contact is one.
    expect(ofRaw.totals).toMatchObject({ customers: 3, customersWithoutContact: 1 });
    const contacts = ofRaw.customers.map(({ customerId, recallContact, contact }) => [
      customerId,
      recallContact,
      contact,
    ]);
    expect(contacts.sort()).toEqual([
      ['C1', 'call me', 'sales'],
      ['C2', null, null],
      ['D1', null, 'orders@d.example'],
    ]);
    // D1 shipped one of its three on; who has the other two is not known here.
    expect(ofRaw.unknown.find(({ kind }) => kind === 'next-tier')).toMatchObject({ count: 1, examples: ['D1'] });
    expect((await scope('/api/v1/lots/OTHER/scope')).unknown.map(({ kind }) => kind)).not.toContain('next-tier');
    const ofFinal = await scope('/api/v1/lots/F1/scope');
    expect(ofFinal.customers.map(({ customerId, relation }) => [customerId, relation]).sort()).toEqual([
      ['C1', 'direct'],
      ['C2', 'second-tier'],
      ['D1', 'direct'],
    ]);
  });

  it('R3: back-then-forward reaches the siblings', async () => {
    expect((await scope('/api/v1/lots/F1/scope')).totals.lots).toBe(1);
    expect((await scope('/api/v1/lots/F1/scope?backThenForward=true')).totals.lots).toBe(4);
    const { body } = await product.admin.post('/api/v1/scope', { roots: ['F1'], backThenForward: true });
    const siblings = ScopeSummary.parse(body);
    expect(siblings.totals.lots).toBe(4);
    // F1 is what was asked about: who received it is a direct customer, with the lines that went there.
    expect(
      siblings.customers.map(({ customerId, relation, shipments }) => [customerId, relation, shipments]).sort(),
    ).toEqual([
      ['C1', 'direct', 2],
      ['C2', 'second-tier', 1],
      ['D1', 'direct', 1],
    ]);
  });

  it('every number leads to its rows: paged, filtered, and as CSV', async () => {
    const { scopeId, totals, customers } = await scope();
    const rows = `/api/v1/scope/${scopeId}`;
    const lots = ScopeLotPage.parse((await product.admin.get(`${rows}/lots?limit=3`)).body);
    expect(lots.total).toBe(totals.lots);
    const more = ScopeLotPage.parse((await product.admin.get(`${rows}/lots?limit=3&cursor=${lots.nextCursor}`)).body);
    expect([...lots.items, ...more.items].map(({ lotId }) => lotId).sort()).toEqual(['B', 'F1', 'F2', 'R']);
    expect(more.nextCursor).toBeNull();
    for (const { customerId } of customers) {
      const page = ScopeShipmentPage.parse(
        (await product.admin.get(`${rows}/shipments?customerId=${customerId}`)).body,
      );
      const lines = customers
        .filter((each) => each.customerId === customerId)
        .reduce((sum, each) => sum + each.shipments, 0);
      expect(page.total).toBe(lines);
    }
    const stock = ScopeStockPage.parse((await product.admin.get(`${rows}/stock?bucket=delivered`)).body);
    expect(stock.items.every(({ bucket }) => bucket === 'delivered')).toBe(true);
    expect(stock.total).toBeGreaterThan(0);
    for (const [name, count] of [
      ['lots', 4],
      ['shipments', 4],
    ] as const) {
      const csv = await product.admin.get(`${rows}/${name}.csv`);
      expect(csv.text.trim().split('\r\n')).toHaveLength(count + 1);
    }
    expect((await product.admin.get('/api/v1/scope/nothing/lots')).status).toBe(410);
    expect((await product.admin.get(`${rows}/lots?cursor=nonsense`)).status).toBe(400);
  });

  it('R4: is compared with the recall without lot precision', async () => {
    const { body } = await product.admin.post('/api/v1/scope/comparison', { roots: ['F1'] });
    const comparison = Comparison.parse(body);
    expect(comparison.targeted.lots).toBe(1);
    expect(comparison.broad.lots).toBeGreaterThan(1);
    expect(comparison.saved.exposure.amount).toBeGreaterThan(0);
  });

  it('R8: suspects are what bad lots share', async () => {
    const answer = await product.admin.post('/api/v1/suspects', { badLots: ['F1', 'F2'], goodLots: ['OTHER'] });
    const suspects = Suspects.parse(answer.body);
    expect(suspects).toMatchObject({ badLots: 2, goodLots: 1 });
    expect(suspects.candidates.map(({ id }) => id)).toContain('R');
  });
});
