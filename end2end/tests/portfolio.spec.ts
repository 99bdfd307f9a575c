import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { ADA, post, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A name that is taken is refused; Chromium notes that in its console.
test.use({ expectedMessages: /status of 422 / });

const PHONE = { width: 360, height: 740 };
const table = (page: Page) => page.getByRole('table', { name: 'Projects' });
const names = (page: Page) => table(page).getByRole('rowheader').getByRole('link').allInnerTexts();

test('the demonstration fills a portfolio of six projects, and those with scores show where they come from', async ({ page, holdpoint }) => {
  const told = await holdpoint.command(['demo']);
  const email = /\S+@\S+/.exec(told)?.[0].replace(/[.,;]$/, '') ?? '';
  const password = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(told)?.[0] ?? '';
  expect((await post(page, holdpoint, '/sign-in', { email, password, next: '/' })).status(), told).toBe(303);

  await page.goto('/projects');
  const rows = table(page).getByRole('rowheader');
  await expect(rows).toHaveCount(6);
  await expect(page.getByText('6 projects')).toBeVisible();
  await expect(table(page).getByRole('img', { name: /^Scores of Ferrywatch: / })).toBeVisible();
  const links = await rows.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  const scored: string[] = [];
  for (const project of links) {
    await page.goto(project);
    await expect(page.getByRole('link', { name: /^All [23] assessments$/ })).toBeVisible();
    // One team writes no scores; it is told so instead of being given a zero.
    if (await page.getByText('No score yet').isVisible()) continue;
    scored.push(project);
    await expect(page.getByRole('img', { name: /^(Computed score \d|No computed score, stated \d)/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Score over [23] audits$/ })).toBeVisible();
  }
  expect(scored).toHaveLength(5);
});

/** Two audited projects and one that nobody has looked at, all with a tag of their own test. */
async function three(page: Page, holdpoint: Parameters<typeof signIn>[1], tag: string): Promise<string[]> {
  const paths = [];
  for (const name of [`${tag} Low`, `${tag} High`, `${tag} None`]) {
    const path = await newProject(page, holdpoint, name);
    const form = { name, description: '', tags: tag.toLowerCase(), version: '1' };
    expect((await post(page, holdpoint, `${path}/settings`, form)).status()).toBe(303);
    paths.push(path);
  }
  await importReport(holdpoint, paths[0]!, await fixture('observatory-spring.md'));
  await importReport(holdpoint, paths[1]!, await fixture('observatory-autumn.md'));
  return paths;
}

test('headings sort both ways, and what is not known comes last', async ({ page, holdpoint }) => {
  await three(page, holdpoint, 'Sorted');
  await page.goto('/projects?tag=sorted');
  const score = table(page).getByRole('columnheader', { name: 'Score' });
  await score.getByRole('link').click();
  await expect(score).toHaveAttribute('aria-sort', 'ascending');
  expect(await names(page)).toEqual(['Sorted Low', 'Sorted High', 'Sorted None']);
  await score.getByRole('link').click();
  await expect(score).toHaveAttribute('aria-sort', 'descending');
  expect(await names(page)).toEqual(['Sorted High', 'Sorted Low', 'Sorted None']);
  await expect(page.getByLabel('Tag', { exact: true })).toHaveValue('sorted');
});

test('filters narrow the list, by tag it is summed up, and one view of it is kept', async ({ page, holdpoint, expectAccessible }) => {
  await three(page, holdpoint, 'Kept');
  await page.goto('/projects?tag=kept');
  await page.getByLabel('With open tier 1 blockers').check();
  await page.getByRole('button', { name: 'Filter' }).click();
  const urgent = await names(page);
  expect(urgent).toContain('Kept Low');
  expect(urgent).not.toContain('Kept None');
  await page.getByText('Save this view').click();
  await page.getByLabel('Name of the view').fill('Urgent ones');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page.getByText('The view is saved.')).toBeVisible();
  expect(await names(page)).toEqual(urgent);
  await page.goto('/projects');
  await page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'Urgent ones' }).click();
  expect(await names(page)).toEqual(urgent);
  await expectAccessible();
  await page.goto('/projects?tag=kept&group=tag');
  const section = page.getByRole('region', { name: 'Projects: kept' });
  await expect(section.getByRole('rowheader')).toHaveCount(3);
  await expect(page.getByText(/^Average score [0-9.]+ % of the 2 with a score/)).toBeVisible();
  await expectAccessible();

  await page.goto('/projects/views');
  await page.getByLabel('Name', { exact: true }).fill('Burning ones');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('The view has its new name.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete the view Burning ones' }).click();
  await expect(page.getByText('No saved view yet')).toBeVisible();
});

test('a name that is taken comes back with what was typed', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  for (const name of ['Twice', 'TWICE']) {
    await page.goto('/projects?urgent=yes');
    await page.getByText('Save this view').click();
    await page.getByLabel('Name of the view').fill(name);
    await page.getByRole('button', { name: 'Save the view' }).click();
  }
  await expect(page.getByText('is that of another view of yours')).not.toHaveCount(0);
  await page.getByLabel('Name of the view').fill('Once more');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page).toHaveURL(/\/projects\?urgent=yes&done=saved$/);
});

test('the list is downloaded as it is filtered', async ({ page, holdpoint }) => {
  await three(page, holdpoint, 'Taken');
  await page.goto('/projects?tag=taken');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('projects.csv');
  const lines = (await readFile((await file.path())!, 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('address,project,tags,score');
});

test('projects are compared on one category', async ({ page, holdpoint, expectAccessible }) => {
  await three(page, holdpoint, 'Compared');
  await page.goto('/projects/compare?category=Dome+control');
  const rows = page.getByRole('table', { name: 'Projects on one category' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Compared Low' })).toContainText('85 %');
  await expect(rows.filter({ hasText: 'Compared None' })).toHaveCount(0);
  await page.getByRole('columnheader', { name: 'Share' }).getByRole('link').click();
  await expect(page.getByRole('columnheader', { name: 'Share' })).toHaveAttribute('aria-sort', 'descending');
  await expectAccessible();
});

test('the list, the groups and the comparison fit a phone, also in the dark', async ({ page, holdpoint, expectAccessible }) => {
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'dark' });
  await three(page, holdpoint, 'Averyveryverylongnamewithoutanyblanksinit');
  for (const path of ['/projects', '/projects?group=tag', '/projects/compare', '/projects/views']) {
    await page.goto(path);
    await expectFits(page);
    await expectAccessible();
  }
});
