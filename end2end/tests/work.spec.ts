import { ADA } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

const REHEARSE = 'Rehearse a closing by hand';

test('what is assigned to me stands in my work, is ticked there, and can be taken back', async ({ page, holdpoint, scripted, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'In hand');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto('/work');
  await expect(page.getByText('Nothing is assigned to you')).toBeVisible();
  await page.goto(`${project}/checklists`);
  await page.getByRole('link', { name: REHEARSE }).first().click();
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await page.getByLabel(/Assignee/).fill(ADA.name);
  await page.getByLabel(/Due/).fill('2020-01-31');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My work' }).click();
  await expect(page.getByText('Due 2020-01-31, overdue')).toBeVisible();
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
  await page.getByRole('button', { name: `Tick “${REHEARSE}”` }).click();
  await expect(page.getByText('The item is ticked.')).toBeVisible();
  await expect(page.getByRole('link', { name: REHEARSE })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: REHEARSE })).toBeVisible();
});
