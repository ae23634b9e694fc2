import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import {
  Browser,
  chromeOnWindows,
  readForms,
  readText,
  safariOnIphone,
  type Answer,
} from '../support/client.ts';

let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
});
afterAll(() => authority.remove());

const browse = (userAgent = chromeOnWindows): Browser =>
  new Browser(authority.origin, authority.ca, userAgent);
let count = 0;

/** A user of this test's own, so that no test meets another's sessions. */
async function makeUser(limit: number | 'unlimited', policy?: string): Promise<string> {
  const name = `user${String((count += 1))}`;
  await addUser(authority, name, { limit, ...(policy === undefined ? {} : { policy }) });
  return name;
}

async function signIn(name: string, userAgent?: string): Promise<Browser> {
  const browser = browse(userAgent);
  const answer = await browser.signIn(name, passwordOf(name));
  if (browser.token === undefined) throw new Error(`not signed in: ${readText(answer.text)}`);
  return browser;
}

const liveDevices = async (name: string): Promise<string[]> => {
  const { sessions } = await authority.run<{ sessions: { device: string }[] }>([
    'session',
    'list',
    '--user',
    name,
  ]);
  return sessions.map(({ device }) => device).sort();
};

function formTo(answer: Answer, action: string): ReturnType<typeof readForms>[number] {
  const form = readForms(answer.text).find((one) => one.action === action);
  if (!form) throw new Error(`no form to ${action}: ${readText(answer.text)}`);
  return form;
}
const buttons = (html: string, name: string): string[] =>
  [...html.matchAll(/<button\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? '');

describe('signing in', () => {
  it('sets HttpOnly, Secure, host-bound cookies and goes on by a page', async () => {
    const name = await makeUser(1);
    const browser = browse();
    const answer = await browser.signIn(name, passwordOf(name), '/account/password');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('http-equiv="refresh"');
    expect(answer.text).toContain('href="/account/password"');
    for (const cookie of ['__Host-rollcall', '__Host-rollcall-device']) {
      const line = answer.setCookies.find((one) => one.startsWith(`${cookie}=`)) ?? '';
      for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age='])
        expect(line).toContain(part);
      expect(line).not.toContain('Domain');
    }
  });

  it('answers a wrong password and an unknown name alike, and keeps the name', async () => {
    const name = await makeUser(1);
    const texts = [];
    for (const tried of [name, 'nobody-of-this-name']) {
      const answer = await browse().signIn(tried, 'not the password');
      expect(answer.status).toBe(401);
      expect(readForms(answer.text)[0]?.fields['username']).toBe(tried);
      texts.push(readText(answer.text));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('says how long to wait after too many wrong passwords', async () => {
    const name = await makeUser(1);
    const browser = browse();
    let answer: Answer | undefined;
    for (let n = 0; n < 8 && answer?.status !== 429; n += 1)
      answer = await browser.signIn(name, 'not the password');
    expect(answer?.status).toBe(429);
    expect(Number(answer?.headers['retry-after'])).toBeGreaterThan(0);
    expect(readText(answer?.text ?? '')).toMatch(/Wait \d+ seconds?, then try again/);
  });

  it('tells a disabled user so only after the right password', async () => {
    const name = await makeUser(1);
    await authority.run(['user', 'disable', name]);
    expect((await browse().signIn(name, 'not the password')).status).toBe(401);
    const answer = await browse().signIn(name, passwordOf(name));
    expect(answer.status).toBe(403);
    expect(readText(answer.text)).toContain('switched off');
  });

  it('makes a new token even when one was set before', async () => {
    const name = await makeUser(1);
    const browser = browse();
    const planted = `rcs_${'A'.repeat(43)}`;
    browser.cookies.set('__Host-rollcall', planted);
    await browser.signIn(name, passwordOf(name));
    expect(browser.token).toMatch(/^rcs_/);
    expect(browser.token).not.toBe(planted);
  });

  it('again in the same browser replaces its session and asks nothing', async () => {
    const name = await makeUser(1);
    const browser = await signIn(name);
    const before = browser.token;
    expect(readText((await browser.open('/sign-in')).text)).toContain(`You are signed in as ${name}`);
    await browser.signIn(name, passwordOf(name));
    expect(browser.token).not.toBe(before);
    expect(await liveDevices(name)).toHaveLength(1);
  });

  it('with a temporary password leads to an own one, through the same limit', async () => {
    await authority.run(['user', 'add', 'temp', '--password-stdin'], 'given by the admin\n');
    const browser = browse();
    const asked = await browser.signIn('temp', 'given by the admin');
    expect(browser.token).toBeUndefined();
    const weak = await browser.submit(formTo(asked, '/welcome'), { password: 'password' });
    expect(weak.status).toBe(422);
    expect(readText(weak.text)).toContain('common passwords');
    await browser.submit(formTo(weak, '/welcome'), { password: 'chosen by the user' });
    expect(browser.token).toMatch(/^rcs_/);
    expect((await browse().signIn('temp', 'given by the admin')).status).toBe(401);
  });

  it('for the first time takes the one-time code once', async () => {
    const added = await authority.run<{ welcome: { code: string } }>(['user', 'add', 'fresh']);
    const browser = browse();
    // As the QR code of the console has it.
    const page = await browser.open('/welcome?username=fresh');
    expect(page.text).toMatch(/name="username"[^>]*value="fresh"/);
    const form = formTo(page, '/welcome');
    const wrong = await browser.submit(form, {
      username: 'fresh',
      code: 'AAAA-AAAA',
      password: 'chosen by the user',
    });
    expect(wrong.status).toBe(401);
    const values = { username: 'fresh', code: added.welcome.code, password: 'chosen by the user' };
    await browser.submit(formTo(wrong, '/welcome'), values);
    expect(browser.token).toMatch(/^rcs_/);

    const other = browse();
    const again = await other.submit(formTo(await other.open('/welcome'), '/welcome'), values);
    expect(again.status).toBe(401);
    expect(other.token).toBeUndefined();
  });
});

describe('at the limit', () => {
  it('refuse: says who is in and what to do, and ends nobody', async () => {
    const name = await makeUser(1, 'refuse');
    const first = await signIn(name);
    const second = browse(safariOnIphone);
    const answer = await second.signIn(name, passwordOf(name));
    expect(answer.status).toBe(409);
    expect(readText(answer.text)).toMatch(/1 of 1 in use: Chrome on Windows ?, last seen just now/);
    expect(readText(answer.text)).toContain('ask the admin');
    expect(second.token).toBeUndefined();
    expect((await first.open('/devices')).status).toBe(200);
  });

  it('ask: one device is chosen, ended and replaced in one step', async () => {
    const name = await makeUser(1);
    const first = await signIn(name);
    const second = browse(safariOnIphone);
    const chooser = await second.signIn(name, passwordOf(name));
    const text = readText(chooser.text);
    expect(text).toContain('You are signed in on 1 device. Your limit is 1.');
    expect(text).toContain('Sign out this device and continue');
    const [id = ''] = buttons(chooser.text, 'end');
    await second.submit(formTo(chooser, '/sign-in/choose'), { end: id });
    expect(second.token).toMatch(/^rcs_/);
    expect(await liveDevices(name)).toEqual(['Safari on iPhone']);

    const told = await first.open('/devices');
    expect(told.status).toBe(401);
    expect(readText(told.text)).toContain('chose to sign this one out');
    expect(readText(told.text)).toContain('Taken by Safari on iPhone');
  });

  it('ask: cancelling changes nothing', async () => {
    const name = await makeUser(1);
    const first = await signIn(name);
    const second = browse(safariOnIphone);
    const chooser = await second.signIn(name, passwordOf(name));
    const cancel =
      /href="(\/sign-in[^"]*cancelled=1)"/.exec(chooser.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(readText((await second.open(cancel)).text)).toContain('Nothing was changed');
    expect((await first.open('/devices')).status).toBe(200);
    expect(await liveDevices(name)).toEqual(['Chrome on Windows']);
  });

  it('ask: several are ticked, and too few change nothing', async () => {
    const name = await makeUser(3);
    for (let n = 0; n < 3; n += 1) await signIn(name);
    await authority.run(['user', 'set', name, '--limit', '2']);
    const fourth = browse(safariOnIphone);
    const chooser = await fourth.signIn(name, passwordOf(name));
    const form = formTo(chooser, '/sign-in/choose');
    expect(readText(chooser.text)).toContain('tick 2 of them');
    expect(readText(chooser.text)).toContain('Sign out the 2 not used longest and continue');
    const ids = form.choices['end'] ?? [];
    expect(ids).toHaveLength(3);

    const few = await fourth.submit(form, { end: ids.slice(0, 1) });
    expect(few.status).toBe(409);
    expect(fourth.token).toBeUndefined();
    expect(await liveDevices(name)).toHaveLength(3);

    await fourth.submit(formTo(few, '/sign-in/choose'), { end: ids.slice(0, 2) });
    expect(fourth.token).toMatch(/^rcs_/);
    expect(await liveDevices(name)).toHaveLength(2);
  });

  it('ask: the one not used longest is ended by one button', async () => {
    const name = await makeUser(2);
    const first = await signIn(name);
    const second = await signIn(name);
    const third = browse(safariOnIphone);
    const chooser = await third.signIn(name, passwordOf(name));
    const [least = ''] = buttons(chooser.text, 'end_least');
    await third.submit(formTo(chooser, '/sign-in/choose'), { end_least: least });
    expect(third.token).toMatch(/^rcs_/);
    expect((await first.open('/devices')).status).toBe(401);
    expect((await second.open('/devices')).status).toBe(200);
  });

  it('ask: the step of another browser is refused', async () => {
    const name = await makeUser(1);
    await signIn(name);
    const victim = browse(safariOnIphone);
    const chooser = await victim.signIn(name, passwordOf(name));
    const [id = ''] = buttons(chooser.text, 'end');
    const thief = browse();
    const own = formTo(await thief.open('/sign-in'), '/sign-in').fields['form_token'] ?? '';
    const ticket = formTo(chooser, '/sign-in/choose').fields['ticket'] ?? '';
    const answer = await thief.post('/sign-in/choose', { form_token: own, ticket, end: id });
    expect(answer.status).toBe(410);
    expect(thief.token).toBeUndefined();
    expect(await liveDevices(name)).toEqual(['Chrome on Windows']);
  });
});

describe('my devices', () => {
  it('lists the own ones, marks this one, ends another', async () => {
    const name = await makeUser(3);
    const here = await signIn(name);
    const phone = await signIn(name, safariOnIphone);
    const page = await here.open('/devices');
    expect(readText(page.text)).toContain('Chrome on Windows This device');
    const end = readForms(page.text).find(({ action }) => /^\/devices\/[0-9a-f-]+\/end$/.test(action));
    if (!end) throw new Error('no form to end the other one');
    expect((await here.submit(end)).status).toBe(200);
    const told = await phone.open('/devices');
    expect(told.status).toBe(401);
    expect(readText(told.text)).toContain('from another of your devices');
    expect(told.text).toContain('href="/sign-in?return_to=%2Fdevices&amp;again=1"');
    expect((await here.open('/devices')).status).toBe(200);
  });

  it('ends all others at once', async () => {
    const name = await makeUser('unlimited');
    const here = await signIn(name);
    for (let n = 0; n < 2; n += 1) await signIn(name, safariOnIphone);
    await here.submit(formTo(await here.open('/devices'), '/devices/end-others'));
    expect(await liveDevices(name)).toEqual(['Chrome on Windows']);
  });

  it("does not end another user's session", async () => {
    const mine = await makeUser(1);
    const theirs = await makeUser(1);
    const here = await signIn(mine);
    await signIn(theirs);
    const { sessions } = await authority.run<{ sessions: { id: string }[] }>([
      'session',
      'list',
      '--user',
      theirs,
    ]);
    const { form_token = '' } = formTo(await here.open('/devices'), '/sign-out').fields;
    const answer = await here.post(`/devices/${sessions[0]?.id ?? ''}/end`, { form_token });
    expect(answer.status).toBe(404);
    expect(await liveDevices(theirs)).toHaveLength(1);
  });

  it('signs this one out, says so, and the token is dead', async () => {
    const name = await makeUser(1);
    const here = await signIn(name);
    const token = here.token ?? '';
    const left = await here.submit(formTo(await here.open('/devices'), '/sign-out'));
    expect(left.text).toContain('url=/signed-out?bye=1');
    expect(here.token).toBeUndefined();
    expect(readText((await here.open('/signed-out?bye=1')).text)).toContain('Its place is free');
    here.cookies.set('__Host-rollcall', token);
    expect((await here.open('/devices')).status).toBe(401);
  });

  it('is for people who are signed in: others go to the form and come back', async () => {
    const page = await browse().open('/devices');
    expect(page.status).toBe(303);
    expect(page.headers.location).toBe('/sign-in?return_to=%2Fdevices');
    const json = await browse().send('/devices', { headers: { Accept: 'application/json' } });
    expect(json.status).toBe(401);
    expect(json.json()).toMatchObject({
      code: 'not_signed_in',
      sign_in_url: expect.stringContaining('/sign-in'),
    });
  });
});

describe('an ended device', () => {
  it('is told why and when at the sign-in page too, in words and, for programs, in fields', async () => {
    const name = await makeUser(1);
    const browser = await signIn(name);
    await authority.run(['session', 'end', '--user', name]);
    const page = await browser.open('/sign-in');
    expect(readText(page.text)).toContain('This device was signed out. The admin ended it.');
    expect(readText(page.text)).toMatch(/When just now \(\d{1,2}:\d\d [AP]M\)/);
    const json = await browser.send('/devices', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    expect(json.json()).toMatchObject({ code: 'ended', reason: 'ended_by_admin', at: expect.any(String) });
    await browser.signIn(name, passwordOf(name));
    expect((await browser.open('/devices')).status).toBe(200);
  });
});

describe('change of password', () => {
  it('gives this device a new token and ends the others', async () => {
    const name = await makeUser(2);
    const here = await signIn(name);
    const phone = await signIn(name, safariOnIphone);
    const before = here.token;
    const form = formTo(await here.open('/account/password'), '/account/password');
    const wrong = await here.submit(form, { current: 'not the password', password: 'a new one of mine' });
    expect(wrong.status).toBe(403);
    await here.submit(form, { current: passwordOf(name), password: 'a new one of mine' });
    expect(here.token).not.toBe(before);
    expect((await here.open('/devices')).status).toBe(200);
    expect(readText((await phone.open('/devices')).text)).toContain('password of this account was changed');
    expect((await browse().signIn(name, passwordOf(name))).status).toBe(401);
  });
});

describe('entering an app', () => {
  const state = 's'.repeat(43);
  const entry = (app: string, returnTo: string): string =>
    `/sign-in?${new URLSearchParams({ app, state, return_to: returnTo }).toString()}`;

  it('goes on with a one-time ticket after the form, and at once with a live session', async () => {
    const name = await makeUser(1);
    const url = 'https://192.168.77.1:8443';
    const added = await authority.run<{ app: { id: string } }>([
      'app',
      'add',
      'Stock',
      '--kind',
      'forward-auth',
      '--url',
      url,
    ]);
    const browser = browse();
    const page = await browser.open(entry(added.app.id, `${url}/orders?page=2`));
    expect(readText(page.text)).toContain('to go on to Stock 192.168.77.1:8443');
    const values = { username: name, password: passwordOf(name) };
    const onward = await browser.submit(formTo(page, '/sign-in'), values);
    expect(onward.text).toMatch(/url=https:\/\/192\.168\.77\.1:8443\/\.rollcall\/callback\?ticket=rct_/);
    const again = await browser.open(entry(added.app.id, `${url}/`));
    expect(again.status).toBe(303);
    expect(again.headers.location).toMatch(
      /^https:\/\/192\.168\.77\.1:8443\/\.rollcall\/callback\?ticket=rct_/,
    );
  });

  it.each([
    'https://192.168.77.2/',
    'https://192.168.77.1:8443.evil.test/',
    'https://a@192.168.77.1:8443/',
    '/x',
    '',
  ])('refuses the return address %s', async (address) => {
    const { apps } = await authority.run<{ apps: { id: string; name: string }[] }>(['app', 'list']);
    const id = apps.find(({ name }) => name === 'Stock')?.id ?? '';
    expect((await browse().open(entry(id, address))).status).toBe(400);
  });

  it('refuses an app that is not registered', async () => {
    expect((await browse().open(entry('nothing', 'https://192.168.77.1:8443/'))).status).toBe(400);
  });
});
