import { request } from '@playwright/test';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A form that is refused is asked for on purpose.
test.use({ expectedMessages: /status of 422 / });

test('a personal token is shown once, lets a program in, and is ended', async ({ page, holdpoint, expectAccessible }) => {
  await newProject(page, holdpoint, 'Tokens');
  await page.goto('/account');
  await page.getByRole('navigation', { name: 'Your account' }).getByRole('link', { name: 'API tokens' }).click();
  await expect(page.getByText('You have no token yet.')).toBeVisible();
  await expectAccessible();
  await page.getByLabel('Name').fill('Nightly');
  await page.getByLabel('import', { exact: true }).check();
  await page.getByRole('button', { name: 'Make the token' }).click();
  await expect(page.getByRole('alert')).toContainText('How long the token holds has to be chosen.');
  await expect(page.getByLabel('Name')).toHaveValue('Nightly');
  await expect(page.getByLabel('import', { exact: true })).toBeChecked();
  await expectAccessible();
  await page.getByLabel('How long it holds').selectOption({ label: '30 days' });
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.getByLabel('Token “Nightly”').inputValue();
  expect(token).toMatch(/^hpt_[0-9a-f]{72}$/);
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);

  const program = await request.newContext({ baseURL: holdpoint.url, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const table = await program.get('/projects.csv');
  expect(table.status()).toBe(200);
  expect(await table.text()).toContain('Tokens');
  expect((await program.get('/account', { maxRedirects: 0 })).status()).toBe(403);

  await page.goto('/account/tokens');
  expect(await page.content()).not.toContain(token);
  const row = page.getByRole('row').filter({ hasText: 'Nightly' });
  await expect(row).toContainText(token.slice(0, 12));
  await expect(row).toContainText('read import');
  await row.getByText('End it: Nightly').click();
  await page.getByRole('button', { name: 'End the token Nightly now' }).click();
  await expect(page.getByText('The token is ended.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Nightly' })).toContainText('ended');
  const refused = await program.get('/projects.csv', { maxRedirects: 0 });
  expect(refused.status()).toBe(401);
  expect(refused.headers()['www-authenticate']).toMatch(/^Bearer/);
  await program.dispose();
});

test('a token of a project posts a result in the name of the token, and finds no other project', async ({ page, holdpoint }) => {
  const other = await newProject(page, holdpoint, 'Elsewhere');
  const project = await newProject(page, holdpoint, 'Pipeline');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/settings`);
  await page.getByRole('link', { name: 'API tokens' }).click();
  await page.getByLabel('Name').fill('ci');
  await page.getByLabel('verifications', { exact: true }).check();
  await page.getByLabel('How long it holds').selectOption({ label: '90 days' });
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.getByLabel('Token “ci”').inputValue();
  expect(token).toMatch(/^hpp_[0-9a-f]{72}$/);
  await page.goto(`${project}/verifications/new`);
  await page.getByLabel('Command').fill('make check');
  await page.getByRole('button', { name: 'Save' }).click();
  const verification = new URL(page.url()).pathname;

  const program = await request.newContext({ baseURL: holdpoint.url, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const posted = await program.post(`${verification}/results`, { form: { outcome: 'pass', source: 'nightly' }, maxRedirects: 0 });
  expect(posted.status()).toBe(303);
  expect((await program.get(other, { maxRedirects: 0 })).status()).toBe(404);
  expect((await program.post(`${project}/blockers/new`, { form: { title: 'No' }, maxRedirects: 0 })).status()).toBe(403);
  await program.dispose();

  await page.goto(verification);
  await expect(page.locator('#results')).toContainText('posted by token ci');
  await page.goto(`${project}/activity`);
  await expect(page.locator('main')).toContainText('token ci');
});
