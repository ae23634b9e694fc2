import type { AuditAction } from '../../../shared/model/audit.ts';
import type { EffectiveLimit } from '../../../shared/model/limit.ts';
import { classOf } from '../../../shared/model/session.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { AdmissionWrites } from '../records/sessions/session-store.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import type { SignInResult } from '../records/sign-ins/sign-ins.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import type { AdmissionDecision } from './policies/admission.ts';
import { recordEnds } from './record-ends.ts';
import { kickWarOf } from './rules-in-force.ts';
import { recordDevice } from './record-device.ts';
import { recordPairing } from './record-pairing.ts';
import { isoTime } from './show.ts';
import type { SignInPlace } from './sign-in-outcome.ts';

/** What the store writes for one admission, with what it was decided on. */
export interface Admission extends AdmissionWrites {
  readonly decision: AdmissionDecision;
  readonly user: User | undefined;
  readonly limit: EffectiveLimit;
  readonly afterKickWar: boolean;
  readonly pausedUntil: number | undefined;
  readonly opensAt: number | undefined;
  readonly freeAt: number | undefined;
}

/** What belongs to the transaction of an admission, however it was decided: audit, counters, the known device. */
export function recordAdmission(
  deps: Dependencies,
  batch: Batch,
  admission: Admission,
  ended: readonly EndedSession[],
  more: { readonly place: SignInPlace; readonly deviceHash: string | undefined },
): void {
  const { decision, user, limit, start } = admission;
  const { place, deviceHash } = more;
  if (!user) return;
  const at = deps.clock.now();
  const actor = `user:${user.name}`;
  recordEnds(deps, batch, ended, actor, place.address);
  recordKickWar(deps, batch, ended);
  if (decision.kind === 'refuse' && decision.code === 'device_blocked') {
    const { device, address } = place;
    deps.audit.append(batch, {
      at,
      action: 'sign_in.blocked',
      actor,
      subject: user.name,
      address,
      data: { device },
    });
    return;
  }
  const outcome = outcomeOf(decision);
  if (outcome === undefined) return;
  deps.signIns.note(batch, {
    at,
    outcome,
    userId: user.id,
    userName: user.name,
    device: place.device,
    class: classOf(place.method),
    sessionId: start?.id,
  });
  if (start) {
    deps.install.reach(batch, 'first_session_at', at);
    deps.users.put(batch, { ...(deps.users.find(user.id) ?? user), lastSignInAt: at });
    // Whoever is in waits no longer.
    deps.pleas.remove(batch, user.id);
    // A paired app is known once it has fetched its session.
    if (deviceHash !== undefined && !place.pairing) deps.knownDevices.note(batch, deviceHash, user.id, at);
    deps.audit.append(batch, {
      at,
      action: 'session.started',
      actor,
      subject: start.id,
      address: place.address,
      data: { user: user.name, device: place.device, method: place.method, class: start.class },
    });
    if (place.pairing) {
      const record = place.method === 'device' ? recordDevice : recordPairing;
      record(deps, batch, place.pairing, { user, session: start });
    }
    return;
  }
  deps.audit.append(batch, {
    at,
    action: actions[outcome],
    actor,
    subject: user.name,
    address: place.address,
    data: {
      answer: decision.kind,
      live: decision.kind === 'admit' ? 0 : decision.sessions.length,
      limit: limit.value,
      boundBy: limit.boundBy,
    },
  });
}

const actions = {
  admitted: 'session.started',
  asked: 'sign_in.asked',
  refused: 'sign_in.limit',
  seats_full: 'sign_in.seats',
  outside_hours: 'sign_in.hours',
  paused: 'sign_in.paused',
} as const satisfies Record<SignInResult, AuditAction>;

/** A refusal by a rule is no failure; a disabled account, a password that no longer holds or a wrong choice is no sign-in to count at all. */
function outcomeOf(decision: AdmissionDecision): SignInResult | undefined {
  if (decision.kind === 'admit') return 'admitted';
  if (decision.kind === 'ask') return 'asked';
  switch (decision.code) {
    case 'session_limit':
      return 'refused';
    case 'seats_full':
    case 'outside_hours':
      return decision.code;
    case 'sign_ins_paused':
      return 'paused';
    case 'user_disabled':
    case 'device_blocked':
    case 'choice_invalid':
    case 'pairing_invalid':
    case 'credentials':
    case 'password_reported':
      return undefined;
  }
}

/** These ends are in the count already: says so when they made the policy of their user `ask`. */
function recordKickWar(deps: Dependencies, batch: Batch, ended: readonly EndedSession[]): void {
  const automatic = ended.filter(({ ended: { reason } }) =>
    ['ended_least_recent', 'ended_oldest', 'ended_next_to_expire'].includes(reason),
  );
  for (const userId of new Set(automatic.map((session) => session.userId))) {
    const until = kickWarOf(deps, userId);
    if (until === undefined) continue;
    deps.audit.append(batch, {
      at: deps.clock.now(),
      action: 'sign_in.kick_war',
      actor: 'rollcall',
      subject: deps.users.find(userId)?.name ?? userId,
      data: { until: isoTime(until) },
    });
  }
}
