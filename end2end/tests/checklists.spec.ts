import { type Locator, type Page } from '@playwright/test';

import { BO, haveAccount, post, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectAwake, expectFits, test } from '../helpers/test.ts';

// A tick that comes too late or without a session has the status for it, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(01|09|22) |ERR_FAILED/ });

const REHEARSE = 'Rehearse a closing by hand';
const PRINT = 'Print the emergency numbers';

const item = (page: Page, text: string) => page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: text, exact: true }) });
const box = (page: Page, text: string) => page.getByRole('checkbox', { name: text, exact: true });
const progress = (page: Page, words: string) => page.locator('.checklist-head').getByText(words);
const texts = (page: Page) => page.locator('.tick-text').allTextContents();

async function openList(page: Page, server: Server, name: string, scripted: boolean): Promise<string> {
  const project = await newProject(page, server, name);
  await importReport(server, project, await fixture('observatory-spring.md'));
  await page.goto(`${project}/checklists`);
  await expectAwake(page, scripted);
  return `${project}/checklists`;
}

/** Sets the box as a person does: without scripts the row has a button that saves it. */
async function set(page: Page, text: string, done: boolean, scripted: boolean): Promise<void> {
  await box(page, text).setChecked(done);
  if (!scripted) await item(page, text).getByRole('button', { name: 'Save' }).click();
}

test('a tick says who and when, moves the progress, and lasts', async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Ticked', scripted);
  await expect(progress(page, '1 of 3 done')).toBeVisible();
  await expect(item(page, 'Calibrate the rain sensor')).toContainText('Done in the report');
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText(/Ticked by Ada Brandt · \d{4}-\d\d-\d\d \d\d:\d\d/);
  await expect(progress(page, '2 of 3 done')).toBeVisible();
  await page.reload();
  await expect(box(page, REHEARSE)).toBeChecked();
  await expect(box(page, PRINT)).not.toBeChecked();
});

test('a tick can be taken back', async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Taken back', scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await set(page, REHEARSE, false, scripted);
  await expect(item(page, REHEARSE)).not.toContainText('Ticked by');
  await page.reload();
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('a tick shows at once, is saved behind, and can be undone', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Optimistic', scripted);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/**', async (route) => {
    await held;
    await route.continue();
  });
  await box(page, REHEARSE).check();
  const row = item(page, REHEARSE);
  await expect(row, 'before the server has answered').toHaveAttribute('data-state', 'saving');
  await expect(row).toHaveAttribute('data-done', 'true');
  await expect(progress(page, '2 of 3 done'), 'the progress follows at once').toBeVisible();
  await expect(row).not.toContainText('Ticked by');
  letGo();
  await expect(row).toContainText('Ticked by Ada Brandt');
  await expect(progress(page, '2 of 3 done')).toBeVisible();
  await row.getByRole('button', { name: 'Undo' }).click();
  await expect(box(page, REHEARSE)).not.toBeChecked();
  await expect(row).not.toContainText('Ticked by');
  await expect(progress(page, '1 of 3 done')).toBeVisible();
  await page.reload();
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('a tick that does not reach the server is taken back, and says so', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Cut off', scripted);
  await page.route('**/api/**', (route) => route.abort());
  await box(page, REHEARSE).click();
  await expect(item(page, REHEARSE).getByRole('alert')).toContainText('The server could not be reached.');
  await expect(box(page, REHEARSE)).not.toBeChecked();
  await page.unroute('**/api/**');
  await box(page, REHEARSE).check();
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await expect(item(page, REHEARSE).getByRole('alert')).toHaveCount(0);
});

test('a tick without a session is refused in its row', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Signed out', scripted);
  await page.context().clearCookies();
  await box(page, REHEARSE).click();
  await expect(item(page, REHEARSE).getByRole('alert')).toContainText('You are signed out.');
  await expect(box(page, REHEARSE)).not.toBeChecked();
});

