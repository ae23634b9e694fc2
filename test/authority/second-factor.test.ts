import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addSecondFactor,
  codeOf,
  nextCodeOf,
  readRecoveryCodes,
  readSecret,
  wrongCodeOf,
  type Factor,
} from '../support/authenticator.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readText, type Answer } from '../support/client.ts';
import { countLive, listAudit, listEnded, listLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';

let authority: AuthorityProcess;
let api: ApiClient;
let control: Control;
let count = 0;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  control = openControl(authority);
});
afterAll(() => authority.remove());

const browse = (): Browser => new Browser(authority.origin, authority.ca);

interface Person extends Factor {
  readonly name: string;
  /** Where the second factor was added; signed in. */
  readonly home: Browser;
}

/** Somebody with a second factor, whose code of now is used already. */
async function makePerson(limit: number | 'unlimited' = 'unlimited', policy?: string): Promise<Person> {
  const name = `person${String((count += 1))}`;
  await addUser(authority, name, { limit, ...(policy === undefined ? {} : { policy }) });
  const home = browse();
  await home.signIn(name, passwordOf(name));
  return { name, home, ...(await addSecondFactor(home, name)) };
}

/** The second step of a browser whose password was right. */
async function askForCode(browser: Browser, name: string): Promise<Answer> {
  const page = await browser.signIn(name, passwordOf(name));
  expect(readText(page.text)).toContain('Enter your code');
  expect(browser.token).toBeUndefined();
  return page;
}
const giveCode = (browser: Browser, page: Answer, code: string): Promise<Answer> =>
  browser.submit(formTo(page, '/sign-in/code'), { code });

function signInApi(name: string, code?: string, transaction?: string): Promise<Answer> {
  return api.call('POST', '/api/v1/sessions', {
    body: { username: name, password: passwordOf(name), device: { name: 'Till' }, code, transaction },
  });
}

describe('adding a second factor', () => {
  it('shows a QR code and the secret, takes the first code, and gives ten recovery codes and a new token', async () => {
    const name = 'adding';
    await addUser(authority, name);
    const browser = browse();
    await browser.signIn(name, passwordOf(name));
    expect((await browser.open('/devices')).text).toContain('href="/account/second-factor"');
    const page = await browser.open('/account/second-factor');
    expect(page.text).toContain('<svg class="qr"');
    const secret = readSecret(page);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(page.text).toContain(`secret=${secret}`);
    // The same until something changes, so that a page opened twice does not void what was scanned.
    expect(readSecret(await browser.open('/account/second-factor'))).toBe(secret);

    const form = formTo(page, '/account/second-factor/add');
    const current = passwordOf(name);
    const wrong = await browser.submit(form, { current, code: wrongCodeOf(secret) });
    expect([wrong.status, readText(wrong.text)]).toEqual([403, expect.stringContaining('code is not right')]);
    const noPassword = await browser.submit(form, { current: 'not the password', code: codeOf(secret) });
    expect(noPassword.status).toBe(403);
    expect(await secondFactorOf(name)).toBe(false);

    const before = browser.token;
    const added = await browser.submit(form, { current, code: codeOf(secret) });
    expect(new Set(readRecoveryCodes(added)).size).toBe(10);
    expect(browser.token).not.toBe(before);
    expect((await api.whoAmI(before ?? '')).status).toBe(401);
    expect(await secondFactorOf(name)).toBe(true);
    const page2 = readText((await browser.open('/account/second-factor')).text);
    expect(page2).toContain('Recovery codes left 10 of 10');
    expect(await actionsFor(name)).toContain('second_factor.added');
  });

  it('is refused from another site and without the form of this session', async () => {
    const name = 'forged';
    await addUser(authority, name);
    const browser = browse();
    await browser.signIn(name, passwordOf(name));
    const page = await browser.open('/account/second-factor');
    const { fields } = formTo(page, '/account/second-factor/add');
    const values = { ...fields, current: passwordOf(name), code: codeOf(readSecret(page)) };
    const foreign = await browser.send('/account/second-factor/add', {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(values).toString(),
    });
    expect(foreign.status).toBe(403);
    const noToken = await browser.post('/account/second-factor/add', {
      ...values,
      form_token: 'x'.repeat(43),
    });
    expect(noToken.status).toBe(403);
    expect(await secondFactorOf(name)).toBe(false);
  });
});

