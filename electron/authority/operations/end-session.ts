import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { EndReason } from '../../../shared/model/session.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import { listOnSameDevices, stageBlock } from './block-devices.ts';
import type { Dependencies } from './dependencies.ts';
import type { Expiry } from './policies/expiry.ts';
import { recordEnds } from './record-ends.ts';

export type EndAnswer =
  | { readonly ok: true; readonly ended: readonly EndedSession[] }
  | Refusal<'store_unavailable' | 'session_not_found' | 'user_not_found'>;

/** The person leaves this device. */
export function signOut(deps: Dependencies, session: Session, address: string): Promise<EndAnswer> {
  return end(deps, [session], 'signed_out', { actor: `user:${session.userName}`, address });
}

/** The person ends one of the own sessions from another device. */
export async function endOwnSession(
  deps: Dependencies,
  session: Session,
  id: string,
  address: string,
): Promise<EndAnswer> {
  if (id === session.id) return signOut(deps, session, address);
  const other = deps.sessions.findById(id);
  if (!other || other.userId !== session.userId) return refuse('session_not_found');
  return end(deps, [other], 'ended_by_self', {
    actor: `user:${session.userName}`,
    address,
    by: session.device,
  });
}

export function endOtherSessions(deps: Dependencies, session: Session, address: string): Promise<EndAnswer> {
  const others = deps.sessions.listLive(session.userId).filter((other) => other.id !== session.id);
  return end(deps, others, 'ended_by_self', {
    actor: `user:${session.userName}`,
    address,
    by: session.device,
  });
}

export type EndTarget =
  | {
      readonly ids: readonly string[];
      /** Their browsers and apps are not let in again, and what else is signed in there ends too. */
      readonly blockDevices?: boolean | undefined;
    }
  | { readonly userId: string }
  | { readonly all: true };

/** The admin ends sessions: all that are named, or none when one of the ids is not live. */
export async function endSessions(
  deps: Dependencies,
  target: EndTarget,
  actor: string,
): Promise<EndAnswer | Refusal<'device_unknown'>> {
  const who = { actor, address: '' };
  let sessions: Session[];
  if ('ids' in target) {
    sessions = [];
    for (const id of new Set(target.ids)) {
      const session = deps.sessions.findById(id);
      if (!session) return refuse('session_not_found', { data: { id } });
      sessions.push(session);
    }
    if (target.blockDevices === true) {
      const onDevices = listOnSameDevices(deps, sessions);
      if (!onDevices.ok) return onDevices;
      return end(deps, onDevices.sessions, 'ended_by_admin', who, (batch) =>
        stageBlock(deps, batch, sessions, actor),
      );
    }
  } else if ('userId' in target) {
    if (!deps.users.find(target.userId)) return refuse('user_not_found');
    sessions = deps.sessions.listLive(target.userId);
  } else {
    sessions = deps.sessions.listLive();
  }
  return end(deps, sessions, 'ended_by_admin', who);
}

/** A session past its idle or absolute time, noticed at a request or by the sweep. */
export function expireSession(deps: Dependencies, session: Session, expiry: Expiry): Promise<EndAnswer> {
  return deps.sessions.end([{ id: session.id, reason: expiry.by, at: expiry.at }], (batch, ended) =>
    recordEnds(deps, batch, ended, 'rollcall'),
  );
}

function end(
  deps: Dependencies,
  sessions: readonly Session[],
  reason: EndReason,
  who: { readonly actor: string; readonly address: string; readonly by?: string },
  andThen?: (batch: Batch) => void,
): Promise<EndAnswer> {
  const at = deps.clock.now();
  return deps.sessions.end(
    sessions.map(({ id }) => ({ id, reason, at, ...(who.by === undefined ? {} : { by: who.by }) })),
    (batch, ended) => {
      recordEnds(deps, batch, ended, who.actor, who.address);
      andThen?.(batch);
    },
  );
}
