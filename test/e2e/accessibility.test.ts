import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { settled } from './panel-rows.ts';
import { fillRisk, RiskPlant } from './risk-plant.ts';
import { loadReceipts, writeScores } from './scored-receipts.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let dashboard: Dashboard;
let plant: RiskPlant;
let pathsOfRisk: string[];
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  await loadReceipts(dashboard.product);
  await writeScores(dashboard.product, 'skill', 'Logistic regression is used.');
  plant = await RiskPlant.open(dashboard.product);
  pathsOfRisk = await fillRisk(plant, dashboard.product);
  await dashboard.product.admin.put('/api/v1/mappings/axe', {
    name: 'axe',
    datasets: [
      {
        dataset: 'qc_results',
        set: { lotId: '{lot}', stage: 'final' },
        unpivot: { name: 'characteristic', value: 'value', columns: ['ph'] },
      },
    ],
  });
});
afterAll(async () => {
  await plant?.close();
  await dashboard?.close();
});

const lot = '/lots/RM-1%2FL1';
const paths = [
  '/overview',
  '/recall',
  '/recall?root=supplierLot%3ASL-100',
  '/recall/fsma204',
  '/suppliers',
  '/suppliers?tab=queue',
  '/suppliers/S1',
  '/suppliers/lots/S1%2FA1',
  '/lots',
  lot,
  `${lot}?tab=genealogy`,
  `${lot}?tab=genealogy&view=table`,
  `${lot}?tab=genealogy&view=timeline`,
  `${lot}?tab=history`,
  '/data/imports',
  '/data/mappings?mapping=',
  '/data/mappings?mapping=axe',
  '/data/gaps',
  '/data/dictionary',
  '/audit',
  '/settings',
  '/settings/users',
  '/settings/tokens',
  '/settings/mail',
  '/settings/webhooks',
];

/** What axe finds wrong, one line each; the page's policy is lifted for this profile only, or axe could not be injected. */
async function violations(page: WatchedPage): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

async function shown(page: WatchedPage): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/** Some thirty pages one after the other. */
const limit = 600_000;

test.each(['light', 'dark'] as const)(
  'axe finds nothing on any page, %s',
  async (colorScheme) => {
    const page = await dashboard.signedIn(['admin'], { colorScheme, bypassCSP: true });
    const found: Record<string, string[]> = {};
    for (const path of [...paths, ...pathsOfRisk]) {
      await page.goto(path);
      await shown(page);
      const wrong = await violations(page);
      if (wrong.length > 0) found[path] = wrong;
    }
    expect(found).toEqual({});
    expect(page.faults()).toEqual([]);
  },
  limit,
);

test(
  'the sign-in page passes too, and nothing is wider than a phone',
  async () => {
    const page = await dashboard.stranger({ viewport: { width: 390, height: 844 }, bypassCSP: true });
    await page.goto('/sign-in');
    await shown(page);
    expect(await violations(page)).toEqual([]);

    const narrow = await dashboard.signedIn(['admin'], { viewport: { width: 390, height: 844 } });
    const tooWide: string[] = [];
    for (const path of [...paths, ...pathsOfRisk]) {
      await narrow.goto(path);
      await shown(narrow);
      const overflow = await narrow.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) tooWide.push(path);
    }
    expect(tooWide).toEqual([]);
  },
  limit,
);

test('the reader’s choice of light or dark outlives the page', async () => {
  const page = await dashboard.signedIn(['cfo'], { colorScheme: 'light' });
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.reload();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
});
