import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { load } from '../support/loading.ts';
import { panelRows, settled, sumOf } from './panel-rows.ts';
import { dayOf, RiskPlant, stockOf } from './risk-plant.ts';

/** Nothing but what is known without a model. */
const withoutFigures = { pAny: null, expectedQuantity: null, low: null, high: null, expectedMoney: null };

let dashboard: Dashboard;
let plant: RiskPlant;
let modelId: string;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  await load(
    dashboard.product,
    'movements',
    'movementId,lotId,reason,quantity,unit,toSiteId,at\nM1,RM-1/L2,receipt,60,kg,P1,2026-09-20T08:00:00Z\n',
  );
  plant = await RiskPlant.open(dashboard.product);
  modelId = (await plant.register('expiry')).id;
});
afterAll(async () => {
  await plant?.close();
  await dashboard?.close();
});

/** Blend expires in the week of 30 November, tablets in that of 21 December; what lactose costs is not known, foil never expires. */
const scoreStock = () =>
  plant.score(
    [
      stockOf('BL-1/B1', {
        ...{ quantity: 40, expiresOn: dayOf('2026-12-01'), pAny: 0.93, expectedQuantity: 31.5, low: 12, high: 40 },
        ...{ unitCost: 5, expectedMoney: 157.5, savedByUsingFirst: 80, savedByTransfer: 120, transferTo: 'W1' },
        ...{ transferVerdict: 'outlook', transferDays: 3, markdownVerdict: 'unknown price' },
      }),
      stockOf('TB-1/T1', {
        quantity: 18,
        expiresOn: dayOf('2026-12-24'),
        pAny: 0.4,
        expectedMoney: 40,
        rank: 1,
        savedByUsingFirst: 55,
      }),
      stockOf('TB-1/T2', { quantity: 24, expiresOn: dayOf('2026-12-27'), pAny: 0.6, expectedMoney: 12, rank: 2 }),
      stockOf('RM-1/L2', { expiresOn: dayOf('2027-09-19'), pAny: 0.02, unitCost: null, expectedMoney: null }),
      stockOf('FG-1/F1', {
        ...{ verdict: 'expired', expiresOn: dayOf('2026-03-02'), pAny: 1, quantity: 30, expectedQuantity: 30 },
        ...{ low: 30, high: 30, unitCost: 3, expectedMoney: 90, savedByUsingFirst: null },
      }),
      stockOf('PK-1/ROLL', { ...withoutFigures, verdict: 'unknown expiry', expiresOn: null, rank: null, unit: 'm' }),
    ],
    { modelId },
  );
beforeAll(scoreStock);

const stock = (page: WatchedPage) => page.getByRole('region', { name: 'Stock on hand', exact: true });
const lots = async (page: WatchedPage) => {
  await settled(page);
  return stock(page).locator('tbody tr td:first-child a').allTextContents();
};
/** The link of a row, once the table shows the answer to what the address asks. */
const first = (page: WatchedPage, lotId: string) =>
  stock(page).locator('tbody tr:first-child').getByRole('link', { name: lotId, exact: true }).waitFor();

test('the planner lands here, and sees what expires, with what is not known counted beside it', async () => {
  const page = await dashboard.signedIn(['planner']);
  await page.waitForURL('**/expiry');
  const stake = page.getByRole('region', { name: 'At stake' });
  await stake.getByText('€210', { exact: true }).waitFor();
  // One is not valued, of the other nothing is told: neither its loss nor whether it is at risk is known.
  await stake.getByText('+ 2 not valued').first().waitFor();
  expect(await stake.getByText('+ 2 not valued').count()).toBe(2);
  await stake.getByText('1 lot without an expiry date: in no week').waitFor();
  const blend = stock(page).getByRole('row').filter({ hasText: 'BL-1/B1' });
  await blend.getByText('93%').waitFor();
  await blend.getByText('12 to 40 kg').waitFor();
  await blend.getByText('Transfer').waitFor();
  await blend.getByText('saves €120.00').waitFor();
  expect(await blend.getByText('on all lots of the item').count()).toBe(0);
  // A saving may exceed what the lot itself is expected to lose: then it says what it is a saving of.
  const tablets = stock(page).getByRole('row').filter({ hasText: 'TB-1/T1' });
  await tablets.getByText('saves €55.00').waitFor();
  await tablets.getByText('on all lots of the item').waitFor();
  const foil = stock(page).getByRole('row').filter({ hasText: 'PK-1/ROLL' });
  await foil.getByText('No expiry date is recorded').waitFor();
  expect(page.faults()).toEqual([]);
});

