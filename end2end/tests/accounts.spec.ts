import { ADA, BO, haveAccount, type Person, post, signIn, typeSignIn } from '../helpers/people.ts';
import { expect, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(22|29) / });

const FIRST: Person = { name: 'Ines Falk', email: 'ines@example.org', password: 'the last ferry leaves early' };
const CY: Person = { name: 'Cy Moreno', email: 'cy@example.org', password: 'nine lamps along the quay' };

test('the first account needs the code of the log, and a wrong one keeps what was typed', async ({ page, holdpoint }) => {
  await page.goto('/');
  await expect(page).toHaveURL('/setup');
  const setUp = async (code: string) => {
    await page.getByLabel('Set-up code').fill(code);
    await page.getByLabel('Your name').fill(FIRST.name);
    await page.getByLabel('E-mail address').fill(FIRST.email);
    await page.getByLabel('Password', { exact: true }).fill(FIRST.password);
    await page.getByLabel('Password once more').fill(FIRST.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
  };

  await setUp('AAAA-BBBB-CCCC-DDDD');
  await expect(page.getByRole('alert')).toContainText('The code is not the one');
  await expect(page.getByLabel('Your name')).toHaveValue(FIRST.name);
  await expect(page.getByLabel('E-mail address')).toHaveValue(FIRST.email);
  await expect(page.getByLabel('Password', { exact: true }), 'a password is never sent back').toHaveValue('');

  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(holdpoint.log)?.[0];
  await setUp(code ?? 'there is no code in the log');
  await expect(page).toHaveURL('/projects');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Accounts' })).toBeVisible();
  await page.goto('/setup');
  await expect(page, 'there is one set-up only').not.toHaveURL('/setup');
});

test('who signs out has to sign in again', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/projects');
  await page.getByText(ADA.name).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('You are signed out.');
  await page.goto('/projects');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

test('a wrong password says so, keeps the address, and does not tell whether there is such an account', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, ADA);
  await page.goto('/sign-in');
  await typeSignIn(page, ADA.email, 'not the password');
  const message = page.getByRole('alert');
  await expect(message).toContainText('E-mail address or password is wrong.');
  await expect(page.getByLabel('E-mail address')).toHaveValue(ADA.email);
  await expect(page.getByLabel('Password')).toHaveValue('');
  await typeSignIn(page, 'nobody@example.org', 'not the password');
  await expect(page.getByLabel('E-mail address')).toHaveValue('nobody@example.org');
  await expect(message).toContainText('E-mail address or password is wrong.');
});

test('guessing is slowed', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  // Together, so that no wait has run out before the last of them. Each round doubles the wait until a person meets it.
  const guesses = Array.from({ length: 12 }, (_, guess) => ({ email: BO.email, password: `guess ${guess}`, next: '/' }));
  await expect(async () => {
    const answers = await Promise.all(guesses.map((guess) => post(page, holdpoint, '/sign-in', guess)));
    expect(answers.filter((answer) => answer.status() === 429).length, 'guesses that have to wait').toBeGreaterThan(0);
    await page.goto('/sign-in');
    await typeSignIn(page, BO.email, 'another guess');
    await expect(page.getByRole('alert')).toContainText(/Too many failed attempts. Wait ([4-9]|\d\d+) seconds/, { timeout: 1_000 });
  }).toPass();
  await typeSignIn(page, BO.email, BO.password);
  await expect(page.getByRole('alert'), 'also the right password has to wait').toContainText(/Too many failed attempts. Wait \d+ seconds/);
});

test('sign-in leads on to the page that was asked for', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, ADA);
  await page.goto('/projects?text=a%26b');
  await typeSignIn(page, ADA.email, ADA.password);
  await expect(page).toHaveURL('/projects?text=a%26b');
});

for (const foreign of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
  test(`sign-in never leads to ${foreign}`, async ({ page, holdpoint }) => {
    await haveAccount(holdpoint, ADA);
    await page.goto(`/sign-in?next=${encodeURIComponent(foreign)}`);
    await typeSignIn(page, ADA.email, ADA.password);
    await expect(page).toHaveURL('/projects');
  });
}

test('a form that another site sends is refused', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  const answer = await page.request.post('/projects/new', {
    form: { name: 'Theirs', slug: 'theirs' },
    headers: { origin: 'https://evil.example' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
  expect((await page.request.get('/projects/theirs')).status()).toBe(404);
});

test('changing the password ends every session, also on other devices', async ({ page, browser, holdpoint, scripted }) => {
  await signIn(page, holdpoint, CY);
  const elsewhere = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted });
  const other = await elsewhere.newPage();
  await signIn(other, holdpoint, CY);
  await other.goto('/account');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your account');

  const fresh = 'eleven gulls on a railing';
  await page.goto('/account');
  await page.getByLabel('Present password').fill('not the password');
  await page.getByLabel('New password', { exact: true }).fill(fresh);
  await page.getByLabel('New password once more').fill(fresh);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('Present password')).toHaveAccessibleDescription(/is wrong/);
  await page.getByLabel('Present password').fill(CY.password);
  await page.getByLabel('New password', { exact: true }).fill(fresh);
  await page.getByLabel('New password once more').fill(fresh);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('Your password is changed');

  await other.reload();
  await expect(other).toHaveURL('/sign-in?next=%2Faccount');
  await elsewhere.close();
  await typeSignIn(page, CY.email, fresh);
  await expect(page).toHaveURL('/projects');
});

test('an administrator adds a person, who may sign in but administers nothing', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/users');
  await page.getByLabel('Name', { exact: true }).fill('Dot Keller');
  await page.getByLabel('E-mail address').fill('dot@example.org');
  await page.getByLabel('First password').fill('a drawer full of string');
  await page.getByRole('button', { name: 'Add the person' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The account is there.');
  await expect(page.getByRole('table', { name: 'Accounts' })).toContainText('dot@example.org');

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await typeSignIn(page, 'dot@example.org', 'a drawer full of string');
  await expect(page.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
  expect((await page.request.get('/users')).status()).toBe(403);
});
