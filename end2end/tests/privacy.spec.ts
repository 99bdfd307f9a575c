import { ADA, haveAccount, type Person, signIn, typeSignIn } from '../helpers/people.ts';
import { expect, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 422 / });

/** Another one for each run: who is erased cannot be erased again. */
const dee = (run: string): Person => ({ name: 'Dee Okafor', email: `dee-${run}@example.org`, password: 'salt on every windowpane' });

test('a person takes along what is held about them', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/account/data');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('holdpoint-my-data.json');
  const text = await (await file.createReadStream()).toArray();
  const held = JSON.parse(Buffer.concat(text).toString('utf8'));
  expect(held.account.email).toBe(ADA.email);
  expect(held.history.at(-1).kind).toBe('user.data_exported');
});

test('an account is erased by its owner, who has to mean it', async ({ page, holdpoint }, testInfo) => {
  const person = dee(`${testInfo.testId}-${testInfo.retry}`);
  await haveAccount(holdpoint, person);
  await signIn(page, holdpoint, person);
  await page.goto('/account/data');
  const erase = async (address: string, password: string) => {
    await page.getByLabel('Your e-mail address').fill(address);
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Erase my account for ever' }).click();
  };
  await erase('somebody@example.org', person.password);
  await expect(page.getByRole('alert')).toContainText('is not the address of this account');
  await expect(page.getByLabel('Your password'), 'a password is never sent back').toHaveValue('');
  await erase(person.email, person.password);
  await expect(page.locator('.notice[role=status]')).toContainText('Your account is erased');
  await typeSignIn(page, person.email, person.password);
  await expect(page.getByRole('alert')).toContainText('E-mail address or password is wrong.');
});
