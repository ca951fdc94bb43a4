import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dashboard } from '../support/dashboard.ts';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(() => dashboard.close());

test('a link signs in once, leads to the page of the role, and leaves no token in the address', async () => {
  const link = await dashboard.link(['recall']);
  const page = await dashboard.stranger();
  await page.goto(link);
  await page.waitForURL('**/recall');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('heading', { name: 'Which lot?' }).waitFor();
  expect(page.faults()).toEqual([]);

  const second = await dashboard.stranger();
  await second.goto(link);
  await second.getByRole('alert').getByText('This sign-in link does not work.').waitFor();
  expect(new URL(second.url()).pathname).toBe('/sign-in');
});

test.each([
  ['cfo', 'Overview'],
  ['auditor', 'Audit'],
  ['integration', 'Data'],
] as const)('the %s lands on %s', async (role, heading) => {
  const page = await dashboard.signedIn([role]);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
});

test('a reader sees only the pages that the role may open', async () => {
  const page = await dashboard.signedIn(['cfo']);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Recall' }).waitFor();
  expect(await navigation.getByRole('link', { name: 'Audit' }).count()).toBe(0);
});

test('a password that was set signs in, and the page that was asked for opens', async () => {
  const page = await dashboard.signedIn(['admin']);
  await page.goto('/settings');
  await page.getByLabel('New password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Set a password' }).click();
  await page.getByText('Saved').waitFor();
  const email = await page.locator('input[autocomplete=username]').inputValue();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');

  await page.goto('/data/gaps');
  await page.waitForURL('**/sign-in?next=*');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/data/gaps');
});

test('a page that cannot be fetched says why, and is there again when it can be', async () => {
  const page = await dashboard.signedIn(['cfo']);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Settings' }).waitFor();
  await page.route('**/_app/immutable/**', (route) => route.abort());
  await navigation.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('The server cannot be reached, or it was brought up to date.', { exact: false }).waitFor();
  await page.unroute('**/_app/immutable/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
});

test('a webhook is added with a secret that is shown once, tested, and deleted; each answer of the receiver is shown', async () => {
  const page = await dashboard.signedIn(['admin']);
  await page.goto('/settings/webhooks');
  await page.getByText('No webhooks').waitFor();
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a webhook' });
  // Addresses of our own networks are refused.
  await adding.getByLabel('Address').fill('https://127.0.0.1:1/hook');
  await adding.getByRole('button', { name: 'Add it' }).click();
  await adding.getByRole('alert').getByText('The webhook was not added.').waitFor();
  // What is wrong is said once, at its field.
  const told = await adding.getByLabel('Address').evaluate((field) => {
    const about = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent.trim() ?? '';
    return [about.length > 0, (field.closest('form')?.textContent.split(about).length ?? 0) - 1];
  });
  expect(told).toEqual([true, 1]);
  // A name that nobody has (RFC 2606).
  await adding.getByLabel('Address').fill('https://receiver.invalid/hook');
  await adding.getByRole('button', { name: 'Add it' }).click();
  const secret = page.getByRole('dialog', { name: 'Secret of the webhook' });
  await secret.getByText(/^whsec_/).waitFor();
  await secret.getByRole('button', { name: 'Close' }).click();
  const row = page.getByRole('row').filter({ hasText: 'receiver.invalid' });
  await row.getByText('nothing was sent yet').filter({ visible: true }).waitFor();
  await row.getByRole('button', { name: /^Test/ }).click();
  const deliveries = page.getByRole('dialog', { name: 'Deliveries' });
  await deliveries
    .getByRole('row')
    .filter({ hasText: 'Is tried again' })
    .getByText(/\d attempts?, .*receiver\.invalid/)
    .waitFor();
  await deliveries.getByRole('button', { name: 'Close' }).click();
  await row.getByText('Is tried again').filter({ visible: true }).waitFor();
  await page.reload();
  expect(await page.getByText(/^whsec_/).count()).toBe(0);
  await row.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('No webhooks').waitFor();
});

test('everybody switches mail about alerts off for themselves; administrators see whether there is a mail server', async () => {
  const page = await dashboard.signedIn(['planner']);
  await page.goto('/settings/mail');
  const alerts = page.getByRole('checkbox', { name: /^Alerts/ });
  await page.getByText('There is no mail server: nothing is sent to anybody.').waitFor();
  expect(await alerts.isChecked()).toBe(true);
  await alerts.click();
  await page.getByText('Saved').waitFor();
  await page.reload();
  await page.getByText('There is no mail server: nothing is sent to anybody.').waitFor();
  expect(await alerts.isChecked()).toBe(false);
  expect(await page.getByRole('region', { name: 'Mail server' }).count()).toBe(0);
  const settings = page.getByRole('navigation', { name: 'Settings' });
  expect(await settings.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);

  const admin = await dashboard.signedIn(['admin']);
  await admin.goto('/settings/mail');
  await admin.getByRole('region', { name: 'Mail server' }).getByText('Not configured').waitFor();
  expect(admin.faults()).toEqual([]);
});
