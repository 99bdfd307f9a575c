import { post } from '../helpers/people.ts';
import { expect, test } from '../helpers/test.ts';

test('the demonstration fills a portfolio of six projects, each with a trend', async ({ page, holdpoint }) => {
  const told = await holdpoint.command(['demo']);
  const email = /\S+@\S+/.exec(told)?.[0].replace(/[.,;]$/, '') ?? '';
  const password = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(told)?.[0] ?? '';
  expect((await post(page, holdpoint, '/sign-in', { email, password, next: '/' })).status(), told).toBe(303);

  await page.goto('/projects');
  const rows = page.getByRole('table', { name: 'Projects' }).getByRole('rowheader');
  await expect(rows).toHaveCount(6);
  await expect(page.getByText('6 projects')).toBeVisible();
  const links = await rows.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  for (const project of links) {
    await page.goto(project);
    await expect(page.getByRole('img', { name: /^(Computed score|No computed score)/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Score over [23] audits$/ })).toBeVisible();
  }
});
