import type { Alert, AlertPage, AuditPage } from '@lotscope/api/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expiringLotMatter } from '../../jobs/src/alerts/expiring-lots.ts';
import { riskyLotMatter } from '../../jobs/src/alerts/risky-lots.ts';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { settled } from './panel-rows.ts';
import { dayOf, RiskPlant } from './risk-plant.ts';

const oneDay = 86_400_000;
const late = 'Received lot SL-200 is likely to deviate';
const expiring = '31 kg of Blend 12 are expected to expire';

let dashboard: Dashboard;
let plant: RiskPlant;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  plant = await RiskPlant.open(dashboard.product);
});
afterAll(async () => {
  await plant?.close();
  await dashboard?.close();
});
beforeEach(async () => {
  await plant.pool.query('DELETE FROM alerts');
  await plant.raise({
    kind: 'supplier-lot-risk',
    subject: 'RM-1/L2',
    title: late,
    severity: 0.72,
    dueAt: new Date(Date.now() - 2 * oneDay),
    detail: riskyLotMatter(riskyLot, 0.06, scored).detail,
  });
  await plant.raise({
    kind: 'expiry-risk',
    subject: 'BL-1/B1',
    title: expiring,
    severity: 0.3,
    dueAt: new Date(Date.now() + 5 * oneDay),
    detail: expiringLotMatter(expiringLot, scored).detail,
  });
});

/** What was found, as a scoring finds it. */
const scored = {
  ...{
    modelId: crypto.randomUUID(),
    modelVersion: 3,
    dataAsOf: new Date('2026-09-20T23:59:00Z'),
    scoredAt: new Date(),
  },
  ...{ itemNames: new Map<string, string>(), siteNames: new Map<string, string>() },
};
const riskyLot = {
  ...{ lotId: 'RM-1/L2', supplierLot: 'SL-200', supplierId: 'S1', itemId: 'RM-1', siteId: 'P1', verdict: null },
  ...{ predictedAt: new Date('2026-09-20T23:59:00Z'), probability: 0.72, low: 0.6, high: 0.8, supplierRate: 0.1 },
  ...({ outcome: 'unknown', outcomeKnownAt: null } as const),
  drivers: [
    {
      feature: 'far from usual',
      meaning: 'largest distance of a characteristic from the usual level',
      ...{ characteristic: 'Water content', value: 4.2, contribution: 1.7 },
    },
  ],
};
const expiringLot = {
  ...{ lotId: 'BL-1/B1', itemId: 'BL-1', siteId: 'P1', quantity: 40, expectedQuantity: 31, unit: 'kg' },
  ...{ expectedMoney: 155, currency: 'EUR', probability: 0.9, expiresOn: dayOf('2026-12-01') },
};

const inbox = (page: WatchedPage) => page.getByRole('region', { name: 'Inbox', exact: true });
const detail = (page: WatchedPage, title = late) => page.getByRole('region', { name: title, exact: true });
const stored = async (subject: string): Promise<Alert> =>
  (await dashboard.product.admin.get<AlertPage>('/api/v1/alerts')).body.items.find(
    (alert) => alert.subject === subject,
  )!;
const badge = (page: WatchedPage, count: number) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: `Alerts ${count} open` });

test('the inbox holds what is open, says what a severity means, and that a date is over in words', async () => {
  const page = await dashboard.signedIn(['admin']);
  await badge(page, 2).waitFor();
  await page.goto('/alerts');
  const row = inbox(page).getByRole('row').filter({ hasText: late });
  await row.getByText('Overdue', { exact: true }).waitFor();
  await row.getByText('72%').waitFor();
  expect(await inbox(page).getByText('Overdue').count()).toBe(1);

  await row.getByRole('link', { name: late }).click();
  await page.waitForURL('**alert=*#alert');
  await detail(page).getByText('Probability that the lot deviates').waitFor();
  await detail(page).getByText('72%, 12 times the usual 6%').waitFor();
  await detail(page).getByText('the model leaves 60% to 80% open').waitFor();
  const reason = detail(page).getByRole('listitem').filter({ hasText: 'Water content is 4.2 spreads from' });
  await reason.getByText('Own test 6.1 % (outside); limits 4.5 to 5.5 %; usual 4.9 %').waitFor();
  await detail(page).getByText('By now: deviated').waitFor();
  await detail(page).getByRole('link', { name: 'version 3 of the model' }).waitFor();
  const lot = detail(page).getByRole('link', { name: 'SL-200', exact: true });
  expect(await lot.getAttribute('href')).toBe('/suppliers/lots/RM-1%2FL2');
  await detail(page).getByRole('link', { name: 'RM-1/L2' }).click();
  await page.waitForURL('**/lots/RM-1%2FL2');
  await settled(page);
  expect(page.faults()).toEqual([]);
});

