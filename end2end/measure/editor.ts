import { expect, test } from '../helpers/test.ts';
import { importReport, newProject } from '../helpers/projects.ts';

const CATEGORIES = 400;
const FINDINGS = 2_000;
const KEYS = 100;
/** The bar: milliseconds from a key to the frame that shows it, for 19 of 20 keys. */
const MOST = 50;

test('a key is on the screen soon in an assessment of 400 categories and 2,000 findings', async ({ page, holdpoint }) => {
  test.setTimeout(180_000);
  const project = await newProject(page, holdpoint, 'Large');
  const rows = Array.from({ length: CATEGORIES }, (_, row) => `| Area ${row} | ${(row % 7) + 1} | ${row % 100}/100 |`);
  const findings = Array.from({ length: FINDINGS }, (_, row) => `- **Strength ${row}.** It holds.`);
  const report = ['# Large audit', '', '**Date:** 2031-04-01', '', '## Scores', '', '| Area | Weight | Score |', '|---|---|---|', ...rows, '', '## Strengths', '', ...findings, ''];
  await importReport(holdpoint, project, report.join('\n'));
  await page.goto(`${project}/assessments`);
  await page.locator('tbody th a').first().click();
  await page.getByRole('link', { name: 'Write' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-editor', 'awake');
  await expect(page.locator('.desk-line')).toHaveCount(CATEGORIES);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener('input', (event) => {
      requestAnimationFrame(() => {
        // A message is handled after the frame is painted.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => times.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(0);
      });
    }, true);
  });
  const field = page.locator('.desk-rating').nth(200);
  await field.fill('');
  for (let key = 0; key < KEYS; key += 1) {
    if (key % 4 === 3) await page.keyboard.press('Control+A');
    await field.press(String((key % 9) + 1), { delay: 20 });
  }
  await expect(page.locator('.desk-line form').nth(200)).toHaveAttribute('data-state', /saved|refused/);
  const times = (await page.evaluate(() => (window as unknown as { times: number[] }).times)).sort((a, b) => a - b);
  const [median, late] = [0.5, 0.95].map((part) => times[Math.floor(times.length * part)] ?? 0);
  console.log(`key to paint, ${CATEGORIES} categories, ${FINDINGS} findings: p50 ${median?.toFixed(1)} ms, p95 ${late?.toFixed(1)} ms over ${times.length} keys (at most ${MOST})`);
  expect(late).toBeLessThan(MOST);
});
