import { expect } from '@playwright/test';

/**
 * Waits for what a page shall show. What comes is met at once; a slow computer with other work has longer (ms) than
 * the five seconds Playwright would give it.
 */
export const expectPage = expect.configure({ timeout: 60_000 });
