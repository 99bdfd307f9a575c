import { ADA, BO, haveAccount, post, signIn } from '../helpers/people.ts';
import { newProject } from '../helpers/projects.ts';
import { expect, test } from '../helpers/test.ts';

// A refused form is an answer of its own kind, which Chromium notes in its console.
test.use({ expectedMessages: /status of 4(03|09|22) / });

const heading = { level: 1 } as const;

test('who has no project is told what one is', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, BO);
  await page.goto('/projects');
  await expect(page.getByText('No project yet')).toBeVisible();
  await page.getByRole('link', { name: 'Create the first project' }).click();
  await expect(page).toHaveURL('/projects/new');
});

test('a new project gets its address from its name', async ({ page, holdpoint, scripted }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/projects');
  await page.getByRole('link', { name: 'New project' }).click();
  const name = scripted ? 'Signal Box East' : 'Signal Box West';
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Description').fill('Levers, **all of them**.\n\n<script>alert(1)</script>');
  await page.getByLabel('Tags').fill('rail, night-shift');
  await page.getByRole('button', { name: 'Create the project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name.toLowerCase().replaceAll(' ', '-')}\\?done=created$`));
  await expect(page.getByRole('heading', heading)).toHaveText(name);
  await expect(page.locator('.notice[role=status]')).toContainText('Import its last readiness report');
  await expect(page.locator('strong', { hasText: 'all of them' })).toBeVisible();
  await expect(page.getByText('No assessment yet')).toBeVisible();
});

test('a tag that cannot be one is named, and nothing that was typed is lost', async ({ page, holdpoint }) => {
  await signIn(page, holdpoint, ADA);
  await page.goto('/projects/new');
  await page.getByLabel('Name', { exact: true }).fill('Winter road');
  await page.getByLabel('Description').fill('\nSnow </textarea> poles');
  await page.getByLabel('Tags').fill('snow, ice&salt');
  await page.getByRole('button', { name: 'Create the project' }).click();
  await expect(page.getByRole('alert')).toContainText('“ice&salt” cannot be a tag');
  await expect(page.getByLabel('Tags')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Tags')).toHaveAccessibleDescription(/cannot be a tag/);
  await expect(page.getByLabel('Tags')).toHaveValue('snow, ice&salt');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Winter road');
  await expect(page.getByLabel('Description')).toHaveValue('\nSnow </textarea> poles');
});

test('an owner renames a project; its address stays', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Mill race');
  await page.goto(`${project}/settings`);
  await page.getByLabel('Name', { exact: true }).fill('Mill race and sluice');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('Saved.');
  await page.goto(project);
  await expect(page.getByRole('heading', heading)).toHaveText('Mill race and sluice');
  await expect(page.getByText('renamed the project from “Mill race” to “Mill race and sluice”')).toBeVisible();
});

test('of two that rename at once the second sees what the first saved, and keeps what was typed', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Twin');
  const slower = await page.context().newPage();
  await slower.goto(`${project}/settings`);
  await page.goto(`${project}/settings`);
  await page.getByLabel('Name', { exact: true }).fill('Twin of the first');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('Saved.');
  await slower.getByLabel('Name', { exact: true }).fill('Twin of the second');
  await slower.getByRole('button', { name: 'Save' }).click();
  await expect(slower.getByRole('alert').filter({ hasText: 'Somebody else saved this meanwhile' })).toContainText('Twin of the first');
  await expect(slower.getByLabel('Name', { exact: true })).toHaveValue('Twin of the second');
  await slower.getByRole('button', { name: 'Save' }).click();
  await expect(slower.getByRole('heading', heading)).toHaveText('Twin of the second');
});

test('an archived project leaves the list, can only be read, and comes back', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Old pier');
  const row = page.getByRole('table', { name: 'Projects' }).locator(`a[href="${project}"]`);
  await page.goto('/projects');
  await expect(row).toBeVisible();
  await page.goto(`${project}/settings`);
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('This project is archived')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.goto(project);
  await expect(page.getByRole('link', { name: 'Import a report' })).toHaveCount(0);
  await page.goto('/projects');
  await expect(row).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Archived' }).check();
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(row).toBeVisible();
  await page.goto(`${project}/settings`);
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
  await page.goto('/projects');
  await expect(row).toBeVisible();
});

