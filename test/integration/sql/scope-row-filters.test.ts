import { refreshDisposition, scopeLots, scopeShipments, scopeStock } from '@lotscope/sql';
import type { ScopeRowsFilter } from '@lotscope/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordedPlant } from '../../support/recorded-plant.ts';

const lots = ['MILK-1', 'CREAM-1', 'GHOST'];
let plant: RecordedPlant;
beforeAll(async () => {
  plant = await RecordedPlant.open();
  await plant.record({
    items: [
      { itemId: 'MILK', unit: 'l', standardCost: 2, currency: 'EUR' },
      { itemId: 'CREAM', unit: 'l' },
    ],
    lots: [
      { lotId: 'MILK-1', itemId: 'MILK', siteId: 'P1', quantity: 100, unit: 'l' },
      { lotId: 'CREAM-1', itemId: 'CREAM', siteId: 'P1', quantity: 10, unit: 'l' },
    ],
    lot_links: [{ parentLotId: 'MILK-1', childLotId: 'GHOST', kind: 'consumed', quantity: 40, unit: 'l' }],
    customers: [{ customerId: 'SHOP', country: 'DE' }, { customerId: 'KIOSK' }],
    shipments: [
      { shipmentId: 'S1', lotId: 'MILK-1', customerId: 'SHOP', quantity: 20, deliveredAt: '2026-01-05T08:00:00Z' },
      {
        shipmentId: 'S2',
        lotId: 'MILK-1',
        customerId: 'KIOSK',
        fromPartyId: 'SHOP',
        quantity: 5,
        deliveredAt: '2026-01-06T08:00:00Z',
      },
    ],
  });
  await refreshDisposition(plant.engine);
});
afterAll(() => plant.close());

const request = (filter: Partial<ScopeRowsFilter>) => ({
  nodes: Uint32Array.from(lots.map((lot) => plant.nodeNo(lot))),
  sites: null,
  limit: 50,
  ...filter,
});
const stock = async (filter: Partial<ScopeRowsFilter>) => (await scopeStock(plant.engine, request(filter))).rows;
const lotIds = async (filter: Partial<ScopeRowsFilter>) =>
  (await scopeLots(plant.engine, request(filter))).rows.map(({ lotId }) => lotId);

test('D14: terminal buckets are all but what was consumed or scrapped', async () => {
  const [all, terminal] = [await stock({}), await stock({ bucket: 'terminal' })];
  expect(all.map(({ bucket }) => bucket)).toContain('consumed');
  expect(terminal).toEqual(all.filter(({ bucket }) => bucket !== 'consumed'));
  expect(await lotIds({ bucket: 'consumed' })).toEqual(['MILK-1']);
});

test('D15: what another party shipped on is told from what we shipped', async () => {
  const shipped = async (forwarded?: boolean) =>
    (await scopeShipments(plant.engine, request({ forwarded }))).rows.map(({ shipmentId }) => shipmentId);
  expect([await shipped(), await shipped(false), await shipped(true)]).toEqual([['S1', 'S2'], ['S1'], ['S2']]);
  expect((await stock({ forwarded: true })).map(({ customerId }) => customerId)).toEqual(['KIOSK']);
});

test('lots of which something is not known, and units at no site, are found by that', async () => {
  expect(await lotIds({ unknown: 'cost' })).toEqual(['CREAM-1', 'GHOST']);
  expect(await lotIds({ unknown: 'lot-record' })).toEqual(['GHOST']);
  expect(await lotIds({ noItem: true })).toEqual(['GHOST']);
  expect(await lotIds({ unknown: 'variance' })).toEqual([]);
  const nowhere = await stock({ noSite: true });
  expect(nowhere).toEqual((await stock({})).filter(({ siteId }) => siteId === null));
  expect(nowhere.length).toBeGreaterThan(0);
});

test('rows are found by the country of their customer, also where none is recorded, and by the party that shipped them on', async () => {
  const shipped = async (filter: Partial<ScopeRowsFilter>) =>
    (await scopeShipments(plant.engine, request(filter))).rows.map(({ shipmentId }) => shipmentId);
  const held = async (filter: Partial<ScopeRowsFilter>) => (await stock(filter)).map(({ customerId }) => customerId);
  expect([await shipped({ country: 'DE' }), await shipped({ noCountry: true })]).toEqual([['S1'], ['S2']]);
  expect([await held({ country: 'DE' }), await held({ noCountry: true })]).toEqual([['SHOP'], ['KIOSK']]);
  expect([await lotIds({ country: 'DE' }), await lotIds({ country: 'FR' })]).toEqual([['MILK-1'], []]);
  expect(await lotIds({ noCountry: true })).toEqual(['MILK-1']);
  expect([await shipped({ fromPartyId: 'SHOP' }), await held({ fromPartyId: 'SHOP' })]).toEqual([['S2'], ['KIOSK']]);
  expect([await lotIds({ fromPartyId: 'SHOP' }), await lotIds({ fromPartyId: 'KIOSK' })]).toEqual([['MILK-1'], []]);
});

test('D14: what is at stake without a value is found by that, row by row', async () => {
  const all = await stock({ bucket: 'terminal' });
  const unvalued = await stock({ bucket: 'terminal', unvalued: true });
  expect(unvalued).toEqual(all.filter(({ value, quantity }) => value === null && (quantity ?? 1) > 0));
  expect(unvalued.map(({ lotId }) => lotId)).toContain('CREAM-1');
});
