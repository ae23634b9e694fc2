import os from 'node:os';

/** Sources of time, given so that tests can move them. All in milliseconds. */
export interface TimeSources {
  readonly wall: () => number;
  /** Monotonic, precise, stops while the computer sleeps. */
  readonly monotonic: () => number;
  /** Goes on while the computer sleeps, coarse. */
  readonly uptime: () => number;
}

/** Reading the uptime costs a file (12 µs on Linux), and the time is asked for at every request of every app. */
const uptimeReadEveryMs = 250;
/** After sleep the wall clock is ahead of the monotonic one: then the uptime is read at once. */
const sleepHintMs = 500;
let uptimeRead = { at: Number.NEGATIVE_INFINITY, wall: 0, value: 0 };

export const systemTime: TimeSources = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  uptime() {
    const at = performance.now();
    const wall = Date.now();
    const slept = Math.abs(wall - uptimeRead.wall - (at - uptimeRead.at)) > sleepHintMs;
    if (slept || at - uptimeRead.at >= uptimeReadEveryMs)
      uptimeRead = { at, wall, value: os.uptime() * 1000 };
    return uptimeRead.value + (at - uptimeRead.at);
  },
};

export type ClockAlarm = 'clock_behind' | 'clock_ahead' | 'clock_jumped';

export interface AuthorityClock {
  /** Authority time, epoch milliseconds: wall clock at the start, elapsed time from then on. Never goes back by itself. */
  now(): number;
  /** The clock of this computer, right or wrong, epoch milliseconds. Only codes of authenticator apps go by it. */
  wall(): number;
  /**
   * What to persist, so that time does not go back across a restart. Of a wall clock that is not believed it has nothing:
   * only the time that has passed since the last watermark.
   */
  watermark(): number;
  /** What is wrong with the wall clock, if anything; `clock_jumped` is seen while running. */
  alarm(): ClockAlarm | undefined;
  /** The admin says that the wall clock is right: time goes on from it, and the alarm is over. */
  accept(): { readonly movedMs: number; readonly undo: () => void };
}

const year = 365 * 24 * 3600 * 1000;
/** Uptime is whole seconds on some systems: only a larger difference is sleep. */
const sleepThresholdMs = 2500;
/** Drift below this between wall and elapsed time is left to the daily life of clocks. */
const jumpThresholdMs = 60_000;

/**
 * @param persistedWatermark last authority time known from disk, epoch ms; undefined on a fresh install.
 * A wall clock before it, or more than a year after it, is not believed: time goes on from the watermark.
 */
export function openAuthorityClock(
  persistedWatermark: number | undefined,
  sources: TimeSources = systemTime,
): AuthorityClock {
  let wallAtStart = sources.wall();
  const monotonicAtStart = sources.monotonic();
  const uptimeAtStart = sources.uptime();
  let behind = persistedWatermark !== undefined && wallAtStart < persistedWatermark;
  let ahead = persistedWatermark !== undefined && wallAtStart > persistedWatermark + year;
  let start = (behind || ahead ? persistedWatermark : undefined) ?? wallAtStart;
  let sleptMs = 0;
  let latest = start;

  const elapsed = (): number => {
    const awake = sources.monotonic() - monotonicAtStart;
    const all = sources.uptime() - uptimeAtStart;
    if (all - awake - sleptMs > sleepThresholdMs) sleptMs = all - awake;
    return awake + sleptMs;
  };

  return {
    now() {
      latest = Math.max(latest, Math.floor(start + elapsed()));
      return latest;
    },
    wall: () => sources.wall(),
    watermark() {
      return this.now();
    },
    alarm() {
      if (behind) return 'clock_behind';
      if (ahead) return 'clock_ahead';
      const drift = sources.wall() - (wallAtStart + elapsed());
      return Math.abs(drift) > jumpThresholdMs ? 'clock_jumped' : undefined;
    },
    accept() {
      const before = { wallAtStart, behind, ahead, start, latest };
      const movedMs = sources.wall() - this.now();
      behind = false;
      ahead = false;
      start = wallAtStart = sources.wall() - elapsed();
      latest = Math.floor(start + elapsed());
      return { movedMs, undo: () => ({ wallAtStart, behind, ahead, start, latest } = before) };
    },
  };
}
