import { newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

/** Each template that comes with the program, and a rating that fits its first category. */
const TEMPLATES: [string, string][] = [
  ['backend-audit', '80'],
  ['twelve-pillars', 'green'],
  ['seven-angles', '8'],
  ['service-readiness', '2'],
  ['security-baseline', '3'],
  ['launch-checklist', 'green'],
  ['operational-handover', 'B'],
];

for (const [key, rated] of TEMPLATES) {
  test(`an audit begins from the template ${key}, is rated and frozen`, async ({ page, holdpoint, scripted, expectAccessible }) => {
    const project = await newProject(page, holdpoint, `From ${key}`);
    await page.goto(`${project}/assessments/new?template=${key}`);
    await expect(page.getByLabel('A template')).toBeChecked();
    await expect(page.getByLabel('Which template')).toHaveValue(key);
    await expectAccessible();
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(page.getByText(`Begun from the template ${key}, version 1.`)).toBeVisible();
    if (scripted) await expect(page.locator('body')).toHaveAttribute('data-editor', 'awake');
    const first = page.locator('.desk-rating').first();
    await first.fill(rated);
    const form = page.locator('.desk-line form').first();
    if (scripted) await expect(form).toHaveAttribute('data-state', 'saved');
    else await form.getByRole('button', { name: 'Save' }).last().click();
    await expect(page.locator('[data-live="rated"]')).toHaveText(/^1 of \d+ rated$/);
    await expectAccessible();
    await page.locator('.desk-end a').first().click();
    await expect(page.getByText('What to look at')).toBeVisible();
    await page.goto(`${project}/checklists`);
    await expect(page.locator('.checklist-head').first()).toBeVisible();
    await page.goto(`${project}/assessments`);
    await page.locator('tbody th a').first().click();
    await page.getByRole('link', { name: 'Freeze …' }).click();
    await page.getByLabel('I have looked at these points').check();
    await page.getByRole('button', { name: 'Freeze it for good' }).click();
    await expect(page.getByText('The assessment is frozen.')).toBeVisible();
    await expect(page.getByText('Intact', { exact: true })).toBeVisible();
  });
}
