import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// A form made on an older state is a conflict, which Chromium notes in its console.
test.use({ expectedMessages: /status of 409 / });

const DOME = 'Dome closes late in rain';
const RESOLVE = `Resolve “${DOME}”`;

test('an open blocker of tier 1 holds the project until it is resolved, and again when it is reopened', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Held back');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  const held = page.getByRole('alert').filter({ hasText: 'Held' });
  await page.goto(project);
  await held.getByRole('link', { name: '1 open blocker of tier 1' }).click();
  await expect(page).toHaveURL(`${project}/blockers`);
  await page.getByRole('button', { name: RESOLVE }).click();
  await expect(page.getByRole('status')).toHaveText('The blocker is resolved.');
  await expect(page.getByText(DOME)).toHaveCount(0);
  await page.goto(project);
  await expect(page.getByText('1 open blocker, none of tier 1')).toBeVisible();
  await expect(held).toHaveCount(0);

  await page.goto(`${project}/blockers`);
  await page.getByRole('navigation', { name: 'Blockers' }).getByRole('link', { name: 'Resolved' }).click();
  await page.getByRole('button', { name: `Reopen “${DOME}”` }).click();
  await expect(page.getByRole('status')).toHaveText('The blocker is open again.');
  await page.goto(project);
  await expect(held).toBeVisible();
});

test('blockers stand by tier, with what is and what is required', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Tiers');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/blockers`);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([/Tier 1/, /Tier 2/]);
  const row = page.getByRole('listitem').filter({ hasText: DOME });
  await expect(row).toContainText('after 40 seconds');
  await expect(row).toContainText('within 10 seconds');
  await expect(row).toContainText('Owner Mira');
  await row.getByRole('link', { name: 'line 22' }).click();
  await expect(page).toHaveURL(/\/source#L22$/);
});

test('resolving what somebody else has resolved meanwhile is refused in words', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Both');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  const slower = await page.context().newPage();
  await slower.goto(`${project}/blockers`);
  await page.goto(`${project}/blockers`);
  await page.getByRole('button', { name: RESOLVE }).click();
  await expect(page.getByRole('status')).toHaveText('The blocker is resolved.');
  await slower.getByRole('button', { name: RESOLVE }).click();
  await expect(slower.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
});
