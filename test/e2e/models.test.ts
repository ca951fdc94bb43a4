import type { AuditPage, ModelPage } from '@lotscope/api/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLock } from '../../jobs/src/imports/pg-lock.ts';
import { ModelDrifts } from '../../jobs/src/models/model-drifts.ts';
import { Dashboard } from '../support/dashboard.ts';
import type { WatchedPage } from '../support/dashboard.ts';
import { settled } from './panel-rows.ts';
import { cardOf, RiskPlant } from './risk-plant.ts';

const deviation = 'supplier-lot-deviation';

let dashboard: Dashboard;
let plant: RiskPlant;
let champion: string;
let challenger: string;
let withoutSkill: string;
beforeAll(async () => {
  dashboard = await Dashboard.open('smallPlantData');
  plant = await RiskPlant.open(dashboard.product);
  champion = (await plant.register(deviation)).id;
  const kept = { promote: false, reason: 'One segment is 8 % worse than with version 1' };
  challenger = (await plant.register(deviation, { promotion: kept })).id;
  const card = cardOf('expiry', {
    verdict: 'No better than days of supply.',
    metrics: [],
    calibration: [],
    segments: [],
  });
  withoutSkill = (await plant.register('expiry', { skill: 'no skill', card })).id;
});
afterAll(async () => {
  await plant?.close();
  await dashboard?.close();
});

const family = (page: WatchedPage, name: string) => page.getByRole('region', { name, exact: true });
const versions = (page: WatchedPage) => page.getByRole('region', { name: 'Versions', exact: true });
const trainings = (page: WatchedPage) => page.getByRole('region', { name: 'Models in training' });

/** Nothing of the family is trained before the work is done: a training that begins waits for it. */
const whileTrainingWaits = (name: string, work: () => Promise<void>) =>
  withLock(plant.pool, `training of ${name}`, AbortSignal.timeout(120_000), () => undefined, work);

test('families stand with what serves and the newest; verdicts without skill are words, not numbers', async () => {
  const page = await dashboard.signedIn(['cfo']);
  await page.goto('/models');
  const served = family(page, 'Supplier-lot deviation');
  await served.getByRole('link', { name: 'Version 1', exact: true }).waitFor();
  await served.getByRole('link', { name: 'Version 2', exact: true }).waitFor();
  await served.getByText('Serves', { exact: true }).last().waitFor();
  const expiry = family(page, 'Expiry risk');
  await expiry.getByText('No version serves', { exact: false }).waitFor();
  await expiry.getByText('No skill', { exact: true }).waitFor();
  // Who may not start jobs is not offered to.
  expect(await page.getByRole('button', { name: /Train now/ }).count()).toBe(0);

  await page.goto(`/models/${withoutSkill}`);
  await page.getByRole('heading', { level: 1, name: 'Expiry risk, version 1' }).waitFor();
  await page.getByText('Nothing could be measured').waitFor();
  expect(await page.getByRole('button', { name: 'Promote' }).count()).toBe(0);
  expect(page.faults()).toEqual([]);
});

test('filters of the versions live in the address', async () => {
  const page = await dashboard.signedIn(['admin']);
  await page.goto('/models');
  await versions(page).getByText('1–3 of 3').waitFor();
  await page.getByLabel('Family', { exact: true }).selectOption({ label: 'Supplier-lot deviation' });
  await page.waitForURL(`**/models?family=${deviation}`);
  await versions(page).getByText('1–2 of 2').waitFor();
  await page.getByLabel('State', { exact: true }).selectOption('challenger');
  await page.waitForURL('**state=challenger');
  await page.reload();
  await versions(page).getByText('1–1 of 1').waitFor();
  await versions(page).getByRole('link', { name: 'Reset' }).click();
  await page.waitForURL((url) => url.search === '');
});

test('a card shows metrics with intervals beside simple rules, calibration as a chart and as a table, and where it comes from', async () => {
  const page = await dashboard.signedIn(['auditor']);
  await page.goto(`/models/${champion}`);
  const judged = page.getByRole('region', { name: 'How it was judged', exact: true });
  const row = (baseline: string) => judged.getByRole('row').filter({ hasText: baseline });
  await row('prevalence').getByText('0.055 to 0.068').filter({ visible: true }).first().waitFor();
  await row('prevalence').getByText('better', { exact: true }).waitFor();
  await row('supplier rate').getByText('no clear difference').waitFor();
  expect(await row('limit rule').getByText('cannot be told').filter({ visible: true }).count()).toBe(2);

  const calibration = page.getByRole('region', { name: 'Calibration', exact: true });
  await calibration.getByRole('button', { name: /View as table/ }).click();
  await calibration.getByRole('row', { name: /20% – 100% 0.42 0.47 500/ }).waitFor();
  const facts = page.getByRole('region', { name: 'What it was trained on' });
  for (const fact of ['1 Jan 2024 – 30 Jun 2026', '4,321', '1 min 21 s', 'wasm', 'as it was registered'])
    await facts.getByText(fact, { exact: false }).first().waitFor();
  await judged.getByText('What these measures and rules mean').click();
  await judged.getByText('Mean squared error of the probabilities', { exact: false }).waitFor();
  await page.getByRole('region', { name: 'Where it holds' }).getByText('too few lots').waitFor();
  await page.getByText('Distance of the certificate to the nearest limit').waitFor();
  await page.getByText('Not checked yet').waitFor();
  expect(page.faults()).toEqual([]);
});

