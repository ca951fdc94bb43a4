import {
  Comparison,
  ScopeCostPage,
  ScopeCustomerPage,
  ScopeLotPage,
  ScopeShipmentPage,
  ScopeStockPage,
  ScopeSummary,
} from '@lotscope/api/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpClient } from '../../support/http-client.ts';
import { load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
let limited: HttpClient;
let rows: string;
let summary: ScopeSummary;

/**
 * MILK went into A (P1) and B (P2); C and D are of the same items, made at the same places on the same days of other milk. A and C were
 * shipped to DAIRY, which ships on; D on hand.
 */
const files = {
  items: 'itemId,name,kind,standardCost,currency,unit\nIM,Milk,raw,1,EUR,kg\nIY,Yoghurt,finished,4,EUR,kg\n',
  customers: 'customerId,name,country,kind\nDAIRY,Dairy,DE,distributor\nSHOP,Shop,FR,\nKIOSK,Kiosk,,\nCAFE,Café,FR,\n',
  lots:
    'lotId,itemId,siteId,origin,receivedAt,manufacturedAt,quantity,unit\nMILK,IM,P1,received,2026-01-05T08:00:00Z,,20,kg\n' +
    ['A', 'B', 'C', 'D']
      .map((lot) => `${lot},IY,${lot === 'B' ? 'P2' : 'P1'},made,,2026-01-0${lot === 'D' ? 8 : 7}T10:00:00Z,10,kg\n`)
      .join('') +
    'E,IY,P1,made,,2026-01-08T11:00:00Z,10,kg\n',
  lot_links:
    'parentLotId,childLotId,kind,quantity,unit,at\nMILK,A,consumed,8,kg,2026-01-07T09:00:00Z\n' +
    'MILK,B,consumed,8,kg,2026-01-07T09:00:00Z\nMILK,E,consumed,1,kg,2026-01-08T11:00:00Z\n',
  operation_outputs: 'operationId,lotId,quantity,unit,at\nBATCH,B,10,kg,2026-01-07T10:00:00Z\n',
  complaints: 'caseId,lineId,lotId,at\nCASE,1,A,2026-01-20\nCASE,2,B,2026-01-20\n',
  shipments:
    'shipmentId,lineId,lotId,customerId,fromPartyId,quantity,unit,shippedAt,deliveredAt,unitPrice,currency\n' +
    'S1,1,A,DAIRY,,6,kg,2026-01-09,2026-01-10,7,EUR\nS2,1,A,SHOP,DAIRY,2,kg,2026-01-11,2026-01-12,9,EUR\n' +
    'S3,1,B,SHOP,,3,kg,2026-01-09,2026-01-10,6,EUR\nS3,2,B,KIOSK,,1,kg,2026-01-09,2026-01-10,,\n' +
    'S4,1,C,DAIRY,,5,kg,2026-01-09,2026-01-10,7,EUR\nS4,2,C,CAFE,,5,kg,2026-01-09,2026-01-10,7,EUR\n',
  cost_entries:
    'costId,kind,lotId,caseId,operationId,amount,currency,at\nK1,credit,A,,,12,EUR,2026-01-21\nK2,credit,,CASE,,30,EUR,2026-01-21\n' +
    'K3,credit,,CASE,,5,XXX,2026-01-21\nK4,freight,,,BATCH,8,EUR,2026-01-21\nK5,disposal,C,,,99,EUR,2026-01-21\nK6,disposal,B,,,2,EUR,2026-01-21\n',
};

beforeAll(async () => {
  product = await startTestProduct();
  await Promise.all(Object.entries(files).map(([dataset, text]) => load(product, dataset, text)));
  limited = await signedIn(product, ['recall'], ['P1']);
  summary = ScopeSummary.parse((await product.admin.get('/api/v1/lots/MILK/scope')).body);
  rows = `/api/v1/scope/${summary.scopeId}`;
});
afterAll(() => product?.close());

async function read<T>(schema: { parse(body: unknown): T }, path: string, client = product.admin): Promise<T> {
  const answer = await client.get(`${rows}/${path}`);
  expect(answer.status, path).toBe(200);
  return schema.parse(answer.body);
}

const sumOf = (values: readonly (number | null | undefined)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** Lines of the whole file of a list, without its header. */
async function csvLines(path: string, client = product.admin): Promise<number> {
  return (await client.get(`${rows}/${path}`)).text.trim().split('\r\n').length - 1;
}

test('D14: every booked part of an exposure is the sum of its entries, what has no rate is counted as unknown', async () => {
  const booked = summary.totals.exposure.parts.filter(({ kind }) => kind !== null);
  expect(booked.filter(({ amount }) => amount !== null).map(({ part, amount }) => [part, amount])).toEqual([
    ['retrieval', 8],
    ['disposal', 2],
    ['credits', 42],
  ]);
  for (const { kind, amount, unknown } of booked) {
    const { items, total, withheld } = await read(ScopeCostPage, `costs?kind=${kind}`);
    expect([total, withheld]).toEqual([items.length, 0]);
    expect(items.length === 0 ? null : sumOf(items.map(({ value }) => value.amount)), kind!).toBe(amount);
    expect(items.filter(({ value }) => value.amount === null)).toHaveLength(unknown);
    expect((await read(ScopeCostPage, `costs?kind=${kind}&unvalued=true`)).total).toBe(unknown);
    expect(await csvLines(`costs.csv?kind=${kind}`)).toBe(total);
  }
  const paged = await read(ScopeCostPage, 'costs?limit=2');
  const next = await read(ScopeCostPage, `costs?limit=2&cursor=${paged.nextCursor}`);
  expect([...paged.items, ...next.items].map(({ costId }) => costId)).toEqual(['K1', 'K2', 'K3', 'K4']);
  expect(paged.total).toBe(5);
  expect((await product.admin.get(`${rows}/costs?cursor=nonsense`)).status).toBe(400);
});

test('entries that are booked to lots of other sites alone are withheld and counted', async () => {
  const { items, total, withheld } = await read(ScopeCostPage, 'costs', limited);
  // K4 is booked to the output of an operation, and K6 to B: both are of P2. The case of K2 and K3 names A of P1 too.
  expect(items.map(({ costId }) => costId)).toEqual(['K1', 'K2', 'K3']);
  expect([total, withheld]).toEqual([5, 2]);
  expect(await csvLines('costs.csv', limited)).toBe(3);
});

test('D14: lost margin is the sum over the shipments that we made ourselves; of lots with one that is open it is unknown', async () => {
  const part = summary.totals.exposure.parts.find((each) => each.part === 'lost-margin')!;
  expect(part).toMatchObject({ amount: 6 * 3 + 3 * 2, unknown: 1, source: expect.stringContaining('2 lots') });
  const { items } = await read(ScopeShipmentPage, 'shipments?margin=any');
  const margins = items.map(({ shipmentId, margin }) => `${shipmentId} ${margin?.amount}`);
  expect(margins.sort()).toEqual(['S1 18', 'S3 6', 'S3 null']);
  expect(sumOf(items.map(({ margin }) => margin?.amount))).toBe(part.amount);
  const known = (await read(ScopeLotPage, 'lots?margin=known')).items.map(({ lotId }) => lotId);
  expect(known.sort()).toEqual(['A', 'B']);
  expect((await read(ScopeLotPage, 'lots?margin=open')).items.map(({ lotId }) => lotId)).toEqual(['B']);
  const forwarded = (await read(ScopeShipmentPage, 'shipments?relation=second-tier')).items;
  expect(forwarded.map(({ shipmentId, margin }) => [shipmentId, margin])).toEqual([['S2', null]]);
});

test('R4: the broad recall and what it saves are the sums of their own rows, lots that nothing leads to among them', async () => {
  const { body } = await product.admin.post('/api/v1/scope/comparison', { roots: ['MILK'] });
  const comparison = Comparison.parse(body);
  expect([comparison.targeted.lots, comparison.broad.lots, comparison.saved.lots]).toEqual([4, 6, 2]);
  for (const [recall, size] of [
    ['', comparison.targeted],
    ['recall=broad', comparison.broad],
    ['recall=saved', comparison.saved],
  ] as const) {
    expect((await read(ScopeLotPage, `lots?${recall}`)).total).toBe(size.lots);
    expect(await csvLines(`lots.csv?${recall}`)).toBe(size.lots);
    const stock = (await read(ScopeStockPage, `stock?bucket=terminal&${recall}`)).items;
    expect(sumOf(stock.map(({ value }) => value.amount)), recall).toBe(size.exposure.amount);
    expect(sumOf(stock.map(({ quantity }) => quantity)), recall).toBe(
      sumOf(size.quantities.map((each) => each.quantity)),
    );
    const customers = await read(ScopeCustomerPage, `customers?${recall}`);
    expect(customers.customers, recall).toBe(size.customers);
    expect(new Set(customers.items.map(({ customerId }) => customerId)).size).toBe(size.customers);
  }
  const saved = (await read(ScopeLotPage, 'lots?recall=saved')).items;
  expect(saved.map(({ lotId, certainty, depth }) => `${lotId} ${certainty} ${depth}`).sort()).toEqual([
    'C null null',
    'D null null',
  ]);
  expect((await read(ScopeCustomerPage, 'customers?recall=saved')).items.map(({ customerId }) => customerId)).toEqual([
    'CAFE',
  ]);
  // DAIRY got lots of both: of the broad recall its rows are more than of the traced one.
  expect((await read(ScopeShipmentPage, 'shipments?customerId=DAIRY')).total).toBe(1);
  expect((await read(ScopeShipmentPage, 'shipments?customerId=DAIRY&recall=broad')).total).toBe(2);
  const period = 'recall=broad&from=2026-01-07T00:00:00Z&to=2026-01-07T23:59:59Z';
  expect((await read(ScopeLotPage, `lots?${period}`)).items.map(({ lotId }) => lotId).sort()).toEqual([
    'A',
    'B',
    'C',
    'E',
    'MILK',
  ]);
});

test('D15: customers are found by country, known or not, by who shipped it on, and where the next tier is not known', async () => {
  const found = async (query: string) =>
    (await read(ScopeCustomerPage, `customers?${query}`)).items.map(
      ({ customerId, relation }) => `${customerId} ${relation}`,
    );
  expect((await found('')).sort()).toEqual(['DAIRY indirect', 'KIOSK indirect', 'SHOP indirect', 'SHOP second-tier']);
  expect((await found('country=FR')).sort()).toEqual(['SHOP indirect', 'SHOP second-tier']);
  expect(await found('noCountry=true')).toEqual(['KIOSK indirect']);
  expect(await found('fromPartyId=DAIRY')).toEqual(['SHOP second-tier']);
  expect(await found('nextTier=unknown')).toEqual(['DAIRY indirect']);
  expect(summary.unknown.find(({ kind }) => kind === 'next-tier')).toMatchObject({ count: 1 });
  expect(await found('q=kio')).toEqual(['KIOSK indirect']);
  expect(await found('relation=second-tier')).toEqual(['SHOP second-tier']);
  expect(await csvLines('customers.csv?country=FR')).toBe(2);
  // Each figure of a customer is the sum of the rows that it leads to, shipped on or not.
  for (const { customerId, relation, lots, shipments, exposure } of summary.customers) {
    const of = `customerId=${customerId}&relation=${relation}`;
    expect((await read(ScopeLotPage, `lots?${of}`)).total).toBe(lots);
    expect((await read(ScopeShipmentPage, `shipments?${of}`)).total).toBe(shipments);
    const stock = (await read(ScopeStockPage, `stock?bucket=terminal&${of}`)).items;
    expect(sumOf(stock.map(({ value }) => value.amount))).toBe(exposure.amount);
  }
  const first = await read(ScopeCustomerPage, 'customers?limit=3');
  const rest = await read(ScopeCustomerPage, `customers?limit=3&cursor=${first.nextCursor}`);
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 1, null]);
  expect((await product.admin.get(`${rows}/customers?cursor=99`)).status).toBe(400);
});
