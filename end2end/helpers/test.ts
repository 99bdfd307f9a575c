import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

import { Server } from './server.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One server per worker and spec file; a worker goes through its files one after the other. */
class Servers {
  private file?: string;
  private server?: Promise<Server>;

  constructor(private readonly host: string) {}

  async of(file: string): Promise<Server> {
    if (this.file !== file) {
      await this.stop();
      this.file = file;
      this.server = Server.start(this.host);
    }
    return this.server!;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.file = this.server = undefined;
    await (await server?.catch(() => undefined))?.stop();
  }
}

interface Fixtures {
  /** The server of this spec file. */
  holdpoint: Server;
  /** Whether scripts run in this browser. */
  scripted: boolean;
  /** Messages of the console that the test expects, such as that of a refused request. */
  expectedMessages: RegExp | undefined;
  /**
   * Fails on whatever axe finds against WCAG 2.2 A and AA on the page shown. Axe is a script and needs timers: in the
   * browser without scripts it does nothing, and the same markup is checked in the other one.
   */
  expectAccessible: () => Promise<void>;
}

/**
 * Playwright's `test` with a Holdpoint of its own. Relative addresses go to it. A message in the console of the browser
 * fails the test: users never see them, so nobody would tell.
 */
export const test = base.extend<Fixtures, { servers: Servers; host: string }>({
  // The name under which browsers reach the server: some things they allow under `localhost` and not under a number.
  host: ['127.0.0.1', { option: true, scope: 'worker' }],
  servers: [
    async ({ host }, use) => {
      const servers = new Servers(host);
      await use(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  holdpoint: async ({ servers }, use, info) => use(await servers.of(info.file)),
  baseURL: async ({ holdpoint }, use) => use(holdpoint.url),
  scripted: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  expectedMessages: [undefined, { option: true }],
  page: async ({ page, holdpoint, expectedMessages }, use) => {
    const messages: string[] = [];
    page.on('console', (message) => messages.push(`${message.type()}: ${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => messages.push(`uncaught: ${error.message}`));
    await use(page);
    for (const cookie of await page.context().cookies()) if (cookie.name === 'holdpoint') holdpoint.secrets.add(cookie.value);
    const unexpected = messages.filter((message) => !expectedMessages?.test(message));
    expect(unexpected, 'messages in the console of the browser').toEqual([]);
  },
  expectAccessible: async ({ page, scripted }, use) => use(async () => {
    if (!scripted) return;
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(found, 'what axe finds').toEqual([]);
  }),
});

/** Fails when the page is wider than the window, so that a phone would have to scroll sideways. */
export async function expectFits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content, 'width of the page').toBeLessThanOrEqual(window);
}

/** Waits until the islands of the page answer; without scripts there is nothing to wait for. */
export async function expectAwake(page: Page, scripted: boolean): Promise<void> {
  if (scripted) await expect(page.locator('html')).toHaveAttribute('data-awake');
}

export { expect };
