import assert from 'node:assert/strict';
import { openAuthorityClock } from '../../electron/authority/base/clock/authority-clock.ts';
import {
  decideAdmission,
  type AdmissionDecision,
} from '../../electron/authority/operations/policies/admission.ts';
import {
  decideConsequences,
  type RuleState,
} from '../../electron/authority/operations/policies/consequences.ts';
import { expiryOf, type Expiry } from '../../electron/authority/operations/policies/expiry.ts';
import { isOpen } from '../../electron/authority/operations/policies/hours.ts';
import { kickWarUntil, policyInForce } from '../../electron/authority/operations/policies/kick-war.ts';
import { pauseAt } from '../../electron/authority/operations/policies/pause.ts';
import {
  counts,
  limitOf,
  makeUserRules,
  sharesLimit,
  type RuledUser,
  type RuleSources,
  type UserRules,
} from '../../electron/authority/operations/policies/rules.ts';
import type { Session, SessionEnd } from '../../electron/authority/records/sessions/session.ts';
import type { Surplus } from '../../shared/model/limit.ts';
import { noPlan, type Plan } from '../../shared/model/plan.ts';
import { classOf, type SignInMethod } from '../../shared/model/session.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { makeGroup, makeRequest, makeSession, makeSettings, makeUser, now as noon } from './made-rules.ts';
import { checkAdmitted, checkRefused } from './rule-invariants.ts';
import { deathOf, expectAdmission, isDead, type Arrival, type World } from './rule-model.ts';
import { groupNames, membershipsOf, userNames, type Step } from './rule-steps.ts';
import { TestTime } from './seam.ts';

type Person = RuledUser & { readonly disabled: boolean };
type Change = Partial<Pick<PureInstall, 'settings' | 'groups' | 'plan' | 'users'>>;

/** An install without a disk: the pure decisions, and what an operation does with them. */
export class PureInstall implements World {
  readonly time = new TestTime(noon);
  clock = openAuthorityClock(undefined, this.time);
  settings: Settings = makeSettings({
    browser: { idleSeconds: 3000, absoluteSeconds: 9000 },
    kickWar: { ends: 2, withinSeconds: 300, askSeconds: 600 },
  });
  groups = groupNames.map((name) => makeGroup(name));
  plan: Plan = noPlan;
  users: ReadonlyMap<string, Person> = new Map(
    userNames.map((name) => [name, { ...makeUser({ groups: membershipsOf[name] }), disabled: false }]),
  );
  live: readonly Session[] = [];
  blocked: ReadonlySet<string> = new Set();
  pause: { readonly until: number | undefined } | undefined;
  readonly ended = new Map<string, SessionEnd>();
  readonly #automatic = new Map<string, number[]>();
  #watermark: number | undefined;
  #made = 0;

  get now(): number {
    return this.clock.now();
  }

  readonly automaticEnds = (userId: string): readonly number[] => this.#automatic.get(userId) ?? [];

