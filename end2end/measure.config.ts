import config from './playwright.config.ts';

/** What is measured in the browser; no test depends on time, so it runs with the benchmarks. */
export default { ...config, testDir: './measure', testMatch: '*.ts', workers: 1, projects: [{ name: 'js' }] };
