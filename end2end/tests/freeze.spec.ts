import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test.use({ expectedMessages: /status of 422 / });

test('an audit is looked at, frozen, and its document has the digest that is shown', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Sealed');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/assessments`);
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').first().click();
  await page.getByText('How this number comes about').click();
  await expect(page.getByRole('table', { name: 'How the score comes about' })).toContainText('÷');
  await expectAccessible();
  await page.getByRole('link', { name: 'Freeze …' }).click();
  await expect(page.getByText('Look at this first')).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: 'Freeze it for good' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Look at the points below');
  await page.getByLabel('I have looked at these points').check();
  await page.getByRole('button', { name: 'Freeze it for good' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('The assessment is frozen');
  await expect(page.getByText('Intact', { exact: true })).toBeVisible();
  const shown = await page.locator('.hash').innerText();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  const bytes = await readFile(await download.path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(shown);
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.goto(`${project}/assessments`);
  await expect(page.getByRole('table', { name: 'Assessments' })).toContainText('frozen');
});
