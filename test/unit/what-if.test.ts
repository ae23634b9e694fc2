import { describe, expect, it } from 'vitest';
import type { Recording } from '../../electron/authority/operations/policies/recorded-sign-ins.ts';
import { makeUserRules, type RuledUser } from '../../electron/authority/operations/policies/rules.ts';
import {
  replaySignIns,
  type Replay,
  type ReplayedCase,
  type TriedRules,
} from '../../electron/authority/operations/policies/what-if.ts';
import type { EndedSession, Session } from '../../electron/authority/records/sessions/session.ts';
import type { SignInFact, SignInResult } from '../../electron/authority/records/sign-ins/sign-ins.ts';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { noPlan, type Plan } from '../../shared/model/plan.ts';
import type { EndReason } from '../../shared/model/session.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';

const minute = 60_000;
const hour = 60 * minute;
const from = Date.UTC(2026, 5, 1);

/** What an install wrote down, made a line at a time. Times are minutes after the start. */
class Notes implements Recording {
  readonly from = from;
  readonly signIns: SignInFact[] = [];
  readonly sessions: (Session | EndedSession)[] = [];

  /** A session that began at `at`, was used to `usedTo`, and ended so, or lives. */
  session(
    userId: string,
    device: string,
    at: number,
    usedTo: number,
    end?: { readonly at: number; readonly reason: EndReason },
  ): this {
    const id = `${userId} ${device} ${String(at)}`;
    const session: Session = {
      id,
      userId,
      userName: userId,
      class: 'browser',
      method: 'portal',
      device,
      signedInAt: from + at * minute,
      lastUsedAt: from + usedTo * minute,
      lastSeenAt: from + usedTo * minute,
      address: '',
      claimedAt: from + at * minute,
    };
    this.sessions.push(
      end ? { ...session, ended: { at: from + end.at * minute, reason: end.reason } } : session,
    );
    if (at >= 0) this.fact(userId, device, at, 'admitted', id);
    return this;
  }

  fact(userId: string, device: string, at: number, outcome: SignInResult, sessionId?: string): this {
    this.signIns.push({
      at: from + at * minute,
      outcome,
      userId,
      userName: userId,
      device,
      class: 'browser',
      ...(sessionId === undefined ? {} : { sessionId }),
    });
    this.signIns.sort((a, b) => a.at - b.at);
    return this;
  }

  under(
    limit: LimitValue,
    policy: Policy,
    plan: Partial<Plan> = {},
    reserved: Readonly<Record<string, number>> = {},
  ): string[] {
    return replay(this, rules(limit, policy, plan, reserved)).cases.map(describeCase);
  }
}

