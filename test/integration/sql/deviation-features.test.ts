import { readDeviationFeatures, type DeviationFeatures, type Engine } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRow, type RecordedRows } from '../../support/recorded-plant.ts';

const received = (lotId: string, more: RecordedRow = {}): RecordedRow => ({
  lotId,
  itemId: 'FLOUR',
  origin: 'received',
  siteId: 'A',
  supplierId: 'S1',
  supplierLot: `B-${lotId}`,
  receivedAt: '2026-01-10T08:00:00Z',
  manufacturedAt: '2026-01-06T08:00:00Z',
  recordedAt: '2026-01-10T08:00:00Z',
  ...more,
});
const result = (lotId: string, value: number, at: string, more: RecordedRow = {}): RecordedRow => ({
  resultId: `${lotId} ${value} ${at}`,
  lotId,
  characteristic: 'moisture',
  value,
  lower: 10,
  upper: 16,
  stage: 'incoming',
  source: 'lab',
  at,
  recordedAt: at,
  ...more,
});

/** What happens to each lot is its name. A lot is judged a day after its receipt, and has 30 days to deviate. */
const plant: RecordedRows = {
  lots: [
    received('good'),
    received('fails slowly'),
    received('fails at once'),
    received('reported'),
    received('reported too late'),
    received('never looked at'),
    received('used'),
    received('loses yield'),
    received('by date', { receivedAt: '2026-01-10', manufacturedAt: '2026-01' }),
    received('new', { receivedAt: '2026-03-31T22:00:00Z', recordedAt: '2026-03-31T22:00:00Z' }),
    received('not known yet', { recordedAt: '2026-05-01T00:00:00Z' }),
    received('nobody knows when', { receivedAt: null }),
    { lotId: 'made', itemId: 'BREAD', origin: 'made', siteId: 'A', receivedAt: '2026-01-10T08:00:00Z' },
  ],
  qc_results: [
    result('good', 12, '2026-01-10T10:00:00Z'),
    result('good', 13, '2026-01-10T12:00:00Z', { replicate: '2' }),
    result('good', 99, '2026-01-10T13:00:00Z', { invalidated: true }),
    result('good', 14, '2026-01-12T12:00:00Z'),
    result('good', 11.5, '2026-01-10T08:00:00Z', { source: 'certificate', lower: null }),
    result('good', 5, '2026-01-10T10:00:00Z', { stage: 'final' }),
    result('fails slowly', 12, '2026-01-10T10:00:00Z'),
    result('fails slowly', 40, '2026-01-15T10:00:00Z', { characteristic: 'mould', lower: null, upper: 30 }),
    result('fails at once', 17, '2026-01-10T10:00:00Z'),
    result('reported too late', 12, '2026-01-10T10:00:00Z'),
    result('never looked at', 12, '2026-01-10T10:00:00Z', { source: 'certificate' }),
    result('used', 99.1, '2026-01-10T10:00:00Z', { characteristic: 'purity', unit: '%', lower: null, upper: null }),
    result('used', 99.2, '2026-01-10T10:00:00Z', {
      characteristic: 'purity',
      unit: '%',
      lower: null,
      upper: null,
      source: 'certificate',
    }),
    result('loses yield', 400, '2026-01-10T10:00:00Z', {
      characteristic: 'purity',
      unit: 'ppm',
      lower: null,
      upper: null,
      source: 'certificate',
    }),
    result('by date', 12, '2026-01-11T20:00:00Z'),
    result('new', 12, '2026-03-31T23:00:00Z'),
  ],
  nonconformances: [
    { ncrId: 'N1', lotId: 'reported', openedAt: '2026-01-20T00:00:00Z', recordedAt: '2026-01-21T00:00:00Z' },
    { ncrId: 'N2', lotId: 'reported too late', openedAt: '2026-02-20T00:00:00Z', recordedAt: '2026-02-20T00:00:00Z' },
  ],
  operations: ['O1', 'O2', 'O3'].map((operationId) => ({
    operationId,
    itemId: 'BREAD',
    siteId: 'A',
    endedAt: '2026-01-25T00:00:00Z',
    goodQuantity: operationId === 'O2' ? 80 : 98,
    scrapQuantity: operationId === 'O2' ? 20 : 2,
    recordedAt: '2026-01-25T00:00:00Z',
  })),
  operation_inputs: [
    { operationId: 'O1', lotId: 'used', quantity: 1, at: '2026-01-24T00:00:00Z', recordedAt: '2026-01-24T00:00:00Z' },
    {
      operationId: 'O2',
      lotId: 'loses yield',
      quantity: 1,
      at: '2026-01-24T00:00:00Z',
      recordedAt: '2026-01-24T00:00:00Z',
    },
  ],
};

let store: RecordedPlant;
beforeAll(async () => {
  store = await RecordedPlant.open();
  await store.record(plant);
});
afterAll(() => store.close());

const read = (asOf: string, yieldTolerance: number | null = 0.1) =>
  readDeviationFeatures(store.engine, { asOf: new Date(asOf), decisionHours: 24, labelDays: 30, yieldTolerance });
const iso = (time: number) => (Number.isNaN(time) ? null : new Date(time).toISOString());
const labelOf = (features: DeviationFeatures, lot: string) => {
  const row = features.lotId.indexOf(lot);
  return [features.label[row], iso(features.labelKnownAt[row]!)];
};
const resultsOf = ({ results, lotId, characteristics }: DeviationFeatures, lot: string) =>
  [...results.lot.keys()]
    .filter((i) => lotId[results.lot[i]!] === lot)
    .map((i) => [
      characteristics[results.characteristic[i]!],
      results.own[i],
      results.value[i],
      results.lower[i],
      results.upper[i],
    ]);

