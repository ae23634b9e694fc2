import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../support/open-chromium.ts';
import { expectRefusal } from '../support/page-faults.ts';
import { accountStates } from '../support/portal/account-states.ts';
import { appStates } from '../support/portal/app-states.ts';
import type { PortalState } from '../support/portal/portal-state.ts';
import { openPortalWorld, strangeName, type PortalWorld } from '../support/portal/portal-world.ts';
import { signInStates } from '../support/portal/sign-in-states.ts';
import { titleTexts } from '../support/portal/title-texts.ts';
import { wayStates } from '../support/portal/way-states.ts';
import { welcomeStates } from '../support/portal/welcome-states.ts';
import { runAxe } from '../support/run-axe.ts';

const states = [...signInStates, ...welcomeStates, ...accountStates, ...appStates, ...wayStates];
const widths = [320, 768, 1280];
const pageBytesMax = 60 * 1024;
let world: PortalWorld;
let chrome: Browser;

beforeAll(async () => {
  world = await openPortalWorld();
  chrome = await openChromium({ args: [`--host-resolver-rules=MAP ${strangeName} 127.0.0.1`] });
});
afterAll(async () => {
  await chrome?.close();
  await world?.close();
});

describe.each([
  ['in English', 'en', 'ltr', true],
  ['in Arabic, from right to left', 'ar', 'rtl', true],
  ['in English without JavaScript', 'en', 'ltr', false],
] as const)('every page for people %s', (_, locale, dir, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await chrome.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled, locale });
    page = await context.newPage();
  });
  afterAll(() => context?.close());

  it.each(states.map((state): [string, PortalState] => [state.name, state]))(
    'fits, is light and accessible: %s',
    async (_name, state) => {
      await context.clearCookies();
      const { refusals = [] } = state;
      for (const status of new Set(refusals))
        expectRefusal(status, refusals.filter((one) => one === status).length);
      try {
        await state.open(page, world);
        await page.getByRole('heading', { level: 1, name: oneOf(titleTexts(locale, state.title)) }).waitFor();
        expect(
          await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
        ).toEqual([locale, dir]);
        expect(await findHeavy(page)).toEqual([]);
        for (const summary of await page.locator('summary').all()) await summary.click();
        expect(await findWide(page)).toEqual([]);
        // Without JavaScript the page is the same but for the buttons that show a password.
        expect(javaScriptEnabled ? await findAxeFaults(page) : []).toEqual([]);
      } finally {
        await state.after?.(world);
      }
    },
  );
});

function oneOf(texts: readonly string[]): RegExp {
  const escaped = texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^(?:${escaped.join('|')})$`);
}

/** The page itself when it is too large, and what it loads beside; the picture of the trust check is Rollcall's own. */
async function findHeavy(page: Page): Promise<string[]> {
  const others = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => entry.name),
  );
  const bytes = Buffer.byteLength(await page.content());
  return [
    ...(bytes > pageBytesMax ? [`${String(bytes)} bytes`] : []),
    ...others.filter((address) => !/^data:|\/trust\/check\.svg\?/.test(address)),
  ];
}

/** Where something is wider than the screen. The last is a desktop at 200 % zoom with text of twice its size as well. */
async function findWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, percent] of [...widths.map((one) => [one, 100] as const), [640, 200] as const]) {
    await page.setViewportSize({ width, height: 720 });
    const over = await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${String(size)}%`;
      return document.documentElement.scrollWidth - window.innerWidth;
    }, percent);
    if (over > 0)
      found.push(`${String(over)} px too wide at ${String(width)} px, text at ${String(percent)} %`);
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  return found;
}

/** Every rule in both themes: looking at the colours takes nearly all of the time, the other rules together a sixth. */
async function findAxeFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 720 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const { id, nodes } of await runAxe(page))
      found.push(`${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }
  return found;
}
