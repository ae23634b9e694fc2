import type { SessionClass } from '../../../../shared/model/session.ts';
import type { Settings } from '../../../../shared/model/settings.ts';

export interface Expiry {
  /** Authority time, epoch ms, at which the session ends by itself: whichever of both comes first. */
  readonly at: number;
  readonly by: 'idle' | 'absolute';
}

interface Clocks {
  readonly class: SessionClass;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
}

/** Computed from the settings in force, so a change of them applies to live sessions at once. */
export function expiryOf(session: Clocks, settings: Settings): Expiry {
  const life = settings.sessions[session.class];
  const idleAt = session.lastUsedAt + life.idleSeconds * 1000;
  const absoluteAt = session.signedInAt + life.absoluteSeconds * 1000;
  return idleAt < absoluteAt ? { at: idleAt, by: 'idle' } : { at: absoluteAt, by: 'absolute' };
}
