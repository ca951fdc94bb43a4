import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import { settled } from './panel-rows.ts';
import { sheets } from './small-plant.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
});
afterAll(() => dashboard.close());

test('the keyboard alone finds a lot and opens its passport', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: /^Search lots/ }).waitFor();
  await page.keyboard.type('BL-1/B');
  await page.getByRole('option', { name: /BL-1\/B1/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lots/BL-1%2FB1');
  await page.getByRole('heading', { level: 1, name: 'BL-1/B1' }).waitFor();
  await page.getByRole('region', { name: 'Where it is', exact: true }).getByText('Consumed').waitFor();
  await page.getByRole('region', { name: 'Operations', exact: true }).getByText('WO-2').waitFor();
  expect(page.faults()).toEqual([]);
});

test('a failed inspection and a hold are shown as such, by word', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/RM-1%2FL2');
  await page.getByText('On hold').first().waitFor();
  await page
    .getByRole('region', { name: 'Quality results', exact: true })
    .getByText('Out of limits', { exact: true })
    .waitFor();
});

test('the genealogy is a graph that the arrow keys walk, a table, and a timeline', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/RM-1%2FL1?tab=genealogy');
  const graph = page.getByRole('application', { name: /^Genealogy graph/ });
  await graph.locator('canvas').waitFor();
  await graph.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('status').filter({ hasText: 'operation WO-1, Blend 12' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('status').filter({ hasText: 'lot BL-1/B1, Blend 12' }).waitFor();
  await page.getByRole('region', { name: 'Selected' }).getByRole('link', { name: 'BL-1/B1' }).waitFor();

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = page.getByRole('table');
  await rows.getByRole('link', { name: 'TB-1/T2' }).waitFor();
  // Of the blend's 95 kg T1 got 50 and T2 45, all of it from this lot.
  expect(await rows.getByRole('row').count()).toBe(1 + 4);
  await rows.getByRole('button', { name: 'Steps' }).click();
  await rows.getByRole('columnheader', { name: 'Steps' }).and(page.locator('[aria-sort=ascending]')).waitFor();

  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  const timeline = page.getByRole('region', { name: 'When it was made', exact: true });
  await timeline.getByRole('button', { name: /View as table/ }).click();
  await timeline
    .getByRole('row', { name: /Tablet 5 mg/ })
    .first()
    .waitFor();
  expect(page.faults()).toEqual([]);
});

test('many siblings are folded into one node that opens on demand', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/PK-1%2FROLL?tab=genealogy');
  const graph = page.getByRole('application', { name: /^Genealogy graph/ });
  await graph.locator('canvas').waitFor();
  await graph.focus();
  await page.keyboard.press('ArrowRight');
  await page
    .getByRole('status')
    .filter({ hasText: `${sheets} lots of Foil sheet` })
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Fold everything' }).waitFor();
  // The old drawing stays until the new one is laid out.
  await settled(page);
  await graph.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('status').filter({ hasText: 'lot PK-1/ROLL' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('status').filter({ hasText: 'lot PK-2/S' }).waitFor();
});

test('an unknown lot is said to be unknown', async () => {
  const page = await dashboard.signedIn(['recall']);
  await page.goto('/lots/NO-SUCH');
  await page.getByText('No such lot').waitFor();
});
