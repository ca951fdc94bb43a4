import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
});
afterAll(() => dashboard.close());

test('a key figure leads to its formula, its parts and the rows behind it', async () => {
  const page = await dashboard.signedIn(['cfo']);
  const card = page.getByRole('article').filter({ hasText: 'Scrap cost' });
  // 5 kg of blend at 5 euro, 2 and 1 kg of tablets at 10 euro.
  await card.getByText('€55', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'How Scrap cost is calculated' }).click();
  const formula = page.getByRole('dialog', { name: 'How Scrap cost is calculated' });
  await formula.getByText('standard cost', { exact: false }).first().waitFor();
  await formula.getByText('it goes down').waitFor();
  await page.keyboard.press('Escape');

  await card.getByRole('link', { name: 'Scrap cost' }).click();
  await page.waitForURL('**/overview?kpi=scrap-cost');
  const rows = page.getByRole('table').filter({ hasText: 'Spillage' });
  await rows.getByText('€25.00').waitFor();
  expect(await rows.getByRole('row').count()).toBe(1 + 3);
  const csv = await page.request.get(
    (await page.getByRole('link', { name: /CSV of Rows behind Scrap cost/ }).getAttribute('href'))!,
  );
  expect((await csv.text()).trim().split(/\r?\n/)).toHaveLength(1 + 3);
  expect(page.faults()).toEqual([]);
});

test('every named period ends on the same day, which is shown, and a rate says of which unit it is', async () => {
  const page = await dashboard.signedIn(['cfo']);
  const period = page.getByText(/– \d+ \w+ 2026, compared/);
  const ends = async () => /– (\d+ \w+ 2026), compared/.exec(await period.innerText())?.[1];
  await page.getByText('The newest event is of 20 Sept 2026', { exact: false }).waitFor();
  expect(await ends()).toBe('20 Sept 2026');
  await page.getByLabel('Period', { exact: true }).selectOption('90d');
  await page.waitForURL('**period=90d');
  await page.getByText(/^23 Jun 2026/).waitFor();
  expect(await ends()).toBe('20 Sept 2026');
  await page.getByRole('article').filter({ hasText: 'Scrap rate' }).getByText('of kg').waitFor();
});

test('figures that the newest imports are not in yet say so, and follow by themselves', async () => {
  const page = await dashboard.signedIn(['cfo']);
  let refreshing = true;
  await page.route('**/api/v1/kpis', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), refreshing } });
  });
  await page.reload();
  const note = page.getByText('The newest imports are not in these figures yet', { exact: false });
  await note.waitFor();
  refreshing = false;
  await note.waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'Scrap cost' }).getByText('€55', { exact: true }).waitFor();
});

test('figures that nothing derives say why, and are started again', async () => {
  const page = await dashboard.signedIn(['cfo', 'integration']);
  let behind: { reason: string } | null = { reason: 'The engine has no memory left' };
  await page.route('**/api/v1/kpis', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: { ...body, refreshing: false, behind } });
  });
  await page.goto('/overview');
  await page.getByText('it failed. The engine has no memory left', { exact: false }).waitFor();
  const started = page.waitForRequest((request) => request.url().endsWith('/api/v1/jobs'));
  behind = null;
  await page.getByRole('button', { name: 'Derive them again' }).click();
  expect((await started).postDataJSON()).toEqual({ name: 'refresh-figures', payload: {} });
  await page.getByText('The engine has no memory left', { exact: false }).waitFor({ state: 'detached' });
});

test('a panel that fails says so with a reference, and is asked again', async () => {
  const page = await dashboard.signedIn(['cfo']);
  await page.route('**/api/v1/kpis/*/rows?*', (route) =>
    route.fulfill({ status: 500, body: 'broken', headers: { 'x-correlation-id': 'reference-7' } }),
  );
  await page.goto('/overview?kpi=scrap-cost');
  const alert = page.getByRole('alert').filter({ hasText: 'reference-7' });
  await alert.waitFor();
  await page.getByRole('article').filter({ hasText: 'Scrap cost' }).getByText('€55', { exact: true }).waitFor();
  await page.unroute('**/api/v1/kpis/*/rows?*');
  await alert.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('table').filter({ hasText: 'Spillage' }).waitFor();
});

test('the chart of a figure can be read as a table, and its parts narrow the rows', async () => {
  const page = await dashboard.signedIn(['cfo']);
  await page.goto('/overview?kpi=scrap-cost');
  const trend = page.getByRole('region', { name: 'Scrap cost over time', exact: true });
  await trend.getByRole('button', { name: /View as table/ }).click();
  await trend
    .getByRole('row', { name: /September 2026/ })
    .getByText('55')
    .waitFor();
  const download = page.waitForEvent('download');
  await trend.getByRole('button', { name: /CSV of/ }).click();
  expect((await download).suggestedFilename()).toBe('scrap-cost-trend.csv');

  const parts = page.getByRole('group', { name: 'Part of Scrap cost' });
  await parts.getByRole('link', { name: 'Operations' }).click();
  await page.waitForURL('**part=**');
  const rows = page.getByRole('region', { name: /^Rows behind Scrap cost: / });
  await rows.getByText('1–3 of 3').waitFor();
});

test('filters live in the address and are reset by one click', async () => {
  const page = await dashboard.signedIn(['cfo']);
  await page.getByLabel('Site').selectOption({ label: 'Plant Berlin' });
  await page.waitForURL('**/overview?site=P1');
  await page.getByRole('combobox', { name: 'Item' }).fill('blend');
  await page.getByRole('option', { name: /Blend 12/ }).click();
  await page.waitForURL('**item=BL-1**');
  await page.reload();
  await page.getByRole('button', { name: 'All items' }).waitFor();
  // The recall page keeps them in its link.
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lots' });
  expect(await link.getAttribute('href')).toContain('site=P1');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.waitForURL((url) => url.search === '');
});
