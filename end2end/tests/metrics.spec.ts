import { importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

// Forms that were made on an older state, or that cannot be used, are refused on purpose.
test.use({ expectedMessages: /status of (409|422) / });

const SPRING = `# Tide gauge audit

**Date:** 2031-03-01
**Overall score:** 60/100

## Gaps

- Log coverage: 3.82 % (was 4.10 %)

## Figures

| Metric | Target | Actual | Status |
|---|---|---|---|
| Reading time (p95) | <250 ms | 240 ms | ✅ |
| Buoys in use | 12 | 12 | ✅ |
`;

const SUMMER = `# Tide gauge audit, second

**Date:** 2031-06-01
**Overall score:** 73/100

## Gaps

- Log coverage: 2.48 % (was 3.82 %)

## Figures

| Metric | Target | Actual | Status |
|---|---|---|---|
| Reading time (p95) | <250 ms | 260 ms | ❌ |
| Buoys in use | 12 | 14 | ✅ |
`;

test('a figure that fell is worse though the score rose, and a threshold that broke says so', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Falling');
  await importReport(holdpoint, project, SPRING);
  await importReport(holdpoint, project, SUMMER);
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Metrics' }).click();
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect(row('Log coverage')).toContainText('2.48 %');
  await expect(row('Log coverage')).toContainText('−1.34, worse');
  await expect(row('Log coverage').getByRole('img', { name: '3.82 %, 2.48 %' })).toBeVisible();
  await expect(row('Reading time')).toContainText('broken');
  await expect(row('Reading time')).toContainText('at most 250 ms');
  await expect(row('Buoys in use')).toContainText('+2, changed');
  await expectAccessible();
  await expectFits(page);

  await page.getByRole('link', { name: 'Log coverage' }).click();
  await expect(page.getByRole('img', { name: 'Log coverage over 3 values' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Measurements' });
  await expect(table.getByRole('row').nth(1)).toContainText('−1.34, worse');
  await expect(table.getByRole('row').nth(2)).toContainText('the report says it was 4.10 % before');
  await expectAccessible();
  await expectFits(page);
  await table.getByRole('link', { name: 'line 8' }).first().click();
  await expect(page).toHaveURL(/\/source#L8$/);
});

test('metrics are shown before a report is saved', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Looked at');
  await page.goto(`${project}/import`);
  await page.getByLabel('Paste the text').fill(SUMMER);
  await page.getByRole('button', { name: 'Look at it' }).click();
  const row = page.getByRole('table', { name: 'Metrics', exact: true }).getByRole('row').filter({ hasText: 'Log coverage' });
  await expect(row).toContainText('2.48 %, was 3.82 %');
  await expect(row).toContainText('higher is better');
  await expect(row).toContainText('L8');
});

test('a metric is made by hand, measured, told which way is better, and set aside', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'By hand');
  await page.goto(`${project}/metrics`);
  await expect(page.getByText('No metric yet')).toBeVisible();
  await page.getByRole('link', { name: 'New metric' }).click();
  await page.getByLabel('Name').fill('Salt on the sensor');
  await page.getByLabel('Unit').fill('g');
  await page.getByRole('button', { name: 'Save' }).click();
  const status = page.locator('.notice[role=status]');
  await expect(status).toHaveText('The metric is added.');
  for (const [value, date] of [['4.5', '2031-01-01'], ['5.0', '2031-02-01']]) {
    await page.getByLabel('Value in g').fill(value!);
    await page.getByLabel('Date').fill(date!);
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(status).toHaveText('The measurement is entered.');
  }
  const table = page.getByRole('table', { name: 'Measurements' });
  await expect(table.getByRole('row').nth(1)).toContainText('+0.5, changed');
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Direction').selectOption('lower is better');
  await page.getByLabel('Threshold', { exact: true }).selectOption('at most');
  await page.getByLabel('Figure of the threshold').fill('4.8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('+0.5, worse');
  await expect(table.getByRole('row').nth(1)).toContainText('broken');
  await expect(table.getByRole('row').nth(2)).toContainText('kept');

  await page.getByRole('button', { name: 'Take away 5.0 g of 2031-02-01' }).click();
  await expect(status).toHaveText('The measurement is taken away.');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Set aside' }).click();
  await expect(page.getByText('This metric is set aside')).toBeVisible();
  await page.goto(`${project}/metrics`);
  await expect(page.getByText('No metric yet')).toBeVisible();
  await page.getByRole('navigation', { name: 'Metrics' }).getByRole('link', { name: 'Set aside' }).click();
  await page.getByRole('link', { name: 'Salt on the sensor' }).click();
  await page.getByRole('button', { name: 'Follow again' }).click();
  await expect(page.getByText('The metric is followed again.')).toBeVisible();
});

test('a form that cannot be used says what to do at its field and keeps what was typed', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Refused');
  await page.goto(`${project}/metrics/new`);
  await page.getByLabel('Name').fill('Wind');
  await page.getByLabel('Figure of the threshold').fill('a lot');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The threshold is no number; write it as 2.48, without its unit.').first()).toBeVisible();
  await expect(page.getByLabel('Figure of the threshold')).toHaveValue('a lot');
  await expect(page.getByLabel('Name')).toHaveValue('Wind');
});
