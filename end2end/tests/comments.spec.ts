import { type Page } from '@playwright/test';

import { BO, haveAccount, post } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectAwake, test } from '../helpers/test.ts';

const DOME = 'Dome closes late in rain';

/** A blocker's page, in a project that Bo is a member of. */
async function openBlocker(page: Page, server: Server, name: string, scripted: boolean): Promise<string> {
  const project = await newProject(page, server, name);
  await importReport(server, project, await fixture('observatory-spring.md'));
  await haveAccount(server, BO);
  await post(page, server, `${project}/members`, { email: BO.email, role: 'engineer' });
  await page.goto(`${project}/blockers`);
  await page.getByRole('link', { name: DOME }).click();
  await expectAwake(page, scripted);
  return project;
}

test('a comment names a member, is changed, taken back and brought back', async ({ page, holdpoint, scripted, expectAccessible }) => {
  await openBlocker(page, holdpoint, 'Talked about', scripted);
  await page.getByLabel('Comment').fill('Ask @Bo Winter about the **motor**, <b>please</b>');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  const said = page.getByRole('listitem').filter({ hasText: 'about the motor' });
  await expect(said.locator('.mention')).toHaveText('@Bo Winter');
  await expect(said).toContainText('<b>please</b>');
  await expectAccessible();
  await said.getByRole('link', { name: /Change/ }).click();
  await page.getByLabel('Comment').fill('Ask nobody');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#comments').getByText('Ask nobody')).toBeVisible();
  await page.getByRole('link', { name: /Change the comment/ }).click();
  await page.getByRole('button', { name: 'Delete the comment' }).click();
  await expect(page.locator('#comments').getByText('Ask nobody')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('#comments').getByText('Ask nobody')).toBeVisible();
});

test('members are offered while one types, and taken by keyboard', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openBlocker(page, holdpoint, 'Offered', scripted);
  const field = page.getByLabel('Comment');
  const list = page.getByRole('listbox', { name: 'Members' });
  await field.pressSequentially('Ask @');
  await expect(list.getByRole('option')).toHaveCount(2);
  await field.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText('Bo Winter');
  await field.press('Enter');
  await expect(field).toHaveValue('Ask @Bo Winter ');
  await expect(list).toBeHidden();
  await field.pressSequentially('and @ad');
  await expect(list.getByRole('option')).toHaveText(['Ada Brandt']);
  await field.press('Escape');
  await expect(list).toBeHidden();
  await expect(field).toHaveValue('Ask @Bo Winter and @ad');
});

test('an empty comment is refused at its field', async ({ page, holdpoint, scripted }) => {
  test.info().annotations.push({ type: 'status', description: 'a refused form is a 422' });
  await openBlocker(page, holdpoint, 'Silent', scripted);
  await page.getByLabel('Comment').fill('  ');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(page.getByText('must not be empty').first()).toBeVisible();
});

test.use({ expectedMessages: /status of 422 / });
