import { readFile } from 'node:fs/promises';

import { expect, type Page } from '@playwright/test';

import { ADA, post, signIn } from './people.ts';
import { type Server } from './server.ts';

let made = 0;

/** A new project that belongs to Ada, who is signed in now; gives its path. Each test takes one of its own. */
export async function newProject(page: Page, server: Server, name: string): Promise<string> {
  await signIn(page, server, ADA);
  const slug = `${name.toLowerCase().replaceAll(' ', '-').slice(0, 40).replace(/-$/, '')}-${(made += 1)}`;
  const answer = await post(page, server, '/projects/new', { name, slug, description: '', tags: '' });
  expect(answer.status(), 'the answer to a new project').toBe(303);
  return `/projects/${slug}`;
}

/** Imports a report by the command line: for tests that are about what it became. */
export async function importReport(server: Server, project: string, report: string): Promise<void> {
  await server.command(['import', '-', '--project', project.replace('/projects/', '')], report);
}

/** An invented report of this folder's `fixtures`. */
export function fixture(name: string): Promise<string> {
  return readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
}