test('the list can be searched by name and by tag', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Quarry lift');
  await newProject(page, holdpoint, 'Bakery');
  await page.goto(`${project}/settings`);
  await page.getByLabel('Tags').fill('stone');
  await page.getByRole('button', { name: 'Save' }).click();
  const search = page.getByRole('search', { name: 'Projects' });
  const rows = page.getByRole('table', { name: 'Projects' }).getByRole('rowheader');
  await page.goto('/projects');
  await search.getByLabel('Name').fill('quarry');
  await search.getByRole('button', { name: 'Filter' }).click();
  await expect(rows).toHaveText([/^Quarry lift/]);
  await page.goto('/projects');
  await search.getByLabel('Tag').fill('stone');
  await search.getByRole('button', { name: 'Filter' }).click();
  await expect(rows).toHaveText([/^Quarry lift/]);
  await search.getByLabel('Name').fill('nothing of this name');
  await search.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('No project matches')).toBeVisible();
  await page.getByRole('link', { name: 'Show all projects' }).click();
  await expect(page).toHaveURL('/projects');
});

test('an owner adds a member, changes the role, and ends the membership', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  const project = await newProject(page, holdpoint, 'Crew');
  await page.goto(`${project}/members`);
  const save = async (role: string) => {
    await page.getByLabel('E-mail address').fill(BO.email);
    await page.getByLabel('Role').selectOption(role);
    await page.getByRole('button', { name: 'Save the member' }).click();
    await expect(page.locator('.notice[role=status]')).toHaveText('The membership is saved.');
  };
  const bo = page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: BO.email });
  await save('viewer');
  await expect(bo).toContainText('viewer');
  await save('auditor');
  await expect(bo).toHaveCount(1);
  await expect(bo).toContainText('auditor');
  await page.getByRole('button', { name: `Remove ${BO.name}` }).click();
  await expect(page.locator('.notice[role=status]')).toHaveText('The person is no member any more.');
  await expect(bo).toHaveCount(0);
});

test('a project keeps its last owner', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Keeper');
  await page.goto(`${project}/members`);
  await page.getByRole('button', { name: `Remove ${ADA.name}` }).click();
  await expect(page.getByRole('alert')).toContainText('This is the last owner of the project.');
  await page.getByLabel('E-mail address').fill(ADA.email);
  await page.getByLabel('Role').selectOption('viewer');
  await page.getByRole('button', { name: 'Save the member' }).click();
  await expect(page.getByRole('alert')).toContainText('This is the last owner of the project.');
  await page.goto(`${project}/members`);
  await expect(page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: ADA.email })).toContainText('owner');
});

test('a viewer sees no button, and is refused what buttons do', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, BO);
  const project = await newProject(page, holdpoint, 'Glass case');
  await post(page, holdpoint, `${project}/members`, { email: BO.email, role: 'viewer' });
  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  for (const room of ['', '/assessments', '/blockers', '/risks', '/checklists', '/members']) {
    await page.goto(project + room);
    await expect(page.getByRole('heading', heading)).toHaveText('Glass case');
    // What only looks for something is free: filters ask with GET.
    await expect(page.getByRole('main').locator('button:not(form[method=get] button)')).toHaveCount(0);
    await expect(page.getByRole('link', { name: /Import|Settings/ })).toHaveCount(0);
  }
  const posts: [string, Record<string, string>][] = [
    ['/settings', { name: 'Mine', description: '', tags: '', version: '1' }],
    ['/settings/archive', { version: '1' }],
    ['/members', { email: BO.email, role: 'owner' }],
    ['/checklists', { item: '01890000-0000-7000-8000-000000000000', version: '1', done: 'on' }],
  ];
  for (const [room, form] of posts) {
    expect((await post(page, holdpoint, project + room, form)).status(), room).toBe(403);
  }
  await page.goto(`${project}/settings`);
  await expect(page.getByRole('heading', heading)).toHaveText('This is not yours to do');
});

test('whoever is no member is told the same as of a project that does not exist', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Hidden');
  await page.context().clearCookies();
  await signIn(page, holdpoint, BO);
  expect((await page.request.get(project)).status()).toBe(404);
  expect((await page.request.get('/projects/there-is-none')).status()).toBe(404);
  expect((await post(page, holdpoint, `${project}/members`, { email: BO.email, role: 'owner' })).status()).toBe(404);
});
