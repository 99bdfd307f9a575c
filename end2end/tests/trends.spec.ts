import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test('an empty project is told where its trends will come from', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Still');
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Trends' }).click();
  await expect(page).toHaveURL(`${project}/trends`);
  await expect(page.getByText('No blocker has been entered so far')).toBeVisible();
});

test('what is opened and closed stands in charts and in figures', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Moving');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/trends`);
  await expect(page.getByRole('img', { name: 'Open blockers over 12 weeks: 0 at first, 2 now' })).toBeVisible();
  await expect(page.getByRole('img', { name: '2 blockers opened and 0 closed over 12 weeks' })).toBeVisible();
  await expect(page.getByText(/No estimate: it takes three weeks/).first()).toBeVisible();
  // What came ticked is said and not counted.
  await expect(page.getByText(/came closed with a report/)).toBeVisible();
  await page.getByText('Figures', { exact: true }).first().click();
  await expect(page.getByRole('rowheader', { name: /\(not over\)$/ }).first()).toBeVisible();
  await expectAccessible();
  await page.getByRole('navigation', { name: 'How far back' }).getByRole('link', { name: '52 weeks' }).click();
  await expect(page.getByRole('img', { name: /^Open blockers over 52 weeks/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Categories over time' })).toBeVisible();
  await page.getByRole('link', { name: 'All assessments' }).click();
  await expect(page).toHaveURL(`${project}/assessments`);
});

test('the charts fit a phone in the dark', async ({ page, holdpoint, expectAccessible }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const project = await newProject(page, holdpoint, 'Narrow');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/trends?weeks=52`);
  await expectFits(page);
  await expectAccessible();
});
