import type { EffectiveLimit, Policy } from '../../../../shared/model/limit.ts';
import type { EndReason } from '../../../../shared/model/session.ts';
import type { Session, SessionEnd } from '../../records/sessions/session.ts';
import type { Expiry } from './expiry.ts';
import { leastRecentFirst, nextToExpireFirst, oldestFirst } from './order.ts';
import { listReclaimable, type ReclaimRules } from './reclaim.ts';
import { limitAsNumber } from './rules.ts';
import { decideSeat, type Seats } from './seats.ts';

export interface AdmissionRequest {
  readonly userId: string;
  readonly disabled: boolean;
  /** The admin has blocked the browser or app it is on. */
  readonly deviceBlocked: boolean;
  /** What is approved is no longer there to be approved, or the password that was right no longer is. */
  readonly void?: 'pairing_invalid' | 'credentials' | 'password_reported' | undefined;
  /** The session this browser holds already; signing in again as the same user replaces it. */
  readonly replaces: string | undefined;
  /** Chosen in the chooser; undefined when nothing was chosen yet. */
  readonly chosen: readonly string[] | undefined;
  /** Name of the new device, recorded with every session that makes room for it. */
  readonly device: string;
}

export interface AdmissionRules {
  /** The limit of the new session's class. */
  readonly limit: EffectiveLimit;
  readonly policy: Policy;
  readonly expiryOf: (session: Session) => Expiry;
  /** Does this session share the limit with the new one? */
  readonly sharesLimit: (session: Session) => boolean;
  readonly holdsSeat: (session: Session) => boolean;
  readonly reclaim: ReclaimRules;
  /** The admin has paused signing in, for everybody. */
  readonly paused: boolean;
  /** Sign-in is not open now: when it next is, epoch ms. */
  readonly closed: { readonly opensAt: number | undefined } | undefined;
  /** Undefined: there is no plan, or the new session takes no seat. */
  readonly seats: Seats | undefined;
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
      readonly code:
        | 'session_limit'
        | 'seats_full'
        | 'outside_hours'
        | 'sign_ins_paused'
        | 'user_disabled'
        | 'device_blocked'
        | 'choice_invalid'
        | 'pairing_invalid'
        | 'credentials'
        | 'password_reported';
      /** The user's own sessions that are in the way, least recently used first. */
      readonly sessions: readonly Session[];
    }
);

/**
 * The one decision that lets a new session in, refuses it, or asks. Every way in uses it, inside the step that also
 * writes. Pure: no clock, no I/O. Apart from what has expired, a refusal ends nobody.
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
  const refuse = (
    code: Extract<AdmissionDecision, { kind: 'refuse' }>['code'],
    sessions: readonly Session[] = [],
  ): AdmissionDecision => ({ kind: 'refuse', end: [], code, sessions, expire });

  if (request.disabled) return refuse('user_disabled');
  if (request.void !== undefined) return refuse(request.void);
  if (request.deviceBlocked) return refuse('device_blocked');
  if (rules.paused) return refuse('sign_ins_paused');
  if (rules.closed) return refuse('outside_hours');

  const replaced = counted.filter((session) => session.id === request.replaces);
  const others = counted.filter((session) => session.id !== request.replaces);
  const end = (sessions: readonly Session[], reason: EndReason): SessionEnd[] =>
    sessions.map(({ id }) => ({ id, reason, at: now, by: request.device }));

  // A choice makes room only where the policy lets people choose; `refuse` protects whoever is inside.
  const chosen = new Set(rules.policy === 'refuse' ? [] : request.chosen);
  // This browser's own session is on the chooser's list too; it ends in any case.
  for (const { id } of replaced) chosen.delete(id);
  const named = others.filter((session) => chosen.has(session.id));
  if (named.length !== chosen.size) return refuse('choice_invalid', counted);

  const limit = limitAsNumber(rules.limit.value);
  const inWay = others.filter(rules.sharesLimit);
  if (limit === 0) return refuse('session_limit', counted.filter(rules.sharesLimit));
  const staying = inWay.filter((session) => !chosen.has(session.id));
  const room = makeRoom(now, staying, Math.max(0, staying.length + 1 - limit), rules, end);
  if (!room) {
    return rules.policy === 'ask'
      ? { kind: 'ask', end: [], mustEnd: inWay.length + 1 - limit, sessions: inWay, expire }
      : refuse('session_limit', counted.filter(rules.sharesLimit));
  }

  const ends = [...end(replaced, 'replaced'), ...end(named, 'ended_by_choice'), ...room];
  if (!rules.seats) return { kind: 'admit', end: ends, expire };
  const gone = new Set([...expire, ...ends].map(({ id }) => id));
  const goneSeats = live.filter((session) => gone.has(session.id) && rules.holdsSeat(session)).length;
  const seat = decideSeat(now, request.userId, request.device, gone, goneSeats, rules.seats);
  const expireAll = [...expire, ...seat.expire];
  return seat.free
    ? { kind: 'admit', end: [...ends, ...seat.end], expire: expireAll }
    : {
        kind: 'refuse',
        end: [],
        code: 'seats_full',
        sessions: others.filter(rules.holdsSeat),
        expire: expireAll,
      };
}

/**
 * The sessions that end so that the limit has a place: dead devices first, then by the policy.
 *
 * @returns undefined when there is no place without asking
 */
function makeRoom(
  now: number,
  staying: readonly Session[],
  surplus: number,
  rules: AdmissionRules,
  end: (sessions: readonly Session[], reason: EndReason) => SessionEnd[],
): SessionEnd[] | undefined {
  if (surplus === 0) return [];
  const dead = listReclaimable(now, staying, rules.reclaim).slice(0, surplus);
  const reclaimed = end(dead, 'reclaimed');
  const missing = surplus - dead.length;
  if (missing === 0) return reclaimed;
  const left = staying.filter((session) => !dead.includes(session));
  const first = (order: (a: Session, b: Session) => number): Session[] =>
    left.toSorted(order).slice(0, missing);
  switch (rules.policy) {
    case 'ask':
    case 'refuse':
      return undefined;
    case 'end-least-recent':
      return [...reclaimed, ...end(first(leastRecentFirst), 'ended_least_recent')];
    case 'end-oldest':
      return [...reclaimed, ...end(first(oldestFirst), 'ended_oldest')];
    case 'end-next-to-expire':
      return [...reclaimed, ...end(first(nextToExpireFirst(rules.expiryOf)), 'ended_next_to_expire')];
  }
}
