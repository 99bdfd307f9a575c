import { type Page } from '@playwright/test';

import { ADA, haveAccount, signIn } from '../helpers/people.ts';
import { fixture, importReport, newProject } from '../helpers/projects.ts';
import { type Server } from '../helpers/server.ts';
import { expect, expectAwake, expectFits, test } from '../helpers/test.ts';

// The pages of errors are shown on purpose.
test.use({ expectedMessages: /status of 4(04|22) / });

const PHONE = { width: 360, height: 740 };

/** A page: its name, its title, and how to get there from a project with two audits. */
interface Place {
  name: string;
  title: RegExp;
  open: (page: Page, project: string) => Promise<unknown>;
  island?: boolean;
}

const at = (name: string, path: string, title: RegExp, island = false): Place => ({
  name,
  title,
  island,
  open: (page, project) => page.goto(path.startsWith('/') ? path : `${project}/${path}`.replace(/\/$/, '')),
});

const audit = async (page: Page, project: string) => {
  await page.goto(`${project}/assessments`);
  await page.getByRole('table', { name: 'Assessments' }).getByRole('link').first().click();
};

const PLACES: Place[] = [
  at('list of projects', '/projects', /^Projects/),
  at('empty search', '/projects?text=nothing+of+this+name', /^Projects/),
  at('new project', '/projects/new', /^New project/),
  {
    name: 'refused form',
    title: /^New project/,
    open: async (page) => {
      await page.goto('/projects/new');
      await page.getByLabel('Name', { exact: true }).fill('Winter road');
      await page.getByLabel('Tags').fill('ice&salt');
      await page.getByRole('button', { name: 'Create the project' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  at('accounts', '/users', /^Accounts/),
  at('own account', '/account', /^Your account/),
  at('overview', '', /^Kestrel/),
  at('assessments', 'assessments', /^Assessments of Kestrel/),
  { name: 'assessment', title: /^Kestrel Observatory Scheduler/, open: audit, island: true },
  {
    name: 'source',
    title: /^Source of/,
    open: async (page, project) => {
      // Not by way of the audit, which loads scripts of its own.
      await page.goto(`${project}/assessments`);
      const audits = page.getByRole('table', { name: 'Assessments' }).getByRole('link');
      await page.goto(`${await audits.first().getAttribute('href')}/source`);
    },
  },
  at('changes', 'changes', /^Changes of Kestrel/),
  at('blockers', 'blockers', /^Blockers of Kestrel/),
  at('risks', 'risks', /^Risks of Kestrel/),
  at('checklists', 'checklists', /^Checklists of Kestrel/, true),
  at('plan', 'plan', /^Plan of Kestrel/),
  at('new step', 'plan/new', /^New step of Kestrel/),
  at('criteria', 'criteria', /^Criteria of Kestrel/),
  at('verifications', 'verifications', /^Verifications of Kestrel/),
  at('members', 'members', /^Members of Kestrel/),
  at('settings', 'settings', /^Settings of Kestrel/),
  at('import', 'import', /^Import into Kestrel/),
  {
    name: 'what was understood',
    title: /^Import into Kestrel/,
    open: async (page, project) => {
      await page.goto(`${project}/import`);
      await page.getByLabel('Paste the text').fill(await fixture('observatory-spring.md'));
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.waitForURL(/\/import\/./);
    },
    island: true,
  },
  at('nothing here', '/projects/there-is-none', /^There is nothing here/),
];

const projects = new WeakMap<Server, Promise<string>>();

async function projectWithAudits(page: Page, server: Server): Promise<string> {
  const make = async () => {
    const project = await newProject(page, server, 'Kestrel');
    for (const name of ['observatory-spring.md', 'observatory-autumn.md']) await importReport(server, project, await fixture(name));
    return project;
  };
  if (!projects.has(server)) projects.set(server, make());
  const project = await projects.get(server)!;
  await signIn(page, server, ADA);
  return project;
}

async function expectGoodLook(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('main')).toHaveCount(1);
  const desk = page.viewportSize()!;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible();
  }
  await page.setViewportSize(PHONE);
  await expectFits(page);
  await expectAccessible();
  await page.setViewportSize(desk);
}

for (const { name, title, open, island } of PLACES) {
  test(`${name}: titled, accessible in light and dark, fits a phone, loads no script it does not need`, async ({
    page,
    holdpoint,
    scripted,
    expectAccessible,
  }) => {
    const project = await projectWithAudits(page, holdpoint);
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await open(page, project);
    await expect(page).toHaveTitle(title);
    if (island) await expectAwake(page, scripted);
    await expectGoodLook(page, expectAccessible);
    expect(scripts.length > 0, 'whether scripts are loaded').toBe(Boolean(island) && scripted);
    if (!island) await expect(page.locator('script')).toHaveCount(0);
  });
}

test('a name of one long word widens no page', async ({ page, holdpoint }) => {
  await haveAccount(holdpoint, ADA);
  await signIn(page, holdpoint, ADA);
  const project = await newProject(page, holdpoint, `Long${'word'.repeat(40)}`);
  await importReport(holdpoint, project, `# ${'Audit'.repeat(50)}\n\n## Blockers\n\n### Tier 1\n\n1. **${'Door'.repeat(60)}**\n   - Current: open\n\n## To do\n\n- [ ] ${'lock'.repeat(60)}\n`);
  for (const size of [page.viewportSize()!, PHONE]) {
    await page.setViewportSize(size);
    for (const path of ['/projects', project, `${project}/assessments`, `${project}/blockers`, `${project}/checklists`, `${project}/settings`]) {
      await page.goto(path);
      await expectFits(page);
    }
  }
});

for (const path of ['/sign-in', '/setup']) {
  test(`${path} is accessible in light and dark, and fits a phone`, async ({ page, holdpoint, expectAccessible }) => {
    if (path === '/sign-in') await haveAccount(holdpoint, ADA);
    await page.goto(path);
    await expect(page.locator('script')).toHaveCount(0);
    await expectGoodLook(page, expectAccessible);
  });
}

test('no page lets anything run that is not ours', async ({ page, holdpoint }) => {
  const project = await projectWithAudits(page, holdpoint);
  const policy = async (path: string) => (await page.request.get(path)).headers()['content-security-policy'] ?? '';
  const nonces = new Set<string>();
  for (let times = 0; times < 2; times += 1) {
    const islands = await policy(`${project}/checklists`);
    expect(islands).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic' 'wasm-unsafe-eval'/);
    nonces.add(/'nonce-([^']+)'/.exec(islands)![1]);
  }
  expect(nonces.size, 'a nonce is used once').toBe(2);
  expect(await policy(project)).toMatch(/script-src 'none'|default-src 'none'/);
  expect(await policy(project)).not.toMatch(/script-src [^;]*(nonce|self|unsafe)/);
  for (const path of ['/sign-in', project, `${project}/checklists`]) expect(await policy(path)).not.toContain('unsafe-inline');
});

test('the keyboard skips to the content, follows links and ticks', async ({ page, holdpoint, scripted }) => {
  const project = await projectWithAudits(page, holdpoint);
  await page.goto(project);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Checklists' }).focus();
  await page.keyboard.press('Enter');
  await expectAwake(page, scripted);
  const box = page.getByRole('checkbox', { name: 'Print the emergency numbers', exact: true });
  await box.focus();
  await page.keyboard.press('Space');
  if (!scripted) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('Ticked by Ada Brandt')).toBeVisible();
  await expect(box).toBeChecked();
});

test('the chosen colours stay on every page', async ({ page, holdpoint }) => {
  const project = await projectWithAudits(page, holdpoint);
  await page.goto(`${project}/risks`);
  const colours = page.getByRole('group', { name: 'Colours' });
  await colours.getByRole('button', { name: 'Dark' }).click();
  await expect(page).toHaveURL(`${project}/risks`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('/projects');
  await expect(colours.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  await colours.getByRole('button', { name: 'Auto' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});
