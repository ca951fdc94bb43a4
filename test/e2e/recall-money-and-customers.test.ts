import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { load } from '../support/loading.ts';
import { panelRows, rowsBehind, sumOf } from './panel-rows.ts';
import type { CsvRow } from './panel-rows.ts';

/**
 * Beside the small plant: T9 is a tablet of the third that nothing of SL-100 went into. 6 kg of T1 were sold to Borel at 15 euro, 5 kg of what
 * Apex got went on to a kiosk of which no country is known, as did 4 kg of T9. Credits of 40 euro and 7 of a currency without a rate are booked
 * to T1, freight of 12 euro to the order that made it. What was not shipped of T2 was counted in Berlin.
 */
const more: Readonly<Record<string, string>> = {
  sites: 'siteId,name,kind,timezone,latitude,longitude\nP1,Plant Berlin,plant,Europe/Berlin,52.5,13.4\n',
  customers: 'customerId,name,country,kind\nC1,Apex Pharmacies,DE,distributor\nC3,Corner Kiosk,,\n',
  lots: 'lotId,itemId,lotNumber,origin,siteId,manufacturedAt,quantity,unit\nTB-1/T9,TB-1,T9,made,P1,2026-09-03T13:00:00Z,10,kg\n',
  shipments: [
    'shipmentId,lineId,lotId,customerId,fromPartyId,fromSiteId,quantity,unit,unitPrice,currency,shippedAt,deliveredAt',
    'SH-3,1,TB-1/T1,C2,,P1,6,kg,15,EUR,2026-09-14T08:00:00Z,2026-09-15T08:00:00Z',
    'SH-4,1,TB-1/T1,C3,C1,,5,kg,,,2026-09-16T08:00:00Z,2026-09-17T08:00:00Z',
    'SH-5,1,TB-1/T9,C3,,P1,4,kg,,,2026-09-16T08:00:00Z,2026-09-17T08:00:00Z',
    '',
  ].join('\n'),
  stock_counts:
    'lotId,siteId,location,countedAt,kind,quantity,unit\nTB-1/T2,P1,A-1,2026-09-20T08:00:00Z,physical,24,kg\n',
  cost_entries: [
    'costId,kind,lotId,operationId,amount,currency,at',
    'CE-1,credit,TB-1/T1,,40,EUR,2026-09-20',
    'CE-2,credit,TB-1/T1,,7,XXX,2026-09-20',
    'CE-3,freight,,WO-2,12,EUR,2026-09-20',
    '',
  ].join('\n'),
};

let dashboard: Dashboard;
let page: WatchedPage;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  for (const [dataset, text] of Object.entries(more)) {
    const { state, rows } = await load(dashboard.product, dataset, text);
    expect([dataset, state, rows.rejected]).toEqual([dataset, 'done', 0]);
  }
  page = await dashboard.signedIn(['recall']);
});
afterAll(() => dashboard.close());

const figure = async (number: Locator) => Number((await number.innerText()).replaceAll(/[^0-9.-]/g, ''));
const panel = (name: string) => page.getByRole('region', { name, exact: true });
const rowsOf = (number: Locator) => rowsBehind(page, number);
const distinct = (rows: readonly CsvRow[], column: string) => new Set(rows.map((row) => row[column])).size;

test('D14: each part of the exposure leads to the entries or shipments that add up to it, and to those that are not in it', async () => {
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const exposure = panel('Exposure, itemised');
  for (const [part, column, sum] of [
    ['Stock', 'value', 920],
    ['Retrieval', 'value', 12],
    ['Credits', 'value', 40],
    ['Lost margin', 'margin', 30],
  ] as const) {
    const amount = exposure.getByRole('link', { name: new RegExp(`^€.* ${part}$`) });
    expect(await figure(amount), part).toBe(sum);
    expect(sumOf(await rowsOf(amount), column), part).toBe(sum);
  }
  expect(await rowsOf(exposure.getByRole('link', { name: /^2 credit entries/ }))).toHaveLength(2);
  const unconverted = await rowsOf(exposure.getByRole('link', { name: '1 entry without an exchange rate' }));
  expect(unconverted.map((row) => [row['costId'], row['value']])).toEqual([['CE-2', '']]);
  expect(await rowsOf(exposure.getByRole('link', { name: /of what was shipped of 1 lot$/ }))).toHaveLength(1);
  const open = await rowsOf(exposure.getByRole('link', { name: /^2 lots with shipments without a price/ }));
  expect(open.map((row) => row['lotId']).sort()).toEqual(['TB-1/T1', 'TB-1/T2']);
  expect(page.faults()).toEqual([]);
});

