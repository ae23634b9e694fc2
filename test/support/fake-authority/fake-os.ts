import { implement } from '@orpc/server';
import { controlContract } from '../../../shared/contract/control.ts';

/** `gate` is waited for before each command; the stream of changes is no command. */
export type FakeContext = { readonly gate: () => Promise<void> };

export const os = implement(controlContract)
  .$context<FakeContext>()
  .use(async ({ context, path, next }) => {
    if (path[0] !== 'changes') await context.gate();
    return next();
  });
