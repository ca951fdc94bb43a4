import type { KpiList } from '@lotscope/api/contract';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import { panelRows, rowsBehind, settled, sumOf } from './panel-rows.ts';
import type { CsvRow } from './panel-rows.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
});
afterAll(() => dashboard.close());

/** Figures of the page are rounded as they are shown. */
const figure = (text: string) => Number(text.replaceAll(/[^0-9.-]/g, ''));

const having = (rows: readonly CsvRow[], verdict: string) => rows.filter((row) => row['verdict'] === verdict);

describe('the key figures add up from their rows (D23)', () => {
  /** What the rows of each key figure make of it. */
  const made: Readonly<Record<string, (rows: CsvRow[]) => number>> = {
    'scrap-rate': (rows) =>
      (100 * sumOf(rows, 'scrapQuantity')) / (sumOf(rows, 'scrapQuantity') + sumOf(rows, 'goodQuantity')),
    'scrap-cost': (rows) => sumOf(rows, 'value'),
    'write-offs': (rows) => sumOf(rows, 'value'),
    yield: (rows) => (100 * sumOf(rows, 'goodQuantity')) / sumOf(rows, 'plannedQuantity'),
    'incoming-pass-rate': (rows) =>
      (100 * having(rows, 'pass').length) / (having(rows, 'pass').length + having(rows, 'fail').length),
    'recall-exposure': (rows) => sumOf(rows, 'value') / rows.filter((row) => row['value']).length,
    'on-hand-value': (rows) => sumOf(rows, 'value'),
    'inventory-at-risk': (rows) => sumOf(rows, 'value'),
    'expired-stock': (rows) => sumOf(rows, 'value'),
  };

  test('each card leads to rows that make its value', async () => {
    const page = await dashboard.signedIn(['cfo']);
    const { kpis } = (await (await page.request.get('/api/v1/kpis')).json()) as KpiList;
    expect(kpis.map(({ id }) => id).toSorted()).toEqual(Object.keys(made).toSorted());
    for (const { id, label, value } of kpis.filter((kpi) => kpi.value !== null)) {
      await page.getByRole('article').getByRole('link', { name: label, exact: true }).click();
      await page.waitForURL(`**kpi=${id}`);
      await page.getByRole('region', { name: `Rows behind ${label}`, exact: true }).waitFor();
      await settled(page);
      if (value === 0 && (await page.getByText('No rows in this period').count()) > 0) continue;
      const rows = await panelRows(page, `Rows behind ${label}`);
      expect(made[id]!(rows), label).toBeCloseTo(value!, 6);
    }
    expect(page.faults()).toEqual([]);
  });

  test('what is unknown, a part, a month and the period before lead to their own rows', async () => {
    const page = await dashboard.signedIn(['cfo']);
    const unknown = page
      .getByRole('article')
      .filter({ hasText: 'Incoming inspection' })
      .getByText(/unknown/);
    const count = figure((await unknown.textContent())!);
    await unknown.click();
    await page.waitForURL('**unknown=only**');
    expect(await panelRows(page, 'Rows behind Incoming inspection pass rate: unknown')).toHaveLength(count);

    await page.goto('/overview?kpi=scrap-cost');
    const trend = page.getByRole('region', { name: 'Scrap cost over time', exact: true });
    await trend.getByRole('button', { name: /View as table/ }).click();
    await trend.getByRole('button', { name: 'September 2026' }).click();
    await page.waitForURL('**at=2026-09**');
    expect(sumOf(await panelRows(page, 'Rows behind Scrap cost: September 2026'), 'value')).toBe(55);
    await page.getByRole('link', { name: 'Remove September 2026' }).click();

    // The four days before these four are those in which everything was scrapped.
    await page.goto('/overview?kpi=scrap-cost&from=2026-09-05&to=2026-09-08');
    const before = page.getByRole('link', { name: /^Previous period/ });
    expect(figure((await before.textContent())!)).toBe(55);
    await before.click();
    await page.waitForURL('**at=previous**');
    expect(sumOf(await panelRows(page, 'Rows behind Scrap cost: previous period'), 'value')).toBe(55);
  });
});

