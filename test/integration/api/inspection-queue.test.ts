import { InspectionBudget, InspectionQueue, SupplierLotRiskPage } from '@lotscope/api/contract';
import type { AuditPage } from '@lotscope/api/contract';
import { writeSupplierLotScores } from '@lotscope/sql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoWeek } from '../../../api/src/inspection-queue/iso-week.ts';
import type { HttpClient } from '../../support/http-client.ts';
import { derived, load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const dateOf = (time: Date): string => time.toISOString().slice(0, 10);

let product: TestProduct;
let quality: HttpClient;

const recent = Array.from({ length: 30 }, (_, i) => `L${i}`);

/** Scores of all recent lots by one run; the queue must not care about later ones. */
async function score(runId: string, probabilityOf: (place: number) => number): Promise<void> {
  // The engine of the product, once more: one process may open it as often as it likes.
  const engine = await product.openStore();
  const rows = [...recent, 'ELSEWHERE'].map((lotId, place) => ({
    lotId,
    supplierLot: '',
    supplierId: 'S1',
    itemId: 'I',
    siteId: 'P1',
    predictedAt: new Date(),
    verdict: 'It is used',
    probability: probabilityOf(place),
    low: 0,
    high: 1,
    supplierRate: null,
    drivers: [],
    outcome: 'unknown' as const,
    outcomeKnownAt: null,
  }));
  const stamp = { runId, modelId: 'm', modelVersion: 1, scoredAt: new Date(), dataAsOf: new Date() };
  await writeSupplierLotScores(engine, rows, { ...stamp, skill: 'skill', verdict: 'It is used' });
  await engine.close();
}

/** A queue of long ago held BAD (deviated), GOOD (drawn at random) and OPEN (nobody knows yet); MISSED deviated, too. */
async function rememberPastQueue(): Promise<void> {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  const week = isoWeek(ago(100));
  await client.query(
    `INSERT INTO inspection_queues (week, chosen_at, per_week, random_share, received_from, received_until)
     VALUES ($1, $2, 3, 0.1, $3, $2)`,
    [week, ago(100), ago(128)],
  );
  await client.query(
    `INSERT INTO inspection_queue_items (week, lot_id, position, reason)
     VALUES ($1, 'BAD', 1, 'risk'), ($1, 'OPEN', 2, 'risk'), ($1, 'GOOD', 3, 'random')`,
    [week],
  );
  await client.end();
}

beforeAll(async () => {
  product = await startTestProduct();
  const row = (lot: string, site: string, days: number) => `${lot},I,${site},received,S1,${dateOf(ago(days))},10,kg\n`;
  const lots = [
    ...recent.map((lot) => row(lot, 'P1', 3)),
    row('ELSEWHERE', 'P2', 3),
    ...['BAD', 'GOOD', 'OPEN', 'MISSED'].map((lot) => row(lot, 'P1', 110)),
  ];
  await Promise.all([
    load(product, 'lots', `lotId,itemId,siteId,origin,supplierId,receivedAt,quantity,unit\n${lots.join('')}`),
    load(product, 'nonconformances', `ncrId,lotId,defect\nN1,BAD,lumps\nN2,MISSED,lumps\n`),
    load(
      product,
      'qc_results',
      `lotId,characteristic,value,unit,lower,upper,stage,source,at\nGOOD,moisture,12,%,10,15,incoming,lab,${dateOf(ago(109))}\n`,
    ),
  ]);
  await derived(product);
  await rememberPastQueue();
  quality = await signedIn(product, ['supplier-quality']);
});
afterAll(() => product?.close());

const path = '/api/v1/inspection-queue';
const queue = async (query = '', client = quality) => InspectionQueue.parse((await client.get(`${path}${query}`)).body);
const idsOf = ({ items }: InspectionQueue) => items.map(({ lotId }) => lotId);

describe('the inspection queue', () => {
  it('is not chosen before any model has scored, and says within which budget it will be', async () => {
    const { items, chosenAt, budget, week } = await queue();
    expect({ items, chosenAt, week }).toEqual({ items: [], chosenAt: null, week: isoWeek(new Date()) });
    expect(budget).toMatchObject({ lots: 20, randomShare: 0.1, setBy: null });
  });

  it('has a budget that people set with a reason, once however often it is sent', async () => {
    const change = { perWeek: 10, randomShare: 0.2, reason: 'Two inspectors' };
    const set = InspectionBudget.parse((await quality.put(`${path}/budget`, change)).body);
    expect(set).toMatchObject({ lots: 10, randomShare: 0.2, reason: 'Two inspectors' });
    expect((await quality.put(`${path}/budget`, change)).body).toEqual(set);
    const { items } = (await product.admin.get<AuditPage>('/api/v1/audit?action=inspection-budget.set')).body;
    expect(items).toHaveLength(1);
  });

  it('D19: refuses a random part below a tenth, and whoever may not see every site', async () => {
    const change = { perWeek: 10, randomShare: 0.05, reason: 'x' };
    expect((await quality.put(`${path}/budget`, change)).status).toBe(400);
    expect((await quality.put(`${path}/budget`, { ...change, randomShare: 0.1, perWeek: 0 })).status).toBe(400);
    const limited = await signedIn(product, ['supplier-quality'], ['P1']);
    expect((await limited.put(`${path}/budget`, { ...change, randomShare: 0.1 })).status).toBe(403);
    expect((await quality.get(`${path}?week=2026-W54`)).status).toBe(400);
  });

  it('D19: holds the lots of the highest risk and a random part, and stays as it is when scores change', async () => {
    await score('first', (place) => place / 100);
    const [chosen, again] = await Promise.all([queue(), queue()]);
    expect(idsOf(again)).toEqual(idsOf(chosen));
    expect(chosen).toMatchObject({ total: 10, withheld: 0, budget: { lots: 10 } });
    expect(chosen.items.filter(({ reason }) => reason === 'random')).toHaveLength(2);
    const risky = chosen.items.filter(({ reason }) => reason === 'risk').map(({ probability }) => probability ?? 0);
    expect(risky).toEqual(risky.toSorted((a, b) => b - a));
    expect(Math.min(...risky)).toBeGreaterThanOrEqual(0.21);
    await score('second', (place) => 1 - place / 100);
    await quality.put(`${path}/budget`, { perWeek: 20, randomShare: 0.1, reason: 'More hands' });
    const later = await queue();
    expect(idsOf(later)).toEqual(idsOf(chosen));
    expect(later).toMatchObject({ chosenAt: chosen.chosenAt, budget: { lots: 10 }, nextBudget: { lots: 20 } });
    expect(later.items[0]?.probability).not.toBe(chosen.items[0]?.probability);
    const { items } = (await product.admin.get<AuditPage>('/api/v1/audit?action=inspection-queue.chosen')).body;
    expect(items).toMatchObject([{ subject: chosen.week, actorKind: 'system' }]);
  });

  it('marks its lots in the list of supplier lots, and is the same as CSV', async () => {
    const { items } = await queue();
    const { body } = await quality.get('/api/v1/risk/supplier-lots?limit=1000');
    const marked = SupplierLotRiskPage.parse(body).items.filter(({ queued }) => queued !== null);
    // OPEN is of a queue of long ago.
    expect(marked.map(({ lotId, queued }) => `${lotId} ${queued}`).sort()).toEqual(
      [...items.map(({ lotId, reason }) => `${lotId} ${reason}`), 'OPEN risk'].sort(),
    );
    const lines = (await quality.get(`${path}.csv`)).text.trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[1])).toEqual(items.map(({ lotId }) => lotId));
  });

  it('of other sites is withheld and counted', async () => {
    const limited = await signedIn(product, ['supplier-quality'], ['P1']);
    const [all, own] = [await queue(), await queue('', limited)];
    expect(idsOf(all)).toContain('ELSEWHERE');
    expect(own).toMatchObject({ total: 10, withheld: 1 });
    expect(idsOf(own)).toEqual(idsOf(all).filter((lot) => lot !== 'ELSEWHERE'));
    expect(idsOf(await queue('?site=P2'))).toEqual(['ELSEWHERE']);
  });

  it('D19: is measured by what past weeks caught, among receipts of which it is known what became of them', async () => {
    const { measured } = await queue();
    expect(measured).toMatchObject({ weeks: 1, receipts: 4, inspected: 2, deviating: 2, caught: 1 });
    expect(measured.recall.value).toBe(0.5);
    expect(measured.randomRate.value).toBe(0);
    expect(measured.randomRate.high).toBeGreaterThan(0.5);
    const past = await queue(`?week=${isoWeek(ago(100))}`);
    expect(idsOf(past)).toEqual(['BAD', 'OPEN', 'GOOD']);
    expect(past.items.map(({ outcome }) => outcome)).toEqual(['deviated', 'unknown', 'good']);
  });

  it('of a week that nobody asked for in its time is empty', async () => {
    expect(await queue('?week=2001-W01')).toMatchObject({ items: [], chosenAt: null, total: 0 });
  });
});
