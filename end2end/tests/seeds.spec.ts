import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { type Page } from '@playwright/test';

import { newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// Reports of real teams lie beside some checkouts; they are not ours to keep here.
const FOLDER = new URL('../../../shared/seeds/', import.meta.url);
const documents = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.txt')).sort() : [];

interface Expected {
  title: string;
  overall: { value: number; max: number } | null;
}

/** What is expected of a document stands beside it, under the first part of its name. */
function expected(document: string): Expected {
  return JSON.parse(readFileSync(new URL(`${document.split('_')[0]}.expected.json`, FOLDER), 'utf8')) as Expected;
}

async function save(page: Page, project: string, document: string): Promise<void> {
  await page.goto(`${project}/import`);
  await page.getByLabel('Choose a report, or drop it here').setInputFiles(new URL(document, FOLDER).pathname);
  await page.getByRole('button', { name: 'Look at it' }).click();
  // The first report of a project is saved at once; a later one first shows what it says about the records there are.
  await page.getByRole('button', { name: /^(Save as an assessment|Go on)/ }).click();
  if (page.url().endsWith('/registers')) await page.getByRole('button', { name: 'Save as an assessment' }).click();
}

test('two reports on one system double nothing, and neither does the first one again', async ({ page, holdpoint }) => {
  const [first, , , second] = documents;
  test.skip(!first || !second, 'these reports are not here');
  const project = await newProject(page, holdpoint, 'Together');
  for (const document of [first, second]) {
    await save(page, project, document);
    await expect(page.locator('.notice[role=status]')).toContainText('The report is saved');
  }
  await save(page, project, first);
  await expect(page.locator('.notice[role=status]')).toContainText('imported before');
  await page.goto(`${project}/assessments`);
  await expect(page.getByRole('table', { name: 'Assessments' }).getByRole('rowheader')).toHaveCount(2);
  await page.goto(`${project}/risks`);
  const risks = await page.getByRole('table', { name: 'Risks', exact: true }).getByRole('rowheader').allInnerTexts();
  expect(risks.length).toBeGreaterThan(0);
  expect(new Set(risks).size, risks.join('\n')).toBe(risks.length);
  await page.goto(`${project}/blockers`);
  const blockers = await page.locator('[id^=blocker-] .row-title').allInnerTexts();
  expect(blockers.length).toBeGreaterThan(0);
  expect(new Set(blockers).size, blockers.join('\n')).toBe(blockers.length);
});

for (const document of documents) {
  test(`${document} is imported with its title and its stated score`, async ({ page, holdpoint }) => {
    const { title, overall } = expected(document);
    const project = await newProject(page, holdpoint, 'Seed');
    await page.goto(`${project}/import`);
    await page.getByLabel('Choose a report, or drop it here').setInputFiles(new URL(document, FOLDER).pathname);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page.getByLabel('Title')).toHaveValue(title);
    if (overall) {
      await expect(page.locator('.headlines')).toContainText(`${overall.value}/${overall.max}`);
    }
    await page.getByRole('button', { name: 'Save as an assessment' }).click();
    await expect(page.locator('.notice[role=status]')).toContainText('The report is saved');
    await page.goto(project);
    if (overall) await expect(page.getByRole('img', { name: new RegExp(`stated ${overall.value}(\\D|$)`) })).toBeVisible();
  });
}
