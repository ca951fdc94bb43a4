import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(() => dashboard.close());

const bad = ['lotId,itemId,quantity,unit', 'A,I,5,kg', 'B,I,minus five,kg', ',I,5,kg', 'C,I,7,kg', ''].join('\n');

test('a file is imported before the eyes of its owner, and every rejected row is shown with its reason', async () => {
  const page = await dashboard.signedIn(['integration']);
  await page.getByText('Nothing was imported yet').waitFor();
  await page
    .getByLabel('Files to import')
    .setInputFiles({ name: 'lots.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
  // The name of the file names the dataset.
  await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('form select')?.value === 'dataset:lots');
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  const list = page.getByRole('region', { name: 'Imports', exact: true });
  const row = list.getByRole('row', { name: /lots\.csv/ });
  await row.getByText('Done, with rejects').waitFor();
  const detail = page.getByRole('region', { name: 'lots.csv', exact: true });
  await detail.getByRole('row', { name: /minus five/ }).waitFor();
  expect(await detail.getByRole('table').getByRole('row').count()).toBe(1 + 2);
  const csv = await page.request.get((await detail.getByRole('link', { name: /Rejected rows/ }).getAttribute('href'))!);
  expect(await csv.text()).toContain('minus five');
  expect(page.faults()).toEqual([]);
});

test('several files are each read as what their names say, and one may be read otherwise', async () => {
  const page = await dashboard.signedIn(['integration']);
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page
    .getByLabel('Files to import')
    .setInputFiles([
      csv('01-sites.csv', 'siteId,name,kind\nP9,Nine,plant\n'),
      csv('items.csv', 'itemId,name,kind\nI9,Nine,raw\n'),
      csv('from the scale.csv', 'lotId,itemId,quantity,unit\nL9,I9,5,kg\n'),
    ]);
  const each = page.getByRole('list', { name: 'What each file holds' });
  const chosen = (file: string) => each.getByLabel(`What ${file} holds`);
  await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('form li select')?.value !== '');
  expect(await chosen('01-sites.csv').inputValue()).toBe('dataset:sites');
  expect(await chosen('items.csv').inputValue()).toBe('dataset:items');
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
  await chosen('from the scale.csv').selectOption('dataset:lots');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const list = page.getByRole('region', { name: 'Imports', exact: true });
  for (const [file, dataset] of [
    ['01-sites.csv', 'sites'],
    ['items.csv', 'items'],
    ['from the scale.csv', 'lots'],
  ] as const) {
    const row = list.getByRole('row', { name: new RegExp(file) }).first();
    await row.getByText('Done', { exact: true }).waitFor();
    await row.getByText(dataset, { exact: true }).waitFor();
  }
});

test('progress of a larger file comes without asking, and can be left', async () => {
  const page = await dashboard.signedIn(['integration']);
  const lots = Array.from({ length: 200_000 }, (_, number) => `L${number},I${number % 50},${1 + (number % 90)},kg`);
  const buffer = Buffer.from(['lotId,itemId,quantity,unit', ...lots, ''].join('\n'));
  await page.getByLabel('Files to import').setInputFiles({ name: 'many-lots.csv', mimeType: 'text/csv', buffer });
  await page.getByLabel('What it holds').selectOption('dataset:lots');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('progressbar', { name: 'Import of many-lots.csv' }).waitFor();

  const elsewhere = await dashboard.signedIn(['integration']);
  await elsewhere.getByRole('row', { name: /many-lots\.csv/ }).waitFor();
  await elsewhere
    .getByRole('row', { name: /many-lots\.csv/ })
    .getByText('Done', { exact: true })
    .waitFor({ timeout: 120_000 });
  await page
    .getByRole('row', { name: /many-lots\.csv/ })
    .getByText('200,000')
    .first()
    .waitFor();
});
