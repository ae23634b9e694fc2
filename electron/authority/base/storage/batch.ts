import { makePause } from '../make-pause.ts';
import type { SqlValue, Statement } from './statement.ts';

/**
 * Everything one operation writes: all of it reaches the disk, or none. Records change their memory while they
 * stage, and leave here how to take that back and what to do once it is durable.
 */
export class Batch {
  readonly statements: (Statement | (() => Statement))[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #durable: (() => void)[] = [];

  write(sql: string, ...values: SqlValue[]): void {
    this.statements.push({ sql, values });
  }

  /** Made when it is sent: very many at once keep nobody waiting. It is made of values that stay as they are. */
  writeLater(make: () => Statement): void {
    this.statements.push(make);
  }

  /** `step` takes the change in memory back when the write fails. Runs in reverse order of staging. */
  onFailure(step: () => void): void {
    this.#undo.push(step);
  }

  /** `step` runs when everything is on disk, before the commit is answered. */
  onDurable(step: () => void): void {
    this.#durable.push(step);
  }

  settle(durable: boolean): void {
    const steps = durable ? this.#durable : this.#undo.toReversed();
    for (const step of steps) step();
  }

  /** What to do once it is durable, of very many one after another with others' turns in between. */
  async settleInTurns(): Promise<void> {
    const pause = makePause();
    for (const step of this.#durable) {
      step();
      // Few are told of in one turn, all together.
      const others = pause();
      if (others) await others;
    }
  }
}
