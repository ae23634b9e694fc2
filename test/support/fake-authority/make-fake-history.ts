import type { SessionEvent, SessionHistory } from '../../../shared/model/session-history.ts';
import type { SessionView } from '../../../shared/model/session.ts';

/** What could have been written down of this session. */
export function makeFakeHistory(session: SessionView, renames: readonly SessionEvent[]): SessionHistory {
  const { signedInAt, lastUsedAt, address, method, apps, ended } = session;
  const between = (part: number): string =>
    new Date(Date.parse(signedInAt) + (Date.parse(lastUsedAt) - Date.parse(signedInAt)) * part).toISOString();
  const moved = address.startsWith('192.168.') && apps.length > 1;
  const events: SessionEvent[] = [
    { kind: 'signed_in', at: signedInAt, method },
    ...(method === 'pairing'
      ? [
          {
            kind: 'approved' as const,
            at: signedInAt,
            by: `user:${session.userName}`,
            device: 'Edge on Windows',
          },
        ]
      : []),
    ...apps.map((app, place) => ({ kind: 'app_reached' as const, at: between(0.1 + place * 0.2), app })),
    ...renames,
    ...(ended === undefined
      ? []
      : [
          {
            kind: 'ended' as const,
            at: ended.at,
            reason: ended.reason,
            ...(ended.by === undefined ? {} : { by: ended.by }),
          },
        ]),
  ];
  return {
    addresses: moved
      ? [
          { since: signedInAt, address: '192.168.1.201' },
          { since: between(0.6), address },
        ]
      : [{ since: signedInAt, address }],
    events: events.toSorted((a, b) => a.at.localeCompare(b.at)),
  };
}
