import type { Locator, Page } from '@playwright/test';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A form made on an older state is a conflict, and one that cannot be used is refused; Chromium notes both in its console.
test.use({ expectedMessages: /status of (409|422) / });

const DOME = 'Dome closes late in rain';

/** Unfolds one of the forms beside a blocker, whose summary is the word. */
async function unfold(page: Page, word: string): Promise<Locator> {
  const fold = page.locator('details').filter({ has: page.locator('summary').getByText(word, { exact: true }) });
  await fold.locator('summary').click();
  return fold;
}

async function open(page: Page, project: string, title: string): Promise<void> {
  await page.goto(`${project}/blockers`);
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
}

/** A day so many days from now, as a date field holds it. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('an open blocker of tier 1 holds the project until it is resolved with evidence, and again when it is reopened', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Held back');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  const held = page.getByRole('alert').filter({ hasText: 'Held' });
  await page.goto(project);
  await held.getByRole('link', { name: '1 open blocker of tier 1' }).click();
  await expect(page).toHaveURL(`${project}/blockers`);
  await page.getByRole('link', { name: DOME }).click();
  const resolving = await unfold(page, 'Resolve');
  await resolving.getByLabel('Evidence').fill('Ten closings in rain, the slowest took **8 seconds**.');
  await resolving.getByRole('button', { name: 'Resolve the blocker' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The blocker is resolved.' })).toBeVisible();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'Resolved on' })).toContainText('8 seconds');
  await page.goto(project);
  await expect(page.getByText('1 open blocker, none of tier 1')).toBeVisible();
  await expect(held).toHaveCount(0);

  await page.goto(`${project}/blockers`);
  await page.getByRole('navigation', { name: 'Blockers' }).getByRole('link', { name: 'Resolved' }).click();
  await page.getByRole('link', { name: DOME }).click();
  const reopening = await unfold(page, 'Reopen');
  await reopening.getByLabel('Why it blocks again').fill('It stuck on Sunday.');
  await reopening.getByRole('button', { name: 'Reopen the blocker' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The blocker is open again.' })).toBeVisible();
  await expect(page.locator('#activity')).toContainText('It stuck on Sunday.');
  await page.goto(project);
  await expect(held).toBeVisible();
});

test('blockers stand by tier, with what is and what is required', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Tiers');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/blockers`);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([/Tier 1/, /Tier 2/]);
  await expectAccessible();
  const row = page.getByRole('listitem').filter({ hasText: DOME });
  await expect(row).toContainText('after 40 seconds');
  await expect(row).toContainText('within 10 seconds');
  await expect(row).toContainText('Owner Mira');
  await expect(row).toContainText('Open since today');
  await row.getByRole('link', { name: 'line 22' }).click();
  await expect(page).toHaveURL(/\/source#L22$/);
});

test('a waived blocker holds nothing back and says until when; taking it back holds again', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Waived');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await open(page, project, DOME);
  const waiving = await unfold(page, 'Waive for a time');
  await waiving.getByLabel('Why it may wait').fill('No rain is forecast.');
  await waiving.getByLabel('Waived until').fill(day(-1));
  await waiving.getByRole('button', { name: 'Waive the blocker' }).click();
  await expect(page.locator('#field-until-error')).toContainText('choose a day from');
  await expect(page.getByLabel('Why it may wait')).toHaveValue('No rain is forecast.');
  await page.getByLabel('Waived until').fill(day(30));
  await page.getByRole('button', { name: 'Waive the blocker' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: `Waived until ${day(30)}` })).toContainText('No rain is forecast.');
  await expectAccessible();
  await page.goto(project);
  await expect(page.getByRole('alert').filter({ hasText: 'Held' })).toHaveCount(0);
  await expect(page.locator('li.row').filter({ hasText: DOME })).toContainText(`Waived until ${day(30)}`);
  await page.goto(`${project}/blockers?state=waived`);
  await page.getByRole('link', { name: DOME }).click();
  await page.getByRole('button', { name: 'Take the waiver back' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The waiver is taken back.' })).toBeVisible();
  await page.goto(project);
  await expect(page.getByRole('alert').filter({ hasText: 'Held' })).toBeVisible();
});

test('a blocker is written by hand, found by its owner, thrown away and fetched back', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'By hand');
  await page.goto(`${project}/blockers`);
  await page.getByRole('link', { name: 'New blocker' }).click();
  await expectAccessible();
  await page.getByLabel('What blocks').fill('Mirror is not cleaned');
  await page.getByLabel('How urgent').selectOption('Tier 2');
  await page.getByLabel('Owner').fill('Ada Brandt');
  await page.getByLabel('Due').fill(day(-3));
  await page.getByLabel('Links').fill('javascript:alert(1)');
  await page.getByLabel('Description').fill('Dust on **both** sides.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('#field-links-error')).toContainText('begin it with https://');
  await expect(page.getByLabel('What blocks')).toHaveValue('Mirror is not cleaned');
  await page.getByLabel('Links').fill('https://example.org/7 The ticket');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The blocker is added.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'The ticket' })).toHaveAttribute('href', 'https://example.org/7');
  await expectAccessible();
  await expectFits(page);

  await page.goto(`${project}/blockers`);
  await page.getByLabel('Owner').fill('me');
  await page.getByLabel('Overdue only').check();
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Mirror is not cleaned' })).toContainText('overdue');
  await page.getByLabel('Owner').fill('nobody');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No blocker matches')).toBeVisible();

  await open(page, project, 'Mirror is not cleaned');
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(page.getByText('No blockers')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Mirror is not cleaned' })).toBeVisible();
});

test('two who change one blocker lose neither text', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Both');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  const slower = await page.context().newPage();
  for (const one of [page, slower]) {
    await open(one, project, DOME);
    await one.getByRole('link', { name: 'Edit', exact: true }).click();
  }
  await page.getByLabel('Owner').fill('Noor');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'Saved.' })).toBeVisible();
  await slower.getByLabel('Owner').fill('Ivo');
  await slower.getByRole('button', { name: 'Save' }).click();
  const differs = slower.getByRole('table', { name: 'What differs' }).getByRole('row').filter({ hasText: 'Owner' });
  await expect(differs).toContainText('Noor');
  await expect(differs).toContainText('Ivo');
  await slower.getByRole('button', { name: 'Save' }).click();
  await expect(slower.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await expect(slower.locator('#activity')).toContainText('Noor');
});

test('a project calls its tiers as it likes', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Worded');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/settings`);
  await page.getByRole('link', { name: 'Choose words' }).click();
  await expectAccessible();
  await page.getByLabel('Tiers of blockers').fill('Stops the night\nWithin a month');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'Saved.' })).toBeVisible();
  await page.goto(`${project}/blockers`);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([/Stops the night/, /Within a month/]);
  await page.goto(project);
  await expect(page.getByText('2 open blockers, 1 of “Stops the night”')).toBeVisible();
});
