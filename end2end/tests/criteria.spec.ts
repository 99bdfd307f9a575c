import { newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// Forms that were made on an older state, or that cannot be used, are refused on purpose.
test.use({ expectedMessages: /status of (409|422) / });

test('a criterion is written, judged, put in order, thrown away and fetched back', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Judged');
  await page.goto(`${project}/criteria`);
  await expect(page.getByText('No acceptance criteria')).toBeVisible();
  for (const [letter, text] of [['A', 'The dome closes in ten seconds'], ['B', 'A restore takes less than an hour']]) {
    await page.goto(`${project}/criteria`);
    await page.getByRole('link', { name: 'New criterion' }).click();
    await page.getByLabel('What has to hold').fill(text);
    await page.getByLabel('Letter or number').fill(letter);
    await page.getByLabel('Owner').fill('Ada Brandt');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('.notice[role=status]')).toHaveText('The criterion is added.');
  }
  await page.getByRole('button', { name: 'Say “met”' }).click();
  await expect(page.getByText('changed state of the criterion')).toBeVisible();

  await page.goto(`${project}/criteria`);
  await expect(page.getByText('1 of 2 met')).toBeVisible();
  await expectAccessible();
  const rows = page.getByRole('table', { name: 'Acceptance criteria' }).getByRole('rowheader');
  await expect(rows).toHaveText([/dome/, /restore/]);
  await page.getByRole('button', { name: 'Move up “A restore takes less than an hour”' }).click();
  await expect(rows).toHaveText([/restore/, /dome/]);

  await page.getByRole('link', { name: 'A restore takes less than an hour' }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(rows).toHaveText([/dome/]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The criterion is back.');
  await expect(page.getByRole('heading', { name: 'A restore takes less than an hour' })).toBeVisible();
});

test('two who write on one criterion see both versions, and nothing is lost', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Two pens');
  await page.goto(`${project}/criteria/new`);
  await page.getByLabel('What has to hold').fill('It holds');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  const slower = await page.context().newPage();
  await slower.goto(page.url());
  await page.getByLabel('Notes').fill('Seen on Monday');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Seen on Monday').first()).toBeVisible();
  await slower.getByLabel('Notes').fill('Seen on Tuesday');
  await slower.getByRole('button', { name: 'Save' }).click();
  const differs = slower.getByRole('table', { name: 'What differs' });
  await expect(differs).toContainText('Seen on Monday');
  await expect(differs).toContainText('Seen on Tuesday');
  await expect(slower.getByLabel('Notes')).toHaveValue('Seen on Tuesday');
  await slower.getByRole('button', { name: 'Save' }).click();
  await expect(slower.getByText('Seen on Tuesday').first()).toBeVisible();
});

test('a form that cannot be used says what to do at its field and keeps what was typed', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Refused');
  await page.goto(`${project}/criteria/new`);
  await page.getByLabel('What has to hold').fill('It holds');
  await page.getByLabel('Owner').fill('x'.repeat(201));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('please shorten it');
  await expect(page.getByLabel('What has to hold')).toHaveValue('It holds');
});

test('a long criterion fits a phone', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Narrow');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${project}/criteria/new`);
  await expectFits(page);
  await page.getByLabel('What has to hold').fill('Uninterruptible'.repeat(18));
  await page.getByRole('button', { name: 'Save' }).click();
  await expectFits(page);
  await page.goto(`${project}/criteria`);
  await expectFits(page);
  await expectAccessible();
});
