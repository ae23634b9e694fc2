import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/** Said by the driver's own script, which it puts into every frame; the preview of the sign-in page lets none run. */
const ofDriver = /^Blocked script execution in 'about:srcdoc'/;
/** How long is waited for what a test expects a page to say, and for a page that does not answer. */
const patienceMs = 5_000;

/** `some`: at least once, for what a page tries again by itself. */
type Times = number | 'some';

interface Expected {
  readonly pattern: RegExp;
  readonly times: Times;
}

const pages = new Set<Page>();
let heard: string[] = [];
let expected: Expected[] = [];

/**
 * Hears what goes wrong in every page of it, those that open by themselves too: errors on the console, where Chromium
 * also writes what a content security policy has stopped, exceptions that nobody caught, and pages that crashed.
 * Before anything is opened in it: what was said before is lost.
 */
export function watchContext(context: BrowserContext): void {
  context.on('console', (message) => hearMessage(message, message.page()));
  context.on('weberror', (error) => hear(String(error.error()), error.page()));
  context.on('page', keepPage);
}

/** The same for a context whose first pages began before it could be watched. */
export async function watchOpenedContext(context: BrowserContext): Promise<void> {
  watchContext(context);
  for (const page of context.pages()) {
    keepPage(page);
    const before = heard;
    const [messages, errors] = await Promise.all([
      page.consoleMessages({ filter: 'all' }),
      page.pageErrors({ filter: 'all' }),
    ]);
    // They hold what was heard since as well.
    heard = before.filter((fault) => !fault.startsWith(`${page.url()}: `));
    for (const message of messages) hearMessage(message, page);
    for (const error of errors) hear(String(error), page);
  }
}

/**
 * Said in a test that provokes it, before or after. Every other fault fails the test, and so does one that is expected
 * and does not come.
 */
export function expectFault(pattern: RegExp, times: Times = 1): void {
  expected.push({ pattern, times });
}

/** What Chromium says of a page or a request that is answered with an error on purpose. */
export function expectRefusal(status: number, times: Times = 1): void {
  expectFault(new RegExp(`status of ${String(status)} `), times);
}

/** What has gone wrong and was not expected, and what was expected and has not come. From then on nothing is known. */
export async function takeFaults(): Promise<string[]> {
  await Promise.all([...pages].map(settle));
  const deadline = Date.now() + patienceMs;
  while (expected.some(isMissing) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 25));
  const found = [
    ...heard.filter((fault) => !expected.some(({ pattern }) => pattern.test(fault))),
    ...expected.filter(isOff).map(describe),
  ];
  heard = [];
  expected = [];
  return found;
}

function keepPage(page: Page): void {
  pages.add(page);
  page.on('close', () => pages.delete(page));
  page.on('crash', () => hear('the page crashed', page));
}

function hearMessage(message: ConsoleMessage, page: Page | null): void {
  if (message.type() === 'error') hear(message.text(), page);
}

function hear(text: string, page: Page | null): void {
  if (!ofDriver.test(text)) heard.push(`${page?.url() ?? 'a worker'}: ${text}`);
}

/** An answer comes after all that the page has said before. One that is on its way elsewhere may have none. */
async function settle(page: Page): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([page.evaluate(() => 0).catch(() => undefined), late]);
  clearTimeout(timer);
}

const count = ({ pattern }: Expected): number => heard.filter((fault) => pattern.test(fault)).length;
const isMissing = (one: Expected): boolean => count(one) < (one.times === 'some' ? 1 : one.times);
const isOff = (one: Expected): boolean => isMissing(one) || (one.times !== 'some' && count(one) > one.times);
const describe = (one: Expected): string =>
  `expected ${String(one.times)} of ${String(one.pattern)}, heard ${String(count(one))}`;
