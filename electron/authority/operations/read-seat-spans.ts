import type { Dependencies } from './dependencies.ts';
import { counts } from './policies/rules.ts';
import type { SeatSpan } from './policies/seat-steps.ts';

/**
 * Every session that held a seat at some moment after `from`, epoch ms. Which class of session holds one is what the
 * settings say now: what they said then is not recorded.
 */
export async function readSeatSpans(deps: Dependencies, from: number): Promise<SeatSpan[]> {
  const settings = deps.settings.current();
  const spans: SeatSpan[] = [];
  // Before anything is waited for: what ends meanwhile is among the ended ones as well, and counts once.
  const live = new Set<string>();
  deps.sessions.forEachLive((session) => {
    live.add(session.id);
    if (counts(session.class, settings)) spans.push({ from: session.signedInAt, to: undefined });
  });
  await deps.sessions.readEndedTimes(from, (times) => {
    if (live.has(times.id) || !counts(times.class, settings)) return;
    spans.push({ from: times.signedInAt, to: times.endedAt });
  });
  return spans;
}
