import type { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';

/** Every end has its audit entry: who or what ended which session, and why. */
export function recordEnds(
  deps: Pick<Dependencies, 'audit'>,
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
  }
}
