import { listSupplierLots, readDeviationFeatures, refreshDisposition, refreshReceivedLots } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant, type RecordedRow } from '../../support/recorded-plant.ts';

const came = '2026-01-10T08:00:00Z';
const received = (lotId: string): RecordedRow => ({
  ...{ lotId, itemId: 'FLOUR', origin: 'received', siteId: 'A', supplierId: 'S' },
  ...{ receivedAt: came, recordedAt: came },
});
const link = (parentLotId: string, childLotId: string, kind: string, more: RecordedRow = {}): RecordedRow => ({
  ...{ linkId: `${parentLotId} > ${childLotId}`, parentLotId, childLotId, kind, recordedAt: '2026-01-12T00:00:00Z' },
  ...more,
});
const reported = (lotId: string, recordedAt: string): RecordedRow => ({
  ...{ ncrId: `N ${lotId}`, lotId, openedAt: recordedAt, recordedAt },
});
const used = (lotId: string): RecordedRow => ({
  ...{ operationId: 'O', lotId, quantity: 1, at: '2026-01-20T00:00:00Z', recordedAt: '2026-01-20T00:00:00Z' },
});
const asOf = new Date('2026-06-01T00:00:00Z');

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    lots: ['split', 'repacked', 'used in part', 'one of two', 'other of two', 'made into', 'linked later', 'round'].map(
      received,
    ),
    lot_links: [
      link('split', 'half', 'split'),
      link('repacked', 'bags', 'repacked'),
      link('bags', 'labelled bags', 'relabelled'),
      link('used in part', 'a part', 'split'),
      link('one of two', 'blend', 'merged'),
      link('other of two', 'blend', 'merged'),
      link('made into', 'dough', 'consumed'),
      link('linked later', 'its part', 'split', { recordedAt: '2026-07-01T00:00:00Z' }),
      link('round', 'square', 'relabelled'),
      link('square', 'round', 'relabelled'),
    ],
    qc_results: [
      {
        ...{ resultId: 'R', lotId: 'half', characteristic: 'mould', value: 40, upper: 30, stage: 'incoming' },
        ...{ source: 'lab', at: '2026-01-15T10:00:00Z', recordedAt: '2026-01-15T10:00:00Z' },
      },
    ],
    nonconformances: [
      reported('labelled bags', '2026-01-21T00:00:00Z'),
      reported('blend', '2026-01-22T00:00:00Z'),
      reported('dough', '2026-01-23T00:00:00Z'),
      reported('its part', '2026-01-24T00:00:00Z'),
      reported('square', '2026-01-25T00:00:00Z'),
    ],
    operations: [{ operationId: 'O', itemId: 'BREAD', siteId: 'A', recordedAt: '2026-01-20T00:00:00Z' }],
    operation_inputs: [used('a part')],
    // The present is that of the newest fact: silence until then is good news.
    movements: [
      {
        ...{ movementId: 'M', lotId: 'split', reason: 'adjust', quantity: 1, toSiteId: 'A' },
        ...{ at: '2026-05-30T00:00:00Z', recordedAt: '2026-05-30T00:00:00Z' },
      },
    ],
  });
});
afterAll(() => plant?.close());

test('D18, D19: what is found of a lot that was split, repacked or relabelled from another alone is a label of that one', async () => {
  const { lotId, label, labelKnownAt } = await readDeviationFeatures(plant.engine, { asOf });
  const found = lotId.map((lot, at) => {
    const known = labelKnownAt[at]!;
    return [lot, Number.isNaN(known) ? null : [label[at], new Date(known).toISOString().slice(0, 10)]];
  });
  expect(Object.fromEntries(found)).toEqual({
    split: [1, '2026-01-15'],
    repacked: [1, '2026-01-21'],
    'used in part': [0, '2026-03-12'],
    // What was mixed or made, or was linked to it too late, is not it.
    'one of two': null,
    'other of two': null,
    'made into': null,
    'linked later': null,
    round: [1, '2026-01-25'],
  });
});

test('and its outcome on the pages of suppliers', async () => {
  await refreshDisposition(plant.engine);
  await refreshReceivedLots(plant.engine, { now: asOf });
  const lots = await listSupplierLots(plant.engine, {
    ...{ state: 'all', sort: 'receivedAt', order: 'asc', sites: null, run: '' },
    ...{ reviews: { deviated: [], good: [] }, limit: 100, offset: 0 },
  });
  expect(Object.fromEntries(lots.map(({ lotId, outcome }) => [lotId, outcome]))).toMatchObject({
    ...{ split: 'deviated', repacked: 'deviated', round: 'deviated', 'used in part': 'good' },
    ...{ 'one of two': 'unknown', 'other of two': 'unknown', 'made into': 'unknown' },
  });
});
