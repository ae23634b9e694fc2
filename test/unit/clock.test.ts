import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAuthorityClock, type TimeSources } from '../../electron/authority/base/clock/authority-clock.ts';

const hour = 3600_000;
const day = 24 * hour;
const year = 365 * day;
const today = Date.UTC(2026, 5, 1, 12);

/** A computer whose clocks the test moves. */
class Computer implements TimeSources {
  #wall: number;
  #awake = 1234.5;
  #up = 987_000;

  constructor(wall: number) {
    this.#wall = wall;
  }

  readonly wall = (): number => this.#wall;
  readonly monotonic = (): number => this.#awake;
  /** Whole seconds, as some systems have it. */
  readonly uptime = (): number => Math.floor(this.#up / 1000) * 1000;

  run(ms: number): void {
    this.#wall += ms;
    this.#awake += ms;
    this.#up += ms;
  }

  sleep(ms: number): void {
    this.#wall += ms;
    this.#up += ms;
  }

  setWall(wall: number): void {
    this.#wall = wall;
  }
}

describe('authority time', () => {
  it('is the wall clock at the start and elapsed time from then on', () => {
    const computer = new Computer(today);
    const clock = openAuthorityClock(undefined, computer);
    expect(clock.now()).toBe(today);
    computer.run(5 * hour);
    expect(clock.now()).toBe(today + 5 * hour);
    expect(clock.alarm()).toBeUndefined();
  });

  it.each([-10 * year, -hour, hour, 56 * year])(
    'does not move when the wall clock jumps by %d ms, and says so',
    (jump) => {
      const computer = new Computer(today);
      const clock = openAuthorityClock(today - day, computer);
      computer.setWall(today + jump);
      expect(clock.now()).toBe(today);
      expect(clock.alarm()).toBe('clock_jumped');
      expect(clock.watermark()).toBe(today);
      computer.run(hour);
      expect(clock.now()).toBe(today + hour);
    },
  );

  it('lets the small corrections of a time service pass', () => {
    const computer = new Computer(today);
    const clock = openAuthorityClock(undefined, computer);
    computer.run(hour);
    computer.setWall(today + hour + 20_000);
    expect(clock.alarm()).toBeUndefined();
    expect(clock.now()).toBe(today + hour);
  });

  it('counts sleep as time that has passed', () => {
    const computer = new Computer(today);
    const clock = openAuthorityClock(undefined, computer);
    computer.run(hour);
    computer.sleep(8 * hour);
    expect(clock.now()).toBeGreaterThanOrEqual(today + 9 * hour - 1000);
    expect(clock.now()).toBeLessThanOrEqual(today + 9 * hour + 1000);
    computer.sleep(8 * hour);
    computer.run(hour);
    expect(clock.now()).toBeGreaterThanOrEqual(today + 18 * hour - 1000);
    expect(clock.alarm()).toBeUndefined();
  });

  it('14: goes on from the watermark when the computer starts in 1970, keeps it, and says so', () => {
    const computer = new Computer(0);
    const clock = openAuthorityClock(today, computer);
    expect(clock.now()).toBe(today);
    expect(clock.alarm()).toBe('clock_behind');
    computer.run(hour);
    expect(clock.watermark()).toBe(today + hour);
    // The battery is changed: 56 years at once change nothing while it runs.
    computer.setWall(today + hour);
    expect(clock.now()).toBe(today + hour);
  });

  it('goes on from the watermark when the clock is more than a year ahead, and keeps only what passes', () => {
    const computer = new Computer(today + year + day);
    const clock = openAuthorityClock(today, computer);
    expect(clock.now()).toBe(today);
    expect(clock.alarm()).toBe('clock_ahead');
    computer.run(hour);
    expect(clock.watermark()).toBe(today + hour);
    // Another start with the same clock goes on from there: nobody gains the hour.
    const next = openAuthorityClock(clock.watermark(), computer);
    expect(next.now()).toBe(today + hour);
    expect(next.alarm()).toBe('clock_ahead');
  });

  it('believes a computer that was off for less than a year', () => {
    const clock = openAuthorityClock(today, new Computer(today + 300 * day));
    expect(clock.now()).toBe(today + 300 * day);
    expect(clock.alarm()).toBeUndefined();
  });

  it('never goes back, whatever the clocks of the computer do, also across restarts', () => {
    const moves = fc.oneof(
      fc.record({ do: fc.constant('run' as const), ms: fc.nat({ max: 2 * hour }) }),
      fc.record({ do: fc.constant('sleep' as const), ms: fc.nat({ max: 20 * hour }) }),
      fc.record({ do: fc.constant('wall' as const), ms: fc.integer({ min: 0, max: today + 60 * year }) }),
      fc.record({ do: fc.constant('restart' as const) }),
    );
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 40 }), (life) => {
        const computer = new Computer(today);
        let clock = openAuthorityClock(undefined, computer);
        let latest = clock.now();
        let kept = clock.watermark();
        for (const move of life) {
          if (move.do === 'run') computer.run(move.ms);
          else if (move.do === 'sleep') computer.sleep(move.ms);
          else if (move.do === 'wall') computer.setWall(move.ms);
          else {
            kept = clock.watermark();
            clock = openAuthorityClock(kept, computer);
            // What was not persisted before a restart may be lived again.
            latest = kept;
          }
          expect(clock.now()).toBeGreaterThanOrEqual(latest);
          latest = clock.now();
        }
      }),
    );
  });
});

