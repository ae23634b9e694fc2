import type { FakeRecords } from './fake-records.ts';

/** Changes as of a busy day: of ten, four sessions are used, three start, three end. */
export function createFakeStorm(records: FakeRecords) {
  let made = 0;
  /** Where in the list something happens: spread over all of it, the same in every run. */
  let place = 0;
  const pick = (): string | undefined => {
    place = (place + 7919) % Math.max(1, ids.length);
    return ids[place];
  };
  let ids: string[] = [];
  const spared = new Set<string>();

  const change = (): void => {
    made += 1;
    const turn = made % 10;
    const id = pick();
    const session = id === undefined ? undefined : records.sessions.get(id);
    if (id === undefined || session === undefined) return;
    const now = new Date().toISOString();
    if (turn < 4) {
      const next = { ...session, lastUsedAt: now, lastSeenAt: now };
      records.sessions.set(id, next);
      records.publish({ type: 'session.put', session: next });
    } else if (turn < 7) {
      const started = { ...session, id: records.makeId(), signedInAt: now, lastUsedAt: now, lastSeenAt: now };
      records.sessions.set(started.id, started);
      records.publish({ type: 'session.put', session: started });
    } else if (!spared.has(id)) {
      records.sessions.delete(id);
      const ended = { ...session, ended: { at: now, reason: 'signed_out' as const } };
      records.ended.unshift(ended);
      records.publish({ type: 'session.ended', session: ended });
    }
  };

  let timer: ReturnType<typeof setInterval> | undefined;
  let startedAt = 0;
  let begun = 0;
  return {
    /** So many changes a second from now on; 0 stops. These sessions are left as they are. */
    storm(perSecond: number, spare: readonly string[] = []): void {
      clearInterval(timer);
      ids = [...records.sessions.keys()];
      for (const id of spare) spared.add(id);
      if (perSecond === 0) return;
      startedAt = performance.now();
      begun = made;
      timer = setInterval(() => {
        // A timer that comes late makes up for it: the rate is what is promised.
        const due = begun + ((performance.now() - startedAt) / 1000) * perSecond;
        while (made < due) change();
      }, 20);
    },
    /** A session is used, from this address. */
    touch(id: string, address: string): void {
      const session = records.sessions.get(id);
      if (session === undefined) throw new Error(`no session ${id}`);
      const now = new Date().toISOString();
      const next = { ...session, address, lastUsedAt: now, lastSeenAt: now };
      records.sessions.set(id, next);
      records.publish({ type: 'session.put', session: next });
    },
    /** Changes made so far. */
    countStorm: (): number => made,
  };
}
