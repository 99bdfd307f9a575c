import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

test('risks say their level, why, and what is done about them, and lead to their line', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Risky');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/risks`);
  const row = page.getByRole('table', { name: 'Risks', exact: true }).getByRole('row').filter({ hasText: 'Lightning takes the relay board' });
  await expect(row).toContainText('medium');
  await expect(row).toContainText('likelihood low, impact high');
  await expect(row).toContainText('spare board on the shelf');
  await row.getByRole('link', { name: /^line \d+$/ }).click();
  await expect(page).toHaveURL(/\/source#L\d+$/);
  const line = new URL(page.url()).hash;
  await expect(page.locator(line)).toContainText('Lightning takes the relay board');
});

test('the map of likelihood and impact is a table of counts', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Mapped');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/risks`);
  const map = page.getByRole('table', { name: 'Risks by likelihood and impact' });
  const row = (name: string) => map.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(row('low').getByRole('cell').nth(3)).toContainText('1');
  await expect(row('high').getByRole('cell').nth(1)).toContainText('1');
});

test('a project without risks says where they come from', async ({ page, holdpoint }) => {
  await page.goto(`${await newProject(page, holdpoint, 'Calm')}/risks`);
  await expect(page.getByText('Risks come with an imported report')).toBeVisible();
});