describe('"this clock is right"', () => {
  it('after a jump forward or back moves to the wall clock, and the alarm is over', () => {
    for (const jump of [56 * year, 3 * hour, -3 * hour]) {
      const computer = new Computer(today);
      const clock = openAuthorityClock(today - day, computer);
      computer.run(hour);
      computer.setWall(today + hour + jump);
      expect(clock.alarm()).toBe('clock_jumped');
      expect(clock.accept().movedMs).toBe(jump);
      expect(clock.now()).toBe(today + hour + jump);
      expect(clock.alarm()).toBeUndefined();
      expect(clock.watermark()).toBe(today + hour + jump);
      computer.run(hour);
      expect(clock.now()).toBe(today + 2 * hour + jump);
      expect(clock.alarm()).toBeUndefined();
    }
  });

  it('14: started in 1970 and set right while it runs: time goes on with what has passed', () => {
    const computer = new Computer(0);
    const clock = openAuthorityClock(today, computer);
    computer.run(hour);
    // The right time is a day later than was thought: the computer was off for it.
    computer.setWall(today + hour + day);
    expect(clock.accept().movedMs).toBe(day);
    expect(clock.alarm()).toBeUndefined();
    expect(clock.now()).toBe(today + hour + day);
  });

  it('started far ahead: what is accepted is persisted from then on', () => {
    const computer = new Computer(today + 3 * year);
    const clock = openAuthorityClock(today, computer);
    computer.run(hour);
    expect(clock.watermark()).toBe(today + hour);
    expect(clock.accept().movedMs).toBe(3 * year);
    expect(clock.alarm()).toBeUndefined();
    expect(clock.watermark()).toBe(today + 3 * year + hour);
  });

  it('counts sleep on both sides of it', () => {
    const computer = new Computer(today);
    const clock = openAuthorityClock(undefined, computer);
    computer.sleep(8 * hour);
    computer.setWall(today + 8 * hour + day);
    clock.accept();
    computer.sleep(8 * hour);
    expect(Math.abs(clock.now() - (today + 16 * hour + day))).toBeLessThanOrEqual(1000);
    expect(clock.alarm()).toBeUndefined();
  });

  it('is taken back as if it had not been said', () => {
    for (const [watermark, wall] of [
      [today, 0],
      [today, today + 3 * year],
      [today - day, today],
    ] as const) {
      const computer = new Computer(wall);
      const clock = openAuthorityClock(watermark, computer);
      if (clock.alarm() === undefined) computer.setWall(wall - 5 * hour);
      computer.run(hour);
      const [before, alarm, kept] = [clock.now(), clock.alarm(), clock.watermark()];
      clock.accept().undo();
      expect([clock.now(), clock.alarm(), clock.watermark()]).toEqual([before, alarm, kept]);
      computer.run(hour);
      expect(clock.now()).toBe(before + hour);
    }
  });

  it('moves time once: said again, it moves nothing', () => {
    const computer = new Computer(today);
    const clock = openAuthorityClock(undefined, computer);
    computer.setWall(today + day);
    clock.accept();
    expect(clock.accept().movedMs).toBe(0);
  });
});
