/** What the console in a browser and the authority say on their socket besides the control contract's messages. */

/** From the browser: the admin did something. Sent once in a while only. */
export const consoleActive = 'active';
/** To the browser, again and again: the connection is alive. */
export const consoleBeat = 'beat';
export const consoleBeatMs = 10_000;

/** Tabs of one session. */
export const consoleTabsMax = 10;

/** Why the authority closes the socket (RFC 6455, 7.4). */
export const consoleClosed = {
  /** The session has ended: the sign-in page says why. */
  ended: 4401,
  /** The session has as many tabs as it may. */
  tooMany: 4429,
  /** The console is open on another port now: the reason is its number. The session lives on there. */
  moved: 4301,
  /** The console in a browser was turned off, and the session with it. */
  switchedOff: 4410,
  /** It stops, or starts again: to be tried again. */
  restart: 1012,
} as const;
