import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RefreshedStore, type File, type FileRow } from './refreshed-store.ts';

/** What rows of others say of a lot, file by file, in the order in which it is hardest. */
let plant: RefreshedStore;
beforeAll(async () => {
  plant = await RefreshedStore.open();
});
beforeEach(() => plant.store.reset());
afterAll(() => plant.close());

const items: File = ['items', [{ itemId: 'I', unit: 'kg', standardCost: 2, currency: 'EUR' }]];
const lots = (...list: [lotId: string, quantity: number][]): File => [
  'lots',
  list.map(([lotId, quantity]) => ({ lotId, itemId: 'I', quantity, unit: 'kg', siteId: 'A' })),
];
const line = (lineId: string, operationId: string, lotId: string, quantity: number): FileRow => ({
  ...{ lineId, operationId, lotId, quantity, unit: 'kg' },
});
const movement = (movementId: string, reason: string, quantity: number, places: FileRow): FileRow => ({
  ...{ movementId, lotId: 'P', reason, quantity, unit: 'kg', at: `2026-01-0${movementId}T08:00:00Z`, ...places },
});
const link: File = ['lot_links', [{ parentLotId: 'P', childLotId: 'C', kind: 'consumed', quantity: 60, unit: 'kg' }]];
const input: File = ['operation_inputs', [line('1', 'O', 'P', 60)]];
const output: File = ['operation_outputs', [line('1', 'O', 'C', 100)]];

describe('D7, D14: what is consumed lives on in its children, whatever files a plant has', () => {
  test('lines of operations and a link, without any header row of an operation', async () => {
    await plant.load(items, lots(['P', 100], ['C', 100]), link, input, output);
    expect(await plant.whereabouts()).toEqual(['C unknown 100 kg', 'P consumed 60 kg', 'P unknown 40 kg']);
  });

  test('what an operation without a header puts out of the lot that it took in is not consumed', async () => {
    await plant.load(items, lots(['P', 100], ['C', 30]), input, [
      'operation_outputs',
      [line('1', 'O', 'P', 20), line('2', 'O', 'C', 30)],
    ]);
    expect(await plant.whereabouts()).toEqual(['C unknown 30 kg', 'P consumed 40 kg', 'P unknown 60 kg']);
  });
});

describe('D2: a later file changes the lots whose steps read its rows, also those it does not name', () => {
  test('outputs that come after the link and the input they repeat, and are taken back again', async () => {
    const header: File = ['operations', [{ operationId: 'O', endedAt: '2026-01-01T00:00:00Z' }]];
    await plant.load(items, lots(['P', 100], ['C', 100]), link, input, header, output);
    expect(await plant.whereabouts()).toEqual(['C unknown 100 kg', 'P consumed 60 kg', 'P unknown 40 kg']);
    await plant.load([
      'operation_outputs',
      [{ ...line('1', 'O', 'C', 100), recordedAt: '2099-01-01T00:00:00Z', deleted: true }],
    ]);
    expect(await plant.whereabouts()).toEqual(['C unknown 100 kg', 'P consumed 120 kg', 'P unknown -20 kg']);
  });

  test('a site that turns out to be a supplier: what went back to it is no stock', async () => {
    await plant.load(items, lots(['P', 100]), [
      'movements',
      [
        movement('1', 'receipt', 100, { toSiteId: 'A' }),
        movement('2', 'return', 40, { fromSiteId: 'A', toSiteId: 'SUP' }),
      ],
    ]);
    await plant.load(['sites', [{ siteId: 'SUP', kind: 'supplier' }]]);
    expect(await plant.whereabouts()).toEqual(['P on_hand A 60 kg', 'P returned SUP elsewhere 40 kg']);
  });

  test('D23: a second output of the operation, so that its scrap is no longer the one of the first', async () => {
    const reported = { goodQuantity: 100, scrapQuantity: 10, unit: 'kg', endedAt: '2026-01-01T00:00:00Z' };
    const first: File = ['operation_outputs', [line('1', 'O', 'P', 110)]];
    await plant.load(items, lots(['P', 110], ['C', 50]), ['operations', [{ operationId: 'O', ...reported }]], first);
    expect(await plant.whereabouts()).toContain('P scrapped 10 kg');
    await plant.load(['operation_outputs', [line('2', 'O', 'C', 50)]]);
    expect(await plant.whereabouts()).toEqual(['C unknown 50 kg', 'P unknown 110 kg']);
  });

  test('D15: the customer of a shipment that is only named by a return, learnt from a line of another lot', async () => {
    await plant.load(
      items,
      lots(['P', 100], ['C', 50]),
      ['shipments', [{ shipmentId: 'X', lotId: 'P', customerId: 'K', quantity: 30, unit: 'kg' }]],
      ['movements', [{ ...movement('1', 'return', 10, { toSiteId: 'A' }), shipmentId: 'S' }]],
      ['shipments', [{ shipmentId: 'S', lotId: 'C', customerId: 'K', quantity: 5, unit: 'kg' }]],
    );
    expect(await plant.whereabouts()).toContain('P returned A 10 kg');
  });

  test('D14: a second currency, so that costs without one are no longer known to be in the first', async () => {
    const cost = (lotId: string, currency: string | null): FileRow => ({
      ...{ lotId, itemId: 'J', quantity: 10, unit: 'kg', unitCost: 3, currency },
    });
    await plant.load(items, ['lots', [cost('P', null)]]);
    await plant.load(['lots', [cost('C', 'USD')]]);
    await plant.whereabouts();
    const value = await plant.store.values(
      'SELECT value FROM lot_disposition AS d INNER JOIN lot_facts AS f ON f.node_no = d.node_no ORDER BY f.lot_id',
    );
    expect(value).toEqual([null, null]);
  });

  test('a lot that is only referred to, in the first file that names one', async () => {
    await plant.load(items, [
      'approvals',
      [{ approvalId: 'X', kind: 'release', lotId: 'P', by: 'QA', at: '2026-01-01' }],
    ]);
    expect(await plant.whereabouts()).toEqual(['P unknown ?']);
  });
});