  take(step: Step): void {
    switch (step.do) {
      case 'sign-in': {
        const picked = step.chosen?.flatMap((which) => this.#at(which)?.id ?? []);
        const chosen = step.stray && picked ? [...picked, 'stray'] : picked;
        return this.#signIn(
          step.user,
          step.method,
          `device ${String(step.on)}`,
          step.holds === undefined ? undefined : this.#at(step.holds),
          chosen,
        );
      }
      case 'end': {
        const one = this.#at(step.which);
        if (one) this.#end([{ id: one.id, reason: 'signed_out', at: this.now }]);
        return;
      }
      case 'block': {
        const device = this.#at(step.which)?.deviceHash;
        if (device === undefined) return;
        this.blocked = new Set([...this.blocked, device]);
        const on = this.live.filter(({ deviceHash }) => deviceHash === device);
        this.#end(on.map(({ id }) => ({ id, reason: 'ended_by_admin', at: this.now })));
        return;
      }
      case 'unblock':
        this.blocked = new Set();
        return;
      case 'pause':
        this.pause = { until: step.minutes === undefined ? undefined : this.now + step.minutes * 60_000 };
        return;
      case 'resume':
        this.pause = undefined;
        return;
      case 'use': {
        const one = this.#at(step.which);
        if (!one || isDead(this, one)) return;
        const at = this.now;
        const used = step.use === 'used' ? { lastUsedAt: at } : {};
        const next = { ...one, ...used, lastSeenAt: at, claimedAt: one.claimedAt ?? at };
        this.live = this.live.map((session) => (session === one ? next : session));
        return;
      }
      case 'pass':
      case 'sleep': {
        const before = this.now;
        this.time[step.do](step.seconds * 1000);
        assert.ok(this.now - before >= step.seconds * 1000 - 2500, 'sleep and time awake count');
        this.#watermark = this.clock.watermark();
        return;
      }
      case 'jump': {
        const before = this.now;
        this.time.jump(step.seconds * 1000);
        assert.equal(this.now, before, 'a jump of the wall clock changes nothing');
        return;
      }
      case 'accept': {
        const lives = this.#lives();
        const { movedMs } = this.clock.accept();
        const move = (session: Session): Session => ({
          ...session,
          signedInAt: session.signedInAt + movedMs,
          lastUsedAt: session.lastUsedAt + movedMs,
          lastSeenAt: session.lastSeenAt + movedMs,
        });
        this.live = this.live.map(move);
        if (this.pause?.until !== undefined) this.pause = { until: this.pause.until + movedMs };
        this.groups = this.groups.map((group) => ({ ...group, hoursSince: group.hoursSince + movedMs }));
        for (const at of this.#automatic.values()) at.forEach((_, n) => (at[n] = (at[n] ?? 0) + movedMs));
        this.#watermark = this.clock.watermark();
        // By the hours of the week everything is different then; idle and absolute are as they were.
        assert.deepEqual(this.#lives(), lives, 'nobody gains or loses life by "this clock is right"');
        return;
      }
      case 'restart': {
        this.#watermark = this.clock.watermark();
        const lives = this.#lives();
        this.clock = openAuthorityClock(this.#watermark, this.time);
        this.#lives().forEach((life, n) =>
          assert.ok(life <= (lives[n] ?? 0), 'no life is gained by a restart'),
        );
        return;
      }
      case 'disable':
        return this.#change(
          { users: this.#with(step.user, { disabled: step.disabled }) },
          'as_they_expire',
          () => {
            if (!step.disabled) return;
            const own = this.live.filter(({ userId }) => userId === step.user);
            this.#end(own.map(({ id }) => ({ id, reason: 'user_disabled', at: this.now })));
          },
        );
      case 'user':
        return this.#change({ users: this.#with(step.user, step.rules) }, step.surplus);
      case 'reserve':
        return this.#change({ users: this.#with(step.user, { reservedSeats: step.seats }) }, step.surplus);
      case 'member':
        return this.#change({ users: this.#with(step.user, { groups: step.groups }) }, step.surplus);
      case 'group': {
        const set = Object.fromEntries(Object.entries(step.rules).filter(([, value]) => value !== undefined));
        const groups = this.groups.map((group) => {
          if (group.id !== step.group) return group;
          const hoursSince = step.rules.hours === undefined ? group.hoursSince : this.now;
          return { ...group, rules: { ...group.rules, ...set }, hoursSince };
        });
        return this.#change({ groups }, step.surplus);
      }
      case 'order':
        return this.#change({ groups: this.groups.toReversed() }, step.surplus);
      case 'install':
        return this.#change(
          { settings: this.#set({ limit: step.limit, policy: step.policy }) },
          step.surplus,
        );
      case 'class': {
        const { appSessions, appLimit } = step;
        return this.#change({ settings: this.#set({ appSessions, appLimit }) }, step.surplus);
      }
      case 'life': {
        const { idleSeconds, absoluteSeconds } = step;
        return this.#change(
          { settings: this.#set({ browser: { idleSeconds, absoluteSeconds } }) },
          step.surplus,
        );
      }
      case 'plan':
        return this.#change({ plan: step.plan }, step.surplus);
    }
  }

  #at(which: number): Session | undefined {
    return this.live[which % Math.max(1, this.live.length)];
  }

  #lives(): number[] {
    const { now, settings } = this;
    return this.live.map(
      (one) =>
        Math.min(
          one.lastUsedAt + settings.sessions[one.class].idleSeconds * 1000,
          one.signedInAt + settings.sessions[one.class].absoluteSeconds * 1000,
        ) - now,
    );
  }

