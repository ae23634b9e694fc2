import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../support/open-chromium.ts';
import { expectFault, expectRefusal } from '../support/page-faults.ts';
import { useConsoleHost } from './console-host.ts';

type Provoke = (page: Page) => Promise<unknown>;

const run: (script: () => unknown) => Provoke = (script) => (page) => page.evaluate(script);
const append = (html: string): Provoke => {
  return (page) =>
    page.evaluate(
      (text) => document.body.append(document.createRange().createContextualFragment(text)),
      html,
    );
};

/** What may go wrong in a page, and what Chromium says of it. */
const faults: readonly [string, Provoke, RegExp][] = [
  ['an error on the console', run(() => console.error('Broken on purpose')), /: Broken on purpose$/],
  [
    'an exception that nobody catches',
    run(
      () =>
        new Promise((thrown) => {
          // Not before it was: a timer may come later than the next question.
          window.addEventListener('unhandledrejection', () => thrown(true), { once: true });
          setTimeout(() => void Promise.reject(new Error('Thrown on purpose')));
        }),
    ),
    /: Error: Thrown on purpose$/,
  ],
  ['a script in the page', append('<script>1</script>'), /Executing inline script violates .*script-src/],
  ['a picture from elsewhere', append('<img src="http://127.0.0.1:1/a.png">'), /violates .*img-src/],
  [
    'a font from elsewhere',
    run(() => new FontFace('A', 'url(http://127.0.0.1:1/a)').load().catch(() => 0)),
    /violates .*font-src/,
  ],
  [
    'a request',
    run(() => fetch('http://127.0.0.1:1/').catch(() => 0)),
    / violates the document's Content Security Policy/,
  ],
  [
    'a form that goes elsewhere',
    run(() =>
      new Promise((stopped) => {
        // It is stopped some time after it was sent.
        document.addEventListener('securitypolicyviolation', stopped, { once: true });
        const form = document.createElement('form');
        form.action = 'http://127.0.0.1:1/';
        document.body.append(form);
        form.submit();
      }).then(() => true),
    ),
    /violates .*form-action/,
  ],
];

describe('a page in which something goes wrong', () => {
  const host = useConsoleHost('file');
  let page: Page;
  beforeAll(async () => {
    ({ page } = await host.open('office'));
  });

  // None of these fails by itself: what fails it is heard after it (`test/support/no-page-faults.ts`).
  it.fails.each(faults)('fails its test: %s', async (_, provoke) => {
    await provoke(page);
    expect(page.isClosed()).toBe(false);
  });

  it.each(faults)('does not where the test expects it: %s', async (what, provoke, said) => {
    expectFault(said);
    // Of these Chromium speaks twice.
    if (what === 'a request') expectFault(/violates .*connect-src/);
    await provoke(page);
    expect(page.isClosed()).toBe(false);
  });

  it.fails('fails when what is expected does not come', () => {
    expectFault(/never said/);
  });

  it.fails('fails when it is said more often than expected', async () => {
    expectFault(/twice/);
    await page.evaluate(() => ['twice', 'twice'].forEach((text) => console.error(text)));
  });
});

describe('a page or a part of it that is refused', () => {
  let close: () => Promise<void>;
  let page: Page;
  beforeAll(async () => {
    const chrome = await openChromium();
    close = () => chrome.close();
    page = await chrome.newPage();
    await page.route('**/*', (route) => route.fulfill({ status: 403, body: 'No.' }));
  });
  afterAll(() => close());

  it.fails('fails its test', async () => {
    expect((await page.goto('http://127.0.0.1:1/'))?.status()).toBe(403);
  });

  it.fails('fails it in a window that the page opened', async () => {
    const opened = page.waitForEvent('popup');
    await page.evaluate(() => void window.open('about:blank'));
    const other = await opened;
    await other.evaluate(() => console.error('from the other window'));
    expect(other.isClosed()).toBe(false);
  });

  it('does not where the test expects it', async () => {
    expectRefusal(403);
    expect((await page.goto('http://127.0.0.1:1/'))?.status()).toBe(403);
  });
});
