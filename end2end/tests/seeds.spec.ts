import { existsSync, readdirSync, readFileSync } from 'node:fs';

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

for (const document of documents) {
  test(`${document} is imported with its title and its stated score`, async ({ page, holdpoint }) => {
    const { title, overall } = expected(document);
    const project = await newProject(page, holdpoint, 'Seed');
    await page.goto(`${project}/import`);
    await page.getByLabel('Choose a Markdown file, or drop it here').setInputFiles(new URL(document, FOLDER).pathname);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page.getByLabel('Title')).toHaveValue(title);
    if (overall) {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Stated overall score' }) });
      await expect(row).toContainText(`${overall.value} of ${overall.max}`);
    }
    await page.getByRole('button', { name: 'Save as an assessment' }).click();
    await expect(page.getByRole('status')).toContainText('The report is saved');
    await page.goto(project);
    if (overall) await expect(page.getByRole('img', { name: new RegExp(`stated ${overall.value}(\\D|$)`) })).toBeVisible();
  });
}
