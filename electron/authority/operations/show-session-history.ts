import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { SessionEvent, SessionHistory } from '../../../shared/model/session-history.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/** What is written down of one session, live or ended: where it was seen, and what happened to it. */
export async function showSessionHistory(
  deps: Dependencies,
  id: string,
): Promise<({ ok: true } & SessionHistory) | Refusal<'session_not_found'>> {
  const session = deps.sessions.findById(id) ?? (await deps.sessions.findEnded({ id }));
  if (!session) return refuse('session_not_found');
  const [moves, ...events] = await Promise.all([
    deps.sessions.listAddresses(id),
    listAudited(deps, id),
    listApps(deps, id),
  ]);
  const { signedInAt, address } = session;
  const addresses = moves.length > 0 ? moves : [{ since: signedInAt, address }];
  return {
    ok: true,
    addresses: addresses.map(({ since, address: at }) => ({ since: isoTime(since), address: at })),
    events: [...ofItself(session), ...events.flat()].toSorted((a, b) => a.at.localeCompare(b.at)),
  };
}

function ofItself(session: Session | EndedSession): SessionEvent[] {
  const signedIn = { kind: 'signed_in', at: isoTime(session.signedInAt), method: session.method } as const;
  if (!('ended' in session)) return [signedIn];
  const { at, reason, by } = session.ended;
  return [signedIn, { kind: 'ended', at: isoTime(at), reason, ...(by === undefined ? {} : { by }) }];
}

async function listAudited(deps: Dependencies, id: string): Promise<SessionEvent[]> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return (await deps.audit.listOfSession(id)).flatMap(({ at, action, actor, data }): SessionEvent[] => {
    switch (action) {
      case 'session.renamed':
        return [{ kind: 'renamed', at, from: text(data['from']), to: text(data['device']), by: actor }];
      case 'pairing.approved':
        return [{ kind: 'approved', at, by: actor, device: text(data['approvedOn']) }];
      case 'report.not_me':
        return [{ kind: 'not_me', at, by: actor }];
      default:
        return [];
    }
  });
}

async function listApps(deps: Dependencies, id: string): Promise<SessionEvent[]> {
  const nameOf = (appId: string): string => deps.apps.find(appId)?.name ?? appId;
  const [uses, logouts] = await Promise.all([deps.grants.listFirstUses(id), deps.logouts.listOfSession(id)]);
  return [
    ...uses.map(({ appId, at }) => ({ kind: 'app_reached' as const, at: isoTime(at), app: nameOf(appId) })),
    ...logouts.map(({ appId, confirmedAt, endedAt }) => ({
      kind: confirmedAt === undefined ? ('app_unconfirmed' as const) : ('app_confirmed' as const),
      at: isoTime(confirmedAt ?? endedAt),
      app: nameOf(appId),
    })),
  ];
}
