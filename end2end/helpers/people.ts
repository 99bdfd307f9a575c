import { expect, type Page } from '@playwright/test';

import { type Server } from './server.ts';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Administers the installation. */
export const ADA: Person = { name: 'Ada Brandt', email: 'ada@example.org', password: 'seven grey herons at dusk' };
/** Has an account and no rights but those of a membership. */
export const BO: Person = { name: 'Bo Winter', email: 'bo@example.org', password: 'a kettle under the stairs' };

const accounts = new WeakMap<Server, Map<string, Promise<string>>>();

/** Makes sure that the person has an account; Ada administers. By the command line, as an operator would. */
export async function haveAccount(server: Server, person: Person): Promise<void> {
  const known = accounts.get(server) ?? new Map<string, Promise<string>>();
  accounts.set(server, known);
  server.secrets.add(person.password);
  const words = ['user', 'add', person.email, '--name', person.name, ...(person === ADA ? ['--admin'] : [])];
  if (!known.has(person.email)) known.set(person.email, server.command(words, `${person.password}\n`));
  await known.get(person.email);
}

/** Signs in without the form: for tests that are about something else. */
export async function signIn(page: Page, server: Server, person: Person): Promise<void> {
  await haveAccount(server, person);
  const answer = await post(page, server, '/sign-in', { email: person.email, password: person.password, next: '/projects' });
  expect(answer.status(), 'the answer to the sign-in').toBe(303);
}

/** Types a sign-in into the form on the page. */
export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Posts a form as the browser of the page would, and gives the bare answer: no redirect is followed. */
export function post(page: Page, server: Server, path: string, form: Record<string, string>) {
  return page.request.post(server.url + path, { form, headers: { origin: server.url }, maxRedirects: 0 });
}
