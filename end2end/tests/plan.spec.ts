import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test.use({ expectedMessages: /status of (409|422) / });

const DOME = 'Dome closes late in rain';

test('a step says what it closes, how far that is, and when it is late', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Planned');
  await importReport(holdpoint, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/plan`);
  await expect(page.getByText('No plan')).toBeVisible();
  await page.getByRole('link', { name: 'New step' }).click();
  await page.getByLabel('Focus').fill('Faster motor');
  await page.getByLabel('When').fill('Day 3');
  await page.getByLabel('Date').fill('2020-02-29');
  await page.getByLabel('Deliverables').fill('A motor that *closes* the dome in time.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The step is added.')).toBeVisible();

  await page.getByText('Add what it closes').click();
  await page.getByLabel('Search by title').fill('dome closes');
  await page.locator('#ties').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: `Add the blocker “${DOME}”` }).click();
  await expect(page.getByText('0 of 1 closed')).toBeVisible();
  await page.getByText('Add what it closes').click();
  await page.getByRole('button', { name: 'Add the item “Rehearse a closing by hand”' }).click();
  await expect(page.getByText('0 of 2 closed')).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: 'Remove “Rehearse a closing by hand”' }).click();
  await expect(page.getByText('0 of 1 closed')).toBeVisible();

  await page.goto(`${project}/plan`);
  await expect(page.getByText('1 step is late')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Faster motor' });
  await expect(row).toContainText('Day 3');
  await expect(row).toContainText('0 of 1 closed');
  await expectAccessible();
  await row.getByRole('button', { name: 'Mark as done: Faster motor' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The step is done.');
  await expect(row).toContainText('Done by Ada Brandt');
  await expect(page.getByText('1 step is late')).toHaveCount(0);
  await page.goto(project);
  const table = page.getByRole('table', { name: 'Plan' });
  await expect(table.getByRole('row').filter({ hasText: 'Faster motor' })).toContainText('done');
});

test('steps are put in order by the keyboard alone, thrown away and fetched back', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Ordered');
  for (const focus of ['First', 'Second', 'Third']) {
    await page.goto(`${project}/plan/new`);
    await page.getByLabel('Focus').fill(focus);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The step is added.')).toBeVisible();
  }
  await page.goto(`${project}/plan`);
  const titles = page.locator('main ol .row-title');
  await expect(titles).toHaveText(['First', 'Second', 'Third']);
  await page.getByRole('button', { name: 'Move down “First”' }).focus();
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['Second', 'First', 'Third']);
  await page.getByRole('button', { name: 'Move up “Second”' }).focus();
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['Second', 'First', 'Third']);

  await page.getByRole('link', { name: 'First' }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(titles).toHaveText(['Second', 'Third']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The step is back.');
  await page.goto(`${project}/plan`);
  await expect(titles).toHaveText(['Second', 'First', 'Third']);
});

test('all tabs of a project can be reached on a phone', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Tabbed');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${project}/plan`);
  await expectFits(page);
  const tabs = page.getByRole('navigation', { name: 'Project' });
  for (const name of ['Plan', 'Verifications', 'Settings', 'Overview']) {
    await tabs.getByRole('link', { name }).click();
    await expect(tabs.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await expectFits(page);
  }
});