test('it is sorted by the server, what is unknown last, and the order lives in the address', async () => {
  const page = await dashboard.signedIn(['planner']);
  expect((await lots(page))[0]).toBe('BL-1/B1');
  await stock(page).getByRole('button', { name: 'Some of it expires' }).click();
  await page.waitForURL('**sort=-probability');
  await stock(page).locator('tbody tr:nth-child(2)').getByText('TB-1/T2').waitFor();
  expect(await lots(page)).toEqual(['BL-1/B1', 'TB-1/T2', 'TB-1/T1', 'RM-1/L2', 'PK-1/ROLL']);
  await stock(page).getByRole('button', { name: 'Some of it expires' }).click();
  await page.waitForURL('**sort=probability');
  await first(page, 'RM-1/L2');
  expect((await lots(page)).at(-1)).toBe('PK-1/ROLL');
  await page.reload();
  await first(page, 'RM-1/L2');
  const heading = stock(page).getByRole('columnheader', { name: 'Some of it expires' });
  expect(await heading.getAttribute('aria-sort')).toBe('ascending');
});

test('filters live in the address; sums are those of the rows, also of one week', async () => {
  const page = await dashboard.signedIn(['planner']);
  await stock(page).getByText('1–5 of 5').waitFor();
  const all = await panelRows(page, 'Stock on hand');
  expect(sumOf(all, 'expectedMoney')).toBeCloseTo(209.5);

  const timeline = page.getByRole('region', { name: 'Money that expires, by week', exact: true });
  await timeline.getByRole('button', { name: /View as table/ }).click();
  const week = timeline.getByRole('row').filter({ hasText: '21 Dec 2026' });
  await week.getByText('52', { exact: true }).waitFor();
  await week.getByRole('button').click();
  await page.waitForURL('**week=2026-W52');
  await stock(page).getByText('1–2 of 2').waitFor();
  expect(sumOf(await panelRows(page, 'Stock on hand'), 'expectedMoney')).toBe(52);
  await page.getByRole('button', { name: /^All weeks/ }).click();
  await stock(page).getByText('1–5 of 5').waitFor();

  await page.getByLabel('Expires within').selectOption('90');
  await page.waitForURL('**horizon=90');
  await stock(page).getByText('1–1 of 1').waitFor();
  await page.getByLabel('Part of a lot or an item').fill('tablet');
  await page.keyboard.press('Enter');
  await page.waitForURL('**q=tablet**');
  await stock(page).getByText('No stock matches').waitFor();
  await page.reload();
  await stock(page).getByText('No stock matches').waitFor();
  await page.getByRole('link', { name: 'Reset' }).click();
  await page.waitForURL((url) => url.search === '');
  await stock(page).getByText('1–5 of 5').waitFor();
});

test('what has expired already stands apart: a reserve, listed on demand, in no week', async () => {
  const page = await dashboard.signedIn(['planner']);
  const stake = page.getByRole('region', { name: 'At stake' });
  await stake.getByText(/^1 lot, expired before 21 Sept? 2026, all lost: a reserve, in no figure above$/).waitFor();
  await stock(page).getByText('1–5 of 5').waitFor();
  const states = page.getByRole('group', { name: 'Which stock' });
  expect(await states.getByRole('button', { name: 'Ahead' }).getAttribute('aria-pressed')).toBe('true');
  await stake.getByRole('link', { name: '€90' }).click();
  await page.waitForURL('**state=expired#rows');
  await stock(page).getByText('1–1 of 1').waitFor();
  await first(page, 'FG-1/F1');
  expect(sumOf(await panelRows(page, 'Stock on hand'), 'expectedMoney')).toBe(90);
  await stake.getByText('€210', { exact: true }).waitFor();
  await page.reload();
  await stock(page).getByText('1–1 of 1').waitFor();

  await states.getByRole('button', { name: 'All', exact: true }).click();
  await page.waitForURL('**state=all**');
  await stock(page).getByText('1–6 of 6').waitFor();
  const timeline = page.getByRole('region', { name: 'Money that expires, by week', exact: true });
  await timeline.getByRole('button', { name: /View as table/ }).click();
  await timeline.getByRole('row').filter({ hasText: '21 Dec 2026' }).waitFor();
  expect(await timeline.getByRole('row').filter({ hasText: 'Mar 2026' }).count()).toBe(0);
  expect(page.faults()).toEqual([]);
});

