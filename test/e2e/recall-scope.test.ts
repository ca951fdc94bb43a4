import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import { rowsBehind } from './panel-rows.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
});
afterAll(() => dashboard.close());

test('a supplier lot becomes a scope: lots, money, customers, and every row as CSV', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.getByRole('combobox', { name: 'Which lot?' }).fill('SL-100');
  await page
    .getByRole('option', { name: /SL-100/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/recall?root=*');

  const figures = page.getByRole('region', { name: 'The scope in figures' });
  await figures.getByRole('definition').filter({ hasText: /^4$/ }).waitFor();
  await figures.getByText('4 certain').waitFor();
  // 92 kg of tablets were made; nothing else of the lot is left. 10 euro a kilogram.
  await figures.getByText('€920', { exact: false }).waitFor();

  const where = page.getByRole('region', { name: 'Where it is now', exact: true });
  await where
    .getByRole('row', { name: /Delivered/ })
    .getByText('50 kg')
    .waitFor();
  const customers = page.getByRole('region', { name: 'Customers to notify', exact: true });
  await customers.getByText('Apex Pharmacies').waitFor();
  await customers.getByText('Borel Clinics').waitFor();

  await where.getByRole('link', { name: 'Delivered', exact: true }).click();
  const rows = page.getByRole('region', { name: 'The rows', exact: true });
  await rows.getByText('1–2 of 2').waitFor();
  await page.waitForFunction(() => {
    const top = document.querySelector('#rows')?.getBoundingClientRect().top ?? Infinity;
    return top >= 0 && top < innerHeight;
  });

  await page.getByRole('button', { name: 'Export' }).click();
  for (const [list, count] of [
    ['Lots', 4],
    ['Shipments', 2],
  ] as const) {
    const href = await page.getByRole('menuitem', { name: new RegExp(`^${list}`) }).getAttribute('href');
    const answer = await page.request.get(href!);
    expect(answer.headers()['content-type']).toContain('text/csv');
    expect((await answer.text()).trim().split(/\r?\n/)).toHaveLength(1 + count);
  }
  expect(page.faults()).toEqual([]);
});

test('what is entered before it is answered is what was typed, never what fewer characters found', async () => {
  const page = await dashboard.signedIn(['recall']);
  const box = page.getByRole('combobox', { name: 'Which lot?' });
  const rootOf = (url: string) => new URL(url).searchParams.get('root');
  /** Answers come only when they are let through, as from a slow server. */
  const enterUnanswered = async (text: string) => {
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/api/v1/search?*', async (route) => {
      await held;
      await route.continue();
    });
    await box.fill(text);
    await box.press('Enter');
    letThrough();
  };
  await box.fill('SL-20');
  await page.getByRole('option', { name: /SL-200/ }).waitFor();
  await enterUnanswered('SL-30');
  await page.getByRole('option', { name: /SL-300/ }).waitFor();
  expect(rootOf(page.url())).toBeNull();
  await enterUnanswered('SL-100');
  await page.waitForURL((url) => rootOf(url.href)?.includes('SL-100') ?? false);
  expect(page.faults()).toEqual([]);
});

test.each([
  [1440, 900],
  [390, 844],
])('whom to call is at hand at %i px, and whom nobody can call is counted', async (width, height) => {
  const page = await dashboard.signedIn(['recall'], { viewport: { width, height } });
  await page.goto('/recall?root=supplierLot%3ASL-100');
  const call = page.getByRole('region', { name: 'Whom to call', exact: true });
  await call.getByText('2 customers, 1 without contact').waitFor();
  expect(await call.getByRole('link', { name: 'recall@apex.example' }).getAttribute('href')).toBe(
    'mailto:recall@apex.example',
  );
  await call.getByRole('listitem').filter({ hasText: 'Borel Clinics' }).getByText('unknown contact').waitFor();
  if (width >= 1440) {
    const box = await call.boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(height);
  }
  // The figure leads to just them, the panel's own link to all of them and what they hold.
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  const nobody = await rowsBehind(page, figures.getByRole('link', { name: '1 without contact' }));
  expect(nobody.map((row) => [row['customerId'], row['contactKnown']])).toEqual([['C2', 'false']]);
  await call.getByRole('link', { name: 'What they hold' }).click();
  const table = page.getByRole('region', { name: 'Customers to notify', exact: true });
  await table.getByRole('heading', { name: 'Customers to notify' }).waitFor();
  await page.waitForFunction(() => {
    const top = document.querySelector('#customers')?.getBoundingClientRect().top ?? Infinity;
    return top >= 0 && top < innerHeight;
  });
  await table.getByRole('button', { name: 'No contact 1' }).click();
  await table.getByRole('link', { name: /CSV/ }).and(page.locator('[href*="contact=unknown"]')).waitFor();
  await table.getByRole('row', { name: /Borel Clinics/ }).waitFor();
  expect(await table.getByRole('row').count()).toBe(1 + 1);
});

