import type { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * What belongs to the transaction of every end: its audit entry with who or what ended which session and why, and the
 * apps that have to be told. What the session has handed out is forgotten.
 */
export function recordEnds(
  deps: Pick<Dependencies, 'audit' | 'apps' | 'grants' | 'logouts'>,
  batch: Batch,
  ended: readonly EndedSession[],
  actor: string,
  address = '',
): void {
  for (const session of ended) {
    const byItself = ['idle', 'absolute', 'hours'].includes(session.ended.reason);
    deps.audit.append(batch, {
      at: session.ended.at,
      action: 'session.ended',
      actor: byItself ? 'rollcall' : actor,
      subject: session.id,
      address: byItself ? '' : address,
      data: {
        user: session.userName,
        device: session.device,
        reason: session.ended.reason,
        by: session.ended.by,
      },
    });
    const toTell = deps.grants
      .listAppIds(session.id)
      .filter((id) => deps.apps.find(id)?.oidc?.backchannelLogoutUri !== undefined);
    deps.logouts.queue(batch, session, toTell);
    batch.onDurable(() => deps.grants.forgetSession(session.id));
  }
}
