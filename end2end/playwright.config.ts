import { defineConfig } from '@playwright/test';

import { browserPath } from './helpers/browser.ts';

/**
 * Every spec runs twice: as project `js`, and as `nojs` with scripts switched off in the browser. A test that makes sense
 * in one of them only says so with the tag `@js` or `@nojs`.
 */
export default defineConfig({
  testDir: './tests',
  outputDir: './results',
  // Tests of one file share a server and its data, so they run in their order; files run side by side.
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    screenshot: 'only-on-failure',
    // Traces take a sixth of the time of all specs; `npx playwright test --trace on …` writes one to look closer.
    trace: 'off',
    timezoneId: 'UTC',
    locale: 'en-GB',
    // Without scripts a smooth scroll never comes to rest for Playwright, which waits for it before it clicks.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: browserPath(),
      // The sandbox does not work as root, the rest would talk to the browser's maker.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'js', grepInvert: /@nojs\b/ },
    { name: 'nojs', grepInvert: /@js\b/, use: { javaScriptEnabled: false } },
  ],
});
