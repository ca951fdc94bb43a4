import { newestFactKnown, readDeviationFeatures, readExpiryFeatures } from '@lotscope/sql';
import type { DatasetName } from '@lotscope/sql/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, ImportStore } from './import-store.ts';

/** A history of 2024 as systems without a time of recording export it; the last column is the time that the mapping takes for `knownAt`. */
const files: readonly [DatasetName, string, string][] = [
  ['items', 'item,shelf', csv('item,shelf', ['FLOUR', '30'])],
  [
    'lots',
    'came',
    csv(
      'lot,came,expires',
      ['GOOD', '2024-01-10T08:00:00Z', '2024-03-10'],
      ['BAD', '2024-01-10T08:00:00Z', '2024-03-10'],
      ['CLAIMED', '2024-01-10T08:00:00Z', '2024-03-10'],
    ),
  ],
  [
    'qc_results',
    'tested',
    csv(
      'result,lot,value,tested',
      ['1', 'GOOD', '12', '2024-01-10T12:00:00Z'],
      ['2', 'BAD', '12', '2024-01-10T12:00:00Z'],
      ['3', 'BAD', '40', '2024-01-15T12:00:00Z'],
      ['4', 'CLAIMED', '12', '2024-01-10T12:00:00Z'],
    ),
  ],
  ['nonconformances', 'opened', csv('ncr,lot,opened', ['N', 'CLAIMED', '2024-01-20T00:00:00Z'])],
  [
    'movements',
    'moved',
    csv(
      'movement,lot,quantity,moved',
      ['M1', 'GOOD', '10', '2024-01-10T08:00:00Z'],
      ['M2', 'BAD', '10', '2024-06-01T00:00:00Z'],
    ),
  ],
];

const columns: Readonly<Partial<Record<DatasetName, Record<string, unknown>>>> = {
  items: { itemId: '{item}', shelfLifeDays: '{shelf}', unit: 'kg' },
  lots: {
    lotId: '{lot}',
    itemId: 'FLOUR',
    origin: 'received',
    siteId: 'P',
    receivedAt: '{came}',
    expiresAt: '{expires}',
  },
  qc_results: {
    ...{ resultId: '{result}', lotId: '{lot}', characteristic: 'moisture', value: '{value}', upper: 15 },
    ...{ stage: 'incoming', source: 'lab', at: '{tested}' },
  },
  nonconformances: { ncrId: '{ncr}', lineId: '1', lotId: '{lot}', openedAt: '{opened}' },
  movements: {
    ...{ movementId: '{movement}', lotId: '{lot}', reason: 'receipt', quantity: '{quantity}', unit: 'kg' },
    ...{ toSiteId: 'P', at: '{moved}' },
  },
};

let store: ImportStore;
beforeAll(async () => void (store = await ImportStore.open()));
afterAll(() => store?.close());

async function load(known: boolean): Promise<void> {
  for (const [dataset, time, content] of files) {
    const knownAt = known && dataset !== 'items' ? { knownAt: `{${time}}` } : {};
    const mapping = { name: dataset, datasets: [{ dataset, set: { ...columns[dataset], ...knownAt } }] };
    expect(await store.load(null, content, { mapping })).toMatchObject({ rejected: 0 });
  }
}

const labels = async (asOf: Date) => {
  const { lotId, label, labelKnownAt } = await readDeviationFeatures(store.engine, { asOf });
  return Object.fromEntries(lotId.map((lot, at) => [lot, Number.isNaN(labelKnownAt[at]!) ? null : label[at]]));
};

describe('D2: a history without recordedAt', () => {
  it('teaches nothing while everything counts as known since it was loaded', async () => {
    await load(false);
    expect(await labels(new Date())).toEqual({ GOOD: null, BAD: null, CLAIMED: null });
  });

  it('teaches all of it once the mapping takes knownAt from the time of each fact, also when it was loaded before', async () => {
    await load(true);
    const present = await newestFactKnown(store.engine, new Date());
    expect(present?.toISOString()).toBe('2024-06-01T00:00:00.000Z');
    expect(await labels(present!)).toEqual({ GOOD: 0, BAD: 1, CLAIMED: 1 });
    const day = Date.parse('2024-02-01') / 86_400_000;
    const { past } = await readExpiryFeatures(store.engine, { cutoffDay: day + 60, pastDays: [day], demandDays: 90 });
    expect(past.map(({ lotIds, quantity }) => [lotIds, [...quantity]])).toEqual([[['GOOD'], [10]]]);
  });
});
