import { refuse, type Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * "This clock is right": authority time becomes the clock of this computer, forward or back. Everything that has a
 * time to live moves with it, so that nothing gains or loses life by it: sessions, tickets, pairings, codes, waits.
 */
export async function acceptClock(
  deps: Dependencies,
  actor: string,
): Promise<{ ok: true; movedMs: number } | Refusal<'clock_not_in_question' | 'store_unavailable'>> {
  const alarm = deps.clock.alarm();
  if (alarm === undefined) return refuse('clock_not_in_question');
  const batch = new Batch();
  const from = deps.clock.now();
  const { movedMs, undo } = deps.clock.accept();
  batch.onFailure(undo);
  deps.sessions.stageShift(batch, movedMs);
  deps.tickets.stageShift(batch, movedMs);
  deps.pairings.stageShift(batch, movedMs);
  deps.pleas.stageShift(batch, movedMs);
  deps.consoleSessions.stageShift(batch, movedMs);
  deps.oidcArtifacts.stageShift(batch, movedMs);
  deps.attempts.stageShift(batch, movedMs);
  const pause = deps.install.pause();
  if (pause?.until !== undefined) deps.install.stagePause(batch, { until: pause.until + movedMs });
  for (const user of deps.users.list()) {
    if (user.codeExpiresAt !== undefined) {
      deps.users.put(batch, { ...user, codeExpiresAt: user.codeExpiresAt + movedMs });
    }
  }
  deps.groups.put(
    batch,
    deps.groups.list().map((group) => ({ ...group, hoursSince: group.hoursSince + movedMs })),
  );
  // What was recorded stays as it was; how long it is kept is counted over the step (see `forgetOld`).
  deps.install.note(batch, 'clock_moved_from_at', from);
  deps.install.note(batch, 'clock_accepted_at', deps.clock.now());
  for (const what of ['last_backup_at', 'audit_verified_at'] as const) {
    const at = deps.install.find(what);
    if (at !== undefined) deps.install.note(batch, what, at + movedMs);
  }
  deps.install.stageWatermark(batch, deps.clock.now());
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'clock.accepted',
    actor,
    subject: alarm,
    data: { movedSeconds: Math.round(movedMs / 1000) },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, movedMs } : committed;
}
