import { type Page } from '@playwright/test';

import { fixture, newProject } from '../helpers/projects.ts';
import { expect, expectAwake, expectFits, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(09|22) / });

async function paste(page: Page, project: string, text: string): Promise<void> {
  await page.goto(`${project}/import`);
  await page.getByLabel('Paste the text').fill(text);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('list', { name: 'What was understood' })).toBeVisible();
}

const rows = (page: Page, name: string) => page.getByRole('table', { name, exact: true }).getByRole('row');
const status = (page: Page) => page.locator('.notice[role=status]');

test('source and records stand side by side, and each leads to the other', async ({ page, holdpoint, scripted, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Side by side');
  await paste(page, project, await fixture('observatory-spring.md'));
  await expectAwake(page, scripted);
  await expectAccessible();
  await expectFits(page);
  const lines = rows(page, 'Blockers').filter({ hasText: 'Dome closes late in rain' }).getByRole('link', { name: 'L22' });
  await lines.click();
  const source = page.getByRole('region', { name: 'Source' });
  const line = source.getByRole('listitem').filter({ hasText: 'Dome closes late in rain' });
  await expect(line).toBeInViewport();
  if (scripted) await expect(line.getByRole('link')).toHaveAttribute('data-lit', '');
  // And back: the line of a risk leads to its record.
  await source.getByRole('link').filter({ hasText: 'Lightning takes the relay board' }).click();
  const risk = rows(page, 'Risks').filter({ hasText: 'Lightning takes the relay board' });
  if (scripted) await expect(risk).toBeInViewport();
  else await expect(page.locator('#record').getByLabel('Title')).toHaveValue('Lightning takes the relay board');
});

test('a record gets another kind, other values, is split, merged and dropped, and each can be taken back', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Corrected');
  await paste(page, project, await fixture('observatory-spring.md'));

  await rows(page, 'Blockers').getByRole('link', { name: 'Archive fills up unseen' }).click();
  const record = page.locator('#record');
  await expect(record.getByLabel('Current state')).toHaveValue('nobody is told');
  await expectAccessible();
  await expectFits(page);
  await record.getByLabel('Owner').fill('Ilse');
  await record.getByRole('button', { name: 'Correct it' }).click();
  await expect(status(page)).toContainText('Corrected');
  await expect(record.getByLabel('Owner')).toHaveValue('Ilse');
  await record.getByLabel('It is something else').selectOption('risk');
  await record.getByRole('button', { name: 'Change the kind' }).click();
  await expect(rows(page, 'Risks').filter({ hasText: 'Archive fills up unseen' })).toContainText('Owner: Ilse');

  for (const name of ['Rehearse a closing by hand', 'Print the emergency numbers']) await page.getByLabel(`Tick ${name}`).check();
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect(rows(page, 'Items to tick').filter({ hasText: 'Rehearse a closing by hand' })).toContainText('Print the emergency numbers');

  await rows(page, 'Gaps').getByRole('link', { name: 'Plans overlap at midnight' }).click();
  await page.getByText('These are several').click();
  await page.getByLabel('One line for each').fill('Plans overlap\nMidnight is counted twice');
  await page.getByRole('button', { name: 'Split it' }).click();
  await expect(rows(page, 'Gaps').filter({ hasText: 'Midnight is counted twice' })).toContainText('L47');

  await page.getByLabel('Tick Guide star lost in cloud').check();
  await page.getByRole('button', { name: 'Drop', exact: true }).click();
  await expect(rows(page, 'Risks').filter({ hasText: 'Guide star lost in cloud' })).toHaveCount(0);
  await expect(rows(page, 'Notes').filter({ hasText: 'Guide star lost in cloud' })).toHaveCount(1);

  await page.getByRole('listitem').filter({ hasText: 'Dropped' }).getByRole('button', { name: 'Take back' }).click();
  await expect(status(page)).toContainText('taken back');
  await expect(rows(page, 'Risks').filter({ hasText: 'Guide star lost in cloud' })).toHaveCount(1);

  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\/[0-9a-f-]{36}/);
  await page.goto(`${project}/risks`);
  await expect(page.getByText('Archive fills up unseen', { exact: true })).toBeVisible();
  await page.goto(`${project}/blockers`);
  await expect(page.getByText('Archive fills up unseen', { exact: true })).toHaveCount(0);
});

