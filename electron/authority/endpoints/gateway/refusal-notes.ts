import type { Logger } from '../../base/log/open-log.ts';

/** Anybody on the LAN can be refused as often as they like; the log must not grow by that. */
const linesPerMinute = 60;
const minuteMs = 60_000;

/** Writes a refusal to the log. @returns the reference under which it stands there; undefined: it was one too many */
export type NoteRefusal = (reference: string, facts: Readonly<Record<string, unknown>>) => string | undefined;

/** @param now elapsed time, ms */
export function openRefusalNotes(log: Pick<Logger, 'warn'>, now: () => number): NoteRefusal {
  let minute = -Infinity;
  let lines = 0;
  return (reference, facts) => {
    const at = Math.floor(now() / minuteMs);
    if (at !== minute) [minute, lines] = [at, 0];
    if (lines >= linesPerMinute) return undefined;
    lines += 1;
    log.warn({ ...facts, requestId: reference }, 'refused in front of an app');
    return reference;
  };
}
