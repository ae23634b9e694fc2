import { setImmediate } from 'node:timers/promises';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { WhatIf, WhatIfAnswer, WhatIfCase } from '../../../shared/model/what-if.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import type { Recording } from './policies/recorded-sign-ins.ts';
import { replaySignIns, type ReplayedCase } from './policies/what-if.ts';
import { mayReclaim, stateAfter } from './rules-in-force.ts';
import { isoTime } from './show.ts';

const dayMs = 24 * 3600 * 1000;
const usualDays = 30;
const casesMax = 1000;
const pageSize = 5000;

/** The recorded sign-ins under other rules. Changes nothing. With users named, the answer is about their sign-ins. */
export async function showWhatIf(
  deps: Dependencies,
  wanted: WhatIf,
): Promise<{ ok: true; answer: WhatIfAnswer } | Refusal<'user_not_found'>> {
  const users = changedUsers(deps, wanted);
  if (!users.ok) return users;
  const state = stateAfter(deps, {
    users: users.users,
    settings: changedSettings(deps, wanted),
    plan: { ...deps.plan.current(), ...(wanted.seats === undefined ? {} : { seats: wanted.seats }) },
  });
  const to = deps.clock.now();
  const recording = await readRecording(deps, to - (wanted.days ?? usualDays) * dayMs);
  const steps = replaySignIns(recording, {
    settings: state.sources.settings,
    plan: state.sources.plan,
    rulesOf: state.rulesOf,
    reservations: state.reservations,
    mayReclaim: (session) => mayReclaim(deps, session, state.rulesOf(session.userId)),
  });
  let step = steps.next();
  while (step.done !== true) {
    await setImmediate();
    step = steps.next();
  }
  const replay = step.value;
  const named = wanted.userIds && new Set(wanted.userIds);
  const isMeant = (userId: string): boolean => named?.has(userId) ?? true;
  const cases = replay.cases.filter(({ attempt }) => isMeant(attempt.userId));
  const count = (outcome: WhatIfCase['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  return {
    ok: true,
    answer: {
      from: isoTime(recording.from),
      to: isoTime(to),
      signIns: replay.attempts.filter(({ userId }) => isMeant(userId)).length,
      asked: count('asked'),
      refused: count('refused'),
      seatsFull: count('seats_full'),
      endsOthers: count('ends_others'),
      cases: cases
        .slice(-casesMax)
        .toReversed()
        .map((one) => showCase(deps, one)),
    },
  };
}

/** The install's rules; of named users their own ones are tried instead. */
function changedSettings(deps: Dependencies, { userIds, appSessions, ...wanted }: WhatIf) {
  const before = deps.settings.current();
  const { limit, policy, appLimit } = userIds ? {} : wanted;
  return {
    ...before,
    sessions: {
      ...before.sessions,
      ...(limit === undefined ? {} : { limit }),
      ...(policy === undefined ? {} : { policy }),
      ...(appLimit === undefined ? {} : { appLimit }),
      ...(appSessions === undefined ? {} : { appSessions }),
    },
  };
}

function changedUsers(
  deps: Dependencies,
  { userIds = [], reservations = {}, limit, policy, appLimit }: WhatIf,
): { ok: true; users: ReadonlyMap<string, User> } | Refusal<'user_not_found'> {
  const users = new Map<string, User>();
  const change = (id: string, fields: Partial<User>): boolean => {
    const user = users.get(id) ?? deps.users.find(id);
    if (user) users.set(id, { ...user, ...fields });
    return user !== undefined;
  };
  const own = {
    ...(limit === undefined ? {} : { limit }),
    ...(policy === undefined ? {} : { policy }),
    ...(appLimit === undefined ? {} : { appLimit }),
  };
  for (const id of userIds) if (!change(id, own)) return refuse('user_not_found', { data: { id } });
  for (const [id, reservedSeats] of Object.entries(reservations)) {
    if (!change(id, { reservedSeats })) return refuse('user_not_found', { data: { id } });
  }
  return { ok: true, users };
}

async function readRecording(deps: Dependencies, from: number): Promise<Recording> {
  // Before anything is waited for: what ends meanwhile is then among the ended ones as well, and counts once.
  const live = deps.sessions.listLive();
  const signIns = await deps.signIns.list(from);
  const ended: EndedSession[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.sessions.listEnded({
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ended.push(...page.sessions);
    cursor = page.cursor;
  } while (cursor !== undefined && (ended.at(-1)?.ended.at ?? 0) >= from);
  const sessions = new Map<string, Session>(live.map((session) => [session.id, session]));
  for (const session of ended) {
    if (session.ended.at >= from) sessions.set(session.id, session);
  }
  return { from, signIns, sessions: [...sessions.values()] };
}

function showCase(deps: Dependencies, { attempt, outcome, devices }: ReplayedCase): WhatIfCase {
  const nameOf = (one: { readonly userId: string; readonly userName: string }): string =>
    deps.users.find(one.userId)?.name ?? one.userName;
  return {
    at: isoTime(attempt.at),
    userName: nameOf(attempt),
    device: attempt.device,
    class: attempt.class,
    outcome,
    devices: devices.map((one) => ({ userName: nameOf(one), device: one.device })),
  };
}
