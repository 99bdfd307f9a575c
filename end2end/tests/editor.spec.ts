import { type Locator, type Page } from '@playwright/test';

import { BO, haveAccount, post, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// What is refused or too late has the status for it, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(09|22) |ERR_(FAILED|INTERNET_DISCONNECTED)/ });

const line = (page: Page, name: string): Locator => page.locator('.desk-line').filter({ has: page.locator(`input[name="name"][value="${name}"]`) });
const rating = (page: Page, name: string): Locator => page.getByLabel(`Rating of “${name}”`);
const overall = (page: Page): Locator => page.locator('[data-live="overall"]');

async function awake(page: Page, scripted: boolean): Promise<void> {
  if (scripted) await expect(page.locator('body')).toHaveAttribute('data-editor', 'awake');
}

/** An empty draft in a project of its own. */
async function begun(page: Page, server: Server, name: string, scripted: boolean): Promise<string> {
  const project = await newProject(page, server, name);
  await page.goto(`${project}/assessments`);
  await page.getByRole('link', { name: 'New assessment' }).first().click();
  await page.getByLabel('Title').fill('Spring audit');
  await page.getByRole('button', { name: 'Begin' }).click();
  await awake(page, scripted);
  return project;
}

async function add(page: Page, name: string, weight: string, rated: string, scripted: boolean): Promise<void> {
  const form = page.locator('#add-category');
  await form.getByLabel('New category').fill(name);
  await form.getByLabel('Weight').fill(weight);
  await form.getByLabel('Rating').fill(rated);
  await form.getByRole('button', { name: 'Add category' }).click();
  await expect(line(page, name)).toBeVisible();
  await awake(page, scripted);
}

/** Types into a field of a line, and saves it as one does with and without scripts. */
async function type(page: Page, field: Locator, text: string, scripted: boolean): Promise<void> {
  await field.fill(text);
  const form = page.locator('form').filter({ has: field });
  if (scripted) await expect(form).toHaveAttribute('data-state', /saved|refused/);
  else await form.getByRole('button', { name: 'Save' }).last().click();
}

test('an assessment is written line by line, and its sums follow', async ({ page, holdpoint, scripted, expectAccessible }) => {
  await begun(page, holdpoint, 'Written', scripted);
  await expect(page.getByText('No category yet.')).toBeVisible();
  await add(page, 'Heat', '60', '90', scripted);
  await add(page, 'Door', '30', '', scripted);
  await expect(overall(page)).toHaveText('90');
  await expect(page.locator('[data-live="rated"]')).toHaveText('1 of 2 rated');
  await expect(page.locator('[data-live="weights"]')).toContainText('add up to 90');
  await type(page, rating(page, 'Door'), 'level 2 of 4', scripted);
  await expect(overall(page)).toHaveText('76.67');
  await expect(line(page, 'Door')).toContainText('+16.67');
  await expect(line(page, 'Door')).toContainText('without it 90');
  await type(page, rating(page, 'Heat'), 'splendid', scripted);
  await expect(page.getByText('“splendid” is no rating').first()).toBeVisible();
  await expect(rating(page, 'Heat')).toHaveValue('splendid');
  await expect(overall(page)).toHaveText('76.67');
  await type(page, rating(page, 'Heat'), 'n/a: no kiln yet', scripted);
  await expect(overall(page)).toHaveText('50');
  await type(page, page.getByLabel('Stated score'), '60', scripted);
  await expect(page.locator('[data-live="stated"]')).toContainText('Stated 10 points above');
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.reload();
  await expect(rating(page, 'Heat')).toHaveValue('n/a: no kiln yet');
});

test('lines are moved, opened, taken out and put back', async ({ page, holdpoint, scripted, expectAccessible }) => {
  await begun(page, holdpoint, 'Moved', scripted);
  await add(page, 'Heat', '', '90', scripted);
  await add(page, 'Door', '', '50', scripted);
  await page.getByRole('button', { name: 'Move “Door” up' }).click();
  await expect(page.locator('.desk-name').first()).toHaveValue('Door');
  await page.getByRole('link', { name: 'Notes and findings of “Door”' }).click();
  await awake(page, scripted);
  await page.getByLabel('Notes').fill('It **opens** <b>hot</b>.');
  await page.getByRole('button', { name: 'Preview the notes' }).click();
  await expect(page.locator('[data-preview] strong')).toHaveText('opens');
  await expect(page.locator('[data-preview] b')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: scripted })).toBeVisible();
  await expectAccessible();
  await page.getByRole('link', { name: 'Add a finding' }).click();
  await page.getByLabel('Title').fill('Door opens while hot');
  await page.getByLabel('Severity').selectOption('high');
  await page.getByLabel('Required').fill('locked above 60 degrees');
  await page.getByLabel('Commands that verify it').fill('make lock');
  await expectAccessible();
  await page.getByRole('button', { name: 'Add finding' }).click();
  await expect(page.getByText('The finding is added.')).toBeVisible();
  await expect(page.locator('#findings')).toContainText('locked above 60 degrees');
  await page.getByRole('link', { name: /Edit “Door opens while hot”/ }).click();
  await page.getByRole('button', { name: 'Take the finding out' }).click();
  await expect(page.getByText('The finding is taken out')).toBeVisible();
  await page.getByRole('button', { name: 'Take the category out' }).click();
  await expect(line(page, 'Door')).toHaveCount(0);
  await expect(overall(page)).toHaveText('90');
  await page.getByRole('listitem').filter({ hasText: 'Category “Door”' }).getByRole('button', { name: 'Put back' }).click();
  await expect(overall(page)).toHaveText('70');
});

