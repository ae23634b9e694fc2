import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../root-dir.ts';
import { openChromium } from '../open-chromium.ts';
import { openConsoleServer } from './console-server.ts';
import type { ScenarioName } from './scenarios.ts';
import { makeTestFontsScript } from './test-fonts.ts';

const rendererDir = path.join(rootDir, 'out/renderer');

export interface ConsoleHost {
  /** A window with the console and its own fake authority; nothing is kept from those before. */
  open: (scenario: ScenarioName | 'down', options?: ConsoleOptions) => Promise<{ page: Page }>;
  close: () => Promise<void>;
}

export interface ConsoleOptions extends BrowserContextOptions {
  /** As for a picture: always the same moment, and a font that does not come from the system. */
  readonly posed?: Date;
}

/** What a window before has kept is gone at the first load of this one, not at those that follow. Frames keep nothing. */
const forgetOnce = `if (window === top && sessionStorage.getItem('opened') === null) {
  localStorage.clear();
  sessionStorage.setItem('opened', 'yes');
}`;

/**
 * Chromium with the built console: the very files the app shows, under the app's content security policy.
 * @param fakePage as of `bundleFakePage`
 */
export async function openConsoleHost(fakePage: string): Promise<ConsoleHost> {
  if (!existsSync(rendererDir)) throw new Error('The console is not built: npm run build');
  const [server, browser] = await Promise.all([openConsoleServer(rendererDir), openChromium()]);
  /** Those whose page is closed serve the next that wants the same; never two pages at once. */
  const idle = new Map<string, BrowserContext[]>();
  const openContext = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    // It stays: with its last page a context loses its window, and to make that anew costs more than the console.
    await context.newPage();
    return context;
  };
  return {
    async open(scenario, { posed, ...options } = {}) {
      const key = JSON.stringify(options);
      const context =
        (posed === undefined ? idle.get(key)?.pop() : undefined) ?? (await openContext(options));
      const page = await context.newPage();
      // A clock that stands still belongs to the whole context.
      if (posed === undefined) page.once('close', () => idle.set(key, [...(idle.get(key) ?? []), context]));
      else {
        await page.clock.setFixedTime(posed);
        await page.addInitScript({ content: makeTestFontsScript() });
      }
      await page.addInitScript({
        content: `${forgetOnce}\nwindow.fakeScenario = ${JSON.stringify(scenario)};\n${fakePage}`,
      });
      await page.goto(server.url);
      return { page };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
