import {
  countSupplierLots,
  countSuppliers,
  countRates,
  itemResults,
  listRates,
  listSupplierLots,
  listSuppliers,
  readableRuns,
  receiptsByMonth,
  refreshDisposition,
  refreshLotExposures,
  refreshReceivedLots,
  writeSupplierLotScores,
  type SupplierLotRequest,
  type SupplierRequest,
} from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordedPlant, type RecordedRow } from '../../support/recorded-plant.ts';

const now = new Date('2026-06-01T00:00:00Z');
const received = (lotId: string, supplierId: string, siteId: string, receivedAt: string): RecordedRow => ({
  lotId,
  itemId: 'FLOUR',
  siteId,
  supplierId,
  supplierLot: `of ${lotId}`,
  origin: 'received',
  receivedAt,
  quantity: 10,
  unit: 'kg',
});
const tested = (lotId: string, value: number, more: RecordedRow = {}): RecordedRow => ({
  lotId,
  characteristic: 'moisture',
  value,
  unit: '%',
  lower: 10,
  upper: 15,
  stage: 'incoming',
  source: 'lab',
  ...more,
});

let plant: RecordedPlant;

/**
 * FAILED fails our own test, FINE passes it and is long in use, CLAIMED has a certificate only, NEW was tested a week ago, USED was used and is in a
 * nonconformance, VOID has one result that was declared void.
 */
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [{ itemId: 'FLOUR', name: 'Wheat flour', unit: 'kg', standardCost: 2, currency: 'EUR' }],
    suppliers: [
      { supplierId: 'S1', name: 'Mill & Sons', country: 'AT' },
      { supplierId: 'S2', name: 'Čapek mlýn' },
    ],
    lots: [
      received('FAILED', 'S1', 'P1', '2026-01-10T08:00:00Z'),
      received('FINE', 'S1', 'P1', '2026-01-11T08:00:00Z'),
      received('CLAIMED', 'S1', 'P1', '2026-01-12T08:00:00Z'),
      received('NEW', 'S2', 'P2', '2026-05-25'),
      received('USED', 'S2', 'P1', '2026-02-01T08:00:00Z'),
      received('VOID', 'S2', 'P1', '2026-02-02T08:00:00Z'),
      { lotId: 'MADE', itemId: 'FLOUR', siteId: 'P1', origin: 'made', manufacturedAt: '2026-02-03T08:00:00Z' },
    ],
    qc_results: [
      tested('FAILED', 16),
      tested('FAILED', 12, { source: 'certificate' }),
      tested('FINE', 13),
      tested('CLAIMED', 19, { source: 'certificate' }),
      tested('NEW', 12, { recordedAt: '2026-05-31T00:00:00Z' }),
      tested('VOID', 22, { invalidated: true }),
    ],
    nonconformances: [
      { ncrId: 'N1', lotId: 'USED', defect: 'lumps', openedAt: '2026-02-20' },
      { ncrId: 'N2', lotId: 'USED', defect: 'lumps', openedAt: '2026-03-02' },
      { ncrId: 'N3', lotId: 'FAILED', defect: 'wet', openedAt: '2026-01-12' },
    ],
    operations: [{ operationId: 'O1', itemId: 'DOUGH', siteId: 'P1' }],
    operation_inputs: [{ operationId: 'O1', lotId: 'USED', quantity: 5, unit: 'kg' }],
  });
  await refreshDisposition(plant.engine);
  await refreshReceivedLots(plant.engine, { now });
  const scored = (lotId: string, probability: number, outcome: 'unknown' | 'good' | 'deviated') => ({
    lotId,
    supplierLot: `of ${lotId}`,
    supplierId: 'S1',
    itemId: 'FLOUR',
    siteId: 'P1',
    predictedAt: now,
    verdict: 'It is used',
    probability,
    low: probability / 2,
    high: Math.min(1, probability * 2),
    supplierRate: 0.25,
    drivers: [{ feature: 'margin', meaning: 'near a limit', characteristic: 'moisture', value: 0.1, contribution: 1 }],
    outcome,
    outcomeKnownAt: outcome === 'unknown' ? null : now,
  });
  await writeSupplierLotScores(
    plant.engine,
    [scored('CLAIMED', 0.8, 'unknown'), scored('NEW', 0.3, 'unknown'), scored('FINE', 0.1, 'good')],
    {
      runId: 'run',
      modelId: 'm1',
      modelVersion: 2,
      scoredAt: now,
      dataAsOf: now,
      skill: 'skill',
      verdict: 'It is used',
    },
  );
  const nothing = { value: null, unvalued: 0, lots: 1, customers: 0 };
  // Somebody without patience knows that of the newest lot alone.
  expect(await refreshLotExposures(plant.engine, async () => nothing, { patienceMs: 0 })).toBe(1);
  await refreshLotExposures(plant.engine, async ([lot]) =>
    lot === 'CLAIMED' ? { ...nothing, value: 100, unvalued: 2 } : nothing,
  );
});
afterAll(() => plant?.close());

