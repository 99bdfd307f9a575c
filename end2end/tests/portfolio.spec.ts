import { post } from '../helpers/people.ts';
import { expect, test } from '../helpers/test.ts';

test('the demonstration fills a portfolio of six projects, and those with scores show where they come from', async ({ page, holdpoint }) => {
  const told = await holdpoint.command(['demo']);
  const email = /\S+@\S+/.exec(told)?.[0].replace(/[.,;]$/, '') ?? '';
  const password = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(told)?.[0] ?? '';
  expect((await post(page, holdpoint, '/sign-in', { email, password, next: '/' })).status(), told).toBe(303);

  await page.goto('/projects');
  const rows = page.getByRole('table', { name: 'Projects' }).getByRole('rowheader');
  await expect(rows).toHaveCount(6);
  await expect(page.getByText('6 projects')).toBeVisible();
  const links = await rows.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  const scored: string[] = [];
  for (const project of links) {
    await page.goto(project);
    await expect(page.getByRole('link', { name: /^All [23] assessments$/ })).toBeVisible();
    // One team writes no scores; it is told so instead of being given a zero.
    if (await page.getByText('No score yet').isVisible()) continue;
    scored.push(project);
    await expect(page.getByRole('img', { name: /^(Computed score \d|No computed score, stated \d)/ })).toBeVisible();
    await expect(page.getByRole('img', { name: /^Score over [23] audits$/ })).toBeVisible();
  }
  expect(scored).toHaveLength(5);
});
