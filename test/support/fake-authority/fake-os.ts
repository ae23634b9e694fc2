import { implement } from '@orpc/server';
import { controlContract } from '../../../shared/contract/control.ts';

/** Waited for before and after each command; the stream of changes is no command. */
export type FakeContext = { readonly gate: () => Promise<void>; readonly answerGate: () => Promise<void> };

export const os = implement(controlContract)
  .$context<FakeContext>()
  .use(async ({ context, path, next }) => {
    if (path[0] === 'changes') return next();
    await context.gate();
    const done = await next();
    await context.answerGate();
    return done;
  });
