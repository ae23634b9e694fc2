import type { BlockedDevice } from '../../../shared/model/session.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { makeFakeHistory } from './make-fake-history.ts';

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
      const missing = ids.find((id) => !records.sessions.has(id));
      if (missing !== undefined) throw errors.session_not_found({ data: { id: missing } });
      const ended = records.endSessions(ids, 'ended_by_admin');
      if ('ids' in input && input.blockDevices === true) {
        const blockedAt = new Date().toISOString();
        for (const { id, device, userName } of ended)
          records.blocked.unshift({ id: `blocked-${id}`, device, userName, blockedAt, by: 'console' });
      }
      return { ended };
    }),
    history: os.sessions.history.handler(({ input: { id }, errors }) => {
      const session = records.sessions.get(id) ?? records.ended.find((one) => one.id === id);
      if (session === undefined) throw errors.session_not_found();
      return makeFakeHistory(session, records.renames.get(id) ?? []);
    }),
    rename: os.sessions.rename.handler(({ input: { id, device }, errors }) => {
      const before = records.sessions.get(id);
      if (before === undefined) throw errors.session_not_found();
      const session = { ...before, device };
      const at = new Date().toISOString();
      records.renames.set(id, [
        ...(records.renames.get(id) ?? []),
        { kind: 'renamed', at, from: before.device, to: device, by: 'console' },
      ]);
      records.sessions.set(id, session);
      records.publish({ type: 'session.put', session });
      return { session };
    }),
  };
}

export function createFakeDeviceHandlers(records: FakeRecords) {
  return {
    listBlocked: os.devices.listBlocked.handler((): BlockedDevice[] => [...records.blocked]),
    unblock: os.devices.unblock.handler(({ input: { id }, errors }) => {
      const place = records.blocked.findIndex((one) => one.id === id);
      if (place < 0) throw errors.device_not_found();
      records.blocked.splice(place, 1);
    }),
  };
}
