import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mapping } from '@lotscope/api/contract';
import { Dashboard } from '../support/dashboard.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(() => dashboard.close());

/** Batches of tablets as a laboratory exports them: no column is named as a dataset's, months are Slovene, one size is no number. */
const tablets = [
  'batch;code;size;start;api_batch;api_water;api_content',
  '1;25;240000;nov.18;2;1,53;94,5',
  '2;25;240000;dec.18;2;1,53;94,5',
  '3;25;many;maj.19;3;;95,1',
  '',
].join('\n');
const csv = { name: 'tablets.csv', mimeType: 'text/csv', buffer: Buffer.from(tablets) };

test('a stranger maps the columns of a file, sees what is missing and what is rejected, and imports it', async () => {
  const page = await dashboard.signedIn(['integration']);
  await page.goto('/data/mappings?mapping=');
  await page.getByLabel('Name of the mapping').fill('tablets');
  await page.getByLabel('File to try the mapping on').setInputFiles(csv);
  const preview = page.getByRole('region', { name: 'Preview', exact: true });
  await preview.getByText('datasets', { exact: true }).waitFor(); // the file is read, and nothing is made of it yet
  await page.getByLabel('Dataset that a line of the file makes a row of').selectOption('lots');
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  const columns = page.getByRole('region', { name: 'Columns of the file' });
  const line = (name: string) => columns.getByRole('listitem', { name, exact: true });
  await line('start').getByText('nov.18 · dec.18 · maj.19').waitFor();
  await page.getByText('Required, and not set yet: lotId, itemId').waitFor();

  await page.getByLabel('Where code goes', { exact: true }).selectOption('itemId');
  await page.getByText('Required, and not set yet: lotId').waitFor();
  await page.getByRole('button', { name: 'Write lotId' }).click();
  await page.getByLabel('Value of lotId').fill('TAB-{code}/{batch}');
  await page.getByLabel('Value of lotId').press('Tab');
  await page.getByText('Everything that lots requires is set.').waitFor();
  await preview.getByText('3 rows of lots', { exact: false }).waitFor();

  await page.getByLabel('Where start goes', { exact: true }).selectOption('manufacturedAt');
  await preview.getByText('3 rows rejected', { exact: false }).first().waitFor();
  await line('start').getByText('3 rejects', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'How start becomes manufacturedAt' }).click();
  await page.getByLabel('Written as').fill('MMM.yy');
  await page.getByLabel('Language of months').fill('sl');
  await page.getByLabel('Language of months').press('Tab');
  await page.getByLabel('Where size goes', { exact: true }).selectOption('quantity');
  await page.getByText('Without unit nobody knows what the quantities count.').waitFor();
  await page.getByRole('button', { name: 'Write unit' }).click();
  await page.getByLabel('Value of unit').fill('tablet');
  await page.getByLabel('Value of unit').press('Tab');
  await preview.getByText('2 rows of lots, 1 row rejected', { exact: false }).waitFor();
  await line('size').getByText('1 reject', { exact: false }).waitFor();

  await page.getByRole('button', { name: 'Save and import' }).click();
  await page.waitForURL(/\/data\/imports\?import=/);
  const row = page.getByRole('region', { name: 'Imports', exact: true }).getByRole('row', { name: /tablets\.csv/ });
  await row.getByText('Done, with rejects').waitFor();
  const lot = await dashboard.product.admin.get<{ lot: Record<string, unknown> }>('/api/v1/lots/TAB-25%2F1');
  expect(lot.body.lot).toMatchObject({ itemId: '25', quantity: { quantity: 240000, unit: 'tablet' } });
  expect(page.faults()).toEqual([]);
});

test('columns and text are one document: each shows what was written in the other', async () => {
  const page = await dashboard.signedIn(['integration']);
  await page.goto('/data/mappings?mapping=');
  await page.getByLabel('Beginning of a file').or(page.getByText('Its beginning, or lines pasted')).first().click();
  await page.getByLabel('Beginning of a file').fill(tablets);
  await page.getByLabel('Name of the mapping').fill('water');
  await page.getByLabel('Dataset that a line of the file makes a row of').selectOption('qc_results');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Where api_water goes', { exact: true }).selectOption('@row');
  await page.getByRole('button', { name: 'How api_water becomes a row of its own' }).click();
  await page.getByLabel('Called').fill('water');
  await page.getByLabel('Unit', { exact: true }).fill('%');
  await page.getByLabel('Decimal mark').last().selectOption(',');

  await page.getByRole('button', { name: 'As text (JSON)' }).click();
  const text = page.getByLabel('Mapping (JSON)');
  const written = JSON.parse(await text.inputValue()) as Record<string, unknown>;
  expect(written).toMatchObject({
    name: 'water',
    datasets: [
      {
        dataset: 'qc_results',
        unpivot: { columns: [{ column: 'api_water', as: 'water', set: { unit: '%' }, decimal: ',' }] },
      },
    ],
  });
  await text.fill('{"name": "water"');
  await page.getByRole('alert').getByText('Not JSON', { exact: false }).waitFor();
  const [rule] = written['datasets'] as Record<string, unknown>[];
  const whole = { ...rule, set: { lotId: 'API-{api_batch}', resultId: '{batch}:{@name}', stage: 'incoming' } };
  await text.fill(JSON.stringify({ ...written, datasets: [whole] }));
  const preview = page.getByRole('region', { name: 'Preview', exact: true });
  await preview.getByText('2 rows of qc_results', { exact: false }).waitFor(); // a blank is no result

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[aria-label="Value of lotId"]')?.value === 'API-{api_batch}',
  );
  await page.getByText('Everything that qc_results requires is set.').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'water, version 1' }).waitFor();
  // What was saved stays open with its sample.
  await preview.getByText('2 rows of qc_results', { exact: false }).waitFor();
  const saved = await dashboard.product.admin.get<Mapping>('/api/v1/mappings/water');
  expect(saved.body.document.datasets).toEqual([whole]);
});

test('the editor is used by keyboard alone, and fits a telephone', async () => {
  const page = await dashboard.signedIn(['integration'], { viewport: { width: 390, height: 844 } });
  await page.goto('/data/mappings?mapping=');
  await page.getByLabel('Name of the mapping').fill('by-hand');
  await page.getByLabel('File to try the mapping on').setInputFiles(csv);
  await page.getByLabel('Dataset that a line of the file makes a row of').selectOption('items');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await page.getByText('Required, and not set yet: itemId').waitFor();
  await page.getByLabel('Where code goes', { exact: true }).focus();
  await page.keyboard.type('itemId');
  await page.getByText('Everything that items requires is set.').waitFor();
  // The field that was chosen in keeps the focus; the next one takes a further column.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Where code goes');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Where it is blank').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(page.faults()).toEqual([]);
});
