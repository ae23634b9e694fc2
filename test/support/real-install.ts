import assert from 'node:assert/strict';
import { hashToken, makeToken } from '../../electron/authority/base/crypto/tokens.ts';
import { acceptClock } from '../../electron/authority/operations/accept-clock.ts';
import { admit } from '../../electron/authority/operations/admit.ts';
import { unblockDevice } from '../../electron/authority/operations/block-devices.ts';
import { addGroup, orderGroups, setGroup } from '../../electron/authority/operations/change-groups.ts';
import { setPlan } from '../../electron/authority/operations/change-plan.ts';
import { changeSettings, type SettingValues } from '../../electron/authority/operations/change-settings.ts';
import { addUser, setUser } from '../../electron/authority/operations/change-users.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { findLiveSession } from '../../electron/authority/operations/find-session.ts';
import { makeExpirySweep, persistUse } from '../../electron/authority/operations/maintain.ts';
import { pauseSignIns, resumeSignIns } from '../../electron/authority/operations/pause-sign-ins.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { Surplus } from '../../shared/model/limit.ts';
import { classOf } from '../../shared/model/session.ts';
import { checkAdmitted, checkRefused } from './rule-invariants.ts';
import {
  deathOf,
  expectAdmission,
  isDead,
  limitOf,
  sharesLimit,
  type Arrival,
  type World,
} from './rule-model.ts';
import { deviceCount, groupNames, membershipsOf, userNames, type Step } from './rule-steps.ts';
import { makeSeamDir, openSeam, removeSeamDir, TestTime, type Seam } from './seam.ts';

/** What happens at random, on the real operations, store and disk, looked at after each step. */

type SignIn = Extract<Step, { do: 'sign-in' }>;
/** What an admin changes. */
type Change = Exclude<
  Step,
  | { which: number }
  | { seconds: number }
  | SignIn
  | { do: 'accept' | 'restart' | 'unblock' | 'pause' | 'resume' }
>;

const sweeps = new WeakMap<Seam, ReturnType<typeof makeExpirySweep>>();

export class RealInstall {
  seam: Seam;
  readonly #dataDir: string;
  readonly #ids = new Map<string, string>();
  readonly #devices = Array.from({ length: deviceCount }, () => makeToken('rcd'));
  readonly #tokens = new Map<string, string>();
  readonly ended = new Set<string>();

  private constructor(seam: Seam, dataDir: string) {
    this.seam = seam;
    this.#dataDir = dataDir;
  }

  static async open(): Promise<RealInstall> {
    const dataDir = makeSeamDir();
    const install = new RealInstall(await openSeam(dataDir, new TestTime(Date.UTC(2026, 5, 1, 12))), dataDir);
    const { deps } = install.seam;
    for (const name of groupNames) {
      const added = await addGroup(deps, { name }, 'cli');
      if (added.ok) install.#ids.set(name, added.group.id);
    }
    for (const name of userNames) {
      const added = await addUser(
        deps,
        { name, groups: membershipsOf[name].map((one) => install.#id(one)) },
        'cli',
      );
      if (added.ok) install.#ids.set(name, added.user.id);
    }
    await install.#set(
      {
        'sessions.kickWar.ends': 2,
        'sessions.browser.idleSeconds': 3000,
        'sessions.browser.absoluteSeconds': 9000,
      },
      'as_they_expire',
    );
    return install;
  }

  async close(): Promise<void> {
    await this.seam.close();
    removeSeamDir(this.#dataDir);
  }

  look(): World {
    const { clock, settings, groups, plan, users, sessions, blockedDevices } = this.seam.deps;
    const ends = new Map(users.list().map(({ id }) => [id, [...sessions.automaticEnds(id)]]));
    return {
      now: clock.now(),
      settings: settings.current(),
      groups: groups.list(),
      plan: plan.current(),
      users: new Map(users.list().map((user) => [user.id, user])),
      live: sessions.listLive().map((session) => ({ ...session })),
      blocked: new Set(blockedDevices.list().map(({ tokenHash }) => tokenHash)),
      pause: this.seam.deps.install.pause(),
      automaticEnds: (userId) => ends.get(userId) ?? [],
    };
  }

  async take(step: Step): Promise<void> {
    const before = this.look();
    if (step.do === 'sign-in') await this.#signIn(step, before);
    else if (step.do === 'restart') await this.#restart(before);
    else if (step.do === 'accept') await this.#accept(before);
    else if (step.do === 'use') this.#use(this.#at(before, step.which), step.use);
    else if (step.do === 'unblock') {
      for (const { id } of this.seam.deps.blockedDevices.list())
        assert.ok((await unblockDevice(this.seam.deps, id, 'cli')).ok);
    } else if (step.do === 'pause') {
      assert.ok((await pauseSignIns(this.seam.deps, step.minutes, 'cli')).ok);
    } else if (step.do === 'resume') {
      assert.ok((await resumeSignIns(this.seam.deps, 'cli')).ok);
    } else if (step.do === 'end' || step.do === 'block') {
      const one = this.#at(before, step.which);
      const target = { ids: one ? [one.id] : [], blockDevices: step.do === 'block' };
      if (one) assert.ok((await endSessions(this.seam.deps, target, 'cli')).ok);
    } else if (step.do === 'pass' || step.do === 'sleep' || step.do === 'jump') {
      this.seam.time[step.do](step.seconds * 1000);
      await this.#sweep();
      const world = this.look();
      assert.deepEqual(
        world.live.filter((one) => isDead(world, one)),
        [],
        'the sweep is in time',
      );
    } else await this.#change(step, before);
    await this.#checkEnds(before, step.do === 'accept');
  }

  #id(name: string): string {
    return this.#ids.get(name) ?? '';
  }

  #at({ live }: World, which: number): Session | undefined {
    return live[which % Math.max(1, live.length)];
  }

