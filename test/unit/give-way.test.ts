import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';

const steps = 60;

/** A millisecond of work, on however fast a computer. */
function work(): void {
  const since = performance.now();
  while (performance.now() - since < 1);
}

/** How often somebody else had a turn before `act` was done. */
async function countTurns(act: Promise<unknown>): Promise<number> {
  const done = { yet: false };
  const end = act.then(() => (done.yet = true));
  let turns = 0;
  while (!done.yet) {
    await nextTurn();
    turns += 1;
  }
  await end;
  return turns;
}

describe('what very many things lead to once they are on disk', () => {
  it('is done one after another, with others’ turns in between', async () => {
    const batch = new Batch();
    const order: number[] = [];
    for (let n = 0; n < steps; n++) {
      batch.onDurable(() => {
        work();
        order.push(n);
      });
    }
    expect(await countTurns(batch.settleInTurns())).toBeGreaterThan(steps / 20);
    expect(order).toEqual(Array.from({ length: steps }, (_, n) => n));
  });

  it('is taken back at once when it is not on disk, the last first', () => {
    const batch = new Batch();
    const order: number[] = [];
    for (let n = 0; n < 3; n++) batch.onFailure(() => order.push(n));
    batch.settle(false);
    expect(order).toEqual([2, 1, 0]);
  });
});
