import type { Locator, Page } from '@playwright/test';

import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// A form made on an older state is a conflict, and one that cannot be used is refused; Chromium notes both in its console.
test.use({ expectedMessages: /status of (409|422) / });

const LIGHTNING = 'Lightning takes the relay board';

/** Unfolds one of the forms beside a risk, whose summary is the word. */
async function unfold(page: Page, word: string): Promise<Locator> {
  const fold = page.locator('details').filter({ has: page.locator('summary').getByText(word, { exact: true }) });
  await fold.locator('summary').click();
  return fold;
}

/** A day so many days from now, as a date field holds it. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function imported(page: Page, holdpoint: Parameters<typeof newProject>[1], name: string): Promise<string> {
  const project = await newProject(page, holdpoint, name);
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/risks`);
  return project;
}

const register = (page: Page) => page.getByRole('table', { name: 'Risks', exact: true });

test('risks say their level, why, and what is done about them, and lead to their line', async ({ page, holdpoint, expectAccessible }) => {
  await imported(page, holdpoint, 'Risky');
  await expectAccessible();
  const row = register(page).getByRole('row').filter({ hasText: LIGHTNING });
  await expect(row).toContainText('medium');
  await expect(row).toContainText('likelihood unlikely, impact major');
  await expect(row).toContainText('spare board on the shelf');
  // The matrix says medium where the report says low: both are shown.
  const other = register(page).getByRole('row').filter({ hasText: 'Guide star lost in cloud' });
  await expect(other).toContainText('medium');
  await expect(other).toContainText('stated low');
  await row.getByRole('link', { name: /^line \d+$/ }).click();
  await expect(page).toHaveURL(/\/source#L\d+$/);
  const line = new URL(page.url()).hash;
  await expect(page.locator(line)).toContainText(LIGHTNING);
});

test('each figure in the map of likelihood and impact leads to its risks', async ({ page, holdpoint }) => {
  await imported(page, holdpoint, 'Mapped');
  const map = page.getByRole('table', { name: 'Risks by likelihood and impact' });
  const row = (name: string) => map.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(row('4 likely').getByRole('cell').nth(1)).toContainText('1');
  await row('2 unlikely').getByRole('cell').nth(3).getByRole('link').click();
  await expect(page).toHaveURL(/\?likelihood=2&impact=4$/);
  await expect(register(page).getByRole('rowheader')).toHaveCount(1);
  await expect(register(page)).toContainText(LIGHTNING);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(register(page).getByRole('rowheader')).toHaveCount(2);
});

test('an acceptance covers a risk as it is, and no more when it gets worse', async ({ page, holdpoint, expectAccessible }) => {
  const project = await imported(page, holdpoint, 'Accepted');
  await page.getByRole('link', { name: LIGHTNING }).click();
  const accepting = await unfold(page, 'Accept');
  await accepting.getByLabel('Why it is bearable').fill('We look at the sky.');
  await accepting.getByLabel('Accepted until').fill(day(-2));
  await accepting.getByRole('button', { name: 'Accept the risk' }).click();
  await expect(page.locator('#field-until-error')).toContainText('or a later day');
  await expect(page.getByLabel('Why it is bearable')).toHaveValue('We look at the sky.');
  await page.getByLabel('Accepted until').fill(day(20));
  await page.getByRole('button', { name: 'Accept the risk' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: `Accepted until ${day(20)}` })).toContainText('for medium');
  await expectAccessible();
  await page.goto(`${project}/risks?accepted=yes`);
  await expect(register(page).getByRole('rowheader')).toHaveCount(1);

  await page.getByRole('link', { name: LIGHTNING }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expectAccessible();
  await page.getByRole('group', { name: 'Now' }).getByLabel('Likelihood').selectOption('5 almost certain');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Worse than it was' })).toContainText('We look at the sky.');
  await page.getByRole('button', { name: 'Withdraw the acceptance' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The acceptance is withdrawn.' })).toBeVisible();
});

test('a risk is written by hand, closed for a reason, thrown away and fetched back', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Calm');
  await page.goto(`${project}/risks`);
  await expect(page.getByText('Risks come with an imported report')).toBeVisible();
  await page.getByRole('link', { name: 'New risk' }).click();
  await page.getByLabel('What could go wrong').fill('Dew on the mirror');
  await page.getByRole('group', { name: 'Now' }).getByLabel('Stated level').selectOption('high');
  await page.getByLabel('Response').selectOption('mitigate');
  await page.getByLabel('Owner').fill('Ada Brandt');
  await page.getByLabel('Review').fill(day(0));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'The risk is added.' })).toBeVisible();
  await expect(page.getByText('review due')).toBeVisible();
  await expectFits(page);
  await page.goto(`${project}/risks?owner=me&due=yes&level=4`);
  await page.getByRole('link', { name: 'Dew on the mirror' }).click();
  const closing = await unfold(page, 'Close');
  await closing.getByLabel('Why it is no risk any more').fill('The mirror is heated.');
  await closing.getByRole('button', { name: 'Close the risk' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'Closed on' })).toContainText('The mirror is heated.');
  await page.goto(`${project}/risks?state=closed`);
  await page.getByRole('link', { name: 'Dew on the mirror' }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Dew on the mirror' })).toBeVisible();
});
