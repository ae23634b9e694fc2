import type { NoticeCode } from './notice-subjects.ts';

/** What comes and goes is told once within this time. */
const quietMs = 3_600_000;

export interface NoticeMemory {
  /** What lasts and was told, or seen in the console. */
  readonly told: ReadonlySet<NoticeCode>;
  /** Until when one that was shown is not shown again, as of the clock of `now`. */
  readonly quietUntil: ReadonlyMap<NoticeCode, number>;
}

export const emptyNoticeMemory: NoticeMemory = { told: new Set(), quietUntil: new Map() };

interface NoticeFacts {
  /** What is wrong now, the worst first. */
  readonly codes: readonly NoticeCode[];
  /** The console is in front of the admin, who sees it there. */
  readonly inFront: boolean;
  /** The admin wants notifications. */
  readonly wanted: boolean;
  /** Ms of a clock that only goes forward: the wall clock may be what is wrong. */
  readonly now: number;
}

interface NoticeDecision {
  readonly show: readonly NoticeCode[];
  /** What has ended: what still stands on the screen about it is wrong. */
  readonly withdraw: readonly NoticeCode[];
  /** When to decide again although nothing happens; undefined: never. */
  readonly againAt: number | undefined;
  readonly memory: NoticeMemory;
}

/** One notification for each thing, as long as it lasts; none for what the admin looks at, or does not want. */
export function decideNotices(memory: NoticeMemory, facts: NoticeFacts): NoticeDecision {
  const { codes, inFront, wanted, now } = facts;
  const quietUntil = new Map([...memory.quietUntil].filter(([, until]) => until > now));
  const told = new Set(codes.filter((code) => memory.told.has(code)));
  const fresh = codes.filter((code) => !told.has(code));
  const silent = inFront || !wanted;
  const show = silent ? [] : fresh.filter((code) => !quietUntil.has(code));
  for (const code of silent ? fresh : show) told.add(code);
  for (const code of show) quietUntil.set(code, now + quietMs);
  const heldBack = codes.filter((code) => !told.has(code)).map((code) => quietUntil.get(code) ?? now);
  return {
    show,
    withdraw: [...memory.told].filter((code) => !codes.includes(code)),
    againAt: heldBack.length === 0 ? undefined : Math.min(...heldBack),
    memory: { told, quietUntil },
  };
}
