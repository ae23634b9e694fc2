import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountStates } from '../support/portal/account-states.ts';
import { appStates } from '../support/portal/app-states.ts';
import { openPortalWorld, type PortalWorld } from '../support/portal/portal-world.ts';
import { signInStates } from '../support/portal/sign-in-states.ts';

const states = [...signInStates, ...accountStates, ...appStates];
const widths = [320, 768, 1280];
const pageBytesMax = 60 * 1024;
let world: PortalWorld;
let chrome: Browser;

beforeAll(async () => {
  world = await openPortalWorld();
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await chrome?.close();
  await world?.close();
});

describe.each([
  ['in English', 'en', 'ltr', true],
  ['in Arabic, from right to left', 'ar', 'rtl', true],
  ['in English without JavaScript', 'en', 'ltr', false],
] as const)('a page for people %s', (_, locale, dir, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];
  let answers: Response[] = [];

  beforeAll(async () => {
    context = await chrome.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled, locale });
    page = await context.newPage();
    page.on('response', (response) => answers.push(response));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // A refused form answers 4xx on purpose; Chromium reports that as if the page had failed to load something.
      if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) faults.push(message.text());
    });
  });
  afterAll(() => context?.close());

  it.each(states.map((state) => [state.name, state] as const))('%s', async (name, state) => {
    await context.clearCookies();
    faults.length = 0;
    try {
      await state.open(page, world);
      await page.locator('h1').waitFor();
      expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([locale, dir]);
      expect(await findHeavy(page)).toEqual([]);
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await findWide(page)).toEqual([]);
      const dirPath = process.env['PICS'];
      if (dirPath) {
        mkdirSync(dirPath, { recursive: true });
        for (const [width, colorScheme] of [[320, 'light'], [320, 'dark'], [768, 'light'], [1280, 'dark']] as const) {
          await page.setViewportSize({ width, height: 720 });
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: `${dirPath}/${name.replaceAll(/\W+/g, '-')}.${locale}${javaScriptEnabled ? '' : '-nojs'}.${String(width)}.${colorScheme}.png`, fullPage: true });
        }
      }
      if (javaScriptEnabled) expect(await findAxeFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    } finally {
      await state.after?.(world);
    }
  });

  /** What the page has loaded beside itself, and itself when it is too large. */
  async function findHeavy(shown: Page): Promise<string[]> {
    const loaded = answers.splice(0).filter((answer) => answer.url() === shown.url());
    const sizes = await Promise.all(loaded.map(async (answer) => (await answer.body().catch(() => Buffer.alloc(0))).length));
    const others = await shown.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
    const html = Buffer.byteLength(await shown.content());
    return [
      ...[...sizes, html].filter((size) => size > pageBytesMax).map((size) => `${String(size)} bytes`),
      ...others.filter((address) => !/^data:|\/trust\/check\.svg\?/.test(address)),
    ];
  }
});

/** Widths at which something is wider than the screen; the last is 200 % text at 200 % zoom of a small laptop. */
async function findWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, text] of [...widths.map((one) => [one, 100] as const), [640, 200] as const]) {
    await page.setViewportSize({ width, height: 720 });
    const over = await page.evaluate((percent) => {
      document.documentElement.style.fontSize = `${String(percent)}%`;
      return document.documentElement.scrollWidth - window.innerWidth;
    }, text);
    if (over > 0) found.push(`${String(over)} px too wide at ${String(width)} px and ${String(text)} % text`);
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  return found;
}

async function findAxeFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 720 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    for (const { id, nodes } of violations)
      found.push(`${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }
  return found;
}
