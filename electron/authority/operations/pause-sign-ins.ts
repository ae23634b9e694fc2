import { Batch } from '../base/storage/batch.ts';
import type { CommitResult } from '../base/storage/database.ts';
import type { Dependencies } from './dependencies.ts';
import { pauseAt } from './policies/pause.ts';
import { isoTime } from './show.ts';

/** Nobody new is let in from now on, whoever it is; those who are in stay. A pause that lasts already gets this end. */
export async function pauseSignIns(
  deps: Dependencies,
  minutes: number | undefined,
  actor: string,
): Promise<CommitResult> {
  const now = deps.clock.now();
  const until = minutes === undefined ? undefined : now + minutes * 60_000;
  const batch = new Batch();
  deps.install.stagePause(batch, { until });
  deps.audit.append(batch, {
    at: now,
    action: 'sign_ins.paused',
    actor,
    subject: '',
    data: until === undefined ? {} : { until: isoTime(until) },
  });
  return deps.database.commit(batch);
}

/** Lets people sign in again. Nothing happens, and nothing is recorded, when they can. */
export async function resumeSignIns(deps: Dependencies, actor: string): Promise<CommitResult> {
  const now = deps.clock.now();
  if (pauseAt(deps.install.pause(), now) === undefined) return { ok: true };
  const batch = new Batch();
  deps.install.stagePause(batch, undefined);
  deps.audit.append(batch, { at: now, action: 'sign_ins.resumed', actor, subject: '' });
  return deps.database.commit(batch);
}
