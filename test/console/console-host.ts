import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  openConsoleHost,
  type ConsoleHost,
  type OpenedConsole,
} from '../support/fake-authority/open-console.ts';

/**
 * One browser for the file; what the windows say is checked after each test.
 * @param windowsLast `test`: each test opens its own; `file`: one serves several
 */
export function useConsoleHost(windowsLast: 'test' | 'file' = 'test'): Pick<ConsoleHost, 'open'> {
  let host: ConsoleHost | undefined;
  let opened: OpenedConsole[] = [];
  beforeAll(async () => {
    host = await openConsoleHost();
  });
  afterEach(async () => {
    const faults = opened.flatMap((one) => one.faults.splice(0));
    if (windowsLast === 'test') {
      await Promise.all(opened.map(({ page }) => page.context().close()));
      opened = [];
    }
    expect(faults, 'errors in the page').toEqual([]);
  });
  afterAll(() => host?.close());
  return {
    async open(...input) {
      if (host === undefined) throw new Error('The browser is not open yet.');
      const one = await host.open(...input);
      opened.push(one);
      return one;
    },
  };
}
