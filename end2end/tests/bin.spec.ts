import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

const DOME = 'Dome closes late in rain';

test('a blocker is thrown away, fetched back at once, and later from the bin', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Thrown away');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/blockers`);
  await page.getByRole('link', { name: DOME }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(page.getByText('The blocker is in the bin.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Move to the bin' })).toBeVisible();

  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await page.goto(`${project}/activity`);
  await page.getByRole('link', { name: 'Bin', exact: true }).click();
  await expectAccessible();
  await page.getByRole('button', { name: `Restore ${DOME}` }).click();
  await expect(page.getByRole('button', { name: 'Move to the bin' })).toBeVisible();
  await page.goto(`${project}/bin`);
  await expect(page.getByText('The bin is empty')).toBeVisible();
});
