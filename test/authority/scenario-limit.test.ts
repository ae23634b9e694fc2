import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readForms, readText, safariOnIphone, type Answer } from '../support/client.ts';
import { countLive, listAudit, listLive } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});

afterAll(() => authority.remove());

function newBrowser(userAgent?: string): Browser {
  return new Browser(authority.origin, authority.ca, userAgent);
}

const firefoxOnLinux = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

interface Conflict {
  readonly code: string;
  readonly limit: number;
  readonly bound_by: string;
  readonly must_end: number;
  readonly ticket: string;
  readonly sessions: readonly { readonly id: string; readonly device: string }[];
}

/** The chooser form of a page, with the ids of the devices it offers. */
function chooserOf(page: Answer): {
  ids: string[];
  choose: (browser: Browser, ids: readonly string[]) => Promise<Answer>;
} {
  const form = readForms(page.text).find(({ action }) => action === '/sign-in/choose');
  if (!form) throw new Error(`no chooser (${String(page.status)}): ${readText(page.text)}`);
  return {
    ids: [...(form.choices['end'] ?? [])],
    choose: (browser, end) => browser.submit(form, { end }),
  };
}

describe('1: limit 1, policy refuse, two devices behind one address', () => {
  it('refuses the second browser by the name of the first, which goes on untouched', async () => {
    await addUser(authority, 'one-a', { limit: 1, policy: 'refuse' });
    const pcA = newBrowser();
    expect((await pcA.signIn('one-a', passwordOf('one-a'))).status).toBe(200);
    const [before] = await listLive(authority, 'one-a');

    const refused = await newBrowser(firefoxOnLinux).signIn('one-a', passwordOf('one-a'));
    expect(refused.status).toBe(409);
    expect(readText(refused.text)).toMatch(
      /1 of 1 in use: Chrome on Windows, last seen (?:just now|\d+ minutes? ago)/,
    );
    expect(refused.setCookies.filter((line) => line.startsWith('__Host-rollcall='))).toEqual([]);

    expect((await pcA.open('/devices')).status).toBe(200);
    const live = await listLive(authority, 'one-a');
    expect(live.map(({ id, device }) => ({ id, device }))).toEqual([
      { id: before?.id, device: 'Chrome on Windows' },
    ]);
  });

  it('refuses the second client of the API with the same facts', async () => {
    await addUser(authority, 'one-b', { limit: 1, policy: 'refuse' });
    const first = await api.mustSignIn('one-b', passwordOf('one-b'), 'PC-A');
    const refused = await api.signIn('one-b', passwordOf('one-b'), 'PC-B');
    expect(refused.status).toBe(409);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({
      code: 'session_limit',
      limit: 1,
      bound_by: 'user',
      sessions: [{ id: first.session.id, device: 'PC-A' }],
    });
    expect(refused.text).not.toContain('rcs_');
    expect((await api.whoAmI(first.token)).status).toBe(200);
    expect(await countLive(authority, 'one-b')).toBe(1);
  });
});

describe('2: a fresh install where only one limit is set', () => {
  it('holds it with no other switch, on the form and on the API', async () => {
    await addUser(authority, 'two', {});
    await authority.run(['user', 'set', 'two', '--limit', '1']);
    await api.mustSignIn('two', passwordOf('two'), 'first');
    expect((await api.signIn('two', passwordOf('two'), 'second')).status).toBe(409);
    const browser = newBrowser();
    const page = await browser.signIn('two', passwordOf('two'));
    expect(chooserOf(page).ids.length).toBe(1);
    expect(browser.token).toBeUndefined();
    expect(await countLive(authority, 'two')).toBe(1);
  });

  it('holds the limit of the install for everybody else, and names it', async () => {
    await addUser(authority, 'two-more', {});
    await api.mustSignIn('two-more', passwordOf('two-more'), 'first');
    await api.mustSignIn('two-more', passwordOf('two-more'), 'second');
    const third = await api.signIn('two-more', passwordOf('two-more'), 'third');
    expect(third.json<Conflict>()).toMatchObject({ limit: 2, bound_by: 'install', must_end: 1 });
  });
});

describe('4: least recently used', () => {
  it('ends the one used longest ago, although the other one signed in earlier', async () => {
    await addUser(authority, 'four', { limit: 2, policy: 'end-least-recent' });
    const s2 = await api.mustSignIn('four', passwordOf('four'), 'S2');
    const s1 = await api.mustSignIn('four', passwordOf('four'), 'S1');
    expect((await api.whoAmI(s2.token)).status).toBe(200);
    const s3 = newBrowser(safariOnIphone);
    expect((await s3.signIn('four', passwordOf('four'))).status).toBe(200);

    const ended = await api.whoAmI(s1.token);
    expect(ended.status).toBe(401);
    expect(ended.json()).toMatchObject({
      code: 'ended',
      reason: 'ended_least_recent',
      by: 'Safari on iPhone',
    });
    expect((await api.whoAmI(s2.token)).status).toBe(200);
    expect((await s3.open('/devices')).status).toBe(200);
    expect(await countLive(authority, 'four')).toBe(2);
  });
});

