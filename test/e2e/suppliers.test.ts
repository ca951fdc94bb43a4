import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { panelRows, settled } from './panel-rows.ts';
import { loadReceipts, writeScores } from './scored-receipts.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open();
  await loadReceipts(dashboard.product);
  await writeScores(dashboard.product, 'skill', 'Logistic regression is used. It beats the past rate of the supplier.');
});
afterAll(() => dashboard.close());

const lots = (page: WatchedPage) => page.getByRole('region', { name: 'Received lots', exact: true });
const suppliers = (page: WatchedPage) => page.getByRole('region', { name: 'Suppliers', exact: true });

/** The lots that the panel lists, from the top, as soon as they are these: an earlier order is still there while another one is asked for. */
async function listed(page: WatchedPage, ids: readonly string[]): Promise<void> {
  const shown = () =>
    [...document.querySelectorAll('#lots tbody tr td:first-child > a')].map((link) => link.textContent).join();
  await page.waitForFunction((wanted) => {
    const links = document.querySelectorAll('#lots tbody tr td:first-child > a');
    return [...links].map((link) => link.textContent).join() === wanted;
  }, ids.join());
  expect(await page.evaluate(shown)).toBe(ids.join());
}

test('the supplier quality manager lands on the lots to inspect: ranked, each with its interval, its reasons and its model', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await page.waitForURL('**/suppliers');
  await listed(page, ['S1/A1', 'S3/B1', 'S2/A3', 'S1/A2', 'S1/A4']);
  const first = lots(page).getByRole('row', { name: /S1\/A1/ });
  await first.getByText('62%', { exact: true }).waitFor();
  await first.getByText('45% to 78%').waitFor();
  await first.getByText('Water content has used 80% of its margin to a limit').waitFor();
  await first.getByText(/^v3 · /).waitFor();
  // A lot that came in after the scoring has no number, and no zero.
  await lots(page)
    .getByRole('row', { name: /S1\/A4/ })
    .getByText('not scored yet')
    .first()
    .waitFor();

  const lacto = suppliers(page).getByRole('row', { name: /Lacto Works/ });
  await lacto.getByText('40%', { exact: true }).waitFor();
  await lacto.getByText('4 of 10 judged', { exact: false }).waitFor();
  await lacto.getByText('+ 1 without a score').waitFor();
  expect(page.faults()).toEqual([]);
});

test('the order lives in the address: by weighted exposure another lot comes first, and the CSV is in that order', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await listed(page, ['S1/A1', 'S3/B1', 'S2/A3', 'S1/A2', 'S1/A4']);
  await lots(page).getByRole('button', { name: 'Weighted exposure' }).click();
  await page.waitForURL('**sort=-expectedLoss**');
  await listed(page, ['S2/A3', 'S1/A1', 'S3/B1', 'S1/A2', 'S1/A4']);
  await lots(page)
    .getByRole('columnheader', { name: 'Weighted exposure' })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor();
  const file = await panelRows(page, 'Received lots');
  expect(file.map((row) => row['lotId'])).toEqual(['S2/A3', 'S1/A1', 'S3/B1', 'S1/A2', 'S1/A4']);
  await page.reload();
  await listed(page, ['S2/A3', 'S1/A1', 'S3/B1', 'S1/A2', 'S1/A4']);
  // What is unknown comes last either way.
  await lots(page).getByRole('button', { name: 'Weighted exposure' }).click();
  await page.waitForURL('**sort=expectedLoss**');
  await listed(page, ['S1/A2', 'S3/B1', 'S1/A1', 'S2/A3', 'S1/A4']);
});

test('a number of a supplier leads to its rows, and filters are taken away one by one', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await suppliers(page).getByRole('link', { name: '4 of 10 judged lots of Lacto Works' }).click();
  await page.waitForURL(
    (url) => url.searchParams.get('supplier') === 'S1' && url.searchParams.get('state') === 'rated',
  );
  await lots(page).getByText('1–10 of 10').waitFor();
  expect((await panelRows(page, 'Received lots')).filter((row) => row['outcome'] === 'deviated')).toHaveLength(4);
  await page.getByRole('button', { name: 'Remove the filter supplier S1' }).click();
  await page.waitForURL((url) => !url.searchParams.has('supplier'));
  await lots(page).getByText('1–18 of 18').waitFor();

  await page.getByRole('searchbox', { name: /^Part of a supplier/ }).fill('Minerva');
  await page.keyboard.press('Enter');
  await page.waitForURL('**q=Minerva**');
  await lots(page).getByText('1–8 of 8').waitFor();
  expect(
    await suppliers(page)
      .getByRole('row', { name: /Lacto Works/ })
      .count(),
  ).toBe(0);
});

test('lots of other plants are withheld and counted', async () => {
  const reader = await dashboard.stranger();
  await reader.goto(await dashboard.link(['supplier-quality'], ['P1']));
  await reader.waitForURL('**/suppliers');
  await listed(reader, ['S1/A1', 'S2/A3', 'S1/A2', 'S1/A4']);
  await lots(reader).getByText('1 row of other sites withheld', { exact: false }).waitFor();
  await reader.goto('/suppliers/lots/S3%2FB1');
  await reader.getByText('No such received lot').waitFor();
});

