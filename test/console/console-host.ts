import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import type {} from '../support/fake-authority/provide-fake-page.ts';
import { openConsoleHost, type ConsoleHost } from '../support/fake-authority/open-console.ts';

/**
 * One browser for the file.
 * @param windowsLast `test`: each test opens its own; `file`: one serves several
 */
export function useConsoleHost(windowsLast: 'test' | 'file' = 'test'): Pick<ConsoleHost, 'open'> {
  let host: ConsoleHost | undefined;
  let opened: Page[] = [];
  beforeAll(async () => {
    host = await openConsoleHost(inject('fakePage'));
  });
  afterEach(async () => {
    if (windowsLast === 'file') return;
    await Promise.all(opened.map((page) => page.close()));
    opened = [];
  });
  afterAll(() => host?.close());
  return {
    async open(...input) {
      if (host === undefined) throw new Error('The browser is not open yet.');
      const one = await host.open(...input);
      opened.push(one.page);
      return one;
    },
  };
}
