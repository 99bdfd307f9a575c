import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { type Page } from '@playwright/test';

import { importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// Reports of real teams lie beside some checkouts; they are not ours to keep here. These are the cases by which they are known.
const FOLDER = new URL('../../../shared/', import.meta.url);

/** The text of the report in this folder whose name begins so. */
function report(folder: string, start: string): string {
  const there = new URL(`${folder}/`, FOLDER);
  test.skip(!existsSync(there), 'the reports of real teams are not here');
  const file = readdirSync(there).find((name) => name.startsWith(start) && !name.endsWith('.json'))!;
  return readFileSync(new URL(file, there), 'utf8');
}

const sheet = (page: Page, name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name }) });

test('a score of 92 is no go for production while blockers are open', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Ninety-two');
  await importReport(holdpoint, project, report('seeds', '000'));
  await page.goto(`${project}/summary`);
  await expect(page.locator('.brief-score')).toHaveText('92.15 %');
  await expect(page.getByRole('table', { name: 'Verdict per goal' }).getByRole('row').filter({ hasText: 'Production' })).toContainText('no-go');
  await expect(sheet(page, 'What blocks').locator('.brief-lines > li')).toHaveCount(3);
});

test('coverage fell and documentation got worse while the score rose by thirteen', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Thirteen');
  await importReport(holdpoint, project, report('seeds', '001'));
  await page.goto(`${project}/changes`);
  const worse = sheet(page, 'What got worse').getByRole('listitem');
  await expect(worse.filter({ hasText: 'Documentation' })).toContainText('low → medium');
  await expect(worse.filter({ hasText: /coverage/i }).filter({ hasText: '3.82 % → 2.48 %' })).toHaveCount(1);
  await page.goto(project);
  await expect(page.getByText('55 → 68 (+13)')).toBeVisible();
});

test('one fact with two figures, and a claim beside the finding that refutes it', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Two figures');
  await importReport(holdpoint, project, report('seeds', '004'));
  await page.goto(`${project}/lint`);
  await expect(page.locator('.lint, main').first()).toContainText('136/136');
  await expect(page.locator('main')).toContainText('88');
  await expect(page.locator('main')).toContainText('HP002');
});

test('a report with grey ratings and one red one is scored by what is rated, and names what blocks', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Traffic lights');
  await importReport(holdpoint, project, report('seeds', '002'));
  await page.goto(`${project}/summary`);
  await expect(page.locator('.brief-score')).toHaveText(/^\d+(\.\d+)? %$/);
  await expect(sheet(page, 'What blocks')).toContainText('Tracing');
  await page.goto(project);
  await expect(page.getByText(/^\d+ of 12 categories rated$/)).toBeVisible();
});

test('three goals of one report have three answers', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Per goal');
  await importReport(holdpoint, project, report('seeds', '004'));
  await page.goto(project);
  const said = page.getByLabel('Verdict per goal').locator('div');
  await expect(said).toHaveCount(3);
  const answers = await said.locator('dd').allInnerTexts();
  expect(new Set(answers).size, answers.join(', ')).toBeGreaterThan(1);
  await expect(page.getByLabel('What the gates say').locator('div').filter({ hasText: 'Production' })).toContainText('no-go');
});

test('a report without scores has no score, and its gates say that nobody can tell', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Words only');
  await importReport(holdpoint, project, report('seeds', '003'));
  await page.goto(`${project}/summary`);
  await expect(page.locator('.brief-score')).toHaveText('no score');
  await expect(page.getByRole('table', { name: 'Verdict per goal' })).toContainText('undecided');
});

for (const [earlier, later] of [['029', '028'], ['048', '047']] as const) {
  test(`two audits of one project are compared: ${earlier} and ${later}`, async ({ page, holdpoint }) => {
    const project = await newProject(page, holdpoint, `Pair ${earlier}`);
    await importReport(holdpoint, project, report('corpus', earlier));
    await importReport(holdpoint, project, report('corpus', later));
    await page.goto(`${project}/changes`);
    await page.getByRole('link', { name: 'Everything that changed' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'What changed' })).toBeVisible();
    await expect(page.locator('.stats')).toContainText(/\d/);
  });
}