test('a lot tells why, what it is compared with, and takes the verdict of a reviewer', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await page.goto('/suppliers/lots/S1%2FA1');
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await why.getByRole('button', { name: /View as table/ }).click();
  await why.getByRole('cell', { name: 'Water content has used 80% of its margin to a limit' }).waitFor();
  const pictures = page.getByRole('region', { name: 'Characteristics against limits', exact: true });
  await pictures.getByRole('button', { name: /View as table/ }).click();
  await pictures
    .getByRole('row', { name: /this, own test/ })
    .getByRole('cell', { name: '5.4' })
    .waitFor();
  const neighbours = page.getByRole('region', { name: 'The most similar lots', exact: true });
  await neighbours.getByText('Deviated', { exact: true }).first().waitFor();

  const verdict = page.getByRole('region', { name: 'Your verdict', exact: true });
  await verdict.getByLabel('deviated').check();
  await verdict.getByLabel('Reason').fill('Lumps in every bag');
  await verdict.getByRole('button', { name: 'Record the verdict' }).click();
  await verdict.getByRole('figure').getByText('Lumps in every bag').waitFor();
  await verdict
    .getByRole('figure')
    .getByText(/^reader-\d+@example\.com, /)
    .waitFor();

  // It is judged now: no longer among the open ones, and its passport says so too.
  await page.goto('/suppliers?state=judged&q=S1%2FA1');
  await lots(page)
    .getByRole('row', { name: /S1\/A1/ })
    .getByText('Reviewer: deviated')
    .waitFor();
  await page.goto('/lots/S1%2FA1');
  const risk = page.getByRole('region', { name: 'Risk to deviate', exact: true });
  await risk.getByText('Reviewer: deviated').waitFor();
  await risk.getByRole('link', { name: 'Why, and verdict' }).click();
  await page.waitForURL('**/suppliers/lots/S1%2FA1');
  expect(page.faults()).toEqual([]);

  const reading = await dashboard.signedIn(['auditor']);
  await reading.goto('/suppliers/lots/S1%2FA1');
  await reading.getByText('Lumps in every bag').waitFor();
  expect(await reading.getByRole('button', { name: 'Record the verdict' }).count()).toBe(0);
});

test('the page of a supplier shows its materials and the characteristics of the newest lot', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  await suppliers(page).getByRole('link', { name: 'Lacto Works', exact: true }).click();
  await page.waitForURL('**/suppliers/S1');
  await page.getByRole('heading', { level: 1, name: 'Lacto Works' }).waitFor();
  const materials = page.getByRole('region', { name: 'Materials', exact: true });
  await materials
    .getByRole('row', { name: /Lactose/ })
    .getByText('of 13 lots')
    .waitFor();
  const rate = page.getByRole('region', { name: 'Deviation rate over time', exact: true });
  await rate.getByRole('button', { name: /View as table/ }).click();
  await rate.getByRole('columnheader', { name: 'Judged' }).waitFor();
  await page.getByRole('region', { name: 'Characteristics of Lactose', exact: true }).waitFor();
  await page.goto('/suppliers/NO-SUCH');
  await page.getByText('Nothing received of this supplier').waitFor();
});

test('the keyboard alone sorts the lots and opens one', async () => {
  const page = await dashboard.signedIn(['supplier-quality']);
  // Rows that are replaced take the focus with them.
  await lots(page).getByRole('link', { name: 'S1/A2', exact: true }).waitFor();
  await settled(page);
  await lots(page).getByRole('button', { name: 'Received', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**sort=-receivedAt**');
  await lots(page)
    .getByRole('columnheader', { name: 'Received', exact: true })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor();
  await settled(page);
  await lots(page).getByRole('link', { name: 'S1/A2', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/suppliers/lots/S1%2FA2');
  await page.getByRole('heading', { level: 1, name: 'S1/A2' }).waitFor();
  await settled(page);
});

test('without skill there are words instead of numbers, on every page', async () => {
  const verdict = 'No skill: the past rate of the supplier does as well';
  await writeScores(dashboard.product, 'no skill', verdict);
  const page = await dashboard.signedIn(['supplier-quality']);
  await lots(page).getByText(verdict, { exact: false }).waitFor();
  const row = lots(page).getByRole('row', { name: /S3\/B1/ });
  await row.getByText('no skill', { exact: true }).waitFor();
  expect(await row.getByText('35%').count()).toBe(0);
  await page.goto('/suppliers/lots/S3%2FB1');
  await page.getByRole('note').getByText(verdict, { exact: false }).waitFor();
  await page.getByText('Reasons explain a probability, and there is none for this lot.').waitFor();
  // What is observed needs no model.
  await page.goto('/suppliers');
  await suppliers(page)
    .getByRole('row', { name: /Lacto Works/ })
    .getByText(/^(40|45\.5)%$/)
    .waitFor();
});
