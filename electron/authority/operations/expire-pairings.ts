import { Batch } from '../base/storage/batch.ts';
import type { SessionEnd } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { findGranted } from './oidc-grants.ts';
import { recordEnds } from './record-ends.ts';

/** A device that asks a little late is told that its code has expired. */
const deviceCodeKeptMs = 60_000;

/**
 * Forgets pairings, and device codes of OpenID Connect, whose time is over. An approved app that never came for its session will never have it: nobody
 * holds a token of it, so it ends and its place is free.
 */
export async function expirePairings(deps: Dependencies): Promise<void> {
  const now = deps.clock.now();
  const over = deps.pairings.list().filter(({ expiresAt }) => expiresAt <= now);
  const devices = [...deps.oidcArtifacts.list('DeviceCode')].filter(
    ({ expiresAt }) => expiresAt + deviceCodeKeptMs <= now,
  );
  if (over.length + devices.length === 0) return;
  const batch = new Batch();
  const ends: SessionEnd[] = [];
  for (const { secretHash, sessionId, issued, expiresAt } of over) {
    deps.pairings.remove(batch, secretHash);
    if (sessionId !== undefined && !issued) ends.push({ id: sessionId, reason: 'idle', at: expiresAt });
  }
  for (const device of devices) {
    deps.oidcArtifacts.remove(batch, device);
    const granted = findGranted(deps, device.content['grantId'], 'none');
    if (granted && device.consumedAt === undefined)
      ends.push({ id: granted.session.id, reason: 'idle', at: device.expiresAt });
  }
  recordEnds(deps, batch, deps.sessions.stageEnd(batch, ends), 'rollcall');
  await deps.database.commit(batch);
}