describe('5: the chooser', () => {
  it('ends the chosen device and lets the new one in, in one step, on the form', async () => {
    await addUser(authority, 'five', { limit: 2 });
    const s1 = await api.mustSignIn('five', passwordOf('five'), 'S1');
    const s2 = newBrowser(safariOnIphone);
    await s2.signIn('five', passwordOf('five'));
    const s2Id =
      (await listLive(authority, 'five')).find(({ device }) => device === 'Safari on iPhone')?.id ?? '';

    const s3 = newBrowser();
    const chooser = chooserOf(await s3.signIn('five', passwordOf('five')));
    expect(chooser.ids.toSorted()).toEqual([s1.session.id, s2Id].toSorted());
    const chosen = await chooser.choose(s3, [s2Id]);
    expect(chosen.status).toBe(200);
    expect((await s3.open('/devices')).status).toBe(200);
    expect((await api.whoAmI(s1.token)).status).toBe(200);

    const told = await s2.open('/devices');
    expect(told.status).toBe(401);
    expect(readText(told.text)).toContain('Chrome on Windows');
    expect(await countLive(authority, 'five')).toBe(2);
  });

  it('changes nothing when it is cancelled, and counts no failure', async () => {
    const before = await listLive(authority, 'five');
    const browser = newBrowser();
    const page = await browser.signIn('five', passwordOf('five'));
    const cancel = /<a\b[^>]*href="([^"]*cancelled=1[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    expect((await browser.open(cancel ?? '')).status).toBe(200);
    expect(browser.token).toBeUndefined();
    expect((await listLive(authority, 'five')).map(({ id }) => id).toSorted()).toEqual(
      before.map(({ id }) => id).toSorted(),
    );
    const failures = (await listAudit(authority)).filter(
      ({ action, subject }) => action === 'sign_in.failed' && subject === 'five',
    );
    expect(failures).toEqual([]);
  });

  it('does the same over the API', async () => {
    await addUser(authority, 'five-api', { limit: 1 });
    const first = await api.mustSignIn('five-api', passwordOf('five-api'), 'first');
    const asked = (await api.signIn('five-api', passwordOf('five-api'), 'second')).json<Conflict>();
    const chosen = await api.choose(asked.ticket, [first.session.id]);
    expect(chosen.status).toBe(201);
    expect((await api.whoAmI(first.token)).json()).toMatchObject({ reason: 'ended_by_choice', by: 'second' });
    expect((await api.whoAmI(chosen.json<{ token: string }>().token)).status).toBe(200);
    expect(await countLive(authority, 'five-api')).toBe(1);
  });
});

describe('6: a chooser that is lied to', () => {
  it('gives no token and ends nobody for any wrong id, over the API; the ticket stays good', async () => {
    await addUser(authority, 'six', { limit: 2 });
    await addUser(authority, 'six-other', {});
    const other = await api.mustSignIn('six-other', passwordOf('six-other'), 'of another');
    const ended = await api.mustSignIn('six', passwordOf('six'), 'ended');
    await api.signOut(ended.token);
    const a = await api.mustSignIn('six', passwordOf('six'), 'A');
    await api.mustSignIn('six', passwordOf('six'), 'B');
    const { ticket } = (await api.signIn('six', passwordOf('six'), 'C')).json<Conflict>();

    for (const end of [
      ['00000000-0000-4000-8000-000000000000'],
      [other.session.id],
      [ended.session.id],
      [a.session.id, other.session.id],
      ['__proto__'],
      [''],
    ]) {
      const answer = await api.choose(ticket, end);
      expect([answer.status, answer.json<{ code: string }>().code], JSON.stringify(end)).toEqual([
        409,
        'choice_invalid',
      ]);
      expect(await countLive(authority, 'six')).toBe(2);
    }
    expect((await api.whoAmI(other.token)).status).toBe(200);

    expect((await api.choose(ticket, [a.session.id])).status).toBe(201);
    const again = await api.choose(ticket, [a.session.id]);
    expect([again.status, again.json<{ code: string }>().code]).toEqual([410, 'ticket_invalid']);
    expect(await countLive(authority, 'six')).toBe(2);
  });

  it('does not take the ticket of another browser, nor a portal ticket over the API', async () => {
    await addUser(authority, 'six-form', { limit: 1 });
    const inside = newBrowser();
    await inside.signIn('six-form', passwordOf('six-form'));
    const owner = newBrowser();
    const page = await owner.signIn('six-form', passwordOf('six-form'));
    const form = readForms(page.text).find(({ action }) => action === '/sign-in/choose');
    const [id = ''] = chooserOf(page).ids;

    const thief = newBrowser();
    const own = readForms((await thief.open('/sign-in')).text).find(({ fields }) => 'password' in fields);
    const stolen = await thief.post('/sign-in/choose', {
      ...form?.fields,
      form_token: own?.fields['form_token'] ?? '',
      end: id,
    });
    expect(stolen.status).toBe(410);
    expect(thief.token).toBeUndefined();
    expect((await api.choose(form?.fields['ticket'] ?? '', [id])).status).toBe(410);
    expect((await inside.open('/devices')).status).toBe(200);

    const wrong = await owner.post('/sign-in/choose', {
      ...form?.fields,
      end: '00000000-0000-4000-8000-000000000000',
    });
    expect(wrong.status).toBe(409);
    expect(owner.token).toBeUndefined();
    expect((await owner.post('/sign-in/choose', { ...form?.fields, end: id })).status).toBe(200);
    expect(await countLive(authority, 'six-form')).toBe(1);
  });

  it('asks for as many as the limit needs', async () => {
    await addUser(authority, 'six-many', { limit: 3 });
    const devices = [];
    for (const name of ['A', 'B', 'C'])
      devices.push(await api.mustSignIn('six-many', passwordOf('six-many'), name));
    await authority.run(['user', 'set', 'six-many', '--limit', '2']);
    const asked = (await api.signIn('six-many', passwordOf('six-many'), 'D')).json<Conflict>();
    expect(asked.must_end).toBe(2);
    const ids = devices.map(({ session }) => session.id);
    expect((await api.choose(asked.ticket, ids.slice(0, 1))).status).toBe(409);
    expect(await countLive(authority, 'six-many')).toBe(3);
    expect((await api.choose(asked.ticket, ids.slice(0, 2))).status).toBe(201);
    expect(await countLive(authority, 'six-many')).toBe(2);
  });
});

