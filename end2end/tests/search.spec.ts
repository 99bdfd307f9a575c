import { BO, haveAccount, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test('a word is found from the top bar of any page, marked, and leads to its record', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Found');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/members`);
  await page.getByRole('searchbox', { name: 'Search' }).fill('DOME clos');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\?q=DOME\+clos/);
  const hit = page.getByRole('link', { name: 'Dome closes late in rain' }).first();
  await expect(hit.locator('mark').first()).toHaveText('Dome');
  await expectAccessible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectFits(page);
  await page.getByRole('navigation', { name: 'Kinds' }).getByRole('link', { name: /^Blockers/ }).click();
  await page.getByRole('link', { name: 'Dome closes late in rain' }).click();
  await expect(page).toHaveURL(/\/blockers\/[0-9a-f-]{36}$/);
});

test('signs, nothing and what is not there get friendly answers', async ({ page, holdpoint }) => {
  await newProject(page, holdpoint, 'Quiet');
  for (const [asked, answer] of [['', 'What are you looking for?'], ['"*()', 'There is no word in this'], ['zyzzyva', 'Nothing found'], ["' OR 1=1 --", 'Nothing found']]) {
    await page.goto(`/search?q=${encodeURIComponent(asked)}`);
    await expect(page.getByText(answer, { exact: true })).toBeVisible();
  }
});

test('what one may not see is not found', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Hidden');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await haveAccount(holdpoint, BO);
  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  await page.goto('/search?q=dome');
  await expect(page.getByText('Nothing found', { exact: true })).toBeVisible();
});
