import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSecondFactor, nextCodeOf } from '../support/authenticator.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import {
  ApiClient,
  Browser,
  chromeOnWindows,
  readText,
  safariOnIphone,
  type Answer,
} from '../support/client.ts';
import { listAudit, listEnded, listLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
let authority: AuthorityProcess;
let count = 0;

beforeAll(async () => {
  authority = await startSetUpAuthority();
});
afterAll(() => authority.remove());

const browse = (userAgent = chromeOnWindows): Browser =>
  new Browser(authority.origin, authority.ca, userAgent);

async function makeUser(limit: number, policy = 'end-least-recent'): Promise<string> {
  const name = `owner${String((count += 1))}`;
  await addUser(authority, name, { limit, policy });
  return name;
}

async function signIn(name: string, userAgent?: string): Promise<Browser> {
  const browser = browse(userAgent);
  await browser.signIn(name, passwordOf(name));
  // Presented, so that no session here counts as one whose answer was lost.
  expect((await browser.open('/devices')).status).toBe(200);
  return browser;
}

/** The form behind the button on the page that says why the device is signed out. */
async function openReport(browser: Browser): Promise<Answer> {
  const told = await browser.open('/devices');
  expect(told.status).toBe(401);
  expect(told.text).toContain('href="/not-me"');
  return browser.open('/not-me');
}
const report = async (browser: Browser, name: string, password = passwordOf(name)): Promise<Answer> =>
  browser.submit(formTo(await openReport(browser), '/not-me'), { username: name, password });

const liveDevices = async (name: string): Promise<string[]> =>
  (await listLive(authority, name)).map(({ device }) => device).sort();

describe('"it was not me"', () => {
  it('ends the session that took the place, and asks for a new password at once', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    const thief = await signIn(name, safariOnIphone);
    const asked = await report(owner, name);
    expect(readText(asked.text)).toContain('The other device was signed out');
    expect(await liveDevices(name)).toEqual([]);
    expect((await listEnded(authority, name))[0]).toMatchObject({
      device: 'Safari on iPhone',
      ended: { reason: 'ended_by_self', by: 'Chrome on Windows' },
    });
    const entry = (await listAudit(authority, 50)).find(({ action }) => action === 'report.not_me');
    expect(entry).toMatchObject({
      actor: `user:${name}`,
      data: { device: 'Chrome on Windows', by: 'Safari on iPhone' },
    });

    // The password that somebody else may know opens nothing, even when the page is left.
    const api = new ApiClient(authority.origin, authority.ca);
    expect((await api.signIn(name, passwordOf(name), 'x')).json()['code']).toBe('password_reported');
    const same = await owner.submit(formTo(asked, '/welcome'), { password: passwordOf(name) });
    expect([same.status, readText(same.text)]).toEqual([422, expect.stringContaining('you have now')]);
    await owner.submit(formTo(same, '/welcome'), { password: 'only I know this one' });
    expect((await owner.open('/devices')).status).toBe(200);
    expect((await thief.open('/devices')).status).toBe(401);
    expect((await browse().signIn(name, passwordOf(name))).status).toBe(401);
  });

  it('leaves the choice of the new password to the browser that said it, whoever comes with the old one', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    const thief = await signIn(name, safariOnIphone);
    const asked = await report(owner, name);
    expect(readText(asked.text)).toContain('Choose the new one here, now.');
    for (const browser of [thief, browse()]) {
      const refused = await browser.signIn(name, passwordOf(name));
      expect([refused.status, readText(refused.text)]).toEqual([
        403,
        expect.stringContaining('It was reported that somebody else knows this password'),
      ]);
      expect(refused.text).not.toContain('action="/welcome"');
    }
    // Nor does it help to say the same once more.
    const again = await owner.submit(formTo(await owner.open('/not-me'), '/not-me'), {
      username: name,
      password: passwordOf(name),
    });
    expect([again.status, readText(again.text)]).toEqual([403, expect.stringContaining('It was reported')]);
    await owner.submit(formTo(asked, '/welcome'), { password: 'only I know this one' });
    expect((await owner.open('/devices')).status).toBe(200);
  });

  it('voids what the old password has begun: a stranger who was asked which device to sign out stays outside', async () => {
    const name = await makeUser(2, 'ask');
    const owner = await signIn(name);
    await signIn(name, firefox);
    const [thief, waiting] = [browse(safariOnIphone), browse()];
    const asked = await thief.signIn(name, passwordOf(name));
    const [ofOwner = '', ofOther = ''] = formTo(asked, '/sign-in/choose').choices['end'] ?? [];
    await thief.submit(formTo(asked, '/sign-in/choose'), { end: ofOwner });
    const askedToo = await waiting.signIn(name, passwordOf(name));
    await report(owner, name);
    await waiting.submit(formTo(askedToo, '/sign-in/choose'), { end: ofOther });
    expect(waiting.token).toBeUndefined();
    expect(await liveDevices(name)).toEqual(['Firefox on Linux']);
  });

  it('goes on to say that there is no way back when the new password is not good enough', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    await signIn(name, safariOnIphone);
    const weak = await owner.submit(formTo(await report(owner, name), '/welcome'), { password: 'short' });
    expect(weak.status).toBe(422);
    expect(readText(weak.text)).toContain('at least 8 characters');
    expect(readText(weak.text)).toContain('Once you have left this page, only a one-time code');
    expect(weak.text).not.toContain('href="/sign-in');
    await owner.submit(formTo(weak, '/welcome'), { password: 'three quiet rivers' });
    expect(await liveDevices(name)).toEqual(['Chrome on Windows']);
  });

  it('lets the old password change nothing on a device that is still signed in', async () => {
    const name = await makeUser(2);
    const owner = await signIn(name);
    const left = await signIn(name, firefox);
    await signIn(name, safariOnIphone);
    await report(owner, name);
    const form = formTo(await left.open('/account/password'), '/account/password');
    const refused = await left.submit(form, {
      current: passwordOf(name),
      password: 'the stranger has this one',
    });
    expect([refused.status, readText(refused.text)]).toEqual([
      403,
      expect.stringContaining('It was reported'),
    ]);
    expect((await browse().signIn(name, 'the stranger has this one')).status).toBe(401);
  });

  it('is something that needs the admin until there is a new password, by a code that does not take the old one', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    await signIn(name, safariOnIphone);
    await report(owner, name);
    const stateNow = async (): Promise<unknown> => {
      const { users } = await authority.run<{ users: { name: string; state: string }[] }>(['user', 'list']);
      return users.find((user) => user.name === name)?.state;
    };
    const named = async (): Promise<string[]> => {
      const { alarms } = await authority.run<{
        alarms: { code: string; facts: { users: { name: string }[] } }[];
      }>(['status']);
      return alarms
        .filter(({ code }) => code === 'password_reported')
        .flatMap(({ facts }) => facts.users.map((user) => user.name));
    };
    expect(await stateNow()).toBe('password_reported');
    expect(await named()).toContain(name);

    const { codes } = await authority.run<{ codes: { code: string }[] }>(['user', 'codes', name]);
    const [{ code }] = codes as [{ code: string }];
    const use = async (password: string): Promise<Answer> => {
      const browser = browse();
      return browser.submit(formTo(await browser.open('/welcome'), '/welcome'), {
        username: name,
        code,
        password,
      });
    };
    const same = await use(passwordOf(name));
    expect([same.status, readText(same.text)]).toEqual([422, expect.stringContaining('you have now')]);
    await use('only I know this one');
    expect(await stateNow()).toBe('active');
    expect(await named()).not.toContain(name);
    expect((await browse().signIn(name, 'only I know this one')).status).toBe(200);
  });

  it('ends that session alone where it can be told, and all where it cannot', async () => {
    const name = await makeUser(2);
    const owner = await signIn(name);
    await signIn(name, firefox);
    await signIn(name, safariOnIphone);
    await report(owner, name);
    expect(await liveDevices(name)).toEqual(['Firefox on Linux']);

    const other = await makeUser(2);
    const lost = await signIn(other);
    await signIn(other, firefox);
    const thief = await signIn(other, safariOnIphone);
    // Signed in anew, so that the session is another one.
    await thief.signIn(other, passwordOf(other));
    const asked = await report(lost, other);
    expect(readText(asked.text)).toContain('2 devices were signed out');
    expect(await liveDevices(other)).toEqual([]);
  });

  it('does nothing before the right password', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    await signIn(name, safariOnIphone);
    const wrong = await report(owner, name, 'not the password');
    expect(wrong.status).toBe(401);
    expect(formTo(wrong, '/not-me').fields['username']).toBe(name);
    expect(await liveDevices(name)).toEqual(['Safari on iPhone']);
  });

  it('does nothing before the second factor', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    const { secret, recoveryCodes } = await addSecondFactor(owner, name);
    const thief = browse(safariOnIphone);
    const step = await thief.signIn(name, passwordOf(name));
    await thief.submit(formTo(step, '/sign-in/code'), { code: recoveryCodes[0] ?? '' });
    const asked = await report(owner, name);
    expect(readText(asked.text)).toContain('Enter your code');
    expect(await liveDevices(name)).toEqual(['Safari on iPhone']);
    const done = await owner.submit(formTo(asked, '/sign-in/code'), { code: nextCodeOf(secret) });
    expect(readText(done.text)).toContain('The other device was signed out');
    expect(await liveDevices(name)).toEqual([]);
  });

  it('is no way into or out of an account that was not signed in here', async () => {
    const name = await makeUser(1);
    const stranger = await makeUser(1);
    const owner = await signIn(name);
    await signIn(name, safariOnIphone);
    await signIn(stranger, safariOnIphone);
    const answer = await report(owner, stranger);
    expect([answer.status, readText(answer.text)]).toEqual([
      403,
      expect.stringContaining('was not signed in with that account'),
    ]);
    expect(await liveDevices(name)).toEqual(['Safari on iPhone']);
    expect(await liveDevices(stranger)).toEqual(['Safari on iPhone']);
    const again = browse();
    await again.signIn(stranger, passwordOf(stranger));
    expect(again.token).toMatch(/^rcs_/);
  });

  it('is for browsers whose place was taken', async () => {
    const name = await makeUser(2);
    const nobody = browse();
    const page = await nobody.open('/not-me');
    expect([page.status, page.headers.location]).toEqual([303, '/signed-out']);
    const { form_token = '' } = formTo(await nobody.open('/sign-in'), '/sign-in').fields;
    const posted = await nobody.post('/not-me', { form_token, username: name, password: passwordOf(name) });
    expect(posted.text).toContain('url=/signed-out');
    const live = await signIn(name);
    expect((await live.open('/not-me')).headers.location).toBe('/devices');
    await authority.run(['session', 'end', '--user', name]);
    expect((await live.open('/not-me')).headers.location).toBe('/signed-out');
    expect((await live.open('/devices')).text).not.toContain('href="/not-me"');
  });

  it('is refused from another site and without a form of this browser', async () => {
    const name = await makeUser(1);
    const owner = await signIn(name);
    await signIn(name, safariOnIphone);
    const { fields } = formTo(await openReport(owner), '/not-me');
    const values = { ...fields, username: name, password: passwordOf(name) };
    const foreign = await owner.send('/not-me', {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(values).toString(),
    });
    expect(foreign.status).toBe(403);
    expect((await owner.post('/not-me', { ...values, form_token: 'x'.repeat(43) })).status).toBe(403);
    expect(await liveDevices(name)).toEqual(['Safari on iPhone']);
  });
});
