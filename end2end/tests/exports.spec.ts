import { readFile } from 'node:fs/promises';

import { type Page } from '@playwright/test';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A link that was ended is asked for on purpose.
test.use({ expectedMessages: /status of 4(04|22) / });

async function audited(page: Page, holdpoint: Server, name: string): Promise<string> {
  const project = await newProject(page, holdpoint, name);
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await importReport(holdpoint, project, await fixture('observatory-autumn.md'));
  return project;
}

test('a file is asked for on one page and comes as what it is called', async ({ page, holdpoint, expectAccessible }) => {
  const project = await audited(page, holdpoint, 'Files');
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Export' }).click();
  await expectAccessible();
  for (const [kind, begins, ending] of [
    ['PDF', '%PDF-', 'pdf'],
    ['Markdown', '---', 'md'],
    ['Excel workbook', 'PK', 'xlsx'],
    ['CSV tables', 'PK', 'zip'],
    ['Project as JSON', '{', 'json'],
  ]) {
    await page.goto(`${project}/exports`);
    await page.getByLabel('Kind of file').selectOption({ label: kind });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Make the file' }).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, begins.length).toString('latin1')).toBe(begins);
  }
  await page.goto(`${project}/exports`);
  const files = page.getByRole('table', { name: 'Files that you asked for' });
  await expect(files.getByRole('row').filter({ hasText: 'ready' })).toHaveCount(5);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test('a report in Markdown that is brought in again gives the same records', async ({ page, holdpoint }) => {
  const project = await audited(page, holdpoint, 'Round');
  await page.goto(`${project}/exports`);
  await page.getByLabel('Kind of file').selectOption({ label: 'Markdown' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Make the file' }).click()]);
  const other = await newProject(page, holdpoint, 'Round again');
  await importReport(holdpoint, other, await readFile(await download.path(), 'utf8'));
  const rows = async (of: string, list: string, selector: string) => {
    await page.goto(`${of}/${list}`);
    // Both say on which line of their report they stand, and the reports are not the same.
    return (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/line \d+/, 'line'));
  };
  for (const [list, selector] of [
    ['blockers', '[id^=blocker-] .row-title'],
    ['risks', 'main table tbody th'],
    ['criteria', 'main table tbody th'],
  ]) {
    expect(await rows(other, list, selector), list).toEqual(await rows(project, list, selector));
  }
});

test('a link shows the report to somebody without an account, until it is ended', async ({ page, browser, holdpoint, scripted, expectAccessible }) => {
  const project = await audited(page, holdpoint, 'Shared');
  await page.goto(`${project}/shares`);
  await expectAccessible();
  await page.getByLabel('For whom it is').fill('The board');
  await page.getByLabel('The report is').selectOption({ label: 'For executives' });
  await page.getByLabel('Password').fill('eleven slow owls at noon');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.locator('#share-link').innerText();
  expect(link).toMatch(/\/s\/hps_[0-9a-f]{64}$/);
  const context = await browser.newContext({ javaScriptEnabled: scripted });
  const visitor = await context.newPage();
  const path = new URL(new URL(link).pathname, holdpoint.url).href;
  await visitor.goto(path);
  await expect(visitor.getByText('Kestrel')).toHaveCount(0);
  await visitor.getByLabel('Password').fill('eleven slow owls at noon');
  await visitor.getByRole('button', { name: 'Open the report' }).click();
  await expect(visitor.getByRole('heading', { name: 'Executive summary' })).toBeVisible();
  await expect(visitor.locator('.report')).toContainText('Verdict per goal');
  await expect(visitor.locator('.report')).not.toContainText('Checklists');
  await expect(visitor.locator('script')).toHaveCount(0);
  const [download] = await Promise.all([visitor.waitForEvent('download'), visitor.getByRole('link', { name: /PDF/ }).click()]);
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await visitor.setViewportSize({ width: 360, height: 740 });
  await expectFits(visitor);
  await page.goto(`${project}/shares`);
  const row = page.getByRole('table', { name: 'Share links' }).getByRole('row').filter({ hasText: 'The board' });
  await expect(row).toContainText('2 times');
  await row.getByRole('button', { name: 'End it' }).click();
  await expect(page.locator('.notice')).toContainText('The link is ended');
  await visitor.goto(path);
  await expect(visitor.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await context.close();
});

test('the report prints, and reads well on a phone', async ({ page, holdpoint, expectAccessible }) => {
  const project = await audited(page, holdpoint, 'Print');
  await page.goto(`${project}/report`);
  for (const part of ['Executive summary', 'Verdict per goal', 'Score', 'Blockers', 'Risks', 'Appendix']) {
    await expect(page.getByRole('heading', { level: 2, name: part, exact: true })).toBeVisible();
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible();
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.report-bar-top')).toBeHidden();
});

test('badges are shown where an owner allows them', async ({ page, holdpoint, expectAccessible }) => {
  const project = await audited(page, holdpoint, 'Badges');
  await page.goto(`${project}/badges`);
  await page.getByRole('button', { name: 'Allow badges' }).click();
  await expect(page.locator('.badge-row')).not.toHaveCount(0);
  await expectAccessible();
  for (const image of await page.locator('.badge-row img').all()) {
    expect(await image.evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth)).toBeGreaterThan(40);
  }
});
