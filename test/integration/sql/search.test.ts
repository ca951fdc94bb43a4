import { refreshDisposition, refreshInsights, resolveRoots, search, type Root } from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [
      { itemId: 'SUGAR', name: 'Cane sugar', unit: 'kg' },
      { itemId: 'PUMP', name: 'Pump', tracking: 'serial', unit: 'pcs' },
    ],
    suppliers: [
      { supplierId: 'S1', name: 'Müller AG' },
      { supplierId: 'S2', name: 'Ohara' },
      { supplierId: 'S', name: 'Exactly' },
    ],
    customers: [{ customerId: 'C1', name: 'Bakery 100%' }],
    sites: [
      { siteId: 'A', kind: 'plant', timezone: 'Etc/UTC' },
      { siteId: 'T', kind: 'plant', timezone: 'Asia/Tokyo' },
    ],
    lots: [
      { lotId: 'L-10', itemId: 'SUGAR', lotNumber: 'X10', supplierId: 'S1', supplierLot: 'SUP-77', siteId: 'A' },
      { lotId: 'L-100', itemId: 'SUGAR', supplierId: 'S2', supplierLot: 'SUP-77', siteId: 'B' },
      { lotId: 'BIG-L-10', itemId: 'SUGAR', siteId: 'A' },
      ...[8, 9, 10, 11].map((n) => ({ lotId: `SN${String(n)}`, itemId: 'PUMP', siteId: 'A' })),
    ],
    operations: [
      {
        operationId: 'WO-1',
        siteId: 'A',
        machine: 'M1',
        startedAt: '2026-03-01T06:00:00Z',
        endedAt: '2026-03-01T14:00:00Z',
      },
      { operationId: 'WO-2', siteId: 'A', machine: 'M1', startedAt: '2026-03-02', endedAt: '2026-03-02' },
      { operationId: 'WO-3', siteId: 'A', machine: 'M2', startedAt: '2026-03-01T06:00:00Z' },
      { operationId: 'WO-TOKYO', siteId: 'T', machine: 'M9', startedAt: '2026-03-10', endedAt: '2026-03-10' },
    ],
    operation_inputs: [{ operationId: 'WO-1', lotId: 'L-10', quantity: 1 }],
    operation_outputs: [{ operationId: 'WO-1', lotId: 'BIG-L-10', quantity: 1 }],
    shipments: [
      {
        shipmentId: 'SH-1',
        lotId: 'BIG-L-10',
        customerId: 'C1',
        orderId: 'ORD-5',
        handlingUnitId: 'PAL-1',
        shippedAt: '2026-03-05',
      },
      { shipmentId: 'SH-2', lotId: 'SN8', customerId: 'C1', shippedAt: '2026-04-05' },
      { shipmentId: 'SH-3', lotId: 'SN9', customerId: 'GHOST-CUSTOMER', shippedAt: '2026-05-05' },
    ],
    handling_units: [
      {
        handlingUnitId: 'CASE-1',
        lotId: 'L-100',
        parentUnitId: 'PAL-1',
        packedAt: '2026-03-01',
        unpackedAt: '2026-03-02',
      },
      { handlingUnitId: 'CASE-2', lotId: 'L-100', parentUnitId: 'PAL-9', packedAt: '2026-03-03' },
    ],
    lot_links: [{ parentLotId: 'GHOST', childLotId: 'L-10', kind: 'split' }],
  });
  await refreshDisposition(plant.engine);
  await refreshInsights(plant.engine);
});
afterAll(() => plant.close());

const find = async (q: string, options: { kinds?: ('lot' | 'customer' | 'operation')[]; sites?: string[] } = {}) =>
  search(plant.engine, { q, kinds: options.kinds, sites: options.sites ?? null, limit: 10 });
const ids = async (q: string) => (await find(q)).items.map((hit) => `${hit.kind} ${hit.id}`);
const roots = async (root: Root) => {
  const { roots: found } = await resolveRoots(plant.engine, [root]);
  return found.map((one) => ('lotId' in one ? one.lotId : one.operation));
};

