import type { Page } from '@playwright/test';

/** Said by the driver's own script, which it puts into every frame; the preview of the sign-in page lets none run. */
const ofDriver = /^Blocked script execution in 'about:srcdoc'/;
/** What a page says when its content security policy stops something. */
const stopped = 'securitypolicyviolation' as const;

/**
 * A refused form answers 4xx on purpose, a page about an app that is down or a sign-in that is closed 502 or 503;
 * Chromium reports that as if the page had failed to load something.
 */
export const refusals = /status of (?:4\d\d|502|503) /;

export interface WatchedPage {
  /** Console errors, exceptions and violations of the content security policy so far. */
  readonly faults: string[];
}

/**
 * Hears what goes wrong in a page. Before anything is opened in it: what was said before is lost.
 * @param allowed errors that the test provokes on purpose
 * @param faults where they are added, when several pages have one list
 */
export async function watchPage(
  page: Page,
  allowed: readonly RegExp[] = [],
  faults: string[] = [],
): Promise<WatchedPage> {
  const hear = (text: string): void => {
    if (![ofDriver, ...allowed].some((pattern) => pattern.test(text))) faults.push(`${page.url()}: ${text}`);
  };
  page.on('pageerror', (error) => hear(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') hear(message.text());
  });
  await page.addInitScript((name) => {
    document.addEventListener(name, ({ effectiveDirective, blockedURI }) => {
      console.error(`${name}: ${effectiveDirective} ${blockedURI}`);
    });
  }, stopped);
  return { faults };
}
