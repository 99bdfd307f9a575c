import { ADA, BO, haveAccount, signIn, typeSignIn } from '../helpers/people.ts';
import { newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// Refused forms and pages that are not for everybody are answers of their own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(03|22) / });

test('administrators see who did what, narrow it, and find a failed sign-in without what was typed', async ({ page, holdpoint, expectAccessible }) => {
  await haveAccount(holdpoint, BO);
  await page.goto('/sign-in');
  await typeSignIn(page, BO.email, 'a password of somewhere else');
  await expect(page.getByRole('alert')).toContainText('E-mail address or password is wrong.');
  await newProject(page, holdpoint, 'Logged');
  await signIn(page, holdpoint, ADA);
  await page.goto('/audit');
  const lines = page.locator('.audit-lines .event');
  await expect(lines.filter({ hasText: `failed to sign in as ${BO.name}` }).first()).toBeVisible();
  await expect(page.getByText('a password of somewhere else')).toHaveCount(0);
  await expectAccessible();
  await expectFits(page);
  await page.getByLabel('What').selectOption('project.created');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(lines.first()).toContainText('created the project');
  await expect(lines.filter({ hasText: 'failed to sign in' })).toHaveCount(0);
  await page.getByLabel('Text').fill('no line has these words');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('No line is like that')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test('the log verifies, and its retention is refused and saved', async ({ page, holdpoint, expectAccessible }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/audit/verify');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText('The log is whole')).toBeVisible();
  await expect(page.locator('.audit-head')).toHaveText(/^\d+:[0-9a-f]{64}$/);
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.goto('/audit/retention');
  const days = page.getByLabel('Days for lines on access to reports');
  await days.fill('99999');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('number from 0 to 36525');
  await expect(days).toHaveValue('99999');
  await days.fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('Saved.');
  await expect(days).toHaveValue('30');
  await expectFits(page);
});

test('the log is for administrators alone', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, BO);
  await page.goto('/audit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is not yours to do');
});