test('of two that tick one item the second sees the newer state, and nothing is lost', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Two at once', scripted);
  const slower = await page.context().newPage();
  await slower.goto(list);
  await expectAwake(slower, scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await slower.bringToFront();
  await set(slower, REHEARSE, true, scripted);
  await expect(slower.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
  await expect(item(slower, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await expect(box(slower, REHEARSE)).toBeChecked();
  await set(slower, PRINT, true, scripted);
  await expect(item(slower, PRINT)).toContainText('Ticked by');
  await page.reload();
  await expect(progress(page, '3 of 3 done')).toBeVisible();
});

test('a tick survives a restart of the server, and so does the session', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Restarted', scripted);
  await set(page, REHEARSE, true, scripted);
  await expect(item(page, REHEARSE)).toContainText('Ticked by');
  await holdpoint.restart();
  await page.goto(list);
  await expect(box(page, REHEARSE)).toBeChecked();
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
});

test('a viewer reads the list and cannot tick', async ({ page, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Looked at', scripted);
  await haveAccount(holdpoint, BO);
  await post(page, holdpoint, list.replace('/checklists', '/members'), { email: BO.email, role: 'viewer' });
  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  await page.goto(list);
  await expectAwake(page, scripted);
  await expect(box(page, REHEARSE)).toBeDisabled();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('a tick made before the scripts have arrived is not lost', { tag: '@js' }, async ({ page, holdpoint }) => {
  const list = await openList(page, holdpoint, 'Early', true);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(list);
  await box(page, REHEARSE).check();
  letGo();
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await page.reload();
  await expectAwake(page, true);
  await expect(box(page, REHEARSE)).toBeChecked();
});

test('two browsers tick, edit and move the same rows, and nothing is lost', async ({ page, browser, holdpoint, scripted }) => {
  const list = await openList(page, holdpoint, 'Two browsers', scripted);
  const project = list.replace('/checklists', '');
  await haveAccount(holdpoint, BO);
  await post(page, holdpoint, `${project}/members`, { email: BO.email, role: 'engineer' });
  const context = await browser.newContext({ baseURL: holdpoint.url, javaScriptEnabled: scripted, reducedMotion: 'reduce' });
  const other = await context.newPage();
  await signIn(other, holdpoint, BO);
  await other.goto(list);
  await expectAwake(other, scripted);
  await page.goto(list);
  await expectAwake(page, scripted);

  // Each ticks a row of its own at the same time.
  await Promise.all([set(page, REHEARSE, true, scripted), set(other, PRINT, true, scripted)]);
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');
  await expect(item(other, PRINT)).toContainText('Ticked by Bo Winter');

  // Both edit one item: the second sees both texts, and keeps what was typed.
  await page.goto(list);
  await item(page, PRINT).getByRole('link', { name: 'Details' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await other.goto(page.url());
  await page.getByLabel('Details').fill('Beside the door.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('Saved.');
  await other.getByLabel('Details').fill('In large letters.');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByRole('alert').filter({ hasText: 'Somebody else saved this meanwhile' })).toContainText('Beside the door.');
  await expect(other.getByLabel('Details')).toHaveValue('In large letters.');
  await other.getByLabel('Details').fill('Beside the door, in large letters.');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByText('Beside the door, in large letters.').first()).toBeVisible();

  // One moves a row while the other ticks it: the second is told, and both rows are still there.
  await page.goto(list);
  await other.goto(list);
  await expectAwake(page, scripted);
  await expectAwake(other, scripted);
  await item(page, PRINT).getByRole('button', { name: 'up' }).click();
  await expect.poll(async () => (await texts(page)).indexOf(PRINT)).toBe(1);
  // A click and not `uncheck`: the refusal may have ticked the box again before anybody looks.
  await box(other, PRINT).click();
  if (!scripted) await item(other, PRINT).getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('alert')).toContainText('Somebody changed this meanwhile.');
  await page.goto(list);
  expect((await texts(page)).toSorted()).toEqual([REHEARSE, PRINT, 'Calibrate the rain sensor'].toSorted());
  await expect(progress(page, '3 of 3 done')).toBeVisible();
  await context.close();
});

test('with the keyboard alone items are ticked, put in order and edited', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Keys', scripted);
  const before = await texts(page);
  const first = before[0]!;
  const reach = async (target: Locator) => {
    for (let press = 0; press < 80; press += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not get there');
  };
  await reach(box(page, REHEARSE));
  await page.keyboard.press('Space');
  await expect(item(page, REHEARSE)).toContainText('Ticked by Ada Brandt');

  await page.reload();
  await expectAwake(page, true);
  await reach(box(page, first));
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => texts(page)).toEqual([before[1], first, before[2]]);
  await expect(box(page, first), 'the focus stays').toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => texts(page)).toEqual([before[1], before[2], first]);
  await reach(item(page, first).getByRole('button', { name: 'up' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => texts(page)).toEqual([before[1], first, before[2]]);
  await expect(item(page, first).getByRole('button', { name: 'up' })).toBeFocused();
  await page.reload();
  await expect.poll(() => texts(page)).toEqual([before[1], first, before[2]]);
  await expectAwake(page, true);

  await reach(item(page, first).getByRole('link', { name: 'Details' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/items\//);
  await reach(page.getByRole('link', { name: 'Edit' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/edit$/);
  await reach(page.getByLabel('Text'));
  await page.keyboard.press('End');
  await page.keyboard.type(' today');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `${first} today` })).toBeVisible();
});

test('a row is dragged to another place', { tag: '@js' }, async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Dragged', scripted);
  const before = await texts(page);
  const handle = item(page, before[0]!).locator('.tick-handle');
  const target = item(page, before[2]!);
  const [from, to] = [(await handle.boundingBox())!, (await target.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 5 });
  await expect(target).toHaveAttribute('data-drop', 'after');
  await page.mouse.up();
  await expect.poll(() => texts(page)).toEqual([before[1], before[2], before[0]]);
  await page.reload();
  await expect.poll(() => texts(page)).toEqual([before[1], before[2], before[0]]);
});

test('order works without scripts too, and the buttons of the page work with them', async ({ page, holdpoint, scripted }) => {
  await openList(page, holdpoint, 'Ordered', scripted);
  const before = await texts(page);
  await item(page, before[1]!).getByRole('button', { name: 'up' }).click();
  await expect.poll(() => texts(page)).toEqual([before[1], before[0], before[2]]);
  await page.reload();
  await expect.poll(() => texts(page)).toEqual([before[1], before[0], before[2]]);
});

test('many items are assigned at once, and filters show whose they are', async ({ page, holdpoint, scripted, expectAccessible }) => {
  await openList(page, holdpoint, 'Many', scripted);
  for (const text of [REHEARSE, PRINT]) await page.getByRole('checkbox', { name: `Choose “${text}”` }).check();
  await page.getByLabel('Assignee').fill('Ada Brandt');
  await page.getByRole('button', { name: 'Assign' }).click();
  await expect(page.locator('.notice[role=status]').filter({ hasText: 'as asked for' })).toHaveText('2 items are now as asked for.');
  await page.getByRole('navigation', { name: 'Items' }).getByRole('link', { name: 'Mine' }).click();
  await expect(page.locator('.tick')).toHaveCount(2);
  await expectAccessible();
  await page.getByRole('button', { name: 'Tick', exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText('Choose the items first');
});

test('an item is made, does not apply, is proven, and comes back from the bin', async ({ page, holdpoint, scripted, expectAccessible }) => {
  const list = await openList(page, holdpoint, 'By hand', scripted);
  await page.getByRole('link', { name: 'Add an item' }).first().click();
  await page.getByLabel('Text').fill('Oil the hinges');
  await page.getByLabel('Due').fill('2020-01-01');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('overdue', { exact: true })).toBeVisible();
  await expectAccessible();
  const open = async (name: string) => page.locator('summary', { hasText: name }).click();
  await open('Add a link');
  await page.getByLabel('Address').fill('https://ci.example.org/run/7');
  await page.locator('details[open]').getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('link', { name: 'ci.example.org' })).toBeVisible();
  await open('Add a file');
  await page.locator('input[type=file]').setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<h1>') });
  await page.locator('details[open]').getByRole('button', { name: 'Add' }).click();
  await expect(page.locator('#field-file-error')).toContainText('is of a kind that is not kept');
  await page.locator('input[type=file]').setInputFiles({ name: 'run.log', mimeType: 'text/plain', buffer: Buffer.from('ok\n') });
  await page.locator('details[open]').getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('link', { name: 'run.log' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the evidence “run.log”' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'run.log' })).toBeVisible();
  await open('It does not apply');
  await page.getByLabel('Reason').fill('There are no hinges.');
  await page.getByRole('button', { name: 'Set it aside' }).click();
  await expect(page.getByText('not applicable', { exact: true })).toBeVisible();
  await page.goto(list);
  await expect(page.getByText('1 not applicable')).toBeVisible();
  await expect(box(page, 'Oil the hinges')).toBeDisabled();
  await item(page, 'Oil the hinges').getByRole('link', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Oil the hinges' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Oil the hinges' })).toBeVisible();
});

test('a pasted list is shown before it is added, ticked ones ticked', async ({ page, holdpoint, scripted, expectAccessible }) => {
  const list = await openList(page, holdpoint, 'Pasted', scripted);
  await page.getByRole('link', { name: 'Paste a list' }).click();
  await page.getByLabel('The list').fill('# Lamps\n\n- [x] Red one is dim\n- [ ] Spare bulb lies ready\n  - two of them\n');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: 'What will be added' })).toBeVisible();
  await expectAccessible();
  await page.getByRole('button', { name: 'Add 3 items' }).click();
  await expect(page).toHaveURL(new RegExp(`${list}\\?done=added`));
  await expect(box(page, 'Red one is dim')).toBeChecked();
  await expect(progress(page, '1 of 3 done').last()).toBeVisible();
});

test('the pages of checklists fit a phone', async ({ page, holdpoint, scripted }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const list = await openList(page, holdpoint, 'Small', scripted);
  await expectFits(page);
  await item(page, PRINT).getByRole('link', { name: 'Details' }).click();
  await expectFits(page);
  await page.goto(`${list}/paste`);
  await expectFits(page);
});
