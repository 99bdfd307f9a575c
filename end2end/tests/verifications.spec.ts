import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test.use({ expectedMessages: /status of (409|422) / });

test('a verification is written, results are posted, and the list tells fresh from failing', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Checked');
  await page.goto(`${project}/verifications`);
  await expect(page.getByText('Holdpoint never runs them')).toBeVisible();
  await page.getByRole('link', { name: 'New verification' }).click();
  await page.getByLabel('Title').fill('The dome closes');
  await page.getByLabel('Command').fill('domectl close --time <10');
  await page.getByLabel('Expected').fill('closed in 9 s');
  await page.getByLabel('Days a pass counts').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The verification is added.')).toBeVisible();

  const results = page.locator('#results');
  await page.getByLabel('Run by').fill('nightly job');
  await page.getByLabel('Output').fill('closed in 9 s <ok>');
  await page.getByRole('button', { name: 'Post the result' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The result is posted.');
  await expect(results.getByRole('listitem')).toContainText('run by nightly job');
  await results.getByText('Output').click();
  await expect(results.getByText('closed in 9 s <ok>')).toBeVisible();
  await expectAccessible();

  await page.goto(`${project}/verifications`);
  const states = page.getByRole('navigation', { name: 'Verifications' });
  await states.getByRole('link', { name: 'Failing' }).click();
  await expect(page.getByText('None of these')).toBeVisible();
  await states.getByRole('link', { name: 'Fresh' }).click();
  const row = page.getByRole('row').filter({ hasText: 'The dome closes' });
  await expect(row).toContainText('nightly job');
  await expectAccessible();

  await row.getByRole('link', { name: 'The dome closes' }).click();
  await page.getByLabel('Result', { exact: true }).selectOption('fail');
  await page.getByLabel('Output').fill(`${'x'.repeat(11_000)} the end`);
  await page.getByRole('button', { name: 'Post the result' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('the last 10 kB of it are kept');
  await expect(results.getByRole('listitem')).toHaveCount(2);
  await page.goto(`${project}/verifications?state=failing`);
  await expect(page.getByRole('row').filter({ hasText: 'The dome closes' })).toBeVisible();
});

test('a verification checks a finding, which leads to it, and can be taken off again', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Attached');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/assessments`);
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Plans overlap at midnight' }).click();
  await expect(page.getByRole('heading', { name: 'Plans overlap at midnight' })).toBeVisible();
  await expectAccessible();
  await page.getByRole('link', { name: 'New verification' }).click();
  await page.getByLabel('Command').fill('planner --check midnight');
  await page.getByRole('button', { name: 'Save' }).click();
  const ties = page.locator('#ties');
  await ties.getByRole('link', { name: 'Plans overlap at midnight' }).click();
  await page.getByRole('link', { name: 'planner --check midnight' }).click();

  await ties.getByText('Add what it checks').click();
  await page.getByLabel('Search by title').fill('relay');
  await page.locator('#ties').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Add the risk “Lightning takes the relay board”' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The verification checks one more record.');
  await page.getByRole('button', { name: 'Remove “Plans overlap at midnight”' }).click();
  await expect(ties.getByRole('link')).toHaveText(['Lightning takes the relay board']);
});

test('a day that is none is refused at its field, and what was typed stays', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Days');
  await page.goto(`${project}/verifications/new`);
  await page.getByLabel('Command').fill('true');
  await page.getByLabel('Days a pass counts').fill('9999');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('from 1 to 3650');
  await expect(page.getByLabel('Command')).toHaveValue('true');
});

test('a long command fits a phone', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Long');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${project}/verifications/new`);
  await page.getByLabel('Command').fill('x'.repeat(400));
  await page.getByRole('button', { name: 'Save' }).click();
  await expectFits(page);
  await page.goto(`${project}/verifications`);
  await expectFits(page);
  await expectAccessible();
});
