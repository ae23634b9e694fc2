import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

export function createFakeSessionHandlers(records: FakeRecords) {
  return {
    list: os.sessions.list.handler(({ input }) => {
      if (input.state === 'live') return { sessions: [...records.sessions.values()] };
      const from = Number(input.cursor ?? 0);
      const to = from + (input.limit ?? 100);
      const ended = records.ended.filter(
        ({ userId }) => input.userId === undefined || userId === input.userId,
      );
      return {
        sessions: ended.slice(from, to),
        ...(to < ended.length ? { cursor: String(to) } : {}),
      };
    }),
    end: os.sessions.end.handler(({ input, errors }) => {
      const live = [...records.sessions.values()];
      const ids =
        'ids' in input
          ? input.ids
          : live.filter((session) => 'all' in input || session.userId === input.userId).map(({ id }) => id);
      if (ids.some((id) => !records.sessions.has(id))) throw errors.session_not_found();
      return { ended: records.endSessions(ids, 'ended_by_admin') };
    }),
  };
}