test('a value that does not fit is refused with what to do, and what was typed stays', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Refused value');
  await paste(page, project, await fixture('observatory-spring.md'));
  await rows(page, 'Categories').getByRole('link', { name: 'Night planning' }).click();
  const record = page.locator('#record');
  await record.getByLabel(/^Score( optional)?$/).fill('many');
  await record.getByRole('button', { name: 'Correct it' }).click();
  await expect(page.getByRole('alert')).toContainText('Score has to be a number');
  await expect(page.locator('#record').getByLabel(/^Score( optional)?$/)).toHaveValue('many');
});

test('what the report says as a whole can be corrected', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Whole');
  await paste(page, project, await fixture('observatory-spring.md'));
  const head = page.locator('#head');
  await head.getByText('70/100').click();
  await head.getByLabel('Stated overall score: what it is').fill('7.1/10');
  await head.locator('dd').filter({ has: page.getByLabel('Stated overall score: what it is') }).getByRole('button').click();
  await expect(page.locator('#head')).toContainText('7.1/10');
});

const AMPEL = `# Trockendock: Stand

**Datum:** 2031-05-01

## Lage der Bauteile

| Bauteil | Ampel |
| --- | --- |
| Pumpen | läuft |
| Tore | klemmt |

## Beobachtungen

- Das Tor klemmt bei Flut
`;

test('what a project means by its words is learned once and used for the next report', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Words');
  await paste(page, project, AMPEL);
  await page.getByRole('link', { name: 'How its columns, statuses and headings were read' }).click();
  await expectAccessible();
  await expectFits(page);
  const choose = (name: string, value: string) => page.getByLabel(`What ${name} means`).selectOption(value);
  await choose('Bauteil', 'category');
  await choose('Ampel', 'status');
  await choose('Beobachtungen', 'gaps');
  await choose('Lage der Bauteile', 'scores');
  await page.getByRole('button', { name: 'Read it again so' }).click();
  await expect(status(page)).toContainText('The import profile was changed');
  await page.getByRole('link', { name: /Read with the import profile/ }).click();
  await choose('läuft', 'green');
  await choose('klemmt', 'red');
  await page.getByRole('button', { name: 'Read it again so' }).click();
  await expect(rows(page, 'Categories').filter({ hasText: 'Pumpen' })).toContainText('GREEN');
  await expect(rows(page, 'Gaps').filter({ hasText: 'Das Tor klemmt bei Flut' })).toHaveCount(1);

  // The next report of the project is read so from the start.
  await paste(page, project, AMPEL.replace('klemmt |', 'läuft |').replace('2031-05-01', '2031-06-01'));
  await expect(rows(page, 'Categories').filter({ hasText: 'Tore' })).toContainText('GREEN');

  await page.goto(`${project}/import-profile`);
  await expectAccessible();
  await expectFits(page);
  await expect(rows(page, 'Heads of columns').filter({ hasText: 'Ampel' })).toContainText('status');
  await page.getByRole('button', { name: 'Forget klemmt' }).click();
  await expect(status(page)).toContainText('read as usual again');
  await expect(rows(page, 'Statuses').filter({ hasText: 'klemmt' })).toHaveCount(0);
  const form = page.getByRole('form', { name: 'Status' });
  await form.getByRole('textbox').fill('hakt');
  await form.getByLabel('Means').selectOption('yellow');
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(rows(page, 'Statuses').filter({ hasText: 'hakt' })).toContainText('yellow');
});

const LATER = `# Kestrel Observatory Scheduler: production readiness

**Date:** 2031-06-01

## Blockers

### Tier 1: before first light

1. ~~Dome closes late in rain~~ ✅ fixed
2. **Mirror cover sticks**

## Risks

| Risk | Level | Mitigation |
| --- | --- | --- |
| Lightning takes the relay board | LOW | surge arrester |

## Checklist before first light

- [ ] Calibrate the rain sensor
- [x] Rehearse a closing by hand
`;

