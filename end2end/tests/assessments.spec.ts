import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

const TITLE = 'Kestrel Observatory Scheduler: production readiness';

test('audits stand newest first, with computed and stated score', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Audits');
  await importReport(holdpoint, project, await fixture('observatory-autumn.md'));
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/assessments`);
  const rows = page.getByRole('table', { name: 'Assessments' }).getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(rows).toHaveText([/2031-09-20.*83\.5.*83/s, /2031-03-14.*70\.7.*70/s]);
  await rows.last().getByRole('link', { name: TITLE }).click();
  await expect(page.getByRole('img', { name: 'Computed score 70.7 of 100, stated 70' })).toBeVisible();
});

test('an assessment keeps findings with their lines, and every line that is in no record', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Findings');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/assessments`);
  await page.getByRole('link', { name: TITLE }).click();
  const finding = page.getByRole('article').filter({ hasText: 'Plans overlap at midnight' });
  await expect(finding).toContainText('high');
  await expect(finding).toContainText('planner/night.rs:41');
  await expect(finding).toContainText('lock the slot');
  await page.getByText('Show the notes').click();
  await expect(page.getByText('The team slept badly')).toBeVisible();
  await finding.getByRole('link', { name: /^line \d+$/ }).click();
  await expect(page.locator(new URL(page.url()).hash)).toContainText('Plans overlap at midnight');
});

test('markup in a report stays text', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Hostile');
  const mark = '<img src=x onerror=alert(1)>';
  await importReport(holdpoint, project, `# Gate ${mark}\n\n**Overall score:** 50/100\n\n- [ ] Open ${mark}\n\n${mark} [a](javascript:alert(1))\n`);
  for (const room of ['', '/assessments', '/checklists']) {
    await page.goto(project + room);
    await expect(page.locator('img')).toHaveCount(0);
    await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
  }
  await page.goto(`${project}/assessments`);
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').click();
  await expect(page.locator('img, a[href^="javascript:"]')).toHaveCount(0);
});