describe('labels', () => {
  test('are the first bad news after the prediction, or its absence at the end of the delay', async () => {
    const features = await read('2026-04-01T00:00:00Z');
    expect(labelOf(features, 'good')).toEqual([0, '2026-02-10T08:00:00.000Z']);
    expect(labelOf(features, 'fails slowly')).toEqual([1, '2026-01-15T10:00:00.000Z']);
    expect(labelOf(features, 'reported')).toEqual([1, '2026-01-21T00:00:00.000Z']);
    expect(labelOf(features, 'used')).toEqual([0, '2026-02-10T08:00:00.000Z']);
    expect(labelOf(features, 'loses yield')).toEqual([1, '2026-01-25T00:00:00.000Z']);
  });

  test('of what comes after the delay do not count', async () => {
    expect(labelOf(await read('2026-04-01T00:00:00Z'), 'reported too late')).toEqual([0, '2026-02-10T08:00:00.000Z']);
  });

  test('are missing where nobody looked (D19), where it is too early, and where it was bad already', async () => {
    const features = await read('2026-04-01T00:00:00Z');
    for (const lot of ['never looked at', 'new', 'fails at once']) expect(labelOf(features, lot)[1]).toBeNull();
    expect(features.lotId.filter((_, row) => features.badBefore[row] === 1)).toEqual(['fails at once']);
  });

  test('are those of the day that is asked about', async () => {
    const features = await read('2026-01-18T00:00:00Z');
    expect(labelOf(features, 'fails slowly')).toEqual([1, '2026-01-15T10:00:00.000Z']);
    for (const lot of ['good', 'reported', 'used']) expect(labelOf(features, lot)[1]).toBeNull();
    expect(features.lotId).not.toContain('new');
  });

  test('leave yield out when no tolerance is given', async () => {
    expect(labelOf(await read('2026-04-01T00:00:00Z', null), 'loses yield')[0]).toBe(0);
  });
});

describe('features', () => {
  test('are the latest valid results known when the lot was judged, by source', async () => {
    const features = await read('2026-04-01T00:00:00Z');
    expect(resultsOf(features, 'good')).toEqual([
      ['moisture', 0, 11.5, NaN, 16],
      ['moisture', 1, 13, 10, 16],
    ]);
    expect(resultsOf(features, 'fails slowly')).toEqual([['moisture', 1, 12, 10, 16]]);
    for (const [i, row] of features.results.lot.entries())
      expect(features.results.knownAt[i]).toBeLessThanOrEqual(features.predictedAt[row]!);
  });

  test('are of received lots with a known receipt that were known', async () => {
    const { lotId, supplierLot, supplierId, itemId, siteId } = await read('2026-04-01T00:00:00Z');
    for (const lot of ['made', 'not known yet', 'nobody knows when']) expect(lotId).not.toContain(lot);
    const row = lotId.indexOf('good');
    expect([supplierLot[row], supplierId[row], itemId[row], siteId[row]]).toEqual(['B-good', 'S1', 'FLOUR', 'A']);
  });

  test('of a lot received on a date are those known a day after its end; an age needs a date', async () => {
    const features = await read('2026-04-01T00:00:00Z');
    const row = features.lotId.indexOf('by date');
    expect(iso(features.predictedAt[row]!)).toBe('2026-01-12T00:00:00.000Z');
    expect(resultsOf(features, 'by date')).toHaveLength(1);
    expect(features.ageDays[row]).toBeNaN();
    expect(features.ageDays[features.lotId.indexOf('good')]).toBe(4);
  });

  test('of a lot that just came are those of now', async () => {
    const features = await read('2026-04-01T00:00:00Z');
    expect(iso(features.predictedAt[features.lotId.indexOf('new')]!)).toBe('2026-04-01T00:00:00.000Z');
    expect(resultsOf(features, 'new')).toHaveLength(1);
  });

  test('in another unit are of another characteristic (D5); without a unit they are in the only one there is', async () => {
    const { characteristics, units, results, lotId } = await read('2026-04-01T00:00:00Z');
    expect(characteristics.map((name, at) => [name, units[at]])).toEqual([
      ['moisture', ''],
      ['purity', '%'],
      ['purity', 'ppm'],
    ]);
    const inPercent = [...results.lot.keys()].filter((i) => results.characteristic[i] === 1);
    expect(inPercent.map((i) => lotId[results.lot[i]!]).sort()).toEqual(['used', 'used']);
    const placeOf = (name: string) =>
      [...results.lot.keys()].find((i) => lotId[results.lot[i]!] === name && results.own[i] === 0);
    expect(results.characteristic[placeOf('loses yield')!]).toBe(2);
  });

  test('are of the lots that were read: one that an import publishes meanwhile has none', async () => {
    const late = { ...received('while it is read'), receivedAt: '2026-01-02T08:00:00Z' };
    let asked = 0;
    const importing: Pick<Engine, 'stream'> = {
      stream: async function* (...question) {
        if (++asked === 2)
          await store.record({ lots: [late], qc_results: [result('while it is read', 77, '2026-01-02T09:00:00Z')] });
        yield* store.engine.stream(...question);
      },
    };
    const asOf = new Date('2026-04-01T00:00:00Z');
    const { lotId, results } = await readDeviationFeatures(importing, { asOf });
    expect(asked).toBe(2);
    expect(lotId).not.toContain('while it is read');
    expect([...results.value]).not.toContain(77);
  });

  test('of an empty plant are none', async () => {
    const features = await read('2020-01-01T00:00:00Z');
    expect(features.lotId).toEqual([]);
    expect(features.characteristics).toEqual([]);
  });
});
