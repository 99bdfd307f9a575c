import { ADA, BO, haveAccount, type Person, signIn, typeSignIn } from '../helpers/people.ts';
import { newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(04|09|22) / });

const PASSWORD = 'four cranes over the harbour';
const DEL: Person = { name: 'Del Ortiz', email: 'del@example.org', password: 'a ladder against the barn' };
const FAY: Person = { name: 'Fay Lund', email: 'fay@example.org', password: 'six bells in the fog' };

test('an invited person makes an account by the link, once', async ({ page, browser, holdpoint, scripted }) => {
  const project = await newProject(page, holdpoint, 'Weather mast');
  await page.goto('/users');
  await page.getByRole('link', { name: 'Invite a person' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Gil Sato');
  await page.getByLabel('E-mail address').fill('gil@example.org');
  await page.getByLabel(/^Projects/).fill('no project at all');
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('alert')).toContainText('is no project with a role');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Gil Sato');
  await page.getByLabel(/^Projects/).fill(`${project.replace('/projects/', '')} engineer`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('gil@example.org is invited');
  const link = (await page.locator('#handed-link').textContent()) ?? '';
  expect(link).toContain('/invitations/hpi_');

  await page.goto('/users?state=invited');
  await expect(page.getByRole('table', { name: 'Open invitations' })).toContainText('gil@example.org');

  const elsewhere = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted });
  const gil = await elsewhere.newPage();
  await gil.goto(new URL(link).pathname);
  await expect(gil.getByRole('heading', { level: 1 })).toHaveText('You are invited');
  await expect(gil.getByRole('main')).toContainText('Weather mast, as engineer');
  const join = async (password: string) => {
    await gil.getByLabel('Your name').fill('Gil Sato-Reyes');
    await gil.getByLabel('Password', { exact: true }).fill(password);
    await gil.getByLabel('Password once more').fill(password);
    await gil.getByRole('button', { name: 'Make the account' }).click();
  };
  await join('password1234');
  await expect(gil.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/is easy to guess/);
  await expect(gil.getByLabel('Your name')).toHaveValue('Gil Sato-Reyes');
  await join(PASSWORD);
  await expect(gil).toHaveURL('/projects');
  await gil.goto(project);
  await expect(gil.getByRole('heading', { level: 1 })).toHaveText('Weather mast');
  await gil.goto(new URL(link).pathname);
  await expect(gil.getByRole('heading', { level: 1 })).toHaveText('This invitation is not open');
  await elsewhere.close();
});

test('an address without an account becomes an invitation on the page of members, which the owner takes back', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Slipway');
  await page.goto(`${project}/members`);
  await page.getByLabel('E-mail address').fill('hal@example.org');
  await page.getByRole('button', { name: 'Save the member' }).click();
  const link = (await page.locator('#handed-link').textContent()) ?? '';
  await page.getByRole('link', { name: 'Invitations that are open' }).click();
  await page.getByRole('button', { name: 'Take the invitation of hal@example.org back' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('taken back');
  await page.goto(new URL(link).pathname);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation is not open');
});

test('sessions are listed with this one marked, and others end from here', async ({ page, browser, holdpoint, scripted }) => {
  await signIn(page, holdpoint, DEL);
  const elsewhere = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted });
  const other = await elsewhere.newPage();
  await signIn(other, holdpoint, DEL);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Sessions' }).click();
  const table = page.getByRole('table', { name: 'Sessions' });
  await expect(table.getByText('this one')).toHaveCount(1);
  await expect(table.getByRole('button')).toHaveCount(1);
  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('All other sessions are ended.');
  await expect(table.getByRole('button')).toHaveCount(0);
  await other.goto('/account');
  await expect(other).toHaveURL('/sign-in?next=%2Faccount');
  await elsewhere.close();
});

test('people change their own name, and a form from before another change keeps what was typed', async ({ page, browser, holdpoint, scripted }) => {
  await signIn(page, holdpoint, DEL);
  await page.goto('/account');
  const elsewhere = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted });
  const other = await elsewhere.newPage();
  await signIn(other, holdpoint, DEL);
  await other.goto('/account');
  await page.getByLabel('Name', { exact: true }).fill('Del Ortiz-Vega');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('Saved.');
  await other.getByLabel('Name', { exact: true }).fill('D. Ortiz');
  await other.getByRole('button', { name: 'Save the name' }).click();
  await expect(other.getByText('Somebody else saved this meanwhile')).toBeVisible();
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('D. Ortiz');
  await elsewhere.close();
});

test('an administrator deactivates a person, makes a link for a new password, and finds people', async ({ page, browser, holdpoint, scripted }) => {
  await haveAccount(holdpoint, FAY);
  await signIn(page, holdpoint, ADA);
  await page.goto('/users');
  const search = page.getByRole('search', { name: 'Accounts' });
  await search.getByLabel('Name or address').fill('fay@');
  await search.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('link', { name: /the account of Fay Lund/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fay Lund');
  await page.getByRole('button', { name: 'Make a link for a new password' }).click();
  const link = (await page.locator('#handed-link').textContent()) ?? '';

  const elsewhere = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted });
  const fay = await elsewhere.newPage();
  await fay.goto(new URL(link).pathname);
  await fay.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await fay.getByLabel('New password once more').fill(PASSWORD);
  await fay.getByRole('button', { name: 'Set the password' }).click();
  await expect(fay.locator('.notice[role=status]')).toContainText('Your new password is set');
  await typeSignIn(fay, FAY.email, PASSWORD);
  await expect(fay).toHaveURL('/projects');

  await page.goto(new URL(page.url()).pathname.replace(/\/reset-link$/, ''));
  await page.getByRole('button', { name: 'Deactivate the account' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The account is deactivated.');
  await fay.goto('/projects');
  await expect(fay).toHaveURL(/sign-in/);
  await typeSignIn(fay, FAY.email, PASSWORD);
  await expect(fay.getByRole('alert')).toContainText('E-mail address or password is wrong.');
  await page.getByRole('button', { name: 'Reactivate the account' }).click();
  await typeSignIn(fay, FAY.email, PASSWORD);
  await expect(fay).toHaveURL('/projects');
  await elsewhere.close();
});

test('the pages about people fit a phone in the dark', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  await signIn(page, holdpoint, ADA);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/users', '/users/invite', '/users?state=invited', '/account', '/account/sessions', '/forgot', '/reset/hpr_x', '/invitations/hpi_x']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, `${path} is wider than the screen`).toBe(false);
  }
});
