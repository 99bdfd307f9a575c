import { type Page } from '@playwright/test';

import { BO, haveAccount, post, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectAwake, test } from '../helpers/test.ts';

// A tick that comes too late or without a session has the status for it, which Chromium notes in its console.
test.use({ expectedMessages: /status of 40[19] |ERR_FAILED/ });

const REHEARSE = 'Rehearse a closing by hand';
const PRINT = 'Print the emergency numbers';

const item = (page: Page, text: string) => page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: text }) });
const box = (page: Page, text: string) => page.getByRole('checkbox', { name: text });

async function openList(page: Page, server: Server, name: string, scripted: boolean): Promise<string> {
  const project = await newProject(page, server, name);
  await importReport(server, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/checklists`);
  await expectAwake(page, scripted);
  return `${project}/checklists`;
}

/** Sets the box as a person does: without scripts the row has a button that saves it. */
async function set(page: Page, text: string, done: boolean, scripted: boolean): Promise<void> {
  await box(page, text).setChecked(done);
  if (!scripted) await item(page, text).getByRole('button', { name: 'Save' }).click();
}

test('a tick says who and when, moves the progress, and lasts', async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Ticked', scripted);
  await expect(page.getByText('1 of 3 done')).toBeVisible();
  await expect(item(page, 'Calibrate the rain sensor')).toContainText('Done in the report');
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText(/Ticked by Ada Brandt · \d{4}-\d\d-\d\d \d\d:\d\d/);
  await expect(page.getByText('2 of 3 done')).toBeVisible();
  await page.reload();
  await expect(box(page, REHEARSE)).toBeChecked();
  await expect(box(page, PRINT)).not.toBeChecked();
});

test('a tick can be taken back', async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Taken back', scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await set(page, REHEARSE, false, scripted);
  await expect(item(page, REHEARSE)).not.toContainText('Ticked by');
  await page.reload();
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('a tick shows at once, is saved behind, and can be undone', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Optimistic', scripted);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/**', async (route) => {
    await held;
    await route.continue();
  });
  await box(page, REHEARSE).check();
  const row = item(page, REHEARSE);
  await expect(row, 'before the server has answered').toHaveAttribute('data-state', 'saving');
  await expect(row).toHaveAttribute('data-done', 'true');
  await expect(row).not.toContainText('Ticked by');
  letGo();
  await expect(row).toContainText('Ticked by Ada Brandt');
  await expect(page.getByText('2 of 3 done')).toBeVisible();
  await row.getByRole('button', { name: 'Undo' }).click();
  await expect(box(page, REHEARSE)).not.toBeChecked();
  await expect(row).not.toContainText('Ticked by');
  await expect(page.getByText('1 of 3 done')).toBeVisible();
  await page.reload();
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('a tick that does not reach the server is taken back, and says so', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Cut off', scripted);
  await page.route('**/api/**', (route) => route.abort());
  await box(page, REHEARSE).click();
  await expect(item(page, REHEARSE).getByRole('alert')).toContainText('The server could not be reached.');
  await expect(box(page, REHEARSE)).not.toBeChecked();
  await page.unroute('**/api/**');
  await box(page, REHEARSE).check();
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await expect(item(page, REHEARSE).getByRole('alert')).toHaveCount(0);
});

test('a tick without a session is refused in its row', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Signed out', scripted);
  await page.context().clearCookies();
  await box(page, REHEARSE).click();
  await expect(item(page, REHEARSE).getByRole('alert')).toContainText('You are signed out.');
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('of two that tick one item the second sees the newer state, and nothing is lost', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Two at once', scripted);
  const slower = await page.context().newPage();
  await slower.goto(list);
  await expectAwake(slower, scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await slower.bringToFront();
  await set(slower, REHEARSE, true, scripted);
  await expect(slower.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
  await expect(item(slower, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await expect(box(slower, REHEARSE)).toBeChecked();
  await set(slower, PRINT, true, scripted);
  await expect(item(slower, PRINT)).toContainText('Ticked by');
  await page.reload();
  await expect(page.getByText('3 of 3 done')).toBeVisible();
});

test('a tick survives a restart of the server, and so does the session', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Restarted', scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await holdpoint.restart();
  await page.goto(list);
  await expect(box(page, REHEARSE)).toBeChecked();
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
});

test('a viewer reads the list and cannot tick', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Looked at', scripted);
  await haveAccount(holdpoint, BO);
  await post(page, holdpoint, list.replace('/checklists', '/members'), { email: BO.email, role: 'viewer' });
  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  await page.goto(list);
  await expectAwake(page, scripted);
  await expect(box(page, REHEARSE)).toBeDisabled();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});
