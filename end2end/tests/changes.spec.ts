import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { type Page } from '@playwright/test';

import { importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A correction that says nothing is refused; Chromium notes it in its console.
test.use({ expectedMessages: /status of 422 / });

// Reports of real teams lie beside some checkouts; they are not ours to keep here.
const FOLDER = new URL('../../../shared/seeds/', import.meta.url);

/** A report whose total rises from 55 to 68 while two things get worse. */
function report(later: boolean): string {
  const date = later ? '2031-07-01' : '2031-04-01';
  return [
    `# Lighthouse check, ${later ? 'summer' : 'spring'}`,
    `**Date:** ${date}`,
    '## Scores',
    `| Area | Weight | Score |\n|---|---|---|\n| Lamp | 50% | ${later ? 80 : 40}/100 |\n| ${later ? 'Fog horn and cable' : 'Fog horn & cable run'} | 50% | ${later ? 56 : 70}/100 |`,
    '## Launch blockers\n\n### Tier 1',
    later ? '1. **The stairs are wet**\n2. **Nobody answers at night**' : '1. **The stairs are wet**',
    '## Risk register',
    `| Risk | Level | Mitigation |\n|---|---|---|\n| Documentation | ${later ? 'Medium' : 'Low'} | Write it down |\n| Ice | ${later ? 'Low' : 'High'} | Salt |`,
    '## Before the winter',
    `- [${later ? 'x' : ' '}] Oil the hinges\n- [ ] Count the lamps`,
    '',
  ].join('\n\n');
}

async function two(page: Page, holdpoint: Parameters<typeof newProject>[1], name: string): Promise<string> {
  const project = await newProject(page, holdpoint, name);
  await importReport(holdpoint, project, report(false));
  await importReport(holdpoint, project, report(true));
  return project;
}

test('what got worse is listed though the score rose by thirteen', async ({ page, holdpoint, expectAccessible }) => {
  const project = await two(page, holdpoint, 'Radar');
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Changes' }).click();
  const worse = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What got worse' }) });
  await expect(worse.getByRole('listitem')).toHaveCount(3);
  await expect(worse.getByRole('listitem').nth(0)).toContainText('Nobody answers at night');
  await expect(worse.getByRole('listitem').filter({ hasText: 'Documentation' })).toContainText('low → medium');
  await expect(worse.getByRole('listitem').filter({ hasText: 'Fog horn and cable' })).toContainText('70 % → 56 %');
  await expect(worse).not.toContainText('Ice');
  const changed = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What changed' }) });
  await expect(changed).toContainText('+13');
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await worse.getByRole('link', { name: 'Documentation' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Documentation' })).toBeVisible();
});

test('two audits stand side by side, and groups and kinds narrow them', async ({ page, holdpoint, expectAccessible }) => {
  const project = await two(page, holdpoint, 'Side by side');
  await page.goto(`${project}/assessments`);
  await page.getByRole('link', { name: /^What changed/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'What changed' })).toBeVisible();
  const categories = page.getByRole('table', { name: 'Categories' });
  await expect(categories.getByRole('row').filter({ hasText: 'Lamp' })).toContainText('+20');
  await expect(categories.getByRole('row').filter({ hasText: 'Fog horn' })).toContainText('−7');
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('navigation', { name: 'What became of it' }).getByRole('link', { name: /^Improved/ }).click();
  await expect(page.locator('.rows')).toContainText('Ice');
  await expect(page.getByText('Count the lamps')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'What became of it' }).getByRole('link', { name: /^Worse/ }).click();
  await page.getByRole('navigation', { name: 'Kind' }).getByRole('link', { name: /^Risks/ }).click();
  await expect(page.locator('.rows')).toContainText('Documentation');
  await expect(page.locator('.rows')).not.toContainText('Fog horn');
  await page.getByRole('link', { name: 'Swap sides' }).click();
  await expect(page.locator('.stats')).toContainText('−13');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Markdown' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^changes-side-by-side.*\.md$/);
});

test('a match by similarity is corrected, remembered and taken back', async ({ page, holdpoint, expectAccessible }) => {
  const project = await two(page, holdpoint, 'Names');
  await page.goto(`${project}/changes`);
  await page.getByRole('link', { name: 'Everything that changed' }).click();
  const row = page.getByRole('table', { name: 'Categories' }).getByRole('row').filter({ hasText: 'Fog horn and cable' });
  await expect(row).toContainText('similarity 0.85');
  await row.getByRole('link', { name: /^not the same\?/ }).click();
  await expectAccessible();
  await page.getByLabel('In the earlier audit it is called').selectOption('');
  await page.getByRole('button', { name: 'Remember' }).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('Remembered.');
  await expect(row).toContainText('New');
  await row.getByRole('link', { name: /^called otherwise before\?/ }).click();
  await page.getByRole('button', { name: 'Remember' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Choose the one that it is');
  await page.getByLabel('In the earlier audit it is called').selectOption('Fog horn & cable run');
  await page.getByRole('button', { name: 'Remember' }).click();
  await expect(row).toContainText('matched by hand');
  await page.locator('#names').getByRole('button', { name: /^Take back/ }).first().click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('Taken back.');
  await expect(row).toContainText('similarity 0.85');
});

test('one audit alone says how to get on', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Alone');
  await page.goto(`${project}/changes`);
  await expect(page.getByText('No audit counts yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import a report' })).toBeVisible();
  await expectAccessible();
  await importReport(holdpoint, project, report(false));
  await page.goto(`${project}/changes`);
  await expect(page.getByText('The report names nothing that got worse')).toBeVisible();
});

test('a real report tells that documentation got worse though its score rose by thirteen', async ({ page, holdpoint }) => {
  test.skip(!existsSync(FOLDER), 'the reports of real teams are not here');
  const file = readdirSync(FOLDER).find((name) => name.startsWith('001_') && name.endsWith('.txt'))!;
  const project = await newProject(page, holdpoint, 'Seed');
  await importReport(holdpoint, project, readFileSync(new URL(file, FOLDER), 'utf8'));
  await page.goto(`${project}/changes`);
  const worse = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What got worse' }) });
  await expect(worse.getByRole('listitem').filter({ hasText: 'Documentation' })).toContainText('low → medium');
});
