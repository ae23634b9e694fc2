/** What the console in a browser and the authority say on their socket besides the control contract's messages. */

/** From the browser: the admin did something. Sent once in a while only. */
export const consoleActive = 'active';
/** To the browser, again and again: the connection is alive. */
export const consoleBeat = 'beat';
export const consoleBeatMs = 10_000;

/** Why the authority closes the socket (RFC 6455, 7.4). */
export const consoleClosed = {
  /** The session has ended: the sign-in page says why. */
  ended: 4401,
  /** Too many tabs. */
  tooMany: 4429,
  /** It stops, or starts again: to be tried again. */
  restart: 1012,
} as const;
