/** The admin has paused signing in; `until` (epoch ms) undefined: until it is resumed. */
export interface Pause {
  readonly until: number | undefined;
}

/** The pause, while it lasts: it is over at the very moment of its `until`. */
export function pauseAt(pause: Pause | undefined, now: number): Pause | undefined {
  return pause === undefined || (pause.until !== undefined && pause.until <= now) ? undefined : pause;
}
