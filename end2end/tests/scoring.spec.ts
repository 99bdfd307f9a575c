import { importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test.use({ expectedMessages: /status of 422 / });

/** A report whose score hangs on what yellow is worth. */
function lights(date: string): string {
  return `# Lamp check of ${date}\n\n**Date:** ${date}\n\n## Scores\n\n| Area | Status |\n|---|---|\n| Wick | GREEN |\n| Glass | YELLOW |\n`;
}

test('another scoring rule asks first, scores drafts anew, and the trend marks it', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Lamps');
  await importReport(holdpoint, project, lights('2031-04-01'));
  await page.goto(`${project}/assessments`);
  await expect(page.getByText('One date has a score so far')).toBeVisible();
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Freeze …' }).click();
  const looked = page.getByLabel('I have looked at these points');
  if (await looked.count()) await looked.check();
  await page.getByRole('button', { name: 'Freeze it for good' }).click();
  await importReport(holdpoint, project, lights('2031-07-01'));

  await page.goto(`${project}/settings`);
  await page.getByRole('link', { name: 'Choose how scores are made' }).click();
  await expectAccessible();
  await page.getByLabel('Yellow').fill('20');
  await page.getByLabel('Target of the overall score').fill('80');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  const drafts = page.getByRole('table', { name: 'Scores of drafts' });
  await expect(drafts).toContainText('75');
  await expect(drafts).toContainText('60');
  await expect(page.getByText('1 frozen assessment keeps its score')).toBeVisible();
  await expectAccessible();
  await page.getByLabel('I have looked at what this rule changes').check();
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('All drafts are scored with the new rule');
  await expect(page.getByText('Share of yellow: 50 → 20')).toBeVisible();

  await page.goto(`${project}/assessments`);
  await expect(page.getByText('Computed: 75 → 60 (−15).')).toBeVisible();
  await expect(page.getByText('No audit in May and June 2031.')).toBeVisible();
  await expect(page.locator('.trend-changed')).toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Assessments' })).toContainText('scoring rule 2, target 80');
  await expect(page.getByRole('img', { name: 'Glass: 50 on 2031-04-01, 20 on 2031-07-01' })).toBeVisible();
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});
