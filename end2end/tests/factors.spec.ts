import { createHmac } from 'node:crypto';

import { type Page } from '@playwright/test';

import { ADA, haveAccount, type Person, signIn, typeSignIn } from '../helpers/people.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// Browsers know passkeys under this name and not under a number. A refused form is an answer of its own kind, noted in the console.
test.use({ host: 'localhost', expectedMessages: /status of 422 / });

let count = 0;

/** Somebody new, who is signed in and has looked at the second factors. */
async function somebody(page: Page, holdpoint: Server): Promise<Person> {
  const number = (count += 1);
  const person = { name: `Person ${number}`, email: `person${number}-${test.info().project.name}@example.org`, password: 'five quiet lighthouse keepers' };
  await signIn(page, holdpoint, person);
  await page.goto('/account/factors');
  return person;
}

/** The code of an app for a moment so many steps from now (RFC 6238). */
function code(secret: string, steps = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', key).update(step).digest();
  const offset = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Adds an app; gives the code that confirmed it, and the recovery codes. */
async function addApp(page: Page): Promise<{ used: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Add an app' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the key' })).toBeVisible();
  const key = await page.locator('#totp-key').innerText();
  const used = code(key);
  await page.getByLabel('Code that the app shows now').fill(used);
  await page.getByLabel('Name').fill('Phone');
  await page.getByRole('button', { name: 'Add the app' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery codes');
  return { used, codes: await page.locator('.recovery-codes li').allInnerTexts() };
}

/** A device that keeps passkeys and knows its owner. */
async function device(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut(page: Page, person: Person): Promise<void> {
  await page.goto('/account');
  await page.getByText(person.name, { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('You are signed out.');
}

test('an app is added and asked for after the password, and a code counts once', async ({ page, holdpoint, expectAccessible }) => {
  const person = await somebody(page, holdpoint);
  await expectAccessible();
  await page.getByRole('button', { name: 'Add an app' }).click();
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.goto('/account/factors');
  const { used, codes } = await addApp(page);
  expect(codes).toHaveLength(10);
  await expectAccessible();
  await expectFits(page);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByRole('table', { name: 'Second factors' })).toContainText('Phone');

  await signOut(page, person);
  await typeSignIn(page, person.email, person.password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step');
  await expectAccessible();
  await expectFits(page);
  await page.goto('/projects');
  await expect(page.getByRole('heading', { level: 1 }), 'half a sign-in opens nothing').toHaveText('Sign in');
  await page.goto('/sign-in/second');
  await page.getByLabel('Code').fill(used);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert'), 'it was used to add the app').toBeVisible();
  await page.getByLabel('Code').fill(codes[0]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL('/projects');
  await page.goto('/account/factors');
  await expect(page.getByText('9 of 10')).toBeVisible();
});

test('a factor is renamed, and removed with its recovery codes', async ({ page, holdpoint }) => {
  await somebody(page, holdpoint);
  await addApp(page);
  await page.goto('/account/factors');
  const factors = page.getByRole('table', { name: 'Second factors' });
  await factors.getByText('Rename').click();
  await factors.getByLabel('Name').fill('Tablet');
  await factors.getByRole('button', { name: 'Save the name' }).click();
  await expect(factors).toContainText('Tablet');
  await page.getByRole('button', { name: 'Remove Tablet' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The second factor is removed');
  await expect(page.getByText('You have none yet')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Recovery codes' })).toHaveCount(0);
});

test('@nojs without scripts a passkey page says what it needs', async ({ page, holdpoint }) => {
  await somebody(page, holdpoint);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Passkeys need JavaScript')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the passkey' })).toHaveCount(0);
});

test('@js a passkey is the second step, and takes the place of the password', async ({ page, holdpoint, expectAccessible }) => {
  const person = await somebody(page, holdpoint);
  await device(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expectAccessible();
  await page.getByLabel('Name').fill('Laptop');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery codes');
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByRole('table', { name: 'Second factors' })).toContainText('Laptop');

  await signOut(page, person);
  await typeSignIn(page, person.email, person.password);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page, 'the script asks by itself').toHaveURL('/projects');

  await signOut(page, person);
  await page.goto('/sign-in?next=/work');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/work');
  await page.goto('/account/factors');
  await expect(page.getByRole('table', { name: 'Second factors' })).not.toContainText('never');
});

test('@js the same device is added once, and an unknown passkey opens nothing', async ({ page, holdpoint }) => {
  await somebody(page, holdpoint);
  await device(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery codes');
  await page.goto('/account/factors');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('has a passkey for this account already');

  await page.goto('/account/factors');
  await page.getByRole('button', { name: 'Remove Passkey' }).click();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('The passkey was not accepted');
  await page.goto('/projects');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

// The last one: the rule holds for everybody on this server.
test('whoever has to have a factor is led to add one and can do nothing else before', async ({ page, holdpoint, expectAccessible }) => {
  await haveAccount(holdpoint, ADA);
  await signIn(page, holdpoint, ADA);
  await page.goto('/policy');
  await expectAccessible();
  await page.getByLabel('Everybody').check();
  await page.getByRole('button', { name: 'Save the rules' }).click();
  await expect(page).toHaveURL('/account/factors');
  await expect(page.getByRole('alert')).toContainText('asks you for a second factor');
  await expectAccessible();
  await page.goto('/projects');
  await expect(page).toHaveURL('/account/factors');
  await addApp(page);
  await page.goto('/projects');
  await expect(page).toHaveURL('/projects');
});
