import {
  InvalidCursor,
  passport,
  refreshDisposition,
  scopeLots,
  scopeShipments,
  scopeStock,
  streamScopeStock,
} from '@lotscope/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';
import { dairy } from './passport-plant.ts';

let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record(dairy);
  await refreshDisposition(plant.engine);
});
afterAll(() => plant.close());

const read = async (lotId: string, now?: string, sites?: string[]) => {
  const found = await passport(plant.engine, lotId, { ...(now !== undefined && { now: new Date(now) }), sites });
  if (!found) throw new Error(`No passport of ${lotId}`);
  return found;
};
const expired = async (lotId: string, now: string) => (await read(lotId, now)).lot.expired;

describe('lot passport', () => {
  test('says what the row says, with item and supplier, and where each row comes from', async () => {
    const { lot, item, supplier, evidence } = await read('M/1');
    expect(lot).toMatchObject({
      lotId: 'M/1',
      siteName: 'Tokyo',
      supplierLot: 'D-9',
      quantity: 100,
      unit: 'l',
      known: true,
    });
    expect(lot.receivedAt).toBe('2026-01-01');
    expect(item).toMatchObject({ name: 'Milk', standardCost: 2 });
    expect(supplier).toMatchObject({ name: 'Dairy', recallContact: '+31 1' });
    expect(evidence.find((row) => row.dataset === 'qc_results')).toMatchObject({ importId: 'import-1', rowCount: 4 });
  });

  test('D4: an expiry day ends where the site is; a month ends with its last day; without an expiry nothing is known', async () => {
    // The last day of March ends at 15:00 UTC in Tokyo and at 04:00 UTC of the next day in New York.
    expect(await expired('M/1', '2026-03-31T14:59:59Z')).toBe(false);
    expect(await expired('M/1', '2026-03-31T15:00:00Z')).toBe(true);
    expect(await expired('M/2', '2026-04-01T03:59:59Z')).toBe(false);
    expect(await expired('M/2', '2026-04-01T04:00:00Z')).toBe(true);
    expect(await expired('Y/1', '2030-01-01T00:00:00Z')).toBeNull();
    expect((await read('M/2')).lot.expiresAt).toBe('2026-03');
  });

  test('D4: where the item says so, the expiry day itself is no longer usable', async () => {
    expect(await expired('C/1', '2026-03-30T14:59:59Z')).toBe(false);
    expect(await expired('C/1', '2026-03-30T15:00:00Z')).toBe(true);
  });

  test('D6: a retest falls due as an expiry does, where the site is; it is not an expiry', async () => {
    const due = async (lotId: string, now: string) => {
      const { retestDue, expired: gone } = (await read(lotId, now)).lot;
      return [retestDue, gone];
    };
    expect(await due('RT/1', '2026-02-15T14:59:59Z')).toEqual([false, null]);
    expect(await due('RT/1', '2026-02-15T15:00:00Z')).toEqual([true, null]);
    expect(await due('M/1', '2027-01-01T00:00:00Z')).toEqual([null, true]);
  });

  test('D13: the status belongs to the quantity at a place', async () => {
    const { stock, statusHistory } = await read('M/1');
    expect(stock.rows.map((row) => [row.bucket, row.siteId, row.location, row.status, row.quantity])).toEqual([
      ['on_hand', 'NYC', 'N1', 'hold', 30],
      ['on_hand', 'TYO', 'T1', 'released', 50],
      ['consumed', null, null, null, 20],
    ]);
    expect(statusHistory.rows.map((row) => [row.status, row.at, row.reason])).toEqual([
      ['hold', '2026-01-04', 'Smell'],
      ['released', '2026-01-02', null],
    ]);
  });

  test('D18: replicates stay apart; an invalidated result stays and says so', async () => {
    const { qc } = await read('M/1');
    expect(qc.rows.map((row) => [row.resultId, row.judged, row.invalidated])).toEqual([
      ['R3', 'fail', true],
      ['R1', 'pass', false],
      ['R2', 'fail', false],
      ['R4', null, false],
    ]);
  });

  test('D12: approvals of rework and substitution stay with the lot that they were given for, and with what came out of the operation', async () => {
    const approved = async (lotId: string) =>
      (await read(lotId)).approvals.rows.map(({ approvalId, kind, by, reason }) => [approvalId, kind, by, reason]);
    expect(await approved('Y/1')).toEqual([
      ['A1', 'release', 'QA', null],
      ['A2', 'rework', 'QA', 'Lumps'],
    ]);
    expect(await approved('M/1')).toEqual([['A3', 'substitution', 'R&D', 'No M/2']]);
    expect(await approved('M/2')).toEqual([]);
  });

  test('shows operations, shipments, units, nonconformances, complaints and links', async () => {
    const [milk, yoghurt, other] = [await read('M/1'), await read('Y/1'), await read('M/2')];
    expect(milk.operations.rows).toMatchObject([
      { operationId: 'OP', direction: 'input', quantity: 20, endedAt: '2026-01-05' },
    ]);
    expect(milk.nonconformances.rows).toMatchObject([{ ncrId: 'N1', openedAt: '2026-01-04', capaEffective: true }]);
    expect(yoghurt.shipments.rows.map((row) => [row.shipmentId, row.customerName, row.deliveredAt])).toEqual([
      ['SH2', 'Shop', null],
      ['SH', 'Shop', '2026-01'],
    ]);
    expect(yoghurt.handlingUnits.rows).toMatchObject([{ handlingUnitId: 'PAL', quantity: 10 }]);
    expect(yoghurt.complaints.rows).toMatchObject([{ caseId: 'K1' }]);
    expect(other.links.rows).toMatchObject([{ otherLotId: 'GHOST', direction: 'child' }]);
  });

  test('a lot that other rows only refer to has a passport that says so; one that nothing names has none', async () => {
    expect((await read('GHOST')).lot).toMatchObject({ known: false, quantity: null, itemId: null });
    expect(await passport(plant.engine, 'NOPE')).toBeUndefined();
  });

  test('rows of other sites are withheld and counted', async () => {
    const { shipments, stock } = await read('Y/1', undefined, ['TYO']);
    expect([shipments.rows.length, shipments.total, shipments.withheld]).toEqual([1, 2, 1]);
    expect(stock.withheld).toBe(0);
    expect((await read('M/1', undefined, ['TYO'])).stock.withheld).toBe(1);
  });

  test('a list shows its newest rows and counts them all', async () => {
    const { qc, movements } = (await passport(plant.engine, 'M/1', { limit: 2 })) ?? {};
    expect([qc?.rows.length, qc?.total]).toEqual([2, 4]);
    expect([movements?.rows.map((row) => row.reason), movements?.total]).toEqual([['transfer', 'receipt'], 2]);
  });
});

