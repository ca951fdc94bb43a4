import { newestScoreRuns, nothingCompared, writeExpiryScores, writeSupplierLotScores } from '@lotscope/sql';
import type { ExpiryScore, ScoreRunStamp, SupplierLotScore } from '@lotscope/sql';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

let plant: RecordedPlant | undefined;
beforeEach(async () => {
  await plant?.close();
  plant = await RecordedPlant.open();
});
afterAll(() => plant?.close());
const engine = () => plant!.engine;

const time = (text: string) => new Date(text);
const stamp = (runId: string, more: Partial<ScoreRunStamp> = {}): ScoreRunStamp => ({
  runId,
  modelId: 'M1',
  modelVersion: 1,
  scoredAt: time('2026-03-01T12:00:00Z'),
  dataAsOf: time('2026-03-01T00:00:00Z'),
  skill: 'skill',
  verdict: 'It has skill',
  ...more,
});
const lot = (lotId: string, probability: number | null, more: Partial<SupplierLotScore> = {}): SupplierLotScore => ({
  lotId,
  supplierLot: `B-${lotId}`,
  supplierId: 'S',
  itemId: 'I',
  siteId: '',
  predictedAt: time('2026-02-27T08:00:00Z'),
  verdict: null,
  probability,
  low: probability,
  high: probability,
  supplierRate: 0.1,
  drivers: [
    { feature: 'margin', meaning: 'distance to the limit', characteristic: 'pH', value: null, contribution: 1 },
  ],
  outcome: 'unknown',
  outcomeKnownAt: null,
  ...more,
});
const stock = (lotId: string, expectedMoney: number | null): ExpiryScore => ({
  lotId,
  itemId: 'I',
  siteId: 'P',
  verdict: expectedMoney === null ? 'no expiry date' : 'outlook',
  stockOn: 20_513,
  quantity: 5,
  unit: 'kg',
  expiresOn: expectedMoney === null ? null : 20_520,
  rank: 0,
  pAny: null,
  expectedQuantity: null,
  low: null,
  high: null,
  unitCost: null,
  expectedMoney,
  currency: 'EUR',
  ...nothingCompared,
});

const shownLots = () =>
  engine().query<Record<string, unknown>>(
    `SELECT lot_id, run_id, model_version, probability, outcome, before_outcome FROM supplier_lot_scores ORDER BY lot_id`,
  );
const storedBatches = async (table: string) => (await engine().query(`SELECT DISTINCT batch FROM ${table}`)).length;