test('a lot shows what each action would save, and leads to its passport and back', async () => {
  const page = await dashboard.signedIn(['planner']);
  await stock(page).getByRole('link', { name: 'BL-1/B1', exact: true }).click();
  await page.waitForURL('**lot=BL-1%2FB1&at=P1#lot');
  const savings = page.getByRole('region', { name: 'What each action would save' });
  await savings.getByText('€80.00').waitFor();
  await savings.getByText('Sent to Warehouse North').waitFor();
  await savings.getByRole('listitem').filter({ hasText: 'Transfer' }).getByText('saves most').waitFor();
  // What nobody knows is not 0.
  const markdown = savings.getByRole('listitem').filter({ hasText: 'What customers pay for it is not known' });
  await markdown.getByText('unknown', { exact: true }).waitFor();
  await savings.getByText('It can be used there from day 3 on.').waitFor();
  const whatIf = page.getByRole('region', { name: 'What if', exact: true });
  await whatIf.locator('select option:checked', { hasText: 'Warehouse North' }).waitFor({ state: 'attached' });
  const lot = page.getByRole('region', { name: 'Lot BL-1/B1', exact: true });
  await lot.getByText('no. 1 of its item at its site').waitFor();
  expect(await lot.getByRole('link', { name: /^v1/ }).getAttribute('href')).toBe(`/models/${modelId}`);
  await lot.getByRole('link', { name: 'Passport' }).click();
  await page.waitForURL('**/lots/BL-1%2FB1');

  await page.goto('/lots/RM-1%2FL2');
  const risk = page.getByRole('region', { name: 'Expiry risk', exact: true });
  await risk.getByText('2%', { exact: true }).waitFor();
  await risk.getByRole('link', { name: 'What if at Plant Berlin' }).click();
  await page.waitForURL('**/expiry?lot=RM-1%2FL2&at=P1#lot');
  await page.getByRole('region', { name: 'Lot RM-1/L2', exact: true }).waitFor();
  await settled(page);
  expect(page.faults()).toEqual([]);
});

test('what if is asked of a lot, answered by a job, and says why there is no answer', async () => {
  const page = await dashboard.signedIn(['planner']);
  await page.goto('/expiry?lot=RM-1%2FL2&at=P1');
  const panel = page.getByRole('region', { name: 'What if', exact: true });
  const answer = panel.getByRole('region', { name: 'Answer' });
  const asked = () => page.waitForRequest((request) => request.url().endsWith('/risk/expiry/what-if'));

  await panel.getByRole('button', { name: 'Mark down' }).click();
  await panel.getByLabel('Discount, percent').fill('25');
  const markdown = asked();
  await panel.getByRole('button', { name: 'Calculate' }).press('Enter');
  expect((await markdown).postDataJSON()).toEqual({
    lotId: 'RM-1/L2',
    siteId: 'P1',
    action: 'markdown',
    discount: 0.25,
  });
  await answer.getByText('Mark down by 25%').waitFor();
  // The bytes of this model are none that can serve: unknown, not 0.
  await answer.getByText('No model of expiry can serve', { exact: false }).waitFor();
  expect(await answer.getByText('unknown', { exact: true }).count()).toBe(3);

  await panel.getByRole('button', { name: 'Transfer' }).click();
  await panel.getByLabel('To site').selectOption({ label: 'Warehouse North' });
  const transfer = asked();
  await panel.getByRole('button', { name: 'Calculate' }).click();
  expect((await transfer).postDataJSON()).toMatchObject({ action: 'transfer', toSiteId: 'W1' });
  await answer.getByText('Transfer to Warehouse North').waitFor();
  expect(page.faults()).toEqual([]);
});

test('without skill there is a verdict and no number', async () => {
  await plant.score([stockOf('BL-1/B1', { ...withoutFigures, verdict: 'no skill' })], {
    ...{ modelId, skill: 'no skill', verdict: 'No better than days of supply' },
  });
  const page = await dashboard.signedIn(['planner']);
  await page.getByRole('note').getByText('The model has no skill: what will expire is not told').waitFor();
  const row = stock(page).getByRole('row').filter({ hasText: 'BL-1/B1' });
  await row.getByText('no skill', { exact: true }).first().waitFor();
  expect(await row.getByText('%').count()).toBe(0);
  expect(page.faults()).toEqual([]);
  await scoreStock();
});