describe('signing in with a second factor', () => {
  it('asks for the code after the right password only, and takes each code once', async () => {
    const { name, secret } = await makePerson();
    const stranger = browse();
    const refused = await stranger.signIn(name, 'not the password');
    expect([refused.status, readText(refused.text)]).toEqual([
      401,
      expect.not.stringContaining('Enter your code'),
    ]);

    const code = nextCodeOf(secret);
    const used = await giveCode(stranger, await askForCode(stranger, name), codeOf(secret));
    expect([used.status, stranger.token]).toEqual([401, undefined]);
    const browser = browse();
    await giveCode(browser, await askForCode(browser, name), code);
    expect((await browser.open('/devices')).status).toBe(200);

    const other = browse();
    const again = await giveCode(other, await askForCode(other, name), code);
    expect([again.status, other.token]).toEqual([401, undefined]);
    expect(readText(again.text)).toContain('was used already');
  });

  it('takes a recovery code once, with or without its dash, in either case', async () => {
    const { name, home, recoveryCodes } = await makePerson();
    const [first = '', second = ''] = recoveryCodes;
    const browser = browse();
    await giveCode(browser, await askForCode(browser, name), first.replace('-', '').toLowerCase());
    expect(browser.token).toMatch(/^rcs_/);
    const other = browse();
    const page = await askForCode(other, name);
    expect((await giveCode(other, page, first)).status).toBe(401);
    await giveCode(other, page, second);
    expect(other.token).toMatch(/^rcs_/);
    expect(readText((await home.open('/account/second-factor')).text)).toContain('8 of 10');
  });

  it('says nothing of the account before the code was right', async () => {
    const full = await makePerson(1, 'refuse');
    const page = await askForCode(browse(), full.name);
    expect(readText(page.text)).not.toContain('in use');
    const { name, secret } = await makePerson();
    await authority.run(['user', 'disable', name]);
    const browser = browse();
    const told = await giveCode(browser, await askForCode(browser, name), nextCodeOf(secret));
    expect([told.status, readText(told.text)]).toEqual([403, expect.stringContaining('switched off')]);
  });

  it('meets the limit after the code', async () => {
    const { name, secret } = await makePerson(1, 'refuse');
    const browser = browse();
    const full = await giveCode(browser, await askForCode(browser, name), nextCodeOf(secret));
    expect([full.status, readText(full.text)]).toEqual([409, expect.stringContaining('1 of 1 in use')]);
    expect(await countLive(authority, name)).toBe(1);
  });

  it('counts wrong codes as wrong passwords, and the right password does not end the count', async () => {
    const { name, secret } = await makePerson();
    const wrong = wrongCodeOf(secret);
    for (let n = 0; n < 5; n += 1) {
      // A new sign-in each time: every password is right.
      const browser = browse();
      expect((await giveCode(browser, await askForCode(browser, name), wrong)).status).toBe(401);
    }
    const late = browse();
    const waiting = await late.signIn(name, passwordOf(name));
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('looks at no code while the account waits, not even at the right one', async () => {
    const { name, secret } = await makePerson();
    const browser = browse();
    const page = await askForCode(browser, name);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => giveCode(browser, page, wrongCodeOf(secret))),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    const right = await giveCode(browser, page, nextCodeOf(secret));
    expect([right.status, browser.token]).toEqual([429, undefined]);
  });

  it.each([
    ['ahead', 5, /5 minutes from now/],
    ['behind', -5, /5 minutes ago/],
  ])('says that it is the clock when the phone is %s', async (_where, minutes, sentence) => {
    const { name, secret } = await makePerson();
    const code = codeOf(secret, Date.now() + minutes * 60_000);
    const browser = browse();
    const answer = await giveCode(browser, await askForCode(browser, name), code);
    expect([answer.status, browser.token]).toEqual([401, undefined]);
    expect(readText(answer.text)).toMatch(sentence);
    expect(readText(answer.text)).toMatch(/here it is \d{1,2}:\d\d [AP]M/);
  });

  it('is refused in another browser than that of the password', async () => {
    const { name, secret } = await makePerson();
    const { ticket = '' } = formTo(await askForCode(browse(), name), '/sign-in/code').fields;
    const thief = browse();
    const own = formTo(await thief.open('/sign-in'), '/sign-in').fields['form_token'] ?? '';
    const answer = await thief.post('/sign-in/code', { form_token: own, ticket, code: nextCodeOf(secret) });
    expect([answer.status, thief.token]).toEqual([410, undefined]);
  });

  it('gives the same session when the answer to the code was lost, and another code opens nothing', async () => {
    const { name, secret } = await makePerson();
    const browser = browse();
    const page = await askForCode(browser, name);
    const code = nextCodeOf(secret);
    await giveCode(browser, page, code);
    const lost = browser.token ?? '';
    browser.cookies.delete('__Host-rollcall');
    await giveCode(browser, page, code);
    const second = browser.token ?? '';
    expect(second).not.toBe(lost);
    expect(await countLive(authority, name)).toBe(2);
    expect((await browser.open('/devices')).status).toBe(200);
    expect((await api.whoAmI(lost)).status).toBe(401);
    // Presented now: the ticket and the code are spent.
    browser.cookies.delete('__Host-rollcall');
    expect((await giveCode(browser, page, code)).status).toBe(410);
    expect(browser.token).toBeUndefined();
  });

  it('comes before an own password, and before a reset by a one-time code changes anything', async () => {
    const { name, secret, home } = await makePerson();
    const { code: slip } = await control.users.makeCode({ id: await userIdOf(control, name) });
    const browser = browse();
    const form = formTo(await browser.open('/welcome'), '/welcome');
    const values = { username: name, code: slip, password: 'chosen after the reset' };
    const asked = await browser.submit(form, values);
    expect(readText(asked.text)).toContain('Enter your code');
    expect((await home.open('/devices')).status).toBe(200);
    await askForCode(browse(), name);

    await giveCode(browser, asked, nextCodeOf(secret));
    expect(browser.token).toMatch(/^rcs_/);
    expect((await home.open('/devices')).status).toBe(401);
    expect((await browse().signIn(name, passwordOf(name))).status).toBe(401);
  });
});

describe('the session API with a second factor', () => {
  it('asks for it, refuses a wrong one, and takes the right one', async () => {
    const { name, secret } = await makePerson();
    const missing = await signInApi(name);
    expect([missing.status, missing.json()['code']]).toEqual([401, 'second_factor_required']);
    const wrong = await signInApi(name, wrongCodeOf(secret));
    expect([wrong.status, wrong.json()['code']]).toEqual([401, 'second_factor_wrong']);
    const off = await signInApi(name, codeOf(secret, Date.now() - 10 * 60_000));
    expect(off.json()).toMatchObject({ code: 'second_factor_clock', minutes_off: -10 });
    expect((await signInApi(name, nextCodeOf(secret))).status).toBe(201);
  });

  it('tells nothing of a code beside a wrong password', async () => {
    const { name, secret } = await makePerson();
    const body = { username: name, password: 'not it', device: { name: 'Till' }, code: nextCodeOf(secret) };
    const answer = await api.call('POST', '/api/v1/sessions', { body });
    expect([answer.status, answer.json()['code']]).toEqual([401, 'credentials']);
    // And the code is not used up by it.
    expect((await signInApi(name, body.code)).status).toBe(201);
  });

  it('gives the same session to the same transaction with the same code, until it was presented', async () => {
    const { name, secret } = await makePerson();
    const code = nextCodeOf(secret);
    const first = (await signInApi(name, code, 'transaction-1')).json<{
      token: string;
      session: { id: string };
    }>();
    const second = (await signInApi(name, code, 'transaction-1')).json<{
      token: string;
      session: { id: string };
    }>();
    expect(second.session.id).toBe(first.session.id);
    expect((await signInApi(name, code, 'transaction-2')).status).toBe(401);
    expect((await api.whoAmI(second.token)).status).toBe(200);
    expect((await api.whoAmI(first.token)).status).toBe(401);
    expect((await signInApi(name, code, 'transaction-1')).status).toBe(401);
  });

  it('lets one of 20 sign-ins in that send one code at once', async () => {
    const { name, secret } = await makePerson();
    const code = nextCodeOf(secret);
    const answers = await Promise.all(Array.from({ length: 20 }, () => signInApi(name, code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('ignores a code of an account without one', async () => {
    await addUser(authority, 'plain');
    expect((await signInApi('plain', '123456')).status).toBe(201);
  });
});

describe('changing the second factor', () => {
  const act = async (
    home: Browser,
    name: string,
    what: 'codes' | 'remove',
    code: string,
  ): Promise<Answer> => {
    const page = await home.open(`/account/second-factor?do=${what}`);
    return home.submit(formTo(page, `/account/second-factor/${what}`), { current: passwordOf(name), code });
  };

  it('gives new recovery codes, and those of before open nothing', async () => {
    const { name, home, recoveryCodes } = await makePerson();
    const before = home.token;
    const fresh = readRecoveryCodes(await act(home, name, 'codes', recoveryCodes[0] ?? ''));
    expect(fresh).toHaveLength(10);
    expect(home.token).not.toBe(before);
    const browser = browse();
    const page = await askForCode(browser, name);
    expect((await giveCode(browser, page, recoveryCodes[1] ?? '')).status).toBe(401);
    await giveCode(browser, page, fresh[9] ?? '');
    expect(browser.token).toMatch(/^rcs_/);
  });

  it('is removed with password and code only; that ends the other sessions, and the password opens alone', async () => {
    const { name, home, secret, recoveryCodes } = await makePerson();
    const other = browse();
    await giveCode(other, await askForCode(other, name), recoveryCodes[0] ?? '');
    expect((await act(home, name, 'remove', wrongCodeOf(secret))).status).toBe(403);
    expect(await countLive(authority, name)).toBe(2);

    const before = home.token;
    await act(home, name, 'remove', nextCodeOf(secret));
    expect(home.token).not.toBe(before);
    expect(readText((await home.open('/devices?notice=second_factor_removed')).text)).toContain(
      'was removed',
    );
    const told = await other.open('/devices');
    expect([told.status, readText(told.text)]).toEqual([401, expect.stringContaining('second factor')]);
    expect((await listEnded(authority, name)).map(({ ended }) => ended?.reason)).toEqual([
      'second_factor_removed',
    ]);
    expect(await actionsFor(name)).toContain('second_factor.removed');
    const plain = browse();
    await plain.signIn(name, passwordOf(name));
    expect(plain.token).toMatch(/^rcs_/);
    // Adding one again makes another secret.
    expect(readSecret(await home.open('/account/second-factor'))).not.toBe(secret);
  });

  it('by the admin ends all sessions of the user', async () => {
    const { name, home } = await makePerson();
    const id = await userIdOf(control, name);
    const { ended } = await control.users.removeSecondFactor({ id });
    expect(ended.map(({ userName }) => userName)).toEqual([name]);
    expect((await home.open('/devices')).status).toBe(401);
    expect(await listLive(authority, name)).toEqual([]);
    expect((await listAudit(authority, 5)).find(({ subject }) => subject === name)).toMatchObject({
      action: 'second_factor.removed',
    });
    const plain = browse();
    await plain.signIn(name, passwordOf(name));
    expect(plain.token).toMatch(/^rcs_/);
    await expect(control.users.removeSecondFactor({ id })).rejects.toMatchObject({
      code: 'second_factor_missing',
    });
  });
});

async function secondFactorOf(name: string): Promise<boolean | undefined> {
  return (await control.users.list()).find((user) => user.name === name)?.secondFactor;
}

async function actionsFor(name: string): Promise<string[]> {
  return (await listAudit(authority, 100))
    .filter(({ subject }) => subject === name)
    .map(({ action }) => action);
}
