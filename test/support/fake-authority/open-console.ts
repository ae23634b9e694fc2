import type { BrowserContextOptions, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { rootDir } from '../root-dir.ts';
import { openChromium } from '../open-chromium.ts';
import { openConsoleServer } from './console-server.ts';
import type { ScenarioName } from './scenarios.ts';
import { makeTestFontsScript } from './test-fonts.ts';

const rendererDir = path.join(rootDir, 'out/renderer');
const fakePagePath = path.join(rootDir, 'test/support/fake-authority/fake-page.ts');

export interface ConsoleHost {
  /** A window with the console and its own fake authority. */
  open: (scenario: ScenarioName | 'down', options?: ConsoleOptions) => Promise<{ page: Page }>;
  close: () => Promise<void>;
}

export interface ConsoleOptions extends BrowserContextOptions {
  /** As for a picture: always the same moment, and a font that does not come from the system. */
  readonly posed?: Date;
}

/** Chromium with the built console: the very files the app shows, under the app's content security policy. */
export async function openConsoleHost(): Promise<ConsoleHost> {
  if (!existsSync(rendererDir)) throw new Error('The console is not built: npm run build');
  const [fakePage, server, browser] = await Promise.all([
    bundleFakePage(),
    openConsoleServer(rendererDir),
    openChromium(),
  ]);
  return {
    async open(scenario, { posed, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      if (posed !== undefined) {
        await page.clock.setFixedTime(posed);
        await page.addInitScript({ content: makeTestFontsScript() });
      }
      await page.addInitScript({
        content: `window.fakeScenario = ${JSON.stringify(scenario)};\n${fakePage}`,
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

async function bundleFakePage(): Promise<string> {
  const result = (await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: { entry: fakePagePath, formats: ['iife'], name: 'fakePage' },
    },
  })) as Rolldown.RolldownOutput[];
  const chunk = result[0]?.output.find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The fake authority was not bundled.');
  return chunk.code;
}
