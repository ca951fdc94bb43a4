import type { InspectionQueue } from '@lotscope/api/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { loadReceipts, writeScores } from './scored-receipts.ts';

let dashboard: Dashboard;
let queue: InspectionQueue;
beforeAll(async () => {
  dashboard = await Dashboard.open();
  const { product } = dashboard;
  await loadReceipts(product);
  await writeScores(product, 'skill', 'Logistic regression is used. It beats the past rate of the supplier.');
  // Five lots are open: every scored one has a place, at risk or drawn.
  const set = await product.admin.put('/api/v1/inspection-queue/budget', {
    perWeek: 5,
    randomShare: 0.2,
    reason: 'Two inspectors',
  });
  expect(set.status).toBe(200);
  queue = (await product.admin.get<InspectionQueue>('/api/v1/inspection-queue')).body;
});
afterAll(() => dashboard.close());

const items = (page: WatchedPage) => page.getByRole('region', { name: /^To inspect in week / }).first();
const budget = (page: WatchedPage) => page.getByRole('region', { name: 'Budget', exact: true });

test('D19: the queue of the week has lots by risk and a random part, which says why it is there', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await page.getByRole('link', { name: 'Inspection queue', exact: true }).click();
  await page.waitForURL('**tab=queue**');
  await items(page).getByText(`${queue.total} lots of ${queue.total}`).waitFor();
  expect(await items(page).getByText('At random', { exact: true }).count()).toBe(1);
  expect(await items(page).getByText('By risk', { exact: true }).count()).toBe(queue.total - 1);
  await budget(page).getByText('an uninspected lot is not a good lot (D19)', { exact: false }).waitFor();
  await page.getByText('No week with a queue lies behind us yet', { exact: false }).waitFor();
  const csv = await page.request.get((await items(page).getByRole('link', { name: /^CSV/ }).getAttribute('href'))!);
  expect((await csv.text()).trim().split(/\r?\n/)).toHaveLength(1 + queue.total);
  const [first] = queue.items;
  await items(page).getByRole('link', { name: first!.lotId, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: first!.lotId }).waitFor();
  expect(page.faults()).toEqual([]);
});

test('the budget is changed with a reason, and counts from the next week', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await page.goto('/suppliers?tab=queue');
  await budget(page).getByRole('button', { name: 'Change' }).click();
  const form = page.getByRole('dialog', { name: 'Change the budget' });
  await form.getByLabel('Lots a week').fill('8');
  await form.getByLabel('Drawn at random, %').fill('25');
  await form.getByLabel('Reason').fill('A third inspector');
  await form.getByRole('button', { name: 'Change the budget' }).click();
  await budget(page).getByText('From the next week that is chosen: 8 lots a week, 25% at random.').waitFor();
  await budget(page)
    .getByText(/^Set by reader-\d+@example\.com, .*: A third inspector$/)
    .waitFor();
  // What was chosen stays.
  await items(page).getByText(`${queue.total} lots of ${queue.total}`).waitFor();
  expect(page.faults()).toEqual([]);
});

test('lots of other plants are withheld and counted, and only who sees every plant changes the budget', async () => {
  const limited = await dashboard.stranger();
  await limited.goto(await dashboard.link(['supplier-quality'], ['P1']));
  await limited.waitForURL('**/suppliers');
  await limited.goto('/suppliers?tab=queue');
  await items(limited)
    .getByText(`${queue.total - 1} lots of ${queue.total}`, { exact: false })
    .waitFor();
  await items(limited).getByText('1 lot of other sites withheld', { exact: false }).waitFor();
  expect(await budget(limited).getByRole('button', { name: 'Change' }).count()).toBe(0);
  const reader = await dashboard.signedIn(['auditor']);
  await reader.goto('/suppliers?tab=queue');
  await budget(reader).getByText('Why at random', { exact: false }).waitFor();
  expect(await budget(reader).getByRole('button', { name: 'Change' }).count()).toBe(0);
});

test('weeks are in the address; one without a queue says so', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await page.goto('/suppliers?tab=queue');
  await page.getByRole('link', { name: 'The week before' }).click();
  await page.waitForURL(/week=\d{4}-W\d\d/);
  await page.getByText('No lot in the queue of this week').waitFor();
  await page.getByRole('link', { name: 'This week' }).click();
  await page.waitForURL((url) => !url.searchParams.has('week'));
  await items(page).getByText(`${queue.total} lots of ${queue.total}`).waitFor();
});