test('several suspects make one scope, and the address holds it', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/recall?root=lot%3ATB-1%2FT1');
  await page.getByRole('combobox', { name: 'Add another suspect' }).fill('RM-1/L2');
  await page.getByRole('option', { name: /RM-1\/L2/ }).click();
  await page.waitForURL((url) => url.searchParams.getAll('root').length === 2);
  await page.reload();
  const suspects = page.getByRole('list', { name: 'Suspects' });
  await suspects.getByRole('listitem').nth(1).waitFor();
  expect(await suspects.getByRole('listitem').count()).toBe(2);
  await suspects.getByRole('button', { name: 'Remove Lot TB-1/T1' }).click();
  await page.waitForURL((url) => url.searchParams.getAll('root').length === 1);
});

test('back, then forward: a finished lot leads to its siblings', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/recall?root=lot%3ATB-1%2FT1');
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  await figures.getByText('1 certain').waitFor();
  await page.getByRole('checkbox', { name: /Back to the sources first/ }).check();
  await figures.getByText('4 certain').waitFor();
  // Its genealogy is a click away as before, and leads back to this scope.
  await page.getByRole('link', { name: 'Genealogy', exact: true }).click();
  await page.waitForURL('**/recall/genealogy?*');
  await page.getByRole('link', { name: 'Recall scope' }).click();
  await page.waitForURL('**/recall?root=*siblings=yes*');
});

test('a machine and a time window become a scope, which the address holds', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.getByText('Other ways to start').click();
  const form = page.getByRole('form', { name: 'Other ways to start' });
  await form.getByRole('button', { name: 'Compute the scope' }).click();
  await form.getByRole('alert').getByText('Name a machine').waitFor();
  await form.getByLabel('Machine', { exact: true }).fill('Press 1');
  // WO-2 ran on the press on the third, WO-3 on the fourth: only T1 was pressed within the window.
  await form.getByLabel('From', { exact: true }).fill('2026-09-02T12:00');
  await form.getByLabel('To', { exact: true }).fill('2026-09-03T20:00');
  await form.getByRole('button', { name: 'Compute the scope' }).click();
  await page.waitForURL((url) => (url.searchParams.get('root') ?? '').includes('"machine":"Press 1"'));
  const figures = page.getByRole('region', { name: 'The scope in figures' });
  await figures.getByText('1 certain').waitFor();
  await page.reload();
  await figures.getByText('1 certain').waitFor();
  await page
    .getByRole('list', { name: 'Suspects' })
    .getByText(/^Press 1 · from/)
    .waitFor();
  expect(page.faults()).toEqual([]);
});

test('other ways to start suggest what is in the data, and say at once what is not', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.getByText('Other ways to start').click();
  const form = page.getByRole('form', { name: 'Other ways to start' });
  await form.getByLabel('Machine', { exact: true }).fill('Pres 1');
  await form.getByLabel('Machine', { exact: true }).press('Tab');
  await form.getByText('No operation is recorded on a machine “Pres 1”.').waitFor();
  await page.waitForFunction(() => document.querySelector('datalist option[value="Press 1"]') !== null);
  await form.getByLabel('Line', { exact: true }).fill('L1');
  await form.getByLabel('Machine', { exact: true }).fill('Press 1');
  await form.getByLabel('Machine', { exact: true }).press('Tab');
  await form.getByText('The machine “Press 1” is elsewhere: P1, L2.').waitFor();

  await form.getByLabel('Start from').selectOption('shipment');
  const shipment = form.getByRole('combobox', { name: 'Shipment', exact: true });
  await shipment.fill('SH-9');
  await shipment.press('Tab');
  await form.getByText('No shipment is called “SH-9”.').waitFor();

  await form.getByLabel('Start from').selectOption('customer');
  const customer = form.getByRole('combobox', { name: 'Customer', exact: true });
  await customer.fill('apex');
  await form.getByRole('option', { name: /Apex Pharmacies/ }).waitFor();
  await customer.press('Enter');
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLInputElement>('form input[role=combobox]')].some(({ value }) => value === 'C1'),
  );
  await form.getByRole('button', { name: 'Compute the scope' }).click();
  await page.waitForURL((url) => url.searchParams.get('root') === 'customer:C1');
  await page.getByRole('region', { name: 'The scope in figures' }).getByText('1 certain').waitFor();
  expect(page.faults()).toEqual([]);
});

test('what nobody knows is answered as unknown, with a way to try again', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/recall?root=lot%3ANO-SUCH');
  const failure = page.getByRole('alert');
  await failure.getByText('NO-SUCH', { exact: false }).waitFor();
  await failure.getByText('Reference').waitFor();
  await failure.getByRole('button', { name: 'Retry' }).waitFor();
});
