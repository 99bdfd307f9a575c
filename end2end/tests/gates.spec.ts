import { importReport, newProject } from '../helpers/projects.ts';
import { expect, expectFits, test } from '../helpers/test.ts';

test.use({ expectedMessages: /status of 4(09|22) / });

/** A report that scores 90 and has one thing in the way. */
const REPORT = `# Tide mill\n\n**Date:** 2031-04-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Wheel | 50% | 95/100 |\n| Sluice | 50% | 85/100 |\n\n## Launch blockers\n\n### Tier 1\n\n1. **The sluice cannot be shut by hand**\n`;

test('a high score with an open blocker is no go, and the row that holds it is named', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Mill');
  await page.goto(`${project}/gates`);
  await expect(page.getByText('No audit counts yet')).toBeVisible();
  await importReport(holdpoint, project, REPORT);
  await page.goto(`${project}/gates`);
  const demo = page.locator('#goal-demo');
  await expect(demo.locator('.stamp')).toContainText('no-go');
  await expect(demo.getByRole('row', { name: /Overall score at least 50 %/ })).toContainText('90 %');
  await expect(demo.getByText('1 open blocker of tier 1')).toBeVisible();
  await expectAccessible();
  await demo.getByRole('link', { name: 'The sluice cannot be shut by hand' }).click();
  await expect(page.getByRole('heading', { name: 'The sluice cannot be shut by hand' })).toBeVisible();
});

test('a person signs over the gate with a reason, and later sees how the state has moved', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Weir');
  await importReport(holdpoint, project, REPORT);
  await page.goto(`${project}/gates/demo/sign`);
  await page.getByLabel('What do you sign?').selectOption('conditional');
  await page.getByLabel('Condition 1').fill('Somebody stands at the sluice');
  await page.getByLabel('Due').first().fill('2031-05-01');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('The gate says no-go. Say why you sign conditional all the same').first()).toBeVisible();
  await expect(page.getByLabel('Condition 1')).toHaveValue('Somebody stands at the sluice');
  await expectAccessible();
  await page.getByLabel('Reason').fill('The fair is on Sunday.');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Signed over the gate')).toBeVisible();
  await expect(page.getByText('Nothing that gates ask about has changed')).toBeVisible();
  await expectAccessible();
  const decision = page.url().split('?')[0] ?? '';
  await page.goto(`${project}/blockers`);
  await page.getByRole('link', { name: 'The sluice cannot be shut by hand' }).click();
  await page.getByText('Resolve', { exact: true }).click();
  await page.getByLabel('Evidence').fill('A crank was fitted.');
  await page.getByRole('button', { name: 'Resolve the blocker' }).click();
  await expect(page.getByText('resolved').first()).toBeVisible();
  await page.goto(decision);
  await expect(page.getByText('The state has moved since this decision.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Open blockers of tier 1/ })).toContainText('better');
  await expect(page.getByRole('row', { name: /Somebody stands at the sluice/ })).toContainText('open');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test('an owner writes another goal, and verdicts follow it', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Pond');
  await importReport(holdpoint, project, REPORT);
  await page.goto(`${project}/gates/new`);
  await page.getByLabel('Ready for what?').fill('Guided tours');
  await page.getByLabel('Rule 1').selectOption('minimum_overall');
  await page.getByLabel('Value').first().fill('high');
  await page.getByRole('button', { name: 'Save the gate' }).click();
  await expect(page.getByText('This rule needs a percentage from 0 to 100').first()).toBeVisible();
  await expect(page.getByLabel('Ready for what?')).toHaveValue('Guided tours');
  await expectAccessible();
  await page.getByLabel('Value').first().fill('95');
  await page.getByRole('button', { name: 'Save the gate' }).click();
  const goal = page.locator('#goal-guided-tours');
  await expect(goal.getByRole('row', { name: /Overall score at least 95 %/ })).toContainText('5 points short');
  await page.getByRole('link', { name: 'Gates version 2' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
});

test('the gates of a template are taken over, and what was there is kept', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Template gates');
  await importReport(holdpoint, project, REPORT);
  await page.goto(`${project}/gates`);
  await page.getByRole('link', { name: 'From a template' }).click();
  await expectAccessible();
  await page.getByLabel('Template').selectOption('operational-handover');
  await page.getByRole('button', { name: 'Take over its gates' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The gates of the template are taken over.');
  await expect(page.locator('.goal')).toHaveCount(3);
  await expect(page.locator('#goal-production')).toContainText('Handed over');
  await page.getByRole('link', { name: 'Gates version 2' }).click();
  await expect(page.getByRole('heading', { name: 'Version 1' })).toBeVisible();
});

test('what if shows the verdict then, and the way becomes a plan', async ({ page, holdpoint, expectAccessible }) => {
  const project = await newProject(page, holdpoint, 'Leat');
  await importReport(holdpoint, project, REPORT);
  await page.goto(`${project}/what-if`);
  await expectAccessible();
  await page.getByLabel('The sluice cannot be shut by hand').check();
  await page.getByLabel('Sluice', { exact: true }).fill('95');
  await page.getByRole('button', { name: 'Show what would be' }).click();
  const table = page.getByRole('table', { name: 'Now and then' });
  await expect(table.getByRole('row', { name: /Overall score/ })).toContainText('+5 points');
  await expect(table.getByRole('row', { name: /Demo/ })).toContainText('no-go');
  await expect(table.getByRole('row', { name: /Demo/ })).toContainText('go');
  const way = page.getByRole('table', { name: 'The shortest way to Demo' });
  await expect(way).toContainText('Resolve the blocker “The sluice cannot be shut by hand”');
  await page.getByText('Make a plan of it').first().click();
  await page.getByLabel('First day').first().fill('2031-05-01');
  await page.getByRole('button', { name: 'Add it to the plan' }).first().click();
  await expect(page.getByText('The way is in the plan')).toBeVisible();
  await expect(page.getByText('Resolve the blocker “The sluice cannot be shut by hand”').first()).toBeVisible();
  await page.goto(`${project}/what-if`);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});
