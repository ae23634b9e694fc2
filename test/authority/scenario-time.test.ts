import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { mustPair } from '../support/app-device.ts';
import { passwordOf } from '../support/authority-process.ts';
import { eventually } from '../support/eventually.ts';
import { chromeOnWindows, readForms, readText, safariOnIphone } from '../support/client.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

let authority: TimedAuthority;

beforeAll(async () => {
  authority = await openTimedAuthority();
});
afterAll(() => authority.remove());

function signIn(name: string, device: string): ReturnType<TimedAuthority['api']['signIn']> {
  return authority.api.signIn(name, passwordOf(name), device);
}

async function mustSignIn(name: string, device: string): Promise<string> {
  return (await authority.api.mustSignIn(name, passwordOf(name), device)).token;
}

describe('12: limit 1, policy ask, a PC that lost its power', () => {
  it('after 31 minutes its place goes to the next one, over the API', async () => {
    await authority.addUser('twelve-a', { limit: 1 });
    const dead = await mustSignIn('twelve-a', 'PC-A');
    await authority.api.whoAmI(dead);
    authority.time.run(31 * minute);
    expect((await signIn('twelve-a', 'PC-B')).status).toBe(201);
    expect(await authority.ended('twelve-a')).toMatchObject([
      { device: 'PC-A', reason: 'reclaimed', by: 'PC-B' },
    ]);
    expect((await authority.api.whoAmI(dead)).json()).toMatchObject({ reason: 'reclaimed', by: 'PC-B' });
  });

  it('after 31 minutes its place goes to the next one, on the form', async () => {
    await authority.addUser('twelve-b', { limit: 1 });
    const pcA = authority.browser(chromeOnWindows);
    await pcA.signIn('twelve-b', passwordOf('twelve-b'));
    await pcA.open('/devices');
    authority.time.run(31 * minute);
    const pcB = authority.browser(safariOnIphone);
    expect((await pcB.signIn('twelve-b', passwordOf('twelve-b'))).status).toBe(200);
    expect(await authority.live('twelve-b')).toMatchObject([{ device: 'Safari on iPhone' }]);
    expect(readText((await pcA.open('/devices')).text)).toContain('Safari on iPhone');
  });

  it('after 5 minutes there is the chooser instead', async () => {
    await authority.addUser('twelve-c', { limit: 1 });
    await authority.api.whoAmI(await mustSignIn('twelve-c', 'PC-A'));
    authority.time.run(5 * minute);
    expect((await signIn('twelve-c', 'PC-B')).json()).toMatchObject({ code: 'session_limit', must_end: 1 });
    const page = await authority.browser().signIn('twelve-c', passwordOf('twelve-c'));
    expect(readForms(page.text).some(({ action }) => action === '/sign-in/choose')).toBe(true);
    expect(await authority.live('twelve-c')).toMatchObject([{ device: 'PC-A' }]);
  });

  it('a phone app in a pocket keeps its place; the browser beside it, unseen as long, gives its own', async () => {
    await authority.addUser('twelve-e', { limit: 2 });
    const browser = authority.browser();
    await browser.signIn('twelve-e', passwordOf('twelve-e'));
    const { token } = await mustPair(authority.api, browser, 'Phone');
    await authority.api.whoAmI(token);
    authority.time.run(31 * minute);
    expect((await signIn('twelve-e', 'PC-B')).status).toBe(201);
    expect(await authority.ended('twelve-e')).toMatchObject([
      { device: 'Chrome on Windows', reason: 'reclaimed' },
    ]);
    expect((await authority.api.whoAmI(token)).status).toBe(200);
    // PC-B was never claimed; when it was, there is nobody left who could be dead.
    authority.time.run(31 * minute);
    expect((await signIn('twelve-e', 'PC-C')).status).toBe(201);
    expect((await authority.api.whoAmI(token)).status).toBe(200);
  });

  it('under `refuse` it says when the place frees itself, and keeps it until then', async () => {
    await authority.addUser('twelve-d', { limit: 1, policy: 'refuse' });
    await authority.api.whoAmI(await mustSignIn('twelve-d', 'PC-A'));
    authority.time.run(40 * minute);
    const refused = (await signIn('twelve-d', 'PC-B')).json<{ code: string; free_at: string }>();
    expect(refused.code).toBe('session_limit');
    // Idle is what ends it: 8 hours after the last use.
    expect(Date.parse(refused.free_at) - authority.time.wall()).toBe(8 * hour - 40 * minute);
    expect(await authority.live('twelve-d')).toMatchObject([{ device: 'PC-A' }]);
  });

  it('under `refuse` it is reclaimed as well where the admin has turned that on', async () => {
    await authority.control.settings.set({ values: { 'sessions.reclaim.underRefuse': true } });
    expect((await signIn('twelve-d', 'PC-B')).status).toBe(201);
    await authority.control.settings.set({ values: { 'sessions.reclaim.underRefuse': false } });
    expect(await authority.ended('twelve-d')).toMatchObject([{ device: 'PC-A', reason: 'reclaimed' }]);
  });
});