describe('rows of a scope', () => {
  const nodes = () => Uint32Array.from(['Y/1', 'M/1', 'GHOST'].map((lot) => plant.nodeNo(lot)));

  test('lots come in the order of the scope with value and what is not valued', async () => {
    const page = await scopeLots(plant.engine, { nodes: nodes(), sites: null, limit: 10 });
    expect(page).toMatchObject({ total: 3, withheld: 0, nextCursor: null });
    expect(page.rows.map((row) => [row.lotId, row.quantity, row.value, row.unvalued, row.known])).toEqual([
      ['Y/1', 50, null, 3, true],
      ['M/1', 100, 160, 0, true],
      ['GHOST', null, null, 1, false],
    ]);
  });

  test('pages together are the stream, whatever their size', async () => {
    const all = [];
    for await (const rows of streamScopeStock(plant.engine, { nodes: nodes(), sites: null })) all.push(...rows);
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await scopeStock(plant.engine, { nodes: nodes(), sites: null, limit: 2, cursor });
      expect(page.total).toBe(all.length);
      paged.push(...page.rows);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect(all.map((row) => [row.lotId, row.bucket, row.quantity])).toEqual([
      ['Y/1', 'in_transit', 5],
      ['Y/1', 'delivered', 10],
      ['Y/1', 'unknown', 35],
      ['M/1', 'on_hand', 30],
      ['M/1', 'on_hand', 50],
      ['M/1', 'consumed', 20],
      ['GHOST', 'unknown', null],
    ]);
  });

  test('shipments carry the customer and its contact, filters narrow, other sites are withheld', async () => {
    const request = { nodes: nodes(), sites: ['TYO'], limit: 10 };
    const page = await scopeShipments(plant.engine, request);
    expect(page).toMatchObject({ total: 2, withheld: 1 });
    expect(page.rows).toMatchObject([{ shipmentId: 'SH', customerName: 'Shop', customerRecallContact: '+31 2' }]);
    expect((await scopeShipments(plant.engine, { ...request, bucket: 'in_transit' })).total).toBe(1);
    expect((await scopeLots(plant.engine, { ...request, q: 'y/' })).rows.map((row) => row.lotId)).toEqual(['Y/1']);
    expect((await scopeLots(plant.engine, { ...request, customerId: 'SHOP' })).total).toBe(1);
  });

  test('a foreign cursor is refused', async () => {
    await expect(
      scopeLots(plant.engine, { nodes: nodes(), sites: null, limit: 1, cursor: 'nonsense' }),
    ).rejects.toThrow(InvalidCursor);
  });
});
