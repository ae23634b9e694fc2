import type { TimeSources } from '../../electron/authority/base/clock/authority-clock.ts';

/** The clocks of a computer, moved by the test. All in milliseconds. */
export class MovableTime implements TimeSources {
  #wall: number;
  #awake = 0;
  #asleep = 0;

  constructor(start = new Date(2026, 5, 1, 10).getTime()) {
    this.#wall = start;
  }

  readonly wall = (): number => this.#wall;
  readonly monotonic = (): number => this.#awake;
  readonly uptime = (): number => this.#awake + this.#asleep;

  /** Time passes while the computer is awake. */
  run(ms: number): void {
    this.#wall += ms;
    this.#awake += ms;
  }

  /** Time passes while the computer sleeps: its monotonic clock stands still. */
  sleep(ms: number): void {
    this.#wall += ms;
    this.#asleep += ms;
  }

  /** Somebody sets the clock, or its battery is dead: no time passes by it. */
  setWall(at: number): void {
    this.#wall = at;
  }
}
