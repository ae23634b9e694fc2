import { afterAll, afterEach, expect } from 'vitest';
import { takeFaults } from './page-faults.ts';

// Stands before every test file: whatever browser or window a test has open, nothing may go wrong in its pages.
const check = async (): Promise<void> => {
  expect(await takeFaults(), 'what went wrong in the pages').toEqual([]);
};
afterEach(check);
afterAll(check);