describe('7: tabs and private windows', () => {
  it('counts five tabs as one device, a private window as a second', async () => {
    await addUser(authority, 'seven', { limit: 2 });
    const browser = newBrowser();
    await browser.signIn('seven', passwordOf('seven'));
    const tabs = await Promise.all(Array.from({ length: 5 }, () => browser.open('/devices')));
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await countLive(authority, 'seven')).toBe(1);
    await newBrowser().signIn('seven', passwordOf('seven'));
    expect(await countLive(authority, 'seven')).toBe(2);
  });

  it('does not move the count when the same browser signs in anew', async () => {
    await addUser(authority, 'seven-again', { limit: 1, policy: 'refuse' });
    const browser = newBrowser();
    await browser.signIn('seven-again', passwordOf('seven-again'));
    const before = browser.token;
    expect((await browser.signIn('seven-again', passwordOf('seven-again'))).status).toBe(200);
    expect(browser.token).not.toBe(before);
    expect(await countLive(authority, 'seven-again')).toBe(1);
  });

  it('ends the session of the person before only when the next one is let in', async () => {
    await addUser(authority, 'seven-x', { limit: 1 });
    await addUser(authority, 'seven-y', { limit: 0 });
    await addUser(authority, 'seven-z', { limit: 1 });
    const browser = newBrowser();
    await browser.signIn('seven-x', passwordOf('seven-x'));
    expect((await browser.signIn('seven-y', passwordOf('seven-y'))).status).toBe(409);
    expect(await countLive(authority, 'seven-x')).toBe(1);
    expect((await browser.signIn('seven-z', passwordOf('seven-z'))).status).toBe(200);
    expect(await countLive(authority, 'seven-x')).toBe(0);
    expect(await countLive(authority, 'seven-z')).toBe(1);
  });
});

describe('8: three devices on one address, then each on another, two of them swapped', () => {
  it('ends no session and moves no counter', async () => {
    await addUser(authority, 'eight', { limit: 3, policy: 'refuse' });
    const devices = [newBrowser(), newBrowser(), newBrowser()];
    for (const device of devices) await device.signIn('eight', passwordOf('eight'));
    const before = (await listLive(authority, 'eight')).map(({ id }) => id).toSorted();
    for (const addresses of [
      ['127.0.0.2', '127.0.0.3', '127.0.0.4'],
      ['127.0.0.3', '127.0.0.2', '127.0.0.4'],
    ]) {
      for (const [n, device] of devices.entries()) {
        const localAddress = addresses[n];
        expect((await device.send('/devices', { localAddress })).status).toBe(200);
      }
      const live = await listLive(authority, 'eight');
      expect(live.map(({ id }) => id).toSorted()).toEqual(before);
      expect(live.map(({ address }) => address).toSorted()).toEqual(addresses.toSorted());
    }
    expect((await newBrowser().signIn('eight', passwordOf('eight'))).status).toBe(409);
  });
});
