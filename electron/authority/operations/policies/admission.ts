import type { EffectiveLimit, Policy } from '../../../../shared/model/limit.ts';
import type { EndReason } from '../../../../shared/model/session.ts';
import type { Session, SessionEnd } from '../../records/sessions/session.ts';
import type { Expiry } from './expiry.ts';
import { limitAsNumber } from './limits.ts';

export interface AdmissionRequest {
  readonly disabled: boolean;
  /** The session this browser holds already; signing in again as the same user replaces it. */
  readonly replaces: string | undefined;
  /** Chosen in the chooser; undefined when nothing was chosen yet. */
  readonly chosen: readonly string[] | undefined;
  /** Name of the new device, recorded with every session that makes room for it. */
  readonly device: string;
}

export interface AdmissionRules {
  readonly limit: EffectiveLimit;
  readonly policy: Policy;
  readonly expiryOf: (session: Session) => Expiry;
}

export type AdmissionDecision = {
  /** Past their idle or absolute expiry: they end whatever is decided, and never count. */
  readonly expire: readonly SessionEnd[];
} & (
  | { readonly kind: 'admit'; readonly end: readonly SessionEnd[] }
  | {
      readonly kind: 'ask';
      readonly end: readonly [];
      /** How many sessions must be chosen to make room: live − limit + 1. */
      readonly mustEnd: number;
      readonly sessions: readonly Session[];
    }
  | {
      readonly kind: 'refuse';
      readonly end: readonly [];
      readonly code: 'session_limit' | 'user_disabled' | 'choice_invalid';
      readonly sessions: readonly Session[];
    }
);

/**
 * The one decision that lets a new session in, refuses it, or asks. Every way in uses it, inside the step that also
 * writes. Pure: no clock, no I/O. A refusal ends nobody.
 *
 * @param now authority time, epoch ms
 * @param live the user's sessions as the store has them, expired ones among them
 */
export function decideAdmission(
  now: number,
  request: AdmissionRequest,
  live: readonly Session[],
  rules: AdmissionRules,
): AdmissionDecision {
  const expire: SessionEnd[] = [];
  const counted: Session[] = [];
  for (const session of live) {
    const expiry = rules.expiryOf(session);
    if (expiry.at <= now) expire.push({ id: session.id, reason: expiry.by, at: expiry.at });
    else counted.push(session);
  }
  counted.sort(leastRecentFirst);

  if (request.disabled) return { kind: 'refuse', end: [], code: 'user_disabled', sessions: [], expire };

  const replaced = counted.filter((session) => session.id === request.replaces);
  const others = counted.filter((session) => session.id !== request.replaces);
  const end = (sessions: readonly Session[], reason: EndReason): SessionEnd[] =>
    sessions.map(({ id }) => ({ id, reason, at: now, by: request.device }));

  // A choice makes room only where the policy lets people choose; `refuse` protects whoever is inside.
  const chosen = new Set(rules.policy === 'refuse' ? [] : request.chosen);
  // This browser's own session is on the chooser's list too; it ends in any case.
  for (const { id } of replaced) chosen.delete(id);
  const named = others.filter((session) => chosen.has(session.id));
  if (named.length !== chosen.size) {
    return { kind: 'refuse', end: [], code: 'choice_invalid', sessions: counted, expire };
  }

  const limit = limitAsNumber(rules.limit.value);
  if (limit === 0) return { kind: 'refuse', end: [], code: 'session_limit', sessions: counted, expire };

  const staying = others.filter((session) => !chosen.has(session.id));
  const surplus = Math.max(0, staying.length + 1 - limit);
  if (surplus === 0) {
    return { kind: 'admit', end: [...end(replaced, 'replaced'), ...end(named, 'ended_by_choice')], expire };
  }

  switch (rules.policy) {
    case 'ask':
      return { kind: 'ask', end: [], mustEnd: others.length + 1 - limit, sessions: others, expire };
    case 'refuse':
      return { kind: 'refuse', end: [], code: 'session_limit', sessions: counted, expire };
    case 'end-least-recent':
      return {
        kind: 'admit',
        end: [
          ...end(replaced, 'replaced'),
          ...end(named, 'ended_by_choice'),
          ...end(staying.slice(0, surplus), 'ended_least_recent'),
        ],
        expire,
      };
  }
}

/** Exact last use first; equal ones by sign-in, then by id, so that the order is always the same. */
export function leastRecentFirst(a: Session, b: Session): number {
  return a.lastUsedAt - b.lastUsedAt || a.signedInAt - b.signedInAt || (a.id < b.id ? -1 : 1);
}

/**
 * Sessions that a lowered limit ends *now*: the surplus, least recently used first.
 * Expired ones are none of them; they end for their own reason.
 */
export function decideSurplus(
  now: number,
  live: readonly Session[],
  limit: EffectiveLimit,
  expiryOf: (session: Session) => Expiry,
): Session[] {
  const counted = live.filter((session) => expiryOf(session).at > now).toSorted(leastRecentFirst);
  const surplus = counted.length - limitAsNumber(limit.value);
  return surplus > 0 ? counted.slice(0, surplus) : [];
}
