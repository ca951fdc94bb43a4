import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RefreshedStore, type File, type FileRow } from './refreshed-store.ts';

let plant: RefreshedStore;
beforeAll(async () => {
  plant = await RefreshedStore.open();
});
beforeEach(() => plant.store.reset());
afterAll(() => plant.close());

const lots: File = ['lots', [{ lotId: 'P', itemId: 'I', quantity: 100, unit: 'kg', siteId: 'A' }]];
const movements = (...rows: FileRow[]): File => [
  'movements',
  rows.map((row, index) => ({ movementId: String(index), lotId: 'P', unit: 'kg', ...row })),
];
const receipt = { reason: 'receipt', quantity: 100, toSiteId: 'A', at: '2026-01-01T08:00:00Z' };
const shipped = { reason: 'ship', quantity: 60, fromSiteId: 'A', toSiteId: 'B', at: '2026-01-02T08:00:00Z' };
const sites = (row: FileRow): File => ['sites', [{ siteId: 'B', ...row }]];

describe('D2: sites and shipments that come after the movements which name them', () => {
  test('D4: the time zone of a site decides what a count of its day covers', async () => {
    await plant.load(
      movements(
        { ...receipt, toSiteId: 'B' },
        { reason: 'scrap', quantity: 10, fromSiteId: 'B', at: '2026-01-04T02:00:00Z' },
      ),
      ['stock_counts', [{ lotId: 'P', siteId: 'B', countedAt: '2026-01-03', quantity: 90, unit: 'kg' }]],
    );
    expect(await plant.whereabouts()).toEqual(['P on_hand B 80 kg', 'P scrapped B 10 kg', 'P unknown 10 kg']);
    await plant.load(sites({ timezone: 'America/Los_Angeles' }));
    expect(await plant.whereabouts()).toEqual(['P on_hand B 90 kg', 'P scrapped B 10 kg']);
  });

  test('what was shipped to a site of our own is on its way to it', async () => {
    await plant.load(lots, movements(receipt, shipped));
    expect(await plant.whereabouts()).toEqual(['P in_transit 60 kg', 'P on_hand A 40 kg']);
    await plant.load(sites({ kind: 'warehouse' }));
    expect(await plant.whereabouts()).toEqual(['P in_transit B 60 kg', 'P on_hand A 40 kg']);
  });

  test('what was shipped to a customer’s site is not', async () => {
    await plant.load(lots, sites({ kind: 'plant' }), movements(receipt, shipped));
    await plant.load(sites({ kind: 'customer', recordedAt: '2099-01-01T00:00:00Z' }));
    expect(await plant.whereabouts()).toEqual(['P in_transit 60 kg', 'P on_hand A 40 kg']);
  });

  test('what belongs to a shipment is the customer’s', async () => {
    await plant.load(lots, sites({ kind: 'plant' }), movements(receipt, { ...shipped, shipmentId: 'S' }));
    expect(await plant.whereabouts()).toEqual(['P in_transit B 60 kg', 'P on_hand A 40 kg']);
    await plant.load([
      'shipments',
      [{ shipmentId: 'S', lotId: 'P', customerId: 'C', quantity: 60, unit: 'kg', deliveredAt: '2026-01-03T08:00:00Z' }],
    ]);
    expect(await plant.whereabouts()).toEqual(['P delivered C 60 kg', 'P on_hand A 40 kg']);
  });
});