describe('search', () => {
  test('ranks exact before prefix before substring, whatever the case', async () => {
    expect(await ids('l-10')).toEqual(['lot L-10', 'lot L-100', 'lot BIG-L-10']);
    expect((await find('L-10')).items.map((hit) => hit.match)).toEqual(['exact', 'prefix', 'substring']);
  });

  test('what was typed exactly comes first, however many things of other kinds begin with it', async () => {
    const { items, more } = await search(plant.engine, { q: 's', sites: null, limit: 1 });
    expect(items.map((hit) => [hit.kind, hit.id, hit.match])).toEqual([['supplier', 'S', 'exact']]);
    expect(more).toBe(true);
  });

  test('one or two signs are looked for at the beginning of numbers, and anywhere in names', async () => {
    expect(await ids('g-')).toEqual([]);
    expect(await ids('ig-')).toEqual(['lot BIG-L-10']);
    expect(await ids('ry')).toEqual(['customer C1']);
  });

  test('finds by printed number, supplier lot, name in any script, and signs that are wildcards elsewhere', async () => {
    expect(await ids('x10')).toEqual(['lot L-10']);
    expect(await ids('MÜLL')).toEqual(['supplier S1']);
    expect(await ids('100%')).toEqual(['customer C1']);
    expect(await ids('_')).toEqual([]);
  });

  test('the same number of two suppliers is two supplier lots, each with its lots', async () => {
    const { items } = await find('sup-77');
    expect(items.map((hit) => [hit.supplierId, hit.lots])).toEqual([
      ['S1', ['L-10']],
      ['S2', ['L-100']],
    ]);
  });

  test('a serial is its own kind; a lot that is only referenced is found too', async () => {
    expect(await ids('sn8')).toEqual(['serial SN8']);
    expect(await ids('ghost')).toEqual(['lot GHOST', 'customer GHOST-CUSTOMER']);
  });

  test('shipments, orders, operations and pallets lead to their lots', async () => {
    const lots = async (q: string) => (await find(q)).items[0]?.lots;
    expect(await lots('ord-5')).toEqual(['BIG-L-10']);
    expect(await lots('sh-1')).toEqual(['BIG-L-10']);
    expect(await lots('wo-1')).toEqual(['BIG-L-10']);
    expect(await lots('case-1')).toEqual(['L-100']);
    expect(await ids('pal-9')).toEqual(['handlingUnit PAL-9']);
    expect((await find('l-100')).items[0]?.item).toEqual({ itemId: 'SUGAR', name: 'Cane sugar' });
  });

  test('kinds narrow it; lots of other sites are withheld and counted', async () => {
    expect((await find('1', { kinds: ['customer'] })).items.map((hit) => hit.id)).toEqual(['C1']);
    const seen = await find('l-1', { kinds: ['lot'], sites: ['A'] });
    expect(seen.items.map((hit) => hit.id)).toEqual(['L-10', 'BIG-L-10']);
    expect(seen.withheld).toBe(1);
  });

  test('the limit is kept and what lies beyond it is said', async () => {
    const answer = await search(plant.engine, { q: 'sn', sites: null, limit: 2 });
    expect(answer.items).toHaveLength(2);
    expect(answer.more).toBe(true);
  });

  test('an import changes what is found: new lots appear, replaced numbers go', async () => {
    const importId = await plant.record({
      lots: [{ lotId: 'NEW-1', itemId: 'SUGAR', lotNumber: 'Y1' }],
      customers: [{ customerId: 'C9', name: 'Newcomer' }],
    });
    await refreshDisposition(plant.engine, importId);
    await refreshInsights(plant.engine, importId);
    expect(await ids('y1')).toEqual(['lot NEW-1']);
    expect(await ids('newcomer')).toEqual(['customer C9']);
    expect(await ids('x10')).toEqual(['lot L-10']);
  });
});

describe('roots of a scope (T2)', () => {
  test('a supplier lot is every lot received under it, or those of one supplier', async () => {
    expect(await roots({ supplierLot: 'SUP-77' })).toEqual(['L-10', 'L-100']);
    expect(await roots({ supplierLot: 'SUP-77', supplierId: 'S2' })).toEqual(['L-100']);
  });

  test('a pallet is what was packed in it, at a moment or ever, and what shipments say was on it (D9)', async () => {
    expect((await roots({ handlingUnit: 'PAL-1' })).sort()).toEqual(['BIG-L-10', 'L-100']);
    expect(await roots({ handlingUnit: 'PAL-1', at: '2026-03-20T00:00:00Z' })).toEqual(['BIG-L-10']);
  });

  test('a machine and a period are the operations that ran then; days count whole, a running operation has not ended (D4)', async () => {
    expect(await roots({ machine: 'M1', from: '2026-03-01T13:00:00Z', to: '2026-03-01T15:00:00Z' })).toEqual(['WO-1']);
    expect(await roots({ machine: 'M1', from: '2026-03-02T20:00:00Z', to: '2026-03-02T21:00:00Z' })).toEqual(['WO-2']);
    expect(await roots({ site: 'A', from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' })).toEqual(['WO-3']);
    const inTokyo = (from: string, to: string) => roots({ machine: 'M9', from, to });
    expect(await inTokyo('2026-03-09T16:00:00Z', '2026-03-09T17:00:00Z')).toEqual(['WO-TOKYO']);
    expect(await inTokyo('2026-03-10T14:00:00Z', '2026-03-10T14:30:00Z')).toEqual(['WO-TOKYO']);
    expect(await inTokyo('2026-03-09T13:00:00Z', '2026-03-09T14:00:00Z')).toEqual([]);
    expect(await inTokyo('2026-03-10T16:00:00Z', '2026-03-10T17:00:00Z')).toEqual([]);
  });

  test('a serial range counts, it does not compare text', async () => {
    expect((await roots({ serialFrom: 'SN8', serialTo: 'SN10' })).sort()).toEqual(['SN10', 'SN8', 'SN9']);
  });

  test('orders, shipments and customers are the lots shipped', async () => {
    expect(await roots({ order: 'ORD-5' })).toEqual(['BIG-L-10']);
    expect(await roots({ shipment: 'SH-2' })).toEqual(['SN8']);
    expect(await roots({ customer: 'C1', from: '2026-04-07T00:00:00Z' })).toEqual([]);
    // The day on which it was shipped counts whole, in whatever time zone (D4).
    const within = (from: string, to: string) => roots({ customer: 'C1', from, to });
    expect(await within('2026-04-05T12:00:00Z', '2026-04-05T13:00:00Z')).toEqual(['SN8']);
    expect(await within('2026-04-06T05:00:00Z', '2026-04-06T06:00:00Z')).toEqual(['SN8']);
    expect(await within('2026-04-04T11:00:00Z', '2026-04-04T12:00:00Z')).toEqual(['SN8']);
    expect(await within('2026-04-04T08:00:00Z', '2026-04-04T09:00:00Z')).toEqual([]);
    expect(await roots({ customer: 'C1', from: '2026-04-01T00:00:00Z' })).toEqual(['SN8']);
  });

  test('what stands for nothing is named', async () => {
    const nothing: Root[] = [{ lotId: 'NOPE' }, { supplierLot: 'NOPE' }, { operation: 'WO-1' }];
    const { roots: found, unresolved } = await resolveRoots(plant.engine, nothing);
    expect(found).toEqual([{ operation: 'WO-1' }]);
    expect(unresolved).toEqual(nothing.slice(0, 2));
  });
});