test('every number of a scope leads to rows that add up to it', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  const rowsOf = (number: Locator) => rowsBehind(page, number);
  const stat = (label: string) =>
    figures
      .locator('div')
      .filter({ has: page.getByText(label, { exact: true }) })
      .last();

  const exposure = stat('Exposure').getByRole('link');
  expect(sumOf(await rowsOf(exposure), 'value')).toBe(920);
  const lots = stat('Affected lots').locator('dd').first().getByRole('link');
  expect(await rowsOf(lots)).toHaveLength(4);
  await figures
    .getByRole('link', { name: /certain/ })
    .first()
    .waitFor();
  expect(await rowsOf(figures.getByRole('link', { name: '4 certain' }))).toHaveLength(4);
  // 92 kg of tablets are all that is left of 100 kg lactose, 95 kg blend and 92 kg tablets.
  expect(sumOf(await rowsOf(stat('Still to account for').getByRole('link')), 'quantity')).toBe(92);
  expect(sumOf(await rowsOf(stat('Made or received').getByRole('link')), 'quantity')).toBe(287);

  const where = page.getByRole('region', { name: 'Where it is now', exact: true });
  for (const row of await where
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .all()) {
    const bucket = (await row.getByRole('rowheader').textContent())!.trim();
    const [ofLots, ofQuantity] = [row.getByRole('cell').nth(0), row.getByRole('cell').nth(1)];
    const text = { lots: (await ofLots.textContent())!, quantity: (await ofQuantity.textContent())! };
    expect(await rowsOf(ofLots.getByRole('link')), bucket).toHaveLength(figure(text.lots.split(' ')[0]!));
    expect(sumOf(await rowsOf(ofQuantity.getByRole('link')), 'quantity'), bucket).toBe(figure(text.quantity));
  }

  const customers = page.getByRole('region', { name: 'Customers to notify', exact: true });
  for (const [name, quantity] of [
    ['Apex Pharmacies', 30],
    ['Borel Clinics', 20],
  ] as const) {
    const row = customers.getByRole('row', { name: new RegExp(name) });
    const shipped = await rowsOf(row.getByRole('link', { name }));
    expect(sumOf(shipped, 'quantity')).toBe(quantity);
    expect(sumOf(await rowsOf(row.getByRole('cell').nth(5).getByRole('link')), 'value')).toBe(10 * quantity);
  }

  const items = page.getByRole('region', { name: 'Items', exact: true }).getByRole('row', { name: /Tablet/ });
  expect(sumOf(await rowsOf(items.getByRole('link', { name: /€920/ })), 'value')).toBe(920);
  expect(page.faults()).toEqual([]);
});

test('operations and links of a scope of several roots are listed in its genealogy', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/recall?root=lot%3ABL-1%2FB1&root=lot%3ARM-1%2FL2');
  await page.getByRole('link', { name: '2 operations · 4 links' }).click();
  await page.waitForURL('**/recall/genealogy?**');
  const rows = page.getByRole('table').getByRole('row');
  // Two roots, two lots of tablets, two operations.
  await rows.filter({ hasText: 'WO-3' }).waitFor();
  expect(await rows.count()).toBe(1 + 6);
  expect(await rows.filter({ hasText: 'operation' }).count()).toBe(2);
  expect(page.faults()).toEqual([]);
});

test('the counts of an import and of a dataset are those of their rows', async () => {
  const { admin } = dashboard.product;
  const bad = 'lotId,itemId,quantity,unit\nZ-1,RM-1,5,kg\nZ-2,RM-1,7,kg\nZ-3,RM-1,many,kg\nZ-1,RM-1,5,kg\n';
  await admin.send('POST', '/api/v1/imports?dataset=lots&name=late-lots.csv', { raw: bad });
  const page = await dashboard.signedIn(['integration']);
  const line = page.getByRole('region', { name: 'Imports', exact: true }).getByRole('row', { name: /late-lots\.csv/ });
  await line.getByText('Done, with rejects').waitFor();
  const counts = (await line.getByRole('cell').allTextContents()).slice(3, 7).map(figure);
  const [read, accepted, rejected, known] = counts as [number, number, number, number];
  expect(accepted + rejected + known).toBe(read);

  await line.getByRole('link', { name: 'late-lots.csv' }).click();
  const detail = page.getByRole('region', { name: 'late-lots.csv', exact: true });
  await detail.getByRole('list', { name: 'Accepted rows' }).waitFor();
  const rejects = await page.request.get(
    (await detail.getByRole('link', { name: /Rejected rows/ }).getAttribute('href'))!,
  );
  expect((await rejects.text()).trim().split(/\r?\n/)).toHaveLength(1 + rejected);
  await detail.getByRole('link', { name: /rows of lots/ }).click();
  await page.waitForURL('**/data/dictionary?dataset=lots&show=rows&import=**');
  await settled(page);
  expect((await panelRows(page, 'Rows of lots')).map((row) => row['lotId'])).toHaveLength(accepted);

  await page.goto('/data/dictionary?dataset=operations');
  const tab = page.getByRole('navigation', { name: 'Of operations' }).getByRole('link', { name: /Rows/ });
  const all = figure((await tab.textContent())!);
  await tab.click();
  await settled(page);
  expect(await panelRows(page, 'Rows of operations')).toHaveLength(all);
  expect(page.faults()).toEqual([]);
});
