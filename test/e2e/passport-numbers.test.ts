import type { GapReport, KpiList } from '@lotscope/api/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import { load } from '../support/loading.ts';
import { panelRows, settled, sumOf } from './panel-rows.ts';
import { sheets } from './small-plant.ts';

/** More suppliers than a breakdown shows; each sent one lot of lactose, the first 1 kg, the next 2 kg. */
const suppliers = 60;

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  const received = Array.from(
    { length: suppliers },
    (_, n) => `X/${n},RM-1,received,P1,SX-${n},XL-${n},2026-09-19,${n + 1},kg`,
  );
  const header = 'lotId,itemId,origin,siteId,supplierId,supplierLot,receivedAt,quantity,unit';
  const counted = ['RM-1/L2,P1,2026-09-20T09:00:00Z,physical,60,kg', 'PK-2/S0,P1,2026-09-20T09:00:00Z,physical,10,m'];
  await Promise.all([
    load(dashboard.product, 'lots', `${header}\n${received.join('\n')}\n`),
    load(dashboard.product, 'stock_counts', `lotId,siteId,countedAt,kind,quantity,unit\n${counted.join('\n')}\n`),
  ]);
});
afterAll(() => dashboard.close());

/** Figures of the page are rounded as they are shown. */
const figure = (text: string | null) => Number((text ?? '').replaceAll(/[^0-9.-]/g, ''));

test('a list of a passport is paged to its last row, and its CSV has all of them', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/PK-1%2FROLL');
  const links = page.getByRole('region', { name: 'Direct links', exact: true });
  const next = links.getByRole('button', { name: 'Next page of Direct links' });
  await links.getByText(`1–50 of ${sheets}`).waitFor();
  const seen = new Set<string>();
  for (const span of [`51–100 of ${sheets}`, `101–${sheets} of ${sheets}`]) {
    for (const id of await links.getByRole('cell').getByRole('link').allTextContents()) seen.add(id);
    await next.click();
    await links.getByText(span).waitFor();
    await settled(page);
  }
  await expect.poll(() => links.getByRole('cell').getByRole('link').count()).toBe(sheets - 100);
  for (const id of await links.getByRole('cell').getByRole('link').allTextContents()) seen.add(id);
  expect(seen.size).toBe(sheets);
  expect(await next.isDisabled()).toBe(true);
  const rows = await panelRows(page, 'Direct links');
  expect(rows).toHaveLength(sheets);
  // The whole roll became sheets: the links say what the place "consumed" says.
  const consumed = page
    .getByRole('region', { name: 'Where it is', exact: true })
    .getByRole('row', { name: /Consumed/ });
  expect(sumOf(rows, 'quantity')).toBe(figure(await consumed.getByRole('cell').nth(3).textContent()));
  expect(page.faults()).toEqual([]);
});

test('what a passport counts leads to as many rows: results out of limits, history, rows by import', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/RM-1%2FL2');
  const results = page.getByRole('region', { name: 'Quality results', exact: true });
  const outside = results.getByRole('link', { name: /^Out of limits/ });
  const failed = figure(await outside.textContent());
  expect(failed).toBe(1);
  await outside.click();
  await page.waitForURL('**results=outside');
  await results.locator('a[href$="/qcOutside/rows.csv"]').waitFor();
  expect((await panelRows(page, 'Quality results')).map((row) => row['judged'])).toEqual(['fail']);

  await page.goto('/lots/RM-1%2FL1?tab=history');
  const history = page.getByRole('region', { name: 'Everything that happened to it', exact: true });
  await history.getByText('1–5 of 5').waitFor();
  expect((await panelRows(page, 'Everything that happened to it')).map((row) => row['kind'])).toEqual([
    'received',
    'result',
    'status',
    'operation',
    'expires',
  ]);

  const evidence = page.getByRole('region', { name: 'Where the facts come from', exact: true }).getByRole('row');
  const counted = await evidence.filter({ has: page.getByRole('cell') }).count();
  expect(counted).toBe(4);
  for (let index = 1; index <= counted; index++) {
    const cells = evidence.nth(index).getByRole('cell');
    const [dataset, count] = [await cells.nth(0).textContent(), figure(await cells.nth(1).textContent())];
    await cells.nth(1).getByRole('link').click();
    await page.waitForURL(`**/data/dictionary?dataset=${dataset!.trim()}&show=rows&**`);
    await page
      .getByRole('region', { name: `Rows of ${dataset!.trim()}`, exact: true })
      .getByText(`1–${count} of`)
      .waitFor();
    expect(await panelRows(page, `Rows of ${dataset!.trim()}`)).toHaveLength(count);
    await page.goBack();
    await evidence.nth(counted).waitFor();
  }
  expect(page.faults()).toEqual([]);
});

