import { importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

/** A report that got better in all and worse in two rows, with one thing left that stops everything. */
function report(later: boolean): string {
  return [
    `# Harbour crane, ${later ? 'second' : 'first'} look`,
    `**Date:** ${later ? '2031-07-01' : '2031-04-01'}`,
    `## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Hoist | 50% | ${later ? 90 : 60}/100 |\n| Cabin | 50% | ${later ? 86 : 90}/100 |`,
    '## Launch blockers\n\n### Tier 1\n\n1. **The brake has no certificate**\n   - Owner: Ines',
    `## Risk register\n\n| Risk | Level | Mitigation |\n|---|---|---|\n| Wind | ${later ? 'Medium' : 'Low'} | Watch it |`,
    '',
  ].join('\n\n');
}

test('one page says what it is ready for, what blocks, what changed and what comes next', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Crane');
  await importReport(holdpoint, project, report(false));
  await importReport(holdpoint, project, report(true));
  await page.goto(project);
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Summary' }).click();
  await expect(page.locator('.brief-score')).toHaveText('88 %');
  await expect(page.locator('.brief')).toContainText('+13 since the audit before');
  const goals = page.getByRole('table', { name: 'Verdict per goal' });
  await expect(goals.getByRole('row').filter({ hasText: 'Production' })).toContainText('no-go');
  const part = (name: RegExp) => page.locator('section').filter({ has: page.getByRole('heading', { name }) });
  await expect(part(/^What blocks/)).toContainText('The brake has no certificate');
  await expect(part(/^What blocks/)).toContainText('Ines');
  await expect(part(/^What changed/)).toContainText('90 % → 86 %');
  await expect(part(/^What changed/)).toContainText('low → medium');
  await expect(part(/^Next, for/).getByRole('listitem').first()).toContainText('Resolve the blocker “The brake has no certificate”');
  // Nothing was closed yet, so nobody can say when.
  await expect(goals).toContainText('no estimate');
  await expectAccessible();
  await part(/^Next, for/).getByRole('link', { name: /brake/ }).click();
  await expect(page.getByRole('heading', { name: 'The brake has no certificate' })).toBeVisible();
});

/** As much as one page has to take: names that run over, more rows than it has places for, everything worse than before. */
function crowded(later: boolean): string {
  const name = (word: string, at: number) => `${word} ${at} ${'has a name that says a great deal more than a name has to say '.repeat(2)}`.trim();
  const rows = (make: (at: number) => string, count = 9) => Array.from({ length: count }, (_, at) => make(at + 1)).join('\n');
  return [
    `# ${name('Report', 1)}`,
    `**Date:** ${later ? '2031-07-01' : '2031-04-01'}`,
    `## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n${rows((at) => `| ${name('Area', at)} | 10% | ${later ? 40 : 60 + at}/100 |`)}`,
    later ? `## Launch blockers\n\n### Tier 1\n\n${rows((at) => `${at}. **${name('Blocker', at)}**`)}` : '## Launch blockers\n\nNone.',
    `## Before the start\n\n${rows((at) => `- [ ] ${name('Item', at)} (blocking)`)}`,
    '',
  ].join('\n\n');
}

test('it fits one screen, one sheet of paper and a phone in the dark', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'A crane with a name that is quite a bit longer than names of cranes are');
  await importReport(holdpoint, project, crowded(false));
  await importReport(holdpoint, project, crowded(true));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${project}/summary`);
  await expect(page.locator('.brief-lines').first().getByRole('listitem')).toHaveCount(4);
  const end = await page.locator('.brief').boundingBox();
  expect(end!.y + end!.height).toBeLessThanOrEqual(900);
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectFits(page);
  await expectAccessible();
});

test('an empty project is told what is missing', async ({ page, holdpoint }) => {
  const project = await newProject(page, holdpoint, 'Bare');
  await page.goto(`${project}/summary`);
  await expect(page.locator('.brief-score')).toHaveText('no score');
  await expect(page.getByText('No open blockers.')).toBeVisible();
  await expect(page.getByText('No audit counts yet.')).toBeVisible();
});