  async #sweep(): Promise<void> {
    let sweep = sweeps.get(this.seam);
    if (!sweep) sweeps.set(this.seam, (sweep = makeExpirySweep(this.seam.deps)));
    await sweep();
  }

  #use(session: Session | undefined, use: 'used' | 'seen'): void {
    if (!session) return;
    const world = this.look();
    const found = findLiveSession(this.seam.deps, this.#tokens.get(session.id), use, '192.168.1.8');
    assert.equal(found !== undefined, !isDead(world, session), 'a token lives as long as its session');
  }

  async #signIn(step: SignIn, before: World): Promise<void> {
    const { deps } = this.seam;
    const picked = step.chosen?.flatMap((which) => this.#at(before, which)?.id ?? []);
    const chosen = step.stray && picked ? [...picked, 'stray'] : picked;
    const held = step.holds === undefined ? undefined : this.#at(before, step.holds);
    const deviceToken = this.#devices[step.on] ?? '';
    const arrival: Arrival = {
      device: hashToken(deviceToken),
      userId: this.#id(step.user),
      class: classOf(step.method),
      replaces: held?.id,
      chosen,
    };
    const expected = expectAdmission(before, arrival);
    const place = { device: 'Newcomer', method: step.method, address: '192.168.1.7', preSession: '' };
    const sessionToken = held && this.#tokens.get(held.id);
    const outcome = await admit(
      deps,
      arrival.userId,
      { ...place, sessionToken, deviceToken },
      { mark: undefined, chosen },
    );
    const after = this.look().live;
    assert.equal(answerOf(outcome), expected.answer);
    const left = held && held.userId !== arrival.userId && outcome.kind === 'admitted' ? [held] : [];
    const ends = await this.#endsSince(before, after);
    assert.deepEqual(
      ends
        .filter(([session]) => !isDead(before, session))
        .map(([{ id }, reason]) => `${id} ${reason}`)
        .toSorted(),
      [
        ...expected.ends,
        ...left.filter((one) => !isDead(before, one)).map(({ id }) => `${id} replaced`),
      ].toSorted(),
    );
    if (outcome.kind !== 'admitted') return checkRefused(before, arrival, expected.answer, after);
    this.#tokens.set(outcome.session.id, outcome.token);
    checkAdmitted(before, arrival, after);
  }

  async #restart(before: World): Promise<void> {
    const lives = livesOf(before);
    await persistUse(this.seam.deps);
    await this.seam.close();
    this.seam = await openSeam(this.#dataDir, this.seam.time);
    const world = this.look();
    const byId = (live: readonly Session[]): Session[] => live.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(byId(world.live), byId(before.live), 'everybody is as before, claimed or not');
    for (const [id, life] of livesOf(world)) assert.ok(life <= (lives.get(id) ?? 0), 'no life is gained');
  }

  async #accept(before: World): Promise<void> {
    const answer = await acceptClock(this.seam.deps, 'cli');
    if (!answer.ok) return;
    assert.deepEqual(livesOf(this.look()), livesOf(before), 'nobody gains or loses life by it');
  }

  async #change(step: Change, before: World): Promise<void> {
    const surplus: Surplus = 'surplus' in step ? step.surplus : 'as_they_expire';
    const changed = await this.#stage(step);
    if (!changed) return;
    const world = this.look();
    for (const session of world.live) {
      assert.ok(
        !isDead(world, session) || isDead(before, session),
        'whose life is over by the change has ended',
      );
    }
    for (const session of surplus === 'now' ? world.live : []) {
      const lowered =
        limitOf(world, session.userId, session.class) < limitOf(before, session.userId, session.class);
      const pool = world.live.filter(
        (one) =>
          one.userId === session.userId &&
          !isDead(world, one) &&
          sharesLimit(world, one.class, session.class),
      );
      if (lowered) assert.ok(pool.length <= limitOf(world, session.userId, session.class), 'now means now');
    }
    if (surplus === 'now' || step.do === 'disable') return;
    for (const session of before.live) {
      const stays = world.live.some(({ id }) => id === session.id);
      assert.ok(stays || isDead(world, session) || isDead(before, session), 'as they expire means that');
    }
  }

  async #stage(step: Change): Promise<boolean> {
    const { deps } = this.seam;
    switch (step.do) {
      case 'user':
        return (await setUser(deps, this.#id(step.user), { ...step.rules, surplus: step.surplus }, 'cli')).ok;
      case 'disable':
        return (await setUser(deps, this.#id(step.user), { disabled: step.disabled }, 'cli')).ok;
      case 'member': {
        const groups = step.groups.map((name) => this.#id(name));
        return (await setUser(deps, this.#id(step.user), { groups, surplus: step.surplus }, 'cli')).ok;
      }
      case 'reserve':
        return this.#plan({ reservations: { [this.#id(step.user)]: step.seats } }, step.surplus);
      case 'plan':
        return this.#plan(step.plan, step.surplus);
      case 'group':
        return (
          await setGroup(deps, this.#id(step.group), { rules: step.rules, surplus: step.surplus }, 'cli')
        ).ok;
      case 'order':
        return (
          await orderGroups(
            deps,
            deps.groups
              .list()
              .map(({ id }) => id)
              .toReversed(),
            step.surplus,
            'cli',
          )
        ).ok;
      case 'install':
        return this.#set({ 'sessions.limit': step.limit, 'sessions.policy': step.policy }, step.surplus);
      case 'class':
        return this.#set(
          { 'sessions.appSessions': step.appSessions, 'sessions.appLimit': step.appLimit },
          step.surplus,
        );
      case 'life':
        return this.#set(
          {
            'sessions.browser.idleSeconds': step.idleSeconds,
            'sessions.browser.absoluteSeconds': step.absoluteSeconds,
          },
          step.surplus,
        );
    }
  }

  async #plan(fields: Parameters<typeof setPlan>[1], surplus: Surplus): Promise<boolean> {
    return (await setPlan(this.seam.deps, fields, surplus, 'cli')).ok;
  }

  async #set(values: SettingValues, surplus: Surplus): Promise<boolean> {
    const listensAlready = (): Promise<{ ok: true }> => Promise.resolve({ ok: true });
    return (await changeSettings(this.seam.deps, values, surplus, 'cli', listensAlready)).ok;
  }

  async #endsSince({ live }: World, after: readonly Session[]): Promise<[Session, string][]> {
    const stayed = new Set(after.map(({ id }) => id));
    const gone = live.filter(({ id }) => !stayed.has(id));
    return Promise.all(
      gone.map(async (session): Promise<[Session, string]> => {
        const ended = await this.seam.deps.sessions.findEnded({ id: session.id });
        assert.ok(ended, 'nobody ends without a reason');
        return [session, ended.ended.reason];
      }),
    );
  }

  async #checkEnds(before: World, clockMoved: boolean): Promise<void> {
    const { live } = this.look();
    for (const [session, reason] of await this.#endsSince(before, live)) {
      this.ended.add(session.id);
      if (
        isDead(before, session) &&
        !clockMoved &&
        reason !== 'ended_by_admin' &&
        reason !== 'user_disabled'
      ) {
        assert.equal(reason, deathOf(before, session).by, 'who was over their time ends for that');
      }
      const token = this.#tokens.get(session.id);
      assert.equal(findLiveSession(this.seam.deps, token, 'none', ''), undefined, 'an ended token is dead');
    }
    for (const { id } of live) assert.ok(!this.ended.has(id), 'what ended never comes back');
    const rows = await this.seam.deps.database.read('SELECT id FROM sessions WHERE ended_at IS NULL');
    assert.deepEqual(
      rows.map(({ id }) => String(id)).toSorted(),
      live.map(({ id }) => id).toSorted(),
      'the disk says the same',
    );
  }
}

function answerOf(outcome: SignInOutcome): string {
  if (outcome.kind === 'admitted') return 'admit';
  return outcome.kind === 'choose'
    ? `ask ${String(outcome.mustEnd)}`
    : 'code' in outcome
      ? outcome.code
      : outcome.kind;
}

/** What is left of each life by idle and absolute, ms. */
function livesOf(world: World): Map<string, number> {
  const { now } = world;
  const always = {
    ...world,
    groups: world.groups.map((group) => ({ ...group, rules: { ...group.rules, hours: 'always' as const } })),
  };
  return new Map(world.live.map((session) => [session.id, deathOf(always, session).at - now]));
}
