import { randomUUID } from 'node:crypto';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { BlockedDevice as BlockedDeviceView } from '../../../shared/model/session.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/**
 * All that is signed in on the browsers and apps of these sessions.
 *
 * @returns a refusal when one of them cannot be told from others
 */
export function listOnSameDevices(
  deps: Dependencies,
  sessions: readonly Session[],
): { ok: true; sessions: Session[] } | Refusal<'device_unknown'> {
  const unknown = sessions.find(({ deviceHash }) => deviceHash === undefined);
  if (unknown) return refuse('device_unknown', { data: { id: unknown.id } });
  const hashes = new Set(sessions.map(({ deviceHash }) => deviceHash));
  const all: Session[] = [];
  deps.sessions.forEachLive((session) => {
    if (hashes.has(session.deviceHash) && session.deviceHash !== undefined) all.push(session);
  });
  return { ok: true, sessions: all };
}

/** Keeps the browsers and apps of these sessions out, in the transaction that ends them. */
export function stageBlock(
  deps: Dependencies,
  batch: Batch,
  sessions: readonly Session[],
  actor: string,
): void {
  const blockedAt = deps.clock.now();
  for (const { deviceHash, device, userName, id: sessionId } of sessions) {
    if (deviceHash === undefined || deps.blockedDevices.isBlocked(deviceHash)) continue;
    const blocked = { id: randomUUID(), tokenHash: deviceHash, device, userName, blockedAt, by: actor };
    deps.blockedDevices.block(batch, blocked);
    deps.audit.append(batch, {
      at: blockedAt,
      action: 'device.blocked',
      actor,
      subject: blocked.id,
      data: { device, user: userName, session: sessionId },
    });
  }
}

export async function unblockDevice(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<{ ok: true } | Refusal<'device_not_found' | 'store_unavailable'>> {
  const blocked = deps.blockedDevices.find(id);
  if (!blocked) return refuse('device_not_found');
  const batch = new Batch();
  deps.blockedDevices.unblock(batch, blocked);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'device.unblocked',
    actor,
    subject: id,
    data: { device: blocked.device, user: blocked.userName },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true } : committed;
}

export function listBlockedDevices(deps: Dependencies): BlockedDeviceView[] {
  return deps.blockedDevices.list().map(({ id, device, userName, blockedAt, by }) => ({
    id,
    device,
    userName,
    blockedAt: isoTime(blockedAt),
    by,
  }));
}