describe('13: idle 15 minutes, absolute 12 hours', () => {
  beforeAll(async () => {
    const { group } = await authority.control.groups.add({
      name: 'Thirteen',
      rules: { browser: { idleSeconds: 15 * 60, absoluteSeconds: 12 * 3600 } },
    });
    await authority.addUser('thirteen', { limit: 5, groups: [group.id] });
  });

  it('one that is used each minute ends at 12 h, one that is silent at 15 min, both to the second', async () => {
    const busy = await mustSignIn('thirteen', 'busy');
    const silent = await mustSignIn('thirteen', 'silent');
    const startedAt = authority.time.wall();
    for (let n = 1; n <= 14; n++) {
      authority.time.run(minute);
      expect((await authority.api.whoAmI(busy)).status).toBe(200);
    }
    authority.time.run(minute - second);
    await expect(authority.live('thirteen')).resolves.toHaveLength(2);
    authority.time.run(second);
    expect((await authority.api.whoAmI(silent)).json()).toMatchObject({
      reason: 'idle',
      at: new Date(startedAt + 15 * minute).toISOString(),
    });

    for (let n = 15; n < 12 * 60; n += 5) {
      expect((await authority.api.whoAmI(busy)).status).toBe(200);
      authority.time.run(5 * minute);
    }
    expect(authority.time.wall() - startedAt).toBe(12 * hour);
    expect((await authority.api.whoAmI(busy)).json()).toMatchObject({
      reason: 'absolute',
      at: new Date(startedAt + 12 * hour).toISOString(),
    });
  });

  it('a shorter life of a group ends those who are over it at once', async () => {
    await mustSignIn('thirteen', 'old');
    authority.time.run(10 * minute);
    const [group] = await authority.control.groups.list();
    const rules = { browser: { idleSeconds: 5 * 60, absoluteSeconds: 12 * 3600 } };
    const preview = await authority.control.groups.previewSet({ id: group?.id ?? '', rules });
    expect(preview.affected).toMatchObject([{ reason: 'idle', session: { device: 'old' } }]);
    await authority.control.groups.set({ id: group?.id ?? '', rules });
    expect(await authority.live('thirteen')).toEqual([]);
  });
});

describe('sleep', () => {
  it('counts as idle: what slept through its idle time is over at the next request', async () => {
    await authority.addUser('sleeper', { limit: 2 });
    const token = await mustSignIn('sleeper', 'laptop');
    await authority.api.whoAmI(token);
    authority.time.sleep(8 * hour + second);
    expect((await authority.api.whoAmI(token)).json()).toMatchObject({ reason: 'idle' });
  });
});

describe('hours of a group', () => {
  it('outside, a sign-in is refused with the next opening, and those who are in are out at closing time', async () => {
    const { group } = await authority.control.groups.add({
      name: 'Shop',
      rules: {
        hours: {
          windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '18:00' }],
          outside: 'end',
        },
      },
    });
    const at = (time: number): void => authority.time.run(time - authority.time.wall());
    const morning = new Date(authority.time.wall() + day).setHours(17, 0, 0, 0);
    at(morning);
    await authority.addUser('seller', { limit: 2, groups: [group.id] });
    const token = await mustSignIn('seller', 'till');
    expect((await authority.api.whoAmI(token)).json()).toMatchObject({ session: { expires_by: 'hours' } });
    authority.time.run(hour - second);
    expect((await authority.api.whoAmI(token)).status).toBe(200);
    authority.time.run(second);
    expect((await authority.api.whoAmI(token)).json()).toMatchObject({ reason: 'hours' });
    const refused = (await signIn('seller', 'till')).json<{ code: string; opens_at: string }>();
    expect(refused.code).toBe('outside_hours');
    expect(new Date(refused.opens_at).getHours()).toBe(8);
    authority.time.run(14 * hour);
    expect((await signIn('seller', 'till')).status).toBe(201);
  });
});

describe('14: a dead clock battery', () => {
  it('back to 1970 across a restart: nobody gains life, sign-in works, the alarm is up', async () => {
    await authority.addUser('fourteen', { limit: 3 });
    const token = await mustSignIn('fourteen', 'PC');
    await authority.api.whoAmI(token);
    authority.time.run(7 * hour);
    const right = authority.time.wall();
    await authority.restart(() => authority.time.setWall(3 * day));
    expect((await authority.control.status.get()).alarms.map(({ code }) => code)).toContain('clock_behind');
    expect((await authority.api.whoAmI(token)).status).toBe(200);
    const other = await mustSignIn('fourteen', 'second PC');
    authority.time.run(8 * hour);
    expect((await authority.api.whoAmI(token)).json()).toMatchObject({ reason: 'idle' });
    expect((await authority.api.whoAmI(other)).json()).toMatchObject({ reason: 'idle' });

    // The clock is set right, 56 years on: no mass expiry, and the admin says that it is right.
    const third = await mustSignIn('fourteen', 'third PC');
    authority.time.setWall(right + 8 * hour + 3 * minute);
    expect((await authority.api.whoAmI(third)).status).toBe(200);
    const { movedSeconds } = await authority.control.clock.accept();
    expect(Math.abs(movedSeconds - 3 * 60)).toBeLessThanOrEqual(1);
    expect((await authority.api.whoAmI(third)).status).toBe(200);
    expect((await authority.control.status.get()).alarms.map(({ code }) => code)).toEqual([]);
  });

  it('jumps of an hour while running change nothing but raise the alarm', async () => {
    const token = await mustSignIn('fourteen', 'fifth PC');
    for (const jump of [hour, -2 * hour]) {
      authority.time.setWall(authority.time.wall() + jump);
      expect((await authority.control.status.get()).alarms.map(({ code }) => code)).toContain('clock_jumped');
      expect((await authority.api.whoAmI(token)).status).toBe(200);
    }
    await authority.control.clock.accept();
    expect((await authority.api.whoAmI(token)).status).toBe(200);
    await expect(authority.control.clock.accept()).rejects.toMatchObject({ code: 'clock_not_in_question' });
  });
});

