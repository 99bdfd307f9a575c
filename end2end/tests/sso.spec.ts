import { type Page } from '@playwright/test';

import { ADA, BO, haveAccount, typeSignIn } from '../helpers/people.ts';
import { Provider } from '../helpers/provider.ts';
import { Server } from '../helpers/server.ts';
import { expect, expectFits, test as base } from '../helpers/test.ts';

/** A server that knows a provider of sign-in, both for the whole of this file. */
const test = base.extend<object, { withProvider: Server }>({
  withProvider: [
    async ({}, use) => {
      let provider: Provider | undefined;
      const server = await Server.start('127.0.0.1', async (url, dataDir) => {
        const started = await Provider.start(url, dataDir);
        provider = started.provider;
        return started.environment;
      });
      await haveAccount(server, ADA);
      await use(server);
      await server.stop();
      await provider?.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  holdpoint: async ({ withProvider }, use) => use(withProvider),
});

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 422 / });

async function comeBy(page: Page, word: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await page.getByLabel('Word').fill(word);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByText(name).first().click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out here too' }).click();
  await expect(page).toHaveURL('/sign-in?done=signed-out');
  await expect(page.locator('.notice[role=status]')).toHaveText('You are signed out.');
}

test('somebody new signs in by the provider, gets to the page that was asked for, and signs out of both', async ({ page, expectAccessible }) => {
  await page.goto('/work');
  await expect(page).toHaveURL('/sign-in?next=%2Fwork');
  await expectAccessible();
  await comeBy(page, 'lou');
  await expect(page).toHaveURL('/work');
  await page.goto('/account');
  await expect(page.getByText('Lou Sanders · lou@example.org')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Accounts' }), 'the group of administrators is another').toHaveCount(0);
  await page.goto('/account/providers');
  await expect(page.getByRole('table', { name: 'Linked sign-ins' })).toContainText('Your only way in');
  await expectAccessible();
  await signOut(page, 'Lou Sanders');
  // The provider asks again: the session there is over too.
  await comeBy(page, 'lou');
  await expect(page).toHaveURL('/projects');
});

test('an account with the same address is linked once its password was given', async ({ page, holdpoint, expectAccessible }) => {
  await haveAccount(holdpoint, BO);
  await page.goto('/sign-in');
  await comeBy(page, 'bo');
  await expect(page).toHaveURL('/sign-in?done=prove&next=%2Faccount%2Fproviders');
  await expect(page.locator('.notice')).toContainText('There is an account here with your address already.');
  await typeSignIn(page, BO.email, BO.password);
  await expect(page).toHaveURL('/account/providers');
  await expect(page.getByRole('alert')).toContainText('bo@example.org');
  await expectAccessible();
  await expectFits(page);
  await page.getByRole('button', { name: 'Link the two' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The two are linked.');
  await expect(page.getByRole('table', { name: 'Linked sign-ins' })).toContainText('Harbour ID');

  await page.context().clearCookies();
  await page.goto('/sign-in');
  await comeBy(page, 'bo');
  await expect(page).toHaveURL('/projects');
  await page.goto('/account/providers');
  await page.getByRole('button', { name: /^Unlink/ }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The link is taken away.');
});

test('a group at the provider makes an administrator', async ({ page }) => {
  await page.goto('/sign-in');
  await comeBy(page, 'ivy');
  await expect(page.getByRole('link', { name: 'Accounts' })).toBeVisible();
});

test('who does not go on at the provider is told so and can take the password', async ({ page }) => {
  await page.goto('/sign-in?next=%2Fwork');
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('did not let you in');
  await typeSignIn(page, ADA.email, ADA.password);
  await expect(page).toHaveURL('/work');
});