test('a later report shows what it closes, opens and changes, and does only what is chosen', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Reconciled');
  await paste(page, project, await fixture('observatory-spring.md'));
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\//);

  await paste(page, project, LATER);
  await page.getByRole('button', { name: 'Go on: what changes in the project' }).click();
  await expect(page).toHaveURL(/\/registers$/);
  await expectAccessible();
  await expectFits(page);
  const choice = (name: string) => page.getByLabel(`What to do with ${name}`);
  await expect(choice('Dome closes late in rain')).toHaveValue('take');
  await expect(choice('Rehearse a closing by hand')).toHaveValue('take');
  await expect(choice('Calibrate the rain sensor')).toHaveValue('leave');
  await expect(choice('Mirror cover sticks')).toHaveValue('take');
  await expect(rows(page, 'Changed').filter({ hasText: 'Lightning' })).toContainText('Mitigation: spare board on the shelf → surge arrester');
  await expect(rows(page, 'Not mentioned').filter({ hasText: 'Archive fills up unseen' })).toHaveCount(1);
  await choice('Rehearse a closing by hand').selectOption('leave');
  await page.getByRole('button', { name: 'Save as an assessment' }).click();
  await expect(page).toHaveURL(/\/assessments\//);

  await page.goto(`${project}/blockers?state=resolved`);
  await expect(page.getByText('Dome closes late in rain', { exact: true })).toBeVisible();
  await page.goto(`${project}/checklists`);
  const tick = (name: string) => page.getByRole('checkbox', { name, exact: true });
  await expect(tick('Calibrate the rain sensor')).toBeChecked();
  await expect(tick('Rehearse a closing by hand')).not.toBeChecked();
  await page.goto(`${project}/activity`);
  await expect(page.getByText(/resolved “Dome closes late in rain”, as “Kestrel/)).toBeVisible();
});

test('several files are brought in together and saved in the order of their dates', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Together');
  await page.goto(`${project}/import`);
  const file = async (name: string) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(await fixture(name)) });
  await page.getByLabel('Choose a report, or drop it here').setInputFiles([
    await file('observatory-autumn.md'),
    await file('observatory-spring.md'),
    { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"format": ') },
  ]);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: 'Reports brought in together' })).toBeVisible();
  await expectAccessible();
  await expectFits(page);
  await expect(rows(page, 'Files').filter({ hasText: 'broken.json' })).toContainText('refused');
  await expect(rows(page, 'Files').nth(1)).toContainText('spring');
  await page.getByRole('button', { name: 'Save all 2 that wait' }).click();
  await expect(async () => {
    await page.goto(page.url());
    await expect(rows(page, 'Files').filter({ hasText: 'autumn' })).toContainText('saved', { timeout: 500 });
  }).toPass();
  await page.goto(`${project}/assessments`);
  const dates = await rows(page, 'Assessments').allInnerTexts();
  expect(dates.filter((text) => /2031-(03-14|09-20)/.test(text)).length).toBe(2);
});

const SARIF = JSON.stringify({
  version: '2.1.0',
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  runs: [{
    tool: { driver: { name: 'Saltcheck', version: '2.0', rules: [{ id: 'S1', shortDescription: { text: 'Salt in the wiring' } }] } },
    results: [{ ruleId: 'S1', level: 'error', message: { text: 'Salt found near the relay' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/relay.c' }, region: { startLine: 12 } } }] }],
  }],
}, undefined, 1);

test('other files than Markdown become records, too', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Other files');
  const handIn = async (name: string, text: string) => {
    await page.goto(`${project}/import`);
    await page.getByLabel('Choose a report, or drop it here').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Look at it' }).click();
  };
  await handIn('scan.sarif', SARIF);
  await expect(rows(page, 'Gaps').filter({ hasText: 'Salt found near the relay' })).toContainText('src/relay.c:12');
  await handIn('risks.csv', 'Risk;Likelihood;Impact;Owner\nTide comes early;High;Low;Mira\n');
  await expect(rows(page, 'Risks').filter({ hasText: 'Tide comes early' })).toContainText('Owner: Mira');
  await handIn('broken.sarif', '{"version": "2.1.0", "runs": [');
  await expect(page.getByRole('alert')).toContainText(/line 1/);
});