describe('devices that push each other out', () => {
  it('after more than 3 ends in 5 minutes it asks, for 10 minutes', async () => {
    await authority.addUser('war', { limit: 1, policy: 'end-least-recent' });
    for (let n = 1; n <= 5; n++) {
      expect((await signIn('war', `device ${String(n)}`)).status).toBe(201);
      authority.time.run(10 * second);
    }
    expect((await signIn('war', 'sixth')).json()).toMatchObject({ code: 'session_limit', must_end: 1 });
    expect((await authority.control.users.list()).find(({ name }) => name === 'war')).toMatchObject({
      effectivePolicy: { value: 'end-least-recent', askUntil: expect.any(String) as string },
    });
    authority.time.run(10 * minute);
    expect((await signIn('war', 'sixth')).status).toBe(201);
  });
});

describe('a background request', () => {
  it('shows that the device is there, and does not keep it from being idle', async () => {
    const { app, secret } = await authority.control.apps.add({
      name: 'ERP',
      kind: 'forward-auth',
      url: 'https://192.168.1.20',
      backgroundPaths: ['/api/poll', '/socket.io/*'],
    });
    await authority.addUser('poller', { limit: 1 });
    const session = await authority.api.mustSignIn('poller', passwordOf('poller'), 'PC');
    const made = await authority.api.call('POST', '/api/v1/session/app-token', {
      token: session.token,
      body: { app: app.id },
    });
    const { token } = made.json<{ token: string }>();
    const ask = async (uri: string): Promise<number> =>
      (
        await authority.browser().send('/auth/verify', {
          headers: {
            'Rollcall-App': secret,
            'X-Forwarded-Proto': 'https',
            'X-Forwarded-Host': '192.168.1.20',
            'X-Forwarded-Uri': uri,
            Authorization: `Bearer ${token}`,
          },
        })
      ).status;
    for (let n = 0; n < 47; n++) {
      authority.time.run(10 * minute);
      expect(await ask(n % 2 === 0 ? '/api/poll?since=1' : '/socket.io/x')).toBe(200);
    }
    // Seen all the time: not dead, so its place goes to nobody …
    expect((await signIn('poller', 'other')).json()).toMatchObject({ code: 'session_limit' });
    // … and idle all the same.
    authority.time.run(10 * minute);
    expect(await ask('/api/poll')).toBe(401);
    expect(await authority.ended('poller')).toMatchObject([{ device: 'PC', reason: 'idle' }]);
  });
});

describe('14: a clock that is 56 years ahead at the start', () => {
  it('is not believed, nothing is persisted from it, and nothing ends when it is said to be right', async () => {
    const ahead = await openTimedAuthority();
    try {
      await ahead.addUser('ann', { limit: 3 });
      const { token } = await ahead.api.mustSignIn('ann', passwordOf('ann'), 'PC');
      await ahead.api.whoAmI(token);
      await ahead.restart(() => ahead.time.setWall(ahead.time.wall() + 56 * year));
      const alarms = async (): Promise<string[]> =>
        (await ahead.control.status.get()).alarms.map(({ code }) => code);
      expect(await alarms()).toContain('clock_ahead');
      expect((await ahead.api.whoAmI(token)).status).toBe(200);
      await ahead.restart();
      expect(await alarms()).toContain('clock_ahead');
      expect((await ahead.api.whoAmI(token)).status).toBe(200);

      // From here on no certificate of this install is valid by the clock of the test, so the console is asked.
      const { movedSeconds } = await ahead.control.clock.accept();
      expect(movedSeconds).toBeGreaterThan(55 * 365 * 24 * 3600);
      await expect(ahead.live('ann')).resolves.toMatchObject([{ device: 'PC' }]);
      ahead.time.run(8 * hour - minute);
      await ahead.restart();
      expect(await alarms()).not.toContain('clock_ahead');
      await expect(ahead.live('ann')).resolves.toMatchObject([{ device: 'PC' }]);
      ahead.time.run(minute);
      await eventually('the idle end', async () => (await ahead.live('ann')).length === 0);
      expect(await ahead.ended('ann')).toMatchObject([{ reason: 'idle' }]);
    } finally {
      await ahead.remove();
    }
  });
});