  #with(
    name: string,
    fields: { readonly [Key in keyof Person]?: Person[Key] | undefined },
  ): Map<string, Person> {
    const person = this.users.get(name);
    if (!person) throw new Error(name);
    const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return new Map([...this.users, [name, { ...person, ...set }]]);
  }

  #set(sessions: Partial<Settings['sessions']>): Settings {
    return { ...this.settings, sessions: { ...this.settings.sessions, ...sessions } };
  }

  #state(change: Change = {}): RuleState {
    const { settings, groups, plan, users } = {
      settings: this.settings,
      groups: this.groups,
      plan: this.plan,
      users: this.users,
      ...change,
    };
    const sources: RuleSources = { settings, groups, plan };
    return {
      sources,
      rulesOf: (userId) => makeUserRules(users.get(userId) ?? makeUser(), sources),
      reservations: new Map(
        [...users].flatMap(([id, { disabled, reservedSeats }]) =>
          !disabled && reservedSeats > 0 ? [[id, reservedSeats] as const] : [],
        ),
      ),
    };
  }

  /** Refused as a whole when the reservations are more than the seats, as the operations do. */
  #change(change: Change, surplus: Surplus, andThen: () => void = () => undefined): void {
    const after = this.#state(change);
    const reserved = [...after.reservations.values()].reduce((sum, seats) => sum + seats, 0);
    if (after.sources.plan.seats !== 'unlimited' && reserved > after.sources.plan.seats) return;
    const consequences = decideConsequences(this.now, this.live, this.#state(), after);
    const dead = new Set(this.live.filter((one) => isDead(this, one)));
    Object.assign(this, change);

    const always = new Set(consequences.filter((one) => one.always).map(({ session }) => session.id));
    for (const session of this.live) {
      if (dead.has(session)) assert.ok(!consequences.some((one) => one.session === session));
      else
        assert.equal(
          always.has(session.id),
          isDead(this, session),
          'exactly the lives that are over end at once',
        );
    }
    assert.equal(new Set(consequences.map(({ session }) => session)).size, consequences.length);
    this.#end(
      consequences
        .filter((one) => one.always || surplus === 'now')
        .map(({ session, reason, at }) => ({ id: session.id, reason, at })),
    );
    andThen();
  }

  #end(ends: readonly SessionEnd[]): void {
    for (const end of ends) {
      const session = this.live.find(({ id }) => id === end.id);
      assert.ok(session, 'only who is live can end');
      assert.ok(end.at <= this.now);
      this.live = this.live.filter((one) => one !== session);
      this.ended.set(end.id, end);
      if (['ended_least_recent', 'ended_oldest', 'ended_next_to_expire'].includes(end.reason)) {
        this.#automatic.set(session.userId, [...this.automaticEnds(session.userId), this.now]);
      }
    }
  }

  #signIn(
    userId: string,
    method: SignInMethod,
    device: string,
    held: Session | undefined,
    chosen: readonly string[] | undefined,
  ): void {
    const arrival: Arrival = { userId, class: classOf(method), replaces: held?.id, chosen, device };
    const expected = expectAdmission(this, arrival);
    const { now, settings, groups, plan, users, live, blocked, pause, automaticEnds } = this;
    const before: World = { now, settings, groups, plan, users, live, blocked, pause, automaticEnds };
    const decision = this.#decide(arrival);
    const answer =
      decision.kind === 'refuse'
        ? decision.code
        : decision.kind === 'ask'
          ? `ask ${String(decision.mustEnd)}`
          : 'admit';
    assert.equal(answer, expected.answer);
    assert.deepEqual(decision.end.map(({ id, reason }) => `${id} ${reason}`).toSorted(), expected.ends);

    const ownDead = this.live.filter((one) => one.userId === userId && isDead(this, one));
    for (const { id } of ownDead)
      assert.ok(
        decision.expire.some((one) => one.id === id),
        'the expired end',
      );
    for (const end of decision.expire) {
      const session = this.live.find(({ id }) => id === end.id);
      assert.deepEqual(session && deathOf(this, session), { at: end.at, by: end.reason });
    }
    this.#end([...decision.expire, ...decision.end]);
    if (answer !== 'admit') return checkRefused(before, arrival, answer, this.live);
    this.#made += 1;
    const at = this.now;
    const id = `s${String(this.#made)}`;
    const started = {
      userId,
      userName: userId,
      class: arrival.class,
      method,
      signedInAt: at,
      lastUsedAt: at,
      lastSeenAt: at,
      deviceHash: device,
    };
    this.live = [...this.live, makeSession(id, { ...started, claimedAt: undefined })];
    checkAdmitted(before, arrival, this.live);
  }

  /** As `operations/admit.ts` asks. */
  #decide(arrival: Arrival): AdmissionDecision {
    const { now, settings, plan } = this;
    const { userId } = arrival;
    const state = this.#state();
    const made = new Map<string, UserRules>();
    const rulesOf = (id: string): UserRules => {
      const rules = made.get(id) ?? state.rulesOf(id);
      made.set(id, rules);
      return rules;
    };
    const rules = rulesOf(userId);
    const expiry = (session: Session): Expiry => expiryOf(session, rulesOf(session.userId));
    const reclaim = {
      settings: settings.sessions.reclaim,
      mayReclaim: (session: Session) => rulesOf(session.userId).policy.value !== 'refuse',
    };
    const holders = this.live.filter((session) => counts(session.class, settings));
    const hasPlan = plan.seats !== 'unlimited' && counts(arrival.class, settings);
    return decideAdmission(
      now,
      makeRequest({
        userId,
        disabled: this.users.get(userId)?.disabled ?? true,
        deviceBlocked: this.blocked.has(arrival.device),
        replaces: arrival.replaces,
        chosen: arrival.chosen,
      }),
      this.live.filter((session) => session.userId === userId),
      {
        limit: limitOf(rules, arrival.class, settings),
        policy: policyInForce(
          rules.policy.value,
          kickWarUntil(now, this.automaticEnds(userId), settings.sessions.kickWar),
        ),
        expiryOf: expiry,
        sharesLimit: (session) => sharesLimit(session.class, arrival.class, settings),
        holdsSeat: (session) => counts(session.class, settings),
        reclaim,
        paused: pauseAt(this.pause, now) !== undefined,
        closed:
          rules.hours === undefined || isOpen(rules.hours.value, now) ? undefined : { opensAt: undefined },
        seats: hasPlan
          ? {
              pool: Number(plan.seats),
              whenFull: plan.whenFull,
              used: holders.length,
              usedBy: (id) => holders.filter((session) => session.userId === id).length,
              reservations: state.reservations,
              listHolders: () => holders,
              expiryOf: expiry,
              reclaim,
            }
          : undefined,
      },
    );
  }
}