const nobody = { deviated: [], good: [] };
const lots = async (request: Partial<SupplierLotRequest> = {}) => {
  const asked: SupplierLotRequest = {
    run: (await readableRuns(plant.engine, 'supplier-lot-deviation'))[0] ?? '',
    state: 'all',
    sort: 'receivedAt',
    order: 'asc',
    sites: null,
    reviews: nobody,
    limit: 100,
    offset: 0,
    ...request,
  };
  return listSupplierLots(plant.engine, asked);
};
const ids = async (request: Partial<SupplierLotRequest> = {}) => (await lots(request)).map(({ lotId }) => lotId);
const suppliers = (request: Partial<SupplierRequest> = {}) =>
  listSuppliers(plant.engine, {
    sort: 'name',
    order: 'asc',
    sites: null,
    reviews: nobody,
    limit: 100,
    offset: 0,
    ...request,
  });

describe('received lots', () => {
  it('D19: are good only when somebody looked and nothing was found, D18: a result declared void is no look', async () => {
    const outcomes = (await lots()).map(({ lotId, outcome, inspected }) => [lotId, outcome, inspected]);
    expect(outcomes).toEqual([
      ['FAILED', 'deviated', true],
      ['FINE', 'good', true],
      ['CLAIMED', 'unknown', false],
      ['USED', 'deviated', false],
      ['VOID', 'unknown', false],
      ['NEW', 'unknown', true],
    ]);
  });

  it('D21: the expected loss is probability × exposure, and unknown where either is; unknown comes last in both orders', async () => {
    const loss = async (order: 'asc' | 'desc') =>
      (await lots({ state: 'open', sort: 'expectedLoss', order })).map(({ lotId, expectedLoss }) => [
        lotId,
        expectedLoss,
      ]);
    expect((await loss('desc'))[0]).toEqual(['CLAIMED', 80]);
    expect((await loss('asc'))[0]).toEqual(['CLAIMED', 80]);
    expect((await loss('asc')).slice(1).map(([, amount]) => amount)).toEqual([null, null]);
    expect(await ids({ state: 'open', sort: 'probability', order: 'desc' })).toEqual(['CLAIMED', 'NEW', 'VOID']);
    expect(await ids({ state: 'open', sort: 'probability', order: 'asc' })).toEqual(['NEW', 'CLAIMED', 'VOID']);
  });

  it('carry the model behind each score, and none where there is none', async () => {
    const [claimed] = await lots({ lotIds: ['CLAIMED'] });
    expect(claimed).toMatchObject({
      supplierName: 'Mill & Sons',
      itemName: 'Wheat flour',
      probability: 0.8,
      low: 0.4,
      unvalued: 2,
      modelId: 'm1',
      modelVersion: 2,
      scoredAt: '2026-06-01T00:00:00.000Z',
      skill: 'skill',
      receivedAt: '2026-01-12T08:00:00.000Z',
    });
    expect(JSON.parse(claimed!.drivers ?? '')).toHaveLength(1);
    const [unscored] = await lots({ lotIds: ['VOID'] });
    const none = { probability: null, modelId: null, skill: null, drivers: null };
    expect(unscored).toMatchObject({ ...none, expectedLoss: null, unvalued: 0 });
  });

  it('are what a reviewer says of them, whatever was found', async () => {
    const reviews = { deviated: ['CLAIMED'], good: ['FAILED'] };
    expect(await ids({ state: 'open', reviews })).toEqual(['VOID', 'NEW']);
    const [claimed] = await lots({ lotIds: ['CLAIMED'], reviews });
    expect(claimed?.outcome).toBe('deviated');
    const [first] = await suppliers({ supplier: 'S1', reviews });
    expect(first).toMatchObject({ labelled: 3, deviated: 1, openLots: 0 });
  });

  it('are found by parts of ids and names, by site, supplier and time of receipt', async () => {
    expect(await ids({ q: 'clai' })).toEqual(['CLAIMED']);
    expect(await ids({ q: 'čapek' })).toEqual(['USED', 'VOID', 'NEW']);
    expect(await ids({ q: 'wheat' })).toHaveLength(6);
    expect(await ids({ supplier: 'S2', site: 'P1' })).toEqual(['USED', 'VOID']);
    const [since, until] = [new Date('2026-01-11T08:00:00Z'), new Date('2026-02-01T08:00:00Z')];
    expect(await ids({ since, until })).toEqual(['FINE', 'CLAIMED']);
    expect(await ids({ q: "' OR 1 = 1 --" })).toEqual([]);
  });

  it('of other sites are withheld and counted', async () => {
    expect(await ids({ sites: ['P1'] })).not.toContain('NEW');
    const filter = { state: 'all', sites: ['P1'], reviews: nobody } as const;
    expect(await countSupplierLots(plant.engine, filter)).toEqual({ total: 6, withheld: 1 });
  });
});

