import {
  readDeviationFeatures,
  readExpiryFeatures,
  refreshDisposition,
  refreshReceivedLots,
  type DeviationFeatures,
} from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportStore } from './import-store.ts';
import type { FileRow } from './refreshed-store.ts';

/** Day 0 is the receipt of every lot; a lot is judged on day 1 and has 60 days to deviate. */
const on = (day: number) => new Date(Date.UTC(2026, 0, 10 + day, 8)).toISOString();
const lot = (lotId: string, recorded = 0): FileRow => ({
  lotId,
  itemId: 'FLOUR',
  origin: 'received',
  siteId: 'A',
  supplierId: 'S1',
  receivedAt: on(0),
  recordedAt: on(recorded),
});
const result = (lotId: string, value: number, recorded: number, more: FileRow = {}): FileRow => ({
  resultId: `R-${lotId}`,
  lotId,
  characteristic: 'moisture',
  value,
  lower: 10,
  upper: 16,
  stage: 'incoming',
  source: 'lab',
  at: on(0),
  recordedAt: on(recorded),
  ...more,
});
const report = (ncrId: string, lotId: string, recorded: number, more: FileRow = {}): FileRow => ({
  ncrId,
  lineId: '1',
  lotId,
  openedAt: on(5),
  recordedAt: on(recorded),
  ...more,
});

let store: ImportStore;
beforeAll(async () => {
  store = await ImportStore.open();
  const load = async (dataset: DatasetName, rows: readonly FileRow[]) => {
    const file = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    expect((await store.load(dataset, file, { format: 'jsonl' })).rejected).toBe(0);
  };
  const lots = ['closed', 'retyped', 'mistyped', 'failed later', 'failed at once', 'taken back', 'not ours'];
  await load('lots', [...lots.map((id) => lot(id)), lot('closed', 200)]);
  await load('qc_results', [
    ...[result('retyped', 12, 0), result('retyped', 14, 40)],
    ...[result('mistyped', 99, 3), result('mistyped', 12, 6)],
    ...[result('failed later', 12, 0), result('failed later', 17, 20)],
    ...[result('failed at once', 20, 0), result('failed at once', 21, 50)],
    ...[result('taken back', 13, 0), result('taken back', 13, 30, { deleted: true })],
    result('not ours', 12, 0),
  ]);
  await load('nonconformances', [
    ...[report('N1', 'closed', 5), report('N1', 'closed', 100, { closedAt: on(100) })],
    ...[report('N2', 'not ours', 5), report('N2', 'not ours', 70, { deleted: true })],
    report('N3', 'retyped', 70),
  ]);
  await load('items', [{ itemId: 'FLOUR', unit: 'kg', shelfLifeDays: 90 }]);
  const receipt = { movementId: 'M1', lotId: 'closed', reason: 'receipt', toSiteId: 'A', unit: 'kg', at: on(0) };
  await load('movements', [
    { ...receipt, quantity: 10, recordedAt: on(0) },
    { ...receipt, quantity: 12, recordedAt: on(50) },
  ]);
});
afterAll(() => store.close());

const read = (day: number) => readDeviationFeatures(store.engine, { asOf: new Date(on(day)) });
function labelOf({ lotId, label, labelKnownAt, badBefore }: DeviationFeatures, id: string) {
  const row = lotId.indexOf(id);
  if (badBefore[row] === 1) return 'bad before';
  return Number.isNaN(labelKnownAt[row]!) ? null : [label[row], new Date(labelKnownAt[row]!).toISOString()];
}
function valuesOf({ results, lotId }: DeviationFeatures, id: string) {
  const row = lotId.indexOf(id);
  return [...results.lot.keys()].flatMap((i) => (results.lot[i] === row ? [results.value[i]] : []));
}

describe('D2: what a model learns of a fact that was corrected', () => {
  test('as a label is what holds in the end, from when it was first said', async () => {
    const features = await read(300);
    expect(labelOf(features, 'closed')).toEqual([1, on(5)]);
    expect(labelOf(features, 'mistyped')).toEqual([0, on(61)]);
    expect(labelOf(features, 'failed later')).toEqual([1, on(20)]);
    expect(labelOf(features, 'failed at once')).toBe('bad before');
    expect(labelOf(features, 'retyped')).toEqual([0, on(61)]); // the report came to it on day 70
    expect(labelOf(features, 'not ours')).toEqual([0, on(61)]);
    expect(labelOf(features, 'taken back')).toBeNull(); // nobody looked at it, as far as is known now
  });

  test('as a feature is what was known when the lot was judged', async () => {
    const features = await read(300);
    expect(valuesOf(features, 'retyped')).toEqual([12]);
    expect(valuesOf(features, 'failed later')).toEqual([12]);
    expect(valuesOf(features, 'failed at once')).toEqual([20]);
    expect(valuesOf(features, 'taken back')).toEqual([13]);
    expect(valuesOf(features, 'mistyped')).toEqual([]);
    for (const [i, row] of features.results.lot.entries())
      expect(features.results.knownAt[i]).toBeLessThanOrEqual(features.predictedAt[row]!);
  });

  test('before the correction is what was said until then', async () => {
    const features = await read(15);
    expect(features.lotId).toContain('closed');
    expect(labelOf(features, 'closed')).toEqual([1, on(5)]);
    expect(labelOf(features, 'failed later')).toBeNull();
    expect(labelOf(features, 'not ours')).toEqual([1, on(5)]);
  });
});

test('D2: a received lot deviates since its failure was first said', async () => {
  await refreshDisposition(store.engine);
  await refreshReceivedLots(store.engine, { now: new Date(on(300)) });
  const found = await store.query<{ lot_id: string; outcome: string; known: string }>(
    `SELECT lot_id, outcome, toString(toDate(outcome_known_at)) AS known FROM received_lots ORDER BY lot_id`,
  );
  const day = (number: number) => on(number).slice(0, 10);
  expect(found.map(({ lot_id, outcome, known }) => [lot_id, outcome, known])).toEqual([
    ['closed', 'deviated', day(5)],
    ['failed at once', 'deviated', day(0)],
    ['failed later', 'deviated', day(20)],
    ['mistyped', 'good', day(61)],
    ['not ours', 'good', day(61)],
    ['retyped', 'deviated', day(70)],
    ['taken back', 'unknown', null],
  ]);
});

test('D2: past stock is what the books said then', async () => {
  const [first, last] = [30, 100].map((day) => Math.floor(Date.parse(on(day)) / 86_400_000)) as [number, number];
  const { past, now } = await readExpiryFeatures(store.engine, { cutoffDay: last, pastDays: [first], demandDays: 100 });
  expect(past.map(({ lotIds, quantity }) => [lotIds, [...quantity]])).toEqual([[['closed'], [10]]]);
  expect([...now.quantity]).toEqual([12]);
});
