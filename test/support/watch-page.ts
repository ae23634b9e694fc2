import type { BrowserContext, Page } from '@playwright/test';
import { afterEach, expect } from 'vitest';

/** Said by the driver's own script, which it puts into every frame; the preview of the sign-in page lets none run. */
const ofDriver = /^Blocked script execution in 'about:srcdoc'/;
/** What a page says when its content security policy stops something. */
const stopped = 'securitypolicyviolation';

export interface WatchedPage {
  /** Console errors, exceptions and violations of the content security policy so far. */
  readonly faults: string[];
}

/**
 * Hears what goes wrong in a page. Before anything is opened in it: what was said before is lost.
 * @param allowed errors that the test provokes on purpose
 */
export async function watchPage(page: Page, allowed: readonly RegExp[] = []): Promise<WatchedPage> {
  const faults: string[] = [];
  const hear = (text: string): void => {
    if (![ofDriver, ...allowed].some((pattern) => pattern.test(text))) faults.push(text);
  };
  page.on('pageerror', (error) => hear(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') hear(message.text());
  });
  await page.addInitScript((name) => {
    document.addEventListener(name, ({ effectiveDirective, blockedURI }) => {
      console.error(`${name}: ${effectiveDirective} ${blockedURI}`);
    });
  }, stopped as 'securitypolicyviolation');
  return { faults };
}

/**
 * For a test file that opens its own pages: every page of the context is watched, and the test fails in which one said
 * an error.
 */
export function useWatchedPages(): (context: BrowserContext, allowed?: readonly RegExp[]) => void {
  let watched: Promise<WatchedPage>[] = [];
  afterEach(async () => {
    const pages = await Promise.all(watched);
    watched = [];
    expect(
      pages.flatMap(({ faults }) => faults),
      'errors in the page',
    ).toEqual([]);
  });
  return (context, allowed = []) => {
    const watch = (page: Page): void => void watched.push(watchPage(page, allowed));
    for (const page of context.pages()) watch(page);
    context.on('page', watch);
  };
}