test('filters live in the address', async () => {
  const page = await dashboard.signedIn(['admin']);
  await page.goto('/alerts');
  await page.getByLabel('Kind', { exact: true }).selectOption({ label: 'Stock likely to expire' });
  await page.waitForURL('**/alerts?kind=expiry-risk');
  await inbox(page).getByText('1–1 of 1').waitFor();
  await page.getByLabel('State', { exact: true }).selectOption({ label: 'Closed' });
  await page.waitForURL('**state=closed**');
  await inbox(page).getByText('No alert matches').waitFor();
  await page.reload();
  await inbox(page).getByText('No alert matches').waitFor();
  await inbox(page).getByRole('link', { name: 'Reset' }).click();
  await inbox(page).getByText('1–2 of 2').waitFor();
});

test('an alert is acknowledged, given to somebody, snoozed and closed with a reason, each on record', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  const { id } = await stored('RM-1/L2');
  await badge(page, 1).waitFor();
  await page.goto(`/alerts?alert=${id}`);
  await detail(page).getByRole('button', { name: 'Acknowledge' }).click();
  await detail(page).getByText('Acknowledged', { exact: true }).first().waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts', exact: true }).waitFor();

  await detail(page).getByRole('button', { name: 'Assign' }).click();
  const me = await page.evaluate(async () => ((await (await fetch('/api/v1/me')).json()) as { name: string }).name);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Owner', { exact: true }).selectOption({ label: me });
  await dialog.getByLabel('Due at the end of').fill('2099-01-31');
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await dialog.waitFor({ state: 'detached' });
  await detail(page).getByText(me, { exact: true }).waitFor();
  expect(await stored('RM-1/L2')).toMatchObject({ owner: { name: me }, dueAt: expect.stringMatching(/^2099-01-3/) });

  await detail(page).getByRole('button', { name: 'Snooze' }).click();
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await dialog.waitFor({ state: 'detached' });
  await detail(page).getByText('Snoozed until').waitFor();

  await detail(page).getByRole('button', { name: 'Close', exact: true }).click();
  await dialog.getByLabel('Reason').fill('Inspected: within limits');
  await dialog.getByRole('button', { name: 'Close it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await detail(page).getByText('Inspected: within limits', { exact: false }).waitFor();
  expect(await detail(page).getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);

  const trail = await dashboard.product.admin.get<AuditPage>(`/api/v1/audit?subject=${id}`);
  expect(trail.body.items.map(({ action }) => action).toReversed()).toEqual([
    'alert.raised',
    'alert.acknowledged',
    'alert.assigned',
    'alert.snoozed',
    'alert.closed',
  ]);
  expect(page.faults()).toEqual([]);
});

test('works by keyboard: arrows go from alert to alert, Enter opens one and reads on there', async () => {
  const page = await dashboard.signedIn(['admin']);
  await page.goto('/alerts');
  await inbox(page).getByRole('link', { name: expiring }).focus();
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((title) => document.activeElement?.textContent?.trim() === title, late);
  await page.keyboard.press('Enter');
  await page.waitForURL('**alert=*#alert');
  await detail(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'alert');
  await detail(page).getByRole('button', { name: 'Close', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Close');
});

test('what others raise comes in by itself, and each role sees its own part', async () => {
  const page = await dashboard.signedIn(['planner']);
  await page.goto('/alerts');
  await inbox(page).getByText('1–1 of 1').waitFor();
  await plant.raise({ kind: 'expiry-risk', subject: 'TB-1/T1', title: 'Tablets will expire' });
  await inbox(page).getByRole('link', { name: 'Tablets will expire' }).waitFor();
  await inbox(page).getByRole('link', { name: expiring }).click();
  await detail(page, expiring).getByText('€155.00', { exact: true }).waitFor();
  await detail(page, expiring).getByText('31 kg of the 40 kg on hand').waitFor();
  await detail(page, expiring)
    .getByText(/^90% likely, after (1 Dec|Dec 1,) 2026, its last day of use$/)
    .waitFor();
  const stock = detail(page, expiring).getByRole('link', { name: 'All stock of', exact: false });
  expect(await stock.getAttribute('href')).toBe('/expiry?item=BL-1#rows');
  const { id } = await stored('RM-1/L2');
  await page.goto(`/alerts?alert=${id}`);
  await page.getByText('No such alert').waitFor();
});

test('a refused change says why and leaves the alert as it was', async () => {
  const page = await dashboard.signedIn(['admin']);
  const { id } = await stored('RM-1/L2');
  await page.goto(`/alerts?alert=${id}`);
  await detail(page).getByRole('button', { name: 'Close', exact: true }).waitFor();
  await dashboard.product.admin.patch(`/api/v1/alerts/${id}`, { action: 'close', reason: 'Somebody was faster' });
  await detail(page).getByRole('button', { name: 'Acknowledge' }).click();
  await detail(page).getByRole('alert').getByText('The alert is closed', { exact: false }).waitFor();
  expect(await stored('RM-1/L2')).toMatchObject({ state: 'closed', closed: { reason: 'Somebody was faster' } });
});
