import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work between two turns of the event loop: nobody at the door notices so much. */
const turnMs = 5;

/**
 * For a loop over very many, awaited at each of them: lets others have their turn when the loop has had its own. What
 * was read before a pause may be another after it.
 */
export function makePause(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}