test('R4: each number of the broad recall, and of what lot precision saves, leads to rows that make it', async () => {
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const comparison = panel('What lot precision saves');
  for (const [recall, lots, customers, exposure] of [
    ['Broad', 5, 3, 1020],
    ['Targeted', 4, 3, 920],
    ['Saved', 1, 0, 100],
  ] as const) {
    const row = comparison.getByRole('row', { name: new RegExp(`^${recall}`) });
    const numbers = row.getByRole('link');
    expect(await rowsOf(numbers.nth(0)), recall).toHaveLength(lots);
    expect(await figure(numbers.nth(0))).toBe(lots);
    expect(await figure(numbers.nth(1))).toBe(customers);
    if (customers > 0) expect(distinct(await rowsOf(numbers.nth(1)), 'customerId'), recall).toBe(customers);
    expect(sumOf(await rowsOf(numbers.nth(2)), 'value'), recall).toBe(exposure);
    expect(await figure(numbers.nth(2))).toBe(exposure);
  }
  const saved = await rowsOf(
    comparison
      .getByRole('row', { name: /^Saved/ })
      .getByRole('link')
      .nth(0),
  );
  expect(saved.map((row) => [row['lotId'], row['certainty']])).toEqual([['TB-1/T9', '']]);
  await panel('The rows').getByText('not reached').waitFor();
  expect(page.faults()).toEqual([]);
});

test('D15: customers of a country, known or not, of a relation, and those that ship on, are the rows of their numbers', async () => {
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const map = panel('On the map');
  await map.waitFor();
  for (const [country, customers] of [
    ['Germany', ['C1']],
    ['France', ['C2']],
    ['unknown', ['C3']],
  ] as const) {
    const number = map.getByRole('link', { name: new RegExp(`^${country}`) });
    expect(await figure(number)).toBe(customers.length);
    expect((await rowsOf(number)).map((row) => row['customerId'])).toEqual(customers);
  }
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  expect(await rowsOf(figures.getByRole('link', { name: '2 indirect' }))).toHaveLength(2);
  const second = await rowsOf(figures.getByRole('link', { name: '1 second-tier' }));
  expect(second.map((row) => [row['customerId'], row['through'], row['quantity']])).toEqual([['C3', 'C1', '5']]);
  const told = panel('Customers to notify').getByRole('row', { name: /Corner Kiosk/ });
  const forwarded = await rowsOf(told.getByRole('link', { name: 'Apex Pharmacies' }));
  expect(forwarded.map((row) => [row['shipmentId'], row['fromPartyId']])).toEqual([['SH-4', 'C1']]);
  const unknown = panel('What is not known');
  const ships = await rowsOf(unknown.getByRole('link', { name: /1 party may have shipped it on/ }));
  expect(ships.map((row) => [row['customerId'], row['shipsOn']])).toEqual([['C1', 'true']]);
  const got = await rowsOf(unknown.getByRole('link', { name: 'C1', exact: true }));
  expect(got.map((row) => row['shipmentId'])).toEqual(['SH-1']);
  expect(page.faults()).toEqual([]);
});

test('R3: operations and links of a scope of siblings are the rows of its genealogy', async () => {
  await page.goto('/recall?root=lot%3ATB-1%2FT1&siblings=yes');
  const reached = page.getByRole('link', { name: /operations? · .*links?/ });
  const [operations, links] = (await reached.textContent())!.match(/\d+/g)!.map(Number);
  expect([operations, links]).toEqual([3, 6]);
  await reached.click();
  await page.waitForURL('**/recall/genealogy?**direction=siblings**');
  const table = page.getByRole('table');
  await table.getByText('WO-3').waitFor();
  expect(await table.getByRole('row').filter({ hasText: 'operation' }).count()).toBe(operations);
  // Every link goes into one of the rows: the first number of the column.
  const into = (
    await table
      .getByRole('row')
      .getByRole('cell')
      .filter({ hasText: /^\d+ \/ \d+$/ })
      .allTextContents()
  ).map((text) => Number(text.split(' / ')[0]));
  expect(into.reduce((sum, count) => sum + count, 0)).toBe(links);
  // The blend and its lactose are sources, the other tablets a sibling.
  await table.getByRole('row', { name: /RM-1\/L1.*backward/ }).waitFor();
  await table.getByRole('row', { name: /TB-1\/T2.*forward/ }).waitFor();
  expect(page.faults()).toEqual([]);
});

test('customers as the panel narrows them are the rows of its file', async () => {
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const customers = panel('Customers to notify');
  expect(await panelRows(page, 'Customers to notify')).toHaveLength(3);
  await customers.getByRole('button', { name: /^Second-tier/ }).click();
  await customers.getByRole('link', { name: /CSV/ }).and(page.locator('[href*="relation=second-tier"]')).waitFor();
  expect((await panelRows(page, 'Customers to notify')).map((row) => row['customerId'])).toEqual(['C3']);
});
