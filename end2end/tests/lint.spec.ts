import { type Page } from '@playwright/test';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A dismissal without a reason is refused, and Chromium notes that in its console.
test.use({ expectedMessages: /status of 422 / });

/** The issue of a rule on the page. */
function issue(page: Page, rule: string) {
  return page.locator('li.issue').filter({ hasText: rule });
}

test('a report that says two things about one fact, or claims what it finds missing, is told so line by line', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'At odds');
  await page.goto(`${project}/lint`);
  await expect(page.getByText('Nothing is at odds')).toBeVisible();
  await importReport(holdpoint, project, await fixture('tramway-audit.md'));
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Lint' }).click();
  await expect(issue(page, 'HP001')).toContainText('“212/212” in one place and “91%” in another');
  await expect(issue(page, 'HP002')).toContainText('“No passwords in code” is claimed, and “Hardcoded passwords” says otherwise');
  await expect(issue(page, 'HP007')).toContainText('Doors open while moving');
  await expectAccessible();
  await issue(page, 'HP001').getByRole('link', { name: 'line 17' }).click();
  await expect(page).toHaveURL(/\/source#L17$/);
  await page.goBack();
  await issue(page, 'HP007').getByRole('link', { name: 'Doors open while moving' }).click();
  await expect(page).toHaveURL(/\/blockers\//);
});

test('an issue is dismissed with a reason, stays so over another import, and is brought back', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Meant so');
  const report = await fixture('tramway-audit.md');
  await importReport(holdpoint, project, report);
  await page.goto(`${project}/lint`);
  await issue(page, 'HP001').locator('summary').click();
  // A browser would insist on a reason; blanks are one to it and none to us.
  await issue(page, 'HP001').getByLabel('Why it is meant so').fill('   ');
  await issue(page, 'HP001').getByRole('button', { name: 'Dismiss the issue' }).click();
  await expect(page.getByRole('alert').first()).toContainText('A reason is needed');
  await issue(page, 'HP001').getByLabel('Why it is meant so').fill('The rate is of **last week**.');
  await issue(page, 'HP001').getByRole('button', { name: 'Dismiss the issue' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('The issue is dismissed.');
  await expect(issue(page, 'HP001')).toHaveCount(0);

  await importReport(holdpoint, project, report.replace('2031-03-10', '2031-03-12').replace('## Law', 'Some more words.\n\n## Law'));
  await page.goto(`${project}/lint`);
  await expect(issue(page, 'HP002')).toBeVisible();
  await expect(issue(page, 'HP001')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Issues' }).getByRole('link', { name: 'Dismissed' }).click();
  await expect(issue(page, 'HP001')).toContainText('Dismissed by Ada Brandt');
  await expect(issue(page, 'HP001').locator('strong').filter({ hasText: 'last week' })).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: 'Bring back HP001' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('The issue is open again.');
  await page.goto(`${project}/activity`);
  await expect(page.locator('main')).toContainText('dismissed the issue HP001');
  await page.goto(`${project}/lint`);
  await expect(issue(page, 'HP001')).toBeVisible();
});

test('issues are narrowed to one rule and fit a phone', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Narrow');
  await importReport(holdpoint, project, (await fixture('tramway-audit.md')).replace('Doors open while moving', `Doors ${'open'.repeat(60)}`));
  await page.goto(`${project}/lint`);
  await page.getByLabel('Rule').selectOption('HP002');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.locator('li.issue')).toHaveCount(1);
  await page.goto(`${project}/lint`);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test('what is at odds is looked at before an audit is frozen', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Before freezing');
  await importReport(holdpoint, project, await fixture('tramway-audit.md'));
  await page.goto(`${project}/assessments`);
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Freeze …' }).click();
  await expect(page.getByRole('alert').first()).toContainText('HP001');
  await page.getByRole('link', { name: 'What is at odds, line by line' }).click();
  await expect(issue(page, 'HP001')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Look at the newest audit instead' })).toBeVisible();
});
