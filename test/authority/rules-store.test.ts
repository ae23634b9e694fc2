import fc from 'fast-check';
import { it } from 'vitest';
import { RealInstall } from '../support/real-install.ts';
import { steps } from '../support/rule-steps.ts';

/** The same random lives as of the pure decisions, on the real operations, store and disk. */

it('keeps every rule on the real store, with restarts in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 30, size: 'max' }), async (life) => {
      const install = await RealInstall.open();
      try {
        for (const step of life) await install.take(step);
      } finally {
        await install.close();
      }
    }),
    { numRuns: 200 },
  );
}, 300_000);
