import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

test('the computed score stands beside the stated one, with the reason why they differ', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Scored');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(project);
  await expect(page.getByRole('img', { name: 'Computed score 70.7 of 100, stated 70' })).toBeVisible();
  await expect(page.getByText('The report states 0.7 points below what its rows add up to.')).toBeVisible();
  await expect(page.getByText('The stated score is cut off after 0 decimal places, not rounded.')).toBeVisible();
  await expect(page.getByText('3 of 3 categories rated')).toBeVisible();
});

test('every category says what it weighs, earns and adds', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Bars');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(project);
  const bars = page.getByRole('table', { name: 'Categories with weight, share and contribution' });
  const row = (name: string) => bars.getByRole('row').filter({ hasText: name }).getByRole('cell');
  await expect(row('Dome control')).toHaveText(['85 %', '', '40', '85 %', '34.00']);
  await expect(row('Night planning')).toHaveText(['62 %', '', '35', '62 %', '21.70']);
  await expect(row('Data archive')).toHaveText(['60 %', '', '25', '60 %', '15.00']);
  await bars.getByRole('link', { name: 'Data archive' }).click();
  await expect(page).toHaveURL(/\/assessments\/[0-9a-f-]+#category-/);
});

test('verdict, blockers, risks and checklists stand on one page', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'All');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(project);
  await expect(page.getByRole('alert')).toContainText('1 open blocker of tier 1');
  await expect(page.getByText('NO-GO until tier 1 is closed')).toBeVisible();
  await expect(page.getByText('2 open blockers, 1 of tier 1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Dome closes late in rain' })).toBeVisible();
  await expect(page.getByText('Lightning takes the relay board')).toBeVisible();
  await expect(page.getByText('1 of 3 items done')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: /Checklist before first light/ })).toBeVisible();
});

test('the trend can be read without seeing it', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Trend');
  await importReport(holdpoint, project, await fixture('observatory-autumn.md'));
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(project);
  await expect(page.getByRole('img', { name: 'Score over 2 audits' })).toBeVisible();
  await expect(page.getByText('Computed: 70.7 → 83.5 (+12.8). Stated: 70 → 83 (+13).')).toBeVisible();
  await page.getByText('Figures', { exact: true }).click();
  const figures = page.getByRole('table').filter({ hasText: 'Source' }).filter({ hasText: 'Note' });
  await expect(figures.getByRole('row').filter({ hasText: '2031-09-20' }).filter({ hasText: 'computed' })).toContainText('83.5');
  await expect(page.getByRole('img', { name: /^Computed score 83.5/ }), 'the audit of the latest date counts').toBeVisible();
});