test('what was found and what was examined lead to as many rows, and the kinds add up to the score', async () => {
  const page = await dashboard.signedIn(['integration']);
  const report = (await (await page.request.get('/api/v1/gaps')).json()) as GapReport;
  await page.goto('/data/gaps');
  const table = page.getByRole('region', { name: 'Where the genealogy is incomplete or contradicts itself' });
  let points = 0;
  for (const { kind, label, count, of, points: added } of report.gaps) {
    points += added ?? 0;
    if (of === null) continue;
    await table.getByRole('link', { name: `examined: ${label}` }).click();
    await page.waitForURL(`**gap=${kind}&list=examined#gap`);
    expect(await panelRows(page, `${label}: what was examined`), label).toHaveLength(of);
    if (count === 0) continue;
    await table.getByRole('link', { name: `found: ${label}` }).click();
    await page.waitForURL(`**gap=${kind}#gap`);
    expect(await panelRows(page, label), label).toHaveLength(count);
  }
  expect(points).toBeCloseTo(report.score!, 6);
  expect(page.faults()).toEqual([]);
});

test('a day of the worth of the stock leads to the sums that it is made of', async () => {
  const page = await dashboard.signedIn(['cfo']);
  // Stock is summed up on the day of the import, which is later than everything in the plant.
  const span = 'from=2026-09-01&to=2035-01-01';
  const { kpis } = (await (await page.request.get(`/api/v1/kpis?${span}`)).json()) as KpiList;
  const { label, series } = kpis.find(({ id }) => id === 'on-hand-value')!;
  const { at, value } = series.at(-1)!;
  await page.goto(`/overview?kpi=on-hand-value&${span}`);
  const trend = page.getByRole('region', { name: `${label} over time`, exact: true });
  await trend.getByRole('button', { name: /View as table/ }).click();
  await trend.getByRole('cell').getByRole('button').last().click();
  await page.waitForURL(`**at=${at}`);
  await page.locator(`a[href*="rows.csv"][href*="day=${at}"]`).waitFor();
  const rows = await panelRows(page, new RegExp(`^Rows behind ${label}: `));
  expect(sumOf(rows, 'value')).toBeCloseTo(value!, 6);
  // 60 kg of lactose at 2 euro. The foil has no cost: what is unknown of the day is counted, not zero.
  expect(rows.map((row) => [row['itemId'], row['value'], row['unvalued']])).toEqual([
    ['RM-1', '120', '0'],
    ['PK-2', '', '1'],
  ]);
  expect(page.faults()).toEqual([]);
});

test('every part of a figure leads to its rows, those too that the breakdown does not show', async () => {
  const page = await dashboard.signedIn(['cfo']);
  await page.goto('/overview?kpi=recall-exposure');
  const all = page.getByRole('link', { name: `List ${suppliers + 1} parts` });
  await all.click();
  const parts = page.getByRole('region', { name: /^Parts of/ }).first();
  await parts.getByText(`1–50 of ${suppliers + 1}`).waitFor();
  const listed = await panelRows(page, 'Parts of Recall exposure per supplier lot');
  const rows = await panelRows(page, 'Rows behind Recall exposure per supplier lot');
  expect(listed).toHaveLength(suppliers + 1);
  expect(sumOf(listed, 'rows')).toBe(rows.length);
  await parts.getByRole('button', { name: /^Next page/ }).click();
  await parts.getByRole('link', { name: 'SX-0', exact: true }).click();
  await page.waitForURL('**part=SX-0**');
  await page.locator('a[href*="rows.csv"][href*="key=SX-0"]').waitFor();
  const ofPart = await panelRows(page, 'Rows behind Recall exposure per supplier lot: SX-0');
  // 1 kg of lactose at 2 euro.
  expect(ofPart.map((row) => Number(row['value']))).toEqual([2]);
  expect(listed.find((part) => part['key'] === 'SX-0')).toMatchObject({ value: '2', rows: '1' });
  expect(page.faults()).toEqual([]);
});

test('what is most at stake says how much, leads to the scope that says the same, and to all the others', async () => {
  const page = await dashboard.signedIn(['cfo', 'recall']);
  await page.goto('/recall');
  const most = page.getByRole('region', { name: 'Most at stake', exact: true });
  const first = most.getByRole('listitem').first();
  await first.getByText('€920', { exact: false }).waitFor();
  expect(await most.getByRole('listitem').count()).toBe(6);
  await most.getByRole('link', { name: `All ${suppliers + 3} supplier lots` }).click();
  await page.waitForURL('**/overview?kpi=recall-exposure');
  await settled(page);
  const rows = await panelRows(page, 'Rows behind Recall exposure per supplier lot');
  expect(rows).toHaveLength(suppliers + 3);
  // The foil has no cost: nobody knows what is at stake, which is not nothing.
  expect(rows.find((row) => row['supplierLot'] === 'SL-300')).toMatchObject({ value: '' });
  await page.goBack();
  await first.getByRole('link').click();
  await page.waitForURL('**/recall?root=**');
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  await figures.getByText('€920', { exact: false }).first().waitFor();
  expect(page.faults()).toEqual([]);
});

test('the entries that were verified are those of the trail, each of them in its CSV', async () => {
  const page = await dashboard.signedIn(['auditor']);
  await page.goto('/audit?action=session.opened');
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  const verified = page.getByRole('link', { name: /entries$/ });
  const count = figure(await verified.textContent());
  await verified.click();
  await page.waitForURL('**/audit');
  await page.locator('a[href$="/api/v1/audit.csv"]').waitFor();
  const rows = await panelRows(page, 'Audit trail');
  expect(rows.map((row) => Number(row['seq']))).toEqual(Array.from({ length: count }, (_, index) => count - index));
  expect(page.faults()).toEqual([]);
});
