import { type Page } from '@playwright/test';

import { fixture, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(13|22) / });

const CHOOSE = 'Choose a report, or drop it here';
const MEBIBYTE = 1024 * 1024;

async function handIn(page: Page, project: string, name: string, bytes: Buffer): Promise<void> {
  await page.goto(`${project}/import`);
  await page.getByLabel(CHOOSE).setInputFiles({ name, mimeType: 'text/markdown', buffer: bytes });
  await page.getByRole('button', { name: 'Look at it' }).click();
}

async function expectUnderstood(page: Page): Promise<void> {
  const counts = page.getByRole('list', { name: 'What was understood' }).getByRole('listitem');
  for (const count of ['3 Categories', '2 Blockers', '2 Risks', '3 Items to tick']) {
    const [figure, words] = [count.slice(0, 1), count.slice(2)];
    await expect(counts.filter({ hasText: words })).toHaveText(new RegExp(`^${figure}\\s*${words}$`));
  }
  const table = (name: string) => page.getByRole('table', { name, exact: true });
  await expect(page.locator('.headlines')).toContainText('70/100');
  await expect(table('Categories').getByRole('row').filter({ hasText: 'Night planning' })).toContainText('62 of 100');
  await expect(table('Categories').getByRole('row').filter({ hasText: 'Night planning' })).toContainText('weight 35');
  await expect(table('Blockers').getByRole('row').filter({ hasText: 'Dome closes late in rain' })).toContainText('22');
  await expect(page.getByLabel('Title')).toHaveValue('Kestrel Observatory Scheduler: production readiness');
  await expect(page.getByLabel('Date of the audit')).toHaveValue('2031-03-14');
}

test('pasted text is shown as it was understood, saved, and set beside what it states', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Pasted');
  await page.goto(project);
  await page.getByRole('main').getByRole('link', { name: 'Import a report' }).first().click();
  await page.getByLabel('Paste the text').fill(await fixture('observatory-spring.md'));
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expectUnderstood(page);
  await page.goto(`${project}/assessments`);
  await expect(page.getByText('No assessment yet'), 'nothing is saved by looking').toBeVisible();
  await page.goBack();

  await page.getByLabel('Title').fill('Spring audit');
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(new RegExp(`${project}/assessments/[0-9a-f-]{36}`));
  await expect(page.locator('.notice[role=status]')).toContainText('7 new rows in the registers, 0 known already');
  await page.goto(project);
  await expect(page.getByRole('img', { name: 'Computed score 70.7 of 100, stated 70' })).toBeVisible();
  await expect(page.getByText('The stated score is cut off after 0 decimal places, not rounded.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Spring audit, 2031-03-14' })).toBeVisible();
});

test('a file is understood like pasted text, and its lines can be looked up', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Filed');
  await handIn(page, project, 'observatory.md', Buffer.from(await fixture('observatory-spring.md')));
  await expectUnderstood(page);
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await page.getByRole('link', { name: 'observatory.md' }).click();
  await expect(page.getByRole('region', { name: 'Source' })).toContainText('Lightning takes the relay board');
});

test('a file in an old encoding is read as it was meant', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Encoded');
  const text = '# Fähre Süd: Übergabe\r\n\r\n**Overall score:** 64/100\r\n\r\n- [ ] Schlüssel übergeben\r\n';
  await handIn(page, project, 'altes.md', Buffer.from(text, 'latin1'));
  await expect(page.getByLabel('Title')).toHaveValue('Fähre Süd: Übergabe');
  await expect(page.getByRole('table', { name: 'Items to tick' })).toContainText('Schlüssel übergeben');
  await expect(page.getByText(/windows-1252/i)).toBeVisible();
});

test('the same document again changes nothing', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Twice');
  const bytes = Buffer.from(await fixture('observatory-spring.md'));
  await handIn(page, project, 'first.md', bytes);
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\//);
  await handIn(page, project, 'second.md', bytes);
  await expect(page.locator('.notice[role=status]')).toContainText('Already imported');
  await page.getByRole('button', { name: 'Go on: what changes in the project' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('imported before');
  await page.goto(`${project}/assessments`);
  await expect(page.getByRole('table', { name: 'Assessments' }).getByRole('rowheader')).toHaveCount(1);
});

test('a later report of the same system doubles nothing', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Later');
  await handIn(page, project, 'spring.md', Buffer.from(await fixture('observatory-spring.md')));
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\//);
  await handIn(page, project, 'autumn.md', Buffer.from(await fixture('observatory-autumn.md')));
  await page.getByRole('button', { name: 'Go on: what changes in the project' }).click();
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\//);
  await expect(page.locator('.notice[role=status]')).toContainText('0 new rows in the registers, 4 known already');
  await page.goto(`${project}/blockers`);
  await expect(page.getByText('Archive fills up unseen', { exact: true })).toHaveCount(1);
  await page.goto(`${project}/checklists`);
  await expect(page.locator('input[name=done]')).toHaveCount(3);
});

test('what was only looked at can be thrown away', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Discarded');
  await handIn(page, project, 'observatory.md', Buffer.from(await fixture('observatory-spring.md')));
  const preview = page.url();
  await page.getByRole('button', { name: 'Discard, save nothing' }).click();
  await expect(page).toHaveURL(`${project}/import`);
  expect((await page.request.get(preview)).status()).toBe(404);
});

test('a report of more than 2 MiB is refused in the form, with what to do', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Large');
  await handIn(page, project, 'large.md', Buffer.alloc(2 * MEBIBYTE + 1, 'a line of a log\n'));
  await expect(page.getByRole('alert')).toContainText('at most 2 MiB can be imported');
  await expect(page.getByLabel(CHOOSE)).toHaveAttribute('aria-invalid', 'true');
});

test('a file far too large is refused in words, too', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Huge');
  await handIn(page, project, 'huge.md', Buffer.alloc(12 * MEBIBYTE, 'a line of a log\n'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/too (large|much|big)/i);
});

test('a picture is not taken for a report', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Picture');
  await handIn(page, project, 'report.md', Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex'));
  await expect(page.getByRole('alert')).toContainText('not a text file');
});

test('handing in nothing asks for something', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Nothing');
  await page.goto(`${project}/import`);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a Markdown file, or paste the text of a report.');
});