test('drift is told by feature in words, beside what chance alone gives', async () => {
  await new ModelDrifts(plant.pool).store(challenger, {
    features: [
      { feature: 'margin', psi: 0.31, bound: 0.05, missing: 0.02, verdict: 'moved' },
      { feature: 'supplier rate', psi: 0.01, bound: 0.05, missing: 0, verdict: 'as learned' },
    ],
    score: null,
    brier: null,
    moved: 0.5,
  });
  const page = await dashboard.signedIn(['auditor']);
  await page.goto(`/models/${challenger}`);
  const drift = page.getByRole('region', { name: 'Drift', exact: true });
  await drift.getByRole('row', { name: 'margin moved 0.31 0.05 2%' }).waitFor();
  await drift.getByRole('row', { name: 'supplier rate as learned' }).waitFor();
  await drift.getByText('cannot be told, too few', { exact: false }).waitFor();
});

test('a version is promoted with a reason, which is audited, and gone back from in the same way', async () => {
  const page = await dashboard.signedIn(['admin']);
  const promote = async (id: string, button: string, confirm: string, reason: string) => {
    await page.goto(`/models/${id}`);
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: confirm }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill(reason);
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: confirm }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(reason).waitFor();
    await page.getByText('Serves', { exact: true }).waitFor();
  };
  await promote(challenger, 'Promote', 'Promote', 'Better on the new plant');
  await promote(champion, 'Go back to this version', 'Go back to it', 'Too many false alarms');
  const { body } = await dashboard.product.admin.get<AuditPage>('/api/v1/audit?action=model.promoted');
  expect(body.items.slice(0, 2).map(({ subject, detail }) => [subject, detail['reason']])).toEqual([
    [champion, 'Too many false alarms'],
    [challenger, 'Better on the new plant'],
  ]);
  expect(page.faults()).toEqual([]);
});

test('a training shows its progress, is found again after leaving, and is cancelled', async () => {
  const page = await dashboard.signedIn(['admin']);
  await whileTrainingWaits('expiry', async () => {
    await page.goto('/models');
    await page.getByRole('button', { name: 'Train now Expiry risk' }).click();
    await trainings(page).getByText('waiting for another training').waitFor();
    // What waits does not move.
    expect(await trainings(page).getByRole('progressbar').count()).toBe(0);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lots' }).click();
    await page.waitForURL('**/lots*');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Expiry' }).click();
    await page.waitForURL('**/expiry*');
    await trainings(page).getByText('waiting for another training').waitFor();
    await trainings(page).getByRole('button', { name: 'Cancel the training of Expiry risk' }).click();
    await trainings(page).getByText('was not trained', { exact: false }).waitFor();
    await trainings(page).getByRole('button', { name: 'Dismiss Expiry risk' }).click();
    await trainings(page).waitFor({ state: 'detached' });
  });
  expect(page.faults()).toEqual([]);
});

test('a training that began elsewhere is followed to its end, which shows what became of it', async () => {
  const page = await dashboard.signedIn(['admin']);
  await whileTrainingWaits('expiry', async () => {
    const started = await dashboard.product.admin.post<{ jobId: string }>('/api/v1/jobs', {
      name: 'train-model',
      payload: { family: 'expiry' },
    });
    const { version } = await plant.models.begin('expiry', started.body.jobId);
    await page.goto('/models');
    await trainings(page)
      .getByRole('link', { name: `Expiry risk, version ${version}` })
      .waitFor();
    await trainings(page).getByText('waiting for another training').waitFor();
    await versions(page).locator('tbody').getByText('In training', { exact: true }).waitFor();
  });
  // The small plant has too little history, which is a verdict.
  await trainings(page).waitFor({ state: 'detached' });
  await family(page, 'Expiry risk').getByText('Insufficient history', { exact: true }).waitFor();
  const { items } = (await dashboard.product.admin.get<ModelPage>('/api/v1/models?family=expiry')).body;
  expect(items[0]).toMatchObject({ state: 'challenger', skill: 'insufficient history' });
  await settled(page);
  expect(page.faults()).toEqual([]);
});
