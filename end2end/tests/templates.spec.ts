import { readFile } from 'node:fs/promises';

import { ADA, signIn } from '../helpers/people.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// Texts that cannot be used are refused on purpose.
test.use({ expectedMessages: /status of (409|422) / });

const template = (weight: number) => `key = "observatory"
name = "Observatory audit"
version = 1
description = "For every dome."

[[categories]]
key = "dome"
name = "Dome"
weight = ${weight}
scale = "percent"
guidance = "**Look** at the motor."

[[checklists]]
title = "Before first light"
items = [{ text = "Close it once by hand", blocking = true }]

[[gates]]
goal = "first-light"
name = "First light"
rules = [{ rule = "minimum_overall", percent = 80 }]
`;

test('a template is looked at, published, edited, compared, downloaded and withdrawn', async ({ page, holdpoint, expectAccessible }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/projects');
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Templates' }).getByRole('rowheader')).toHaveCount(7);
  await expectAccessible();
  await page.getByRole('link', { name: 'New template' }).click();
  await page.getByLabel('The template').fill('key = "observatory"\nname = ');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('alert').first()).toContainText('line 2, column 8');
  await expect(page.getByLabel('The template')).toHaveValue('key = "observatory"\nname = ');
  await page.getByLabel('The template').fill(template(60));
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: 'What was understood' })).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('The template is published');
  await expect(page.getByText('overall score at least 80 %')).toBeVisible();
  await expectAccessible();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByLabel('The template').fill(template(30));
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: 'What version 2 would change' })).toBeVisible();
  await expect(page.getByText('Category: Dome')).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('link', { name: 'What differs from version 1 to version 2' }).click();
  await expect(page.getByRole('heading', { name: 'From version 1 to version 2' })).toBeVisible();
  await expect(page.locator('.changes')).toContainText('60');
  await expectAccessible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'TOML' }).click()]);
  expect(download.suggestedFilename()).toBe('observatory-2.toml');
  expect(await readFile(await download.path(), 'utf8')).toContain('weight = 30');

  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByText('This template is withdrawn')).toBeVisible();
  await page.goto('/templates');
  await expectFits(page);
  await page.getByRole('link', { name: 'Withdrawn templates (1)' }).click();
  await page.getByRole('link', { name: 'Observatory audit' }).click();
  await page.getByRole('button', { name: 'Offer it again' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('offered again');
});
