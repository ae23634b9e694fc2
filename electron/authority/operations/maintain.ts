import { Batch } from '../base/storage/batch.ts';
import type { EmbeddedSessionStore } from '../records/sessions/embedded-session-store.ts';
import { oidcModels } from '../records/oidc/oidc-artifacts.ts';
import type { SessionEnd } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import type { RuleSources } from './policies/rules.ts';
import { failuresForgottenMs } from './policies/throttle.ts';
import { recordTallies } from './record-attempts.ts';
import { recordEnds } from './record-ends.ts';
import { pleaKeptMs } from './tell-admin.ts';
import { importKeptMs } from './undo-user-import.ts';
import { expiryInForce, sourcesInForce } from './rules-in-force.ts';

export type MaintainedDependencies = Dependencies & { readonly sessions: EmbeddedSessionStore };

/** A new session lives at least as long as the shortest idle time a setting can have. */
const longestPauseMs = 30_000;

/**
 * Makes the step that ends every session past its idle or absolute time. Decisions never wait for it: it only makes
 * sure that the console and the ended device see the end when it happens. Called each second, it looks through the
 * sessions only when one can have expired, after a pause, or when the rules have changed.
 */
export function makeExpirySweep(deps: MaintainedDependencies): () => Promise<void> {
  let lookedAt = 0;
  let nextAt = 0;
  let rules: RuleSources | undefined;
  return async () => {
    const now = deps.clock.now();
    const inForce = sourcesInForce(deps);
    const anew = rules?.settings !== inForce.settings || rules.groups !== inForce.groups;
    rules = inForce;
    // Authority time goes back when the admin says so.
    if (lookedAt <= now && now < nextAt && !anew) return;
    const ends: SessionEnd[] = [];
    lookedAt = now;
    nextAt = now + longestPauseMs;
    deps.sessions.forEachLive((session) => {
      const expiry = expiryInForce(deps, session);
      if (expiry.at <= now) ends.push({ id: session.id, reason: expiry.by, at: expiry.at });
      else if (expiry.at < nextAt) nextAt = expiry.at;
    });
    if (ends.length === 0) return;
    await deps.sessions.end(ends, (batch, ended) => recordEnds(deps, batch, ended, 'rollcall'));
  };
}

/** Persists last uses, counted failures and authority time, tries again what a failing disk refused. At least every 30 s, and at the end. */
export async function persistUse(deps: MaintainedDependencies): Promise<void> {
  if (deps.database.failing() && !(await deps.database.probe()).ok) return;
  // Who ended them was lost with the first entry; the reason says it.
  await deps.sessions.retryEnds((batch, ended) => recordEnds(deps, batch, ended, 'rollcall'));
  await deps.sessions.flush();
  const batch = new Batch();
  deps.apps.stageTouched(batch);
  deps.signIns.stageFailures(batch);
  deps.install.stageWatermark(batch, deps.clock.watermark());
  await deps.database.commit(batch);
}

/** Forgets what is kept for a time only: old ended sessions, spent tickets, old failures, imports, numbers for the audit. */
export async function forgetOld(deps: MaintainedDependencies): Promise<void> {
  const now = deps.clock.now();
  const batch = new Batch();
  const before = keptSince(deps, now);
  deps.sessions.forgetEndedBefore(batch, before);
  deps.signIns.forgetBefore(batch, before);
  deps.logouts.forgetSettledBefore(batch, before);
  deps.tickets.forgetExpired(batch, now);
  forgetOidcArtifacts(deps, batch, now);
  deps.attempts.forgetBefore(batch, now - failuresForgottenMs);
  deps.userImports.forgetBefore(batch, now - importKeptMs);
  deps.pleas.forgetBefore(batch, now - pleaKeptMs);
  await deps.database.commit(batch);
  await deps.signingKeys.forgetExpired();
  await recordTallies(deps);
}

/** Device codes are left to `expirePairings`, which also ends sessions that nobody fetched. */
function forgetOidcArtifacts(deps: Dependencies, batch: Batch, now: number): void {
  for (const model of oidcModels) {
    if (model === 'DeviceCode') continue;
    for (const artifact of deps.oidcArtifacts.list(model)) {
      const { expiresAt, grantHash } = artifact;
      const dead = grantHash !== undefined && deps.grants.find(grantHash) === undefined;
      if (expiresAt <= now || dead) deps.oidcArtifacts.remove(batch, artifact);
    }
  }
}

/** Since when ended sessions and sign-ins are kept, epoch ms. A step of an accepted clock is none of the days they are kept for. */
export function keptSince(deps: Dependencies, now: number): number {
  const keptMs = deps.settings.current().sessions.keepEndedDays * 24 * 3600 * 1000;
  const acceptedAt = deps.install.find('clock_accepted_at') ?? 0;
  const movedFrom = deps.install.find('clock_moved_from_at') ?? 0;
  const sinceStep = now - acceptedAt;
  return sinceStep < keptMs ? Math.min(now - keptMs, movedFrom - (keptMs - sinceStep)) : now - keptMs;
}