function replay(recording: Recording, tried: TriedRules): Replay {
  const steps = replaySignIns(recording, tried);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function rules(
  limit: LimitValue,
  policy: Policy,
  plan: Partial<Plan> = {},
  reserved: Readonly<Record<string, number>> = {},
): TriedRules {
  const settings: Settings = {
    ...defaultSettings,
    sessions: { ...defaultSettings.sessions, limit, policy },
  };
  const user: RuledUser = {
    limit: 'inherit',
    appLimit: 'inherit',
    policy: 'inherit',
    groups: [],
    reservedSeats: 0,
  };
  const own = makeUserRules(user, { settings, groups: [], plan: noPlan });
  return {
    settings,
    plan: { ...noPlan, ...plan },
    rulesOf: () => own,
    reservations: new Map(Object.entries(reserved)),
    mayReclaim: () => policy !== 'refuse',
  };
}

/** `30 ann PC-B refused: PC-A` */
function describeCase({ attempt, outcome, devices }: ReplayedCase): string {
  const at = String((attempt.at - from) / minute);
  return `${at} ${attempt.userId} ${attempt.device} ${outcome}: ${devices.map(({ device }) => device).join(' ')}`;
}

describe('replaySignIns', () => {
  it('finds nothing where nothing is limited', () => {
    const record = new Notes().session('ann', 'A', 0, 60).session('ann', 'B', 10, 70);
    expect(record.under('unlimited', 'refuse')).toEqual([]);
    expect(record.under(2, 'refuse')).toEqual([]);
  });

  it('meets each policy at a lower limit', () => {
    const record = new Notes().session('ann', 'A', 0, 60).session('ann', 'B', 10, 70);
    expect(record.under(1, 'refuse')).toEqual(['10 ann B refused: A']);
    expect(record.under(1, 'ask')).toEqual(['10 ann B asked: A']);
    expect(record.under(1, 'end-least-recent')).toEqual(['10 ann B ends_others: A']);
    expect(record.under(0, 'ask')).toEqual(['0 ann A refused: ', '10 ann B refused: ']);
  });

  it('has nobody in the way who had signed out by then, or not signed in yet', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 5, { at: 9, reason: 'signed_out' })
      .session('ann', 'B', 10, 70, { at: 80, reason: 'ended_by_admin' })
      .session('ann', 'C', 80, 90)
      .session('bob', 'D', 20, 30);
    expect(record.under(1, 'refuse')).toEqual([]);
  });

  it('knows who was in when the record begins', () => {
    const record = new Notes().session('ann', 'A', -30, 60).session('ann', 'B', 10, 70);
    expect(record.under(1, 'refuse')).toEqual(['10 ann B refused: A']);
  });

  it('takes whom it refused for not being there later', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 60, { at: 40, reason: 'signed_out' })
      .session('ann', 'B', 10, 70)
      .session('ann', 'C', 50, 70);
    expect(record.under(1, 'refuse')).toEqual(['10 ann B refused: A']);
  });

  it('has whoever is asked sign out what was not used longest', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 8)
      .session('ann', 'B', 1, 12)
      .session('ann', 'C', 10, 30)
      .session('ann', 'D', 20, 30);
    // At 20: A is gone since 10, and B was used last at 12.
    expect(record.under(2, 'ask')).toEqual(['10 ann C asked: A B', '20 ann D asked: B C']);
  });

  it('takes nothing for used less because of what it was used for later', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 100)
      .session('ann', 'B', 1, 50)
      .session('ann', 'C', 10, 20);
    expect(record.under(2, 'end-least-recent')).toEqual(['10 ann C ends_others: A']);
  });

  it('lets live on what only the rules of then have ended, until its own time is up', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 9, { at: 10, reason: 'ended_least_recent' })
      .session('ann', 'B', 10, 19, { at: 20, reason: 'ended_by_choice' })
      .session('ann', 'C', 20, 25);
    expect(record.under(3, 'refuse')).toEqual([]);
    expect(record.under(2, 'refuse')).toEqual(['20 ann C refused: A B']);
    expect(record.under(1, 'end-oldest')).toEqual(['10 ann B ends_others: A', '20 ann C ends_others: B']);
    // Idle 8 hours after its last use at 9.
    const idle = (8 * hour) / minute + 9;
    const later = new Notes()
      .session('ann', 'A', 0, 9, { at: 10, reason: 'ended_least_recent' })
      .session('ann', 'B', idle - 1, idle)
      .session('ann', 'C', idle, idle);
    expect(later.under(1, 'refuse')).toEqual([`${String(idle - 1)} ann B refused: A`]);
  });

  it('reclaims dead devices as admission does, and not under refuse', () => {
    const record = new Notes().session('ann', 'A', 0, 9).session('ann', 'B', 40, 50);
    expect(record.under(1, 'ask')).toEqual(['40 ann B ends_others: A']);
    expect(record.under(1, 'refuse')).toEqual(['40 ann B refused: A']);
  });

  it('gives a chance to what was refused in reality, and lets it be in the way then', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 300)
      .fact('ann', 'B', 10, 'refused')
      .session('ann', 'C', 100, 300, { at: 200, reason: 'signed_out' });
    expect(record.under(1, 'refuse')).toEqual(['10 ann B refused: A', '100 ann C refused: A']);
    expect(record.under(2, 'refuse')).toEqual(['100 ann C refused: B A']);
    expect(record.under(3, 'refuse')).toEqual([]);
  });

  it('counts a question and the answer to it as one sign-in, and a second try within ten minutes', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 20, { at: 12, reason: 'ended_by_choice' })
      .fact('ann', 'B', 10, 'asked')
      .session('ann', 'B', 12, 20)
      .fact('bob', 'X', 1, 'refused')
      .fact('bob', 'X', 5, 'refused')
      .fact('bob', 'X', 16, 'refused');
    const answer = replay(record, rules(1, 'ask'));
    expect(answer.cases.map(describeCase)).toEqual(['12 ann B asked: A']);
    expect(answer.attempts).toHaveLength(4);
  });

  it('leaves out whom the hours sent away', () => {
    const record = new Notes().session('ann', 'A', 0, 20).fact('ann', 'B', 10, 'outside_hours');
    const answer = replay(record, rules(1, 'refuse'));
    expect([answer.attempts.length, answer.cases]).toEqual([1, []]);
  });

  it('replaces the session of the same browser, and the one on a device that reality had signed out', () => {
    const again = new Notes()
      .session('ann', 'A', 0, 20, { at: 30, reason: 'replaced' })
      .session('ann', 'A', 30, 40);
    expect(again.under(1, 'refuse')).toEqual([]);
    const turns = new Notes()
      .session('ann', 'A', 0, 9, { at: 10, reason: 'ended_least_recent' })
      .session('ann', 'B', 10, 19, { at: 20, reason: 'ended_least_recent' })
      .session('ann', 'A', 20, 29, { at: 30, reason: 'ended_least_recent' })
      .session('ann', 'B', 30, 40);
    expect(turns.under(2, 'refuse')).toEqual([]);
    // The one that just made room is another device, even when both are called the same.
    const sameName = new Notes()
      .session('ann', 'Chrome', 0, 9, { at: 10, reason: 'ended_least_recent' })
      .session('ann', 'Chrome', 10, 19);
    expect(sameName.under(1, 'refuse')).toEqual(['10 ann Chrome refused: Chrome']);
  });

  it('ends a session at the moment somebody else signed in on its browser', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 9, { at: 10, reason: 'replaced' })
      .session('bob', 'A', 10, 20)
      .session('ann', 'B', 11, 20);
    expect(record.under(1, 'refuse')).toEqual([]);
  });

  it('asks when devices push each other out too often', () => {
    const record = new Notes();
    for (let n = 0; n < 6; n++) record.session('ann', `D${String(n)}`, n, n);
    expect(record.under(1, 'end-oldest').map((line) => line.split(' ')[3])).toEqual([
      'ends_others:',
      'ends_others:',
      'ends_others:',
      'ends_others:',
      'asked:',
    ]);
  });

  it('holds the plan: seats of all, reservations, and whom a full plan pushes out', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 60)
      .session('bob', 'B', 1, 60)
      .session('cid', 'C', 2, 60)
      .session('bob', 'D', 3, 60, { at: 4, reason: 'signed_out' });
    expect(record.under('unlimited', 'ask', { seats: 2 })).toEqual([
      '2 cid C seats_full: A B',
      '3 bob D seats_full: A B',
    ]);
    expect(record.under('unlimited', 'ask', { seats: 3 }, { cid: 2 })).toEqual([
      '1 bob B seats_full: A',
      '3 bob D seats_full: A C',
    ]);
    expect(record.under('unlimited', 'ask', { seats: 2, whenFull: 'end-least-recent' })).toEqual([
      '2 cid C ends_others: A',
      '3 bob D ends_others: B',
    ]);
    expect(record.under('unlimited', 'ask', { seats: 4 })).toEqual([]);
  });

  it('frees seats when sessions of others end by themselves', () => {
    const record = new Notes()
      .session('ann', 'A', 0, 5, { at: 6, reason: 'idle' })
      .session('bob', 'B', 7, 60)
      .session('cid', 'C', 8, 60);
    expect(record.under('unlimited', 'ask', { seats: 1 })).toEqual(['8 cid C seats_full: B']);
  });

  it('makes sign-ins of sessions that are older than the record of sign-ins', () => {
    const record = new Notes().session('ann', 'A', 0, 60).session('ann', 'B', 10, 60);
    record.signIns.length = 0;
    expect(record.under(1, 'refuse')).toEqual(['10 ann B refused: A']);
  });

  it('replays 10,000 sign-ins in less time than a person notices', () => {
    const record = { from, signIns: [] as SignInFact[], sessions: [] as (Session | EndedSession)[] };
    const template = new Notes().session('ann', 'A', 0, 60);
    for (let n = 0; n < 10_000; n++) {
      const id = `s${String(n)}`;
      const userId = `u${String(n % 97)}`;
      const at = from + n * minute;
      const [session] = template.sessions;
      const [fact] = template.signIns;
      if (!session || !fact) throw new Error('the template is empty');
      record.sessions.push({
        ...session,
        id,
        userId,
        signedInAt: at,
        lastUsedAt: at + hour,
        lastSeenAt: at + hour,
        ended: { at: at + 3 * hour, reason: n % 3 === 0 ? 'ended_least_recent' : 'signed_out' },
      });
      record.signIns.push({ ...fact, at, userId, sessionId: id });
    }
    const started = performance.now();
    const answer = replay(record, rules(1, 'end-least-recent', { seats: 100 }, { u1: 2 }));
    expect(answer.attempts).toHaveLength(10_000);
    expect(answer.cases.length).toBeGreaterThan(100);
    // 0.3 s; the rest is for machines with much else to do. A way that looks at all for each would take minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