test('what is typed survives a lost connection and a reload', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await begun(page, holdpoint, 'Kept', scripted);
  await add(page, 'Heat', '', '90', scripted);
  await page.route('**/api/**', (route) => route.abort());
  await rating(page, 'Heat').fill('40');
  await expect(line(page, 'Heat')).toContainText('kept in this browser');
  await page.unroute('**/api/**');
  await page.reload();
  await awake(page, scripted);
  await expect(rating(page, 'Heat')).toHaveValue('40');
  await expect(overall(page)).toHaveText('40');
  await page.reload();
  await expect(overall(page), 'it is the server that has it now').toHaveText('40');
});

test('what is typed on one page is not lost on another, nor where a form does not arrive', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await begun(page, holdpoint, 'Apart', scripted);
  await add(page, 'Heat', '', '90', scripted);
  const desk = page.url();
  await page.getByRole('link', { name: 'Notes and findings of “Heat”' }).click();
  await awake(page, scripted);
  const category = page.url();
  await page.route('**/api/**', (route) => route.abort());
  await page.getByLabel('Notes').fill('Written far from everything.');
  await expect(page.getByText('kept in this browser')).toBeVisible();
  await page.unroute('**/api/**');
  await page.goto(desk);
  await awake(page, scripted);
  await page.goto(category);
  await awake(page, scripted);
  await expect(page.getByLabel('Notes')).toHaveValue('Written far from everything.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Add a finding' }).click();
  await awake(page, scripted);
  const blank = page.url();
  await page.getByLabel('Title').fill('Door opens while hot');
  await page.route('**/findings/new', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'Add finding' }).click();
  await page.unroute('**/findings/new');
  await page.goto(blank);
  await expect(page.getByLabel('Title')).toHaveValue('Door opens while hot');
  await page.getByRole('button', { name: 'Add finding' }).click();
  await expect(page.getByText('The finding is added.')).toBeVisible();
  await page.getByRole('link', { name: /Edit “Door opens while hot”/ }).click();
  await awake(page, scripted);
  await page.getByLabel('Commands that verify it').fill('make lock');
  await expect(page.getByText('Saved but for the commands')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Commands that verify it')).toHaveValue('make lock');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Commands that verify it')).toHaveValue('');
  await page.goto(desk);
  await awake(page, scripted);
  await rating(page, 'Heat').fill('35');
  await page.getByRole('link', { name: 'Freeze …' }).click();
  await expect(page.getByRole('heading', { name: 'Freeze the assessment' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('35');
});

test('two who write the same line see each other and lose nothing', { tag: '@js' }, async ({ page, browser, holdpoint, scripted }) => {
  const project = await begun(page, holdpoint, 'Together', scripted);
  await add(page, 'Heat', '', '90', scripted);
  await haveAccount(holdpoint, BO);
  expect((await post(page, holdpoint, `${project}/members`, { email: BO.email, role: 'auditor' })).status()).toBe(303);
  const context = await browser.newContext({ baseURL: holdpoint.url });
  const second = await context.newPage();
  await signIn(second, holdpoint, BO);
  await second.goto(new URL(page.url()).pathname);
  await awake(second, scripted);
  await expect(second.locator('.presence')).toContainText('Ada Brandt has this assessment open too');
  await rating(second, 'Heat').fill('70');
  await expect(overall(second)).toHaveText('70');
  await rating(page, 'Heat').fill('30');
  const mine = line(page, 'Heat');
  await expect(mine).toContainText('Somebody else saved this meanwhile. Theirs is Rating: 70/100');
  await expect(rating(page, 'Heat')).toHaveValue('30');
  await mine.getByRole('button', { name: 'Save mine' }).click();
  await expect(overall(page)).toHaveText('30');
  await rating(second, 'Heat').fill('80');
  await expect(line(second, 'Heat')).toContainText('Theirs is Rating: 30/100');
  await line(second, 'Heat').getByRole('button', { name: 'Take theirs' }).click();
  await expect(rating(second, 'Heat')).toHaveValue('30/100');
  await context.close();
});

test('a stale line shows both versions', { tag: '@nojs' }, async ({ page, holdpoint, scripted }) => {
  test.skip(scripted, 'the test above is the one for scripts');
  await begun(page, holdpoint, 'Stale', scripted);
  await add(page, 'Heat', '', '90', scripted);
  const path = new URL(page.url()).pathname;
  const row = await page.locator('.desk-line input[name="row"]').getAttribute('value');
  const theirs = { what: 'category', row: row ?? '', version: '1', name: 'Heat', weight: '5', rating: '70' };
  expect((await post(page, holdpoint, path, theirs)).status()).toBe(303);
  await type(page, rating(page, 'Heat'), '30', scripted);
  const differs = page.getByRole('table', { name: 'What differs' });
  await expect(differs).toContainText('70/100');
  await expect(differs).toContainText('30');
  await line(page, 'Heat').getByRole('button', { name: 'Save' }).last().click();
  await expect(overall(page)).toHaveText('30');
});

test('the last audit is taken over, frozen, and corrected by another one', async ({ page, holdpoint, scripted }) => {
  const project = await newProject(page, holdpoint, 'Again');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/assessments/new`);
  await page.getByLabel('As the last one was').check();
  await page.getByLabel('Also how they were rated').check();
  await page.getByLabel('Date of the audit').fill('2031-05');
  await page.getByRole('button', { name: 'Begin' }).click();
  await awake(page, scripted);
  await expect(page.locator('.desk-line').first()).toBeVisible();
  await page.getByRole('link', { name: 'Freeze …' }).click();
  const looked = page.getByLabel('I have looked at these points');
  if (await looked.isVisible()) await looked.check();
  await page.getByRole('button', { name: 'Freeze it for good' }).click();
  await expect(page.getByText('The assessment is frozen.')).toBeVisible();
  await page.goto(page.url().replace(/\/freeze.*/, ''));
  await expect(page.getByRole('link', { name: 'Write' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Correct it …' }).click();
  await page.getByLabel('Title').fill('Corrected audit');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.goto(page.url().replace(/\/edit.*/, ''));
  await page.getByRole('link', { name: 'a frozen assessment' }).click();
  await expect(page.getByRole('link', { name: 'Corrected audit' })).toBeVisible();
});
