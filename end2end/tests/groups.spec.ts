import { ADA, BO, haveAccount, post, signIn } from '../helpers/people.ts';
import { newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(03|04|22) / });

const notice = '.notice[role=status]';
let made = 0;

test('a group opens a project to its people, and the members page says so', async ({ page, holdpoint, expectAccessible }) => {
  await haveAccount(holdpoint, BO);
  const project = await newProject(page, holdpoint, 'Lock gate');
  const name = `Lock keepers ${(made += 1)}`;
  await page.goto('/users');
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Groups' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Groups');
  await expectAccessible();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Purpose').fill('Open and close the gate, day and night');
  await page.getByRole('button', { name: 'Make the group' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('Nobody is in this group yet.')).toBeVisible();
  await page.getByLabel('E-mail address').fill(BO.email);
  await page.getByRole('button', { name: 'Add the person' }).click();
  await expect(page.locator(notice)).toContainText('The person is in the group');
  await expect(page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: BO.email })).toContainText('hand');
  await expectAccessible();

  await page.goto(`${project}/members`);
  await expect(page.getByText('No group has a role in this project.')).toBeVisible();
  await page.getByLabel('Name of the group').fill(name.toUpperCase());
  await page.getByLabel('Its people are').selectOption('auditor');
  await page.getByRole('button', { name: 'Save the group' }).click();
  await expect(page.locator(notice)).toHaveText('The role of the group is saved.');
  const bo = page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: BO.email });
  await expect(bo).toContainText('auditor');
  await expect(bo).toContainText(`group ${name}`);
  // What comes from a group is taken away with the group, not with the person.
  await expect(bo.getByRole('button')).toHaveCount(0);
  await expectAccessible();

  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  await page.goto('/projects');
  await expect(page.getByRole('link', { name: 'Lock gate' }).first()).toBeVisible();
  await page.goto(`${project}/members`);
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, holdpoint, ADA);
  await page.goto(`${project}/members`);
  await page.getByRole('button', { name: `Remove the group ${name}` }).click();
  await expect(page.locator(notice)).toHaveText('The group has no role here any more.');
  await expect(bo).toHaveCount(0);
});

test('a group is renamed, and deleted by somebody who was told what goes with it', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  const project = await newProject(page, holdpoint, 'Weir');
  const name = `Divers ${(made += 1)}`;
  await post(page, holdpoint, '/groups', { name, purpose: '' });
  await page.goto('/groups');
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByLabel('Name').fill(`${name} and ropes`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} and ropes`);
  await page.getByLabel('E-mail address').fill(BO.email);
  await page.getByRole('button', { name: 'Add the person' }).click();
  await post(page, holdpoint, `${project}/members/groups`, { group: `${name} and ropes`, 'group-role': 'viewer' });
  await page.goto('/groups');
  await page.getByRole('link', { name: `${name} and ropes` }).click();
  await expect(page.getByText('1 person loses the roles that they have by it in 1 project.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete the group' }).click();
  await expect(page.getByText('Tick the box if the group should go').first()).toBeVisible();
  await page.getByLabel('Delete it all the same').check();
  await page.getByRole('button', { name: 'Delete the group' }).click();
  await expect(page).toHaveURL(/\/groups\?done=deleted$/);
  await expect(page.getByRole('link', { name: `${name} and ropes` })).toHaveCount(0);
});

test('long names of groups fit a phone', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  const project = await newProject(page, holdpoint, 'Narrows');
  const name = `${'Sluicegatekeeping'.repeat(6)} ${'and all that comes with it '.repeat(3)}${(made += 1)}`;
  await post(page, holdpoint, '/groups', { name, purpose: 'x'.repeat(300) });
  await post(page, holdpoint, `${project}/members/groups`, { group: name, 'group-role': 'viewer' });
  await page.goto('/groups');
  const path = await page.getByRole('link', { name }).getAttribute('href');
  await post(page, holdpoint, `${path}/add`, { email: BO.email });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const address of ['/groups', path!, `${project}/members`]) {
    await page.goto(address);
    await expect(page.getByText(name).first()).toBeVisible();
    await expectFits(page);
  }
});

test('who does not administer is not shown groups', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, BO);
  const answer = await page.goto('/groups');
  expect(answer?.status()).toBe(403);
});