describe('scores of supplier lots', () => {
  test('show the newest complete run, with its stamp', async () => {
    expect(await shownLots()).toEqual([]);
    expect(await newestScoreRuns(engine(), { family: 'supplier-lot-deviation' })).toEqual([]);
    await writeSupplierLotScores(engine(), [lot('A', 0.2), lot('B', null)], stamp('R1'));
    const second = stamp('R2', { modelVersion: 2, scoredAt: time('2026-03-02T12:00:00Z') });
    expect(await writeSupplierLotScores(engine(), [lot('A', 0.3)], second)).toBe(1);
    expect(await shownLots()).toEqual([
      { lot_id: 'A', run_id: 'R2', model_version: 2, probability: 0.3, outcome: 'unknown', before_outcome: 1 },
    ]);
    expect(await newestScoreRuns(engine(), { family: 'supplier-lot-deviation' })).toMatchObject([
      {
        runId: 'R2',
        modelVersion: 2,
        rows: 1,
        scoredAt: '2026-03-02T12:00:00.000Z',
        dataAsOf: '2026-03-01T00:00:00.000Z',
      },
    ]);
  });

  test('of a run that was cut off are never shown, and a retry of a run replaces what it wrote', async () => {
    await writeSupplierLotScores(engine(), [lot('A', 0.2)], stamp('R1'));
    const broken = [lot('A', 0.9), lot('B', Number.NaN)];
    await expect(writeSupplierLotScores(engine(), broken, stamp('R2'))).rejects.toThrow('probability = NaN');
    await engine().insert('supplier_lot_score_rows', [{ batch: 'cut off', lot_id: 'A', probability: 0.9 }]);
    expect(await shownLots()).toMatchObject([{ lot_id: 'A', run_id: 'R1', probability: 0.2 }]);
    await writeSupplierLotScores(engine(), [lot('A', 0.4)], stamp('R2'));
    await writeSupplierLotScores(engine(), [lot('A', 0.5), lot('C', 0.1)], stamp('R2'));
    expect(await shownLots()).toMatchObject([
      { lot_id: 'A', run_id: 'R2', probability: 0.5 },
      { lot_id: 'C', run_id: 'R2', probability: 0.1 },
    ]);
    expect(await storedBatches('supplier_lot_score_rows')).toBe(2);
  });

  test('of a lot whose outcome is known stay those made before it was known (D19)', async () => {
    await writeSupplierLotScores(engine(), [lot('A', 0.2), lot('B', null), lot('C', 0.3)], stamp('R1'));
    const bad = { outcome: 'deviated', outcomeKnownAt: time('2026-03-10T00:00:00Z') } as const;
    const before = { outcome: 'good', outcomeKnownAt: time('2026-02-28T00:00:00Z') } as const;
    const later = stamp('R2', { modelVersion: 2, dataAsOf: time('2026-03-15T00:00:00Z') });
    const rows = [lot('A', 0.99, bad), lot('B', 0.98, bad), lot('C', 0.01, before), lot('D', 0.97, bad)];
    await writeSupplierLotScores(engine(), rows, later);
    const expected = [
      { lot_id: 'A', model_version: 1, probability: 0.2, outcome: 'deviated', before_outcome: 1 },
      { lot_id: 'B', model_version: 2, probability: 0.98, outcome: 'deviated', before_outcome: 0 },
      { lot_id: 'C', model_version: 2, probability: 0.01, outcome: 'good', before_outcome: 0 },
      { lot_id: 'D', model_version: 2, probability: 0.97, outcome: 'deviated', before_outcome: 0 },
    ];
    expect(await shownLots()).toMatchObject(expected);
    await writeSupplierLotScores(engine(), rows, { ...later, runId: 'R3', modelVersion: 3 });
    expect(await shownLots()).toMatchObject([
      expected[0],
      ...expected.slice(1).map((row) => ({ ...row, model_version: 3 })),
    ]);
  });

  test("a challenger's are kept beside them and never shown", async () => {
    await writeSupplierLotScores(engine(), [lot('A', 0.2)], stamp('R1'));
    await writeSupplierLotScores(engine(), [lot('A', 0.7)], stamp('R1', { shadow: true, modelVersion: 2 }));
    expect(await shownLots()).toMatchObject([{ lot_id: 'A', model_version: 1, probability: 0.2 }]);
    const runs = await newestScoreRuns(engine(), { family: 'supplier-lot-deviation' });
    expect(runs.map(({ shadow, modelVersion }) => [shadow, modelVersion])).toEqual([
      [false, 1],
      [true, 2],
    ]);
  });

  test('of old runs are dropped', async () => {
    for (const run of ['R1', 'R2', 'R3', 'R4']) await writeSupplierLotScores(engine(), [lot('A', 0.2)], stamp(run));
    expect(await storedBatches('supplier_lot_score_rows')).toBe(2);
    await writeSupplierLotScores(engine(), [], stamp('R5'));
    expect(await shownLots()).toEqual([]);
    expect(await newestScoreRuns(engine(), { family: 'supplier-lot-deviation' })).toMatchObject([
      { runId: 'R5', rows: 0 },
    ]);
  });
});

describe('scores of expiry', () => {
  const shown = () =>
    engine().query(`SELECT lot_id, run_id, stock_on, expires_on, expected_money FROM expiry_scores ORDER BY lot_id`);

  test('show the newest complete run; what is not known stays unknown (D23)', async () => {
    await writeExpiryScores(engine(), [stock('A', 12.5), stock('B', null)], stamp('E1'));
    expect(await shown()).toEqual([
      { lot_id: 'A', run_id: 'E1', stock_on: '2026-03-01', expires_on: '2026-03-08', expected_money: 12.5 },
      { lot_id: 'B', run_id: 'E1', stock_on: '2026-03-01', expires_on: null, expected_money: null },
    ]);
    await expect(writeExpiryScores(engine(), [stock('C', Infinity)], stamp('E2'))).rejects.toThrow('expected_money');
    expect(await shown()).toHaveLength(2);
    await writeExpiryScores(engine(), [stock('A', 3)], stamp('E2'));
    expect(await shown()).toMatchObject([{ lot_id: 'A', run_id: 'E2', expected_money: 3 }]);
    expect(await newestScoreRuns(engine(), { family: 'supplier-lot-deviation' })).toEqual([]);
  });
});