describe('suppliers', () => {
  it('D19: have a rate over lots of which the outcome is known, with its interval; open lots are no good lots', async () => {
    const [second, first] = await suppliers({ order: 'desc' });
    expect(first).toMatchObject({
      supplierId: 'S1',
      lots: 3,
      labelled: 2,
      deviated: 1,
      openLots: 1,
      rate: 0.5,
      unscored: 0,
    });
    // Wilson for 1 of 2.
    expect(first?.low).toBeCloseTo(0.0945, 3);
    expect(first?.high).toBeCloseTo(0.9055, 3);
    expect(first?.expectedDeviating).toBeCloseTo(0.8);
    expect(second).toMatchObject({ supplierId: 'S2', labelled: 1, deviated: 1, openLots: 2, unscored: 1 });
    expect(second?.expectedDeviating).toBeCloseTo(0.3);
  });

  it('D19: lots too new to be known as good are in no rate, or the bad ones alone would make it', async () => {
    const reviews = { deviated: ['NEW'], good: [] };
    const [second] = await suppliers({ supplier: 'S2', reviews });
    expect(second).toMatchObject({ labelled: 2, deviated: 2, rated: 1, ratedDeviated: 1, rate: 1 });
    expect(second?.months.at(-1)).toMatchObject({ month: '2026-05', labelled: 1, rated: 0 });
    expect((await suppliers({ site: 'P2', reviews }))[0]).toMatchObject({ labelled: 1, rate: null, worst: [] });
    expect(await ids({ state: 'judged', supplier: 'S2', reviews })).toEqual(['USED', 'NEW']);
    expect(await ids({ state: 'rated', supplier: 'S2', reviews })).toEqual(['USED']);
  });

  it('have their receipts by month, worst items and defects that come again', async () => {
    const [first] = await suppliers({ supplier: 'S2' });
    expect(first?.months).toEqual([
      { supplierId: 'S2', month: '2026-02', lots: 2, labelled: 1, deviated: 1, rated: 1, ratedDeviated: 1 },
      { supplierId: 'S2', month: '2026-05', lots: 1, labelled: 0, deviated: 0, rated: 0, ratedDeviated: 0 },
    ]);
    expect(first?.worst).toMatchObject([{ itemId: 'FLOUR', itemName: 'Wheat flour', rate: 1, labelled: 1 }]);
    expect(first?.recurring).toEqual([{ supplierId: 'S2', defect: 'lumps', times: 2, last: '2026-03-02' }]);
    const filter = { supplier: 'S1', item: 'FLOUR', sites: null, reviews: nobody };
    expect(await receiptsByMonth(plant.engine, filter)).toMatchObject([{ month: '2026-01', lots: 3, deviated: 1 }]);
  });

  it('without any receipt that the reader may see are withheld and counted', async () => {
    expect((await suppliers({ sites: ['P2'] })).map(({ supplierId }) => supplierId)).toEqual(['S2']);
    const filter = { sites: ['P2'], reviews: nobody };
    expect(await countSuppliers(plant.engine, filter)).toEqual({ total: 2, withheld: 1 });
  });

  it('D19: are counted by item too, over the same lots', async () => {
    const filter = { supplier: 'S2', sites: null, reviews: nobody };
    const [only, none] = await listRates(plant.engine, 'item', {
      ...filter,
      sort: 'rate',
      order: 'desc',
      offset: 0,
      limit: 10,
    });
    expect(only).toMatchObject({
      id: 'FLOUR',
      name: 'Wheat flour',
      lots: 3,
      labelled: 1,
      deviated: 1,
      openLots: 2,
      rate: 1,
    });
    expect(none).toBeUndefined();
    const elsewhere = { ...filter, sites: ['P3'] };
    expect(await countRates(plant.engine, 'item', elsewhere)).toEqual({ total: 1, withheld: 1 });
  });

  it('without a known outcome have no rate, not a rate of 0', async () => {
    const [only] = await suppliers({ site: 'P2' });
    expect(only).toMatchObject({ labelled: 0, deviated: 0, rate: null, low: null, high: null });
  });
});

describe('results of the lots of an item', () => {
  const asked = {
    lotId: 'VOID',
    itemId: 'FLOUR',
    receivedBy: new Date('2026-02-02T08:00:00Z'),
    sites: null,
    reviews: nobody,
  };

  it('are those of earlier lots, own apart from certificates, D18: without those declared void', async () => {
    const results = await itemResults(plant.engine, asked);
    expect(results.map(({ lotId, own, certificate, upper }) => [lotId, own, certificate, upper])).toEqual([
      ['FAILED', 16, 12, 15],
      ['FINE', 13, null, 15],
      ['CLAIMED', null, 19, 15],
    ]);
  });

  it('are none of lots at other sites', async () => {
    const receivedBy = new Date('2026-06-01T00:00:00Z');
    const results = await itemResults(plant.engine, { ...asked, receivedBy, sites: ['P2'] });
    expect(results.map(({ lotId }) => lotId)).toEqual(['NEW']);
  });
});
