import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlockedDevice } from '../../shared/model/session.ts';
import { answerPairing, claimPairing, mustPair, startPairing } from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readText } from '../support/client.ts';
import { countLive, listAudit, listEnded, listLive } from '../support/facts.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});
afterAll(() => authority?.remove());

async function openBrowser(name: string): Promise<Browser> {
  const browser = new Browser(authority.origin, authority.ca);
  await browser.signIn(name, passwordOf(name));
  expect(browser.token).toBeDefined();
  return browser;
}

/** Ends the one session of this user and keeps its device out. @returns the id of the block */
async function block(name: string): Promise<string> {
  const [session] = await listLive(authority, name);
  await authority.run(['session', 'end', session?.id ?? '', '--block-device']);
  const blocked = await listBlocked();
  return blocked.find(({ userName }) => userName === name)?.id ?? '';
}

async function listBlocked(): Promise<BlockedDevice[]> {
  return (await authority.run<{ devices: BlockedDevice[] }>(['device', 'list-blocked'])).devices;
}

describe('a blocked browser', () => {
  it('is signed out, and not let in again with the right password: the page says why and what to do', async () => {
    await addUser(authority, 'ann');
    const browser = await openBrowser('ann');
    await block('ann');
    expect(await countLive(authority, 'ann')).toBe(0);
    const answer = await browser.signIn('ann', passwordOf('ann'));
    expect(answer.status).toBe(403);
    const text = readText(answer.text);
    expect(text).toContain('This browser is blocked');
    expect(text).toContain('Ask the admin to unblock it');
    expect(text).toContain('Your password was right. Nobody was signed out.');
    expect(await countLive(authority, 'ann')).toBe(0);
  });

  it('learns nothing with a wrong password, and nobody else is kept out of the account', async () => {
    await addUser(authority, 'bea');
    const browser = await openBrowser('bea');
    await block('bea');
    const answer = await browser.signIn('bea', 'wrong');
    expect(answer.status).toBe(401);
    expect(readText(answer.text)).not.toContain('blocked');
    await openBrowser('bea');
    expect(await countLive(authority, 'bea')).toBe(1);
  });

  it('is kept out whoever signs in on it', async () => {
    await addUser(authority, 'cid');
    await addUser(authority, 'dan');
    const browser = await openBrowser('cid');
    await block('cid');
    expect((await browser.signIn('dan', passwordOf('dan'))).status).toBe(403);
  });

  it('is refused twenty times without a failure, a wait or a lock; each time is an entry of its own', async () => {
    await addUser(authority, 'eve');
    const browser = await openBrowser('eve');
    await block('eve');
    for (let n = 0; n < 20; n += 1) expect((await browser.signIn('eve', passwordOf('eve'))).status).toBe(403);
    const entries = (await listAudit(authority)).filter(({ subject }) => subject === 'eve');
    expect(entries.filter(({ action }) => action === 'sign_in.blocked')).toHaveLength(20);
    expect(
      entries.filter(({ action }) => action.startsWith('sign_in.') && action !== 'sign_in.blocked'),
    ).toEqual([]);
    await openBrowser('eve');
  });

  it('is let in again once it is unblocked, and the audit has who blocked and unblocked it', async () => {
    await addUser(authority, 'fay');
    const browser = await openBrowser('fay');
    const id = await block('fay');
    const unblocked = await authority.cli(['device', 'unblock', id.slice(-8)]);
    expect(unblocked.code).toBe(0);
    await browser.signIn('fay', passwordOf('fay'));
    expect(await countLive(authority, 'fay')).toBe(1);
    expect((await listBlocked()).some(({ userName }) => userName === 'fay')).toBe(false);
    const entries = (await listAudit(authority)).filter(({ subject }) => subject === id);
    expect(entries.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'device.unblocked cli',
      'device.blocked cli',
    ]);
    expect(await authority.cli(['device', 'unblock', id])).toMatchObject({ code: 1 });
  });

  it('stays out after a power cut, and its session stays ended for the reason it had', async () => {
    await addUser(authority, 'gus');
    const browser = await openBrowser('gus');
    const id = await block('gus');
    await authority.kill();
    await authority.restart();
    expect((await browser.signIn('gus', passwordOf('gus'))).status).toBe(403);
    const [ended] = await listEnded(authority, 'gus');
    expect(ended?.ended).toMatchObject({ reason: 'ended_by_admin' });
    expect((await listBlocked()).map((one) => one.id)).toContain(id);
  });

  it('cannot slip in through the chooser with a ticket of before', async () => {
    await addUser(authority, 'hal', { limit: 1, policy: 'ask' });
    const browser = await openBrowser('hal');
    // The same browser, signed in no more, meets a full limit and holds a chooser when it is blocked.
    const inside = await listLive(authority, 'hal');
    browser.cookies.delete('__Host-rollcall');
    const chooser = await browser.signIn('hal', passwordOf('hal'));
    expect(readText(chooser.text)).toContain('sign');
    const ticket = /name="ticket" value="([^"]+)"/.exec(chooser.text)?.[1] ?? '';
    const token = /name="form_token" value="([^"]+)"/.exec(chooser.text)?.[1] ?? '';
    expect(ticket).not.toBe('');
    await authority.run(['session', 'end', inside[0]?.id ?? '', '--block-device']);
    const other = await openBrowser('hal');
    const [holder] = await listLive(authority, 'hal');
    // Without its long-lived cookie: the ticket knows where it was made.
    browser.cookies.delete('__Host-rollcall-device');
    const answer = await browser.post('/sign-in/choose', {
      ticket,
      form_token: token,
      end: holder?.id ?? '',
    });
    expect(answer.status).toBe(403);
    expect(readText(answer.text)).toContain('This browser is blocked');
    expect((await listLive(authority, 'hal')).map(({ id }) => id)).toEqual([holder?.id]);
    expect(other.token).toBeDefined();
  });
});

describe('a blocked client of the session API', () => {
  const signIn = (name: string, registration?: string) =>
    api.call('POST', '/api/v1/sessions', {
      body: {
        username: name,
        password: passwordOf(name),
        device: { name: 'Till', ...(registration === undefined ? {} : { registration }) },
      },
    });

  it('is answered `device_blocked`, and all that was signed in with its registration has ended', async () => {
    await addUser(authority, 'ida', { limit: 5 });
    await addUser(authority, 'jan');
    const { registration } = (await signIn('ida')).json<{ registration: string }>();
    await signIn('ida', registration);
    await signIn('jan', registration);
    const [first] = await listLive(authority, 'ida');
    await authority.run(['session', 'end', first?.id ?? '', '--block-device']);
    expect([await countLive(authority, 'ida'), await countLive(authority, 'jan')]).toEqual([0, 0]);
    const answer = await signIn('ida', registration);
    expect(answer.status).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'device_blocked' });
    expect((await signIn('ida')).status).toBe(201);
  });

  it('keeps its registration when it has to choose, so that it is still the one it was', async () => {
    await addUser(authority, 'kim', { limit: 1, policy: 'ask' });
    const { registration, session } = (await signIn('kim')).json<{
      registration: string;
      session: { id: string };
    }>();
    const { ticket } = (await signIn('kim', registration)).json<{ ticket: string }>();
    const chosen = await api.choose(ticket, [session.id]);
    expect(chosen.status).toBe(201);
    expect(chosen.json()).not.toHaveProperty('registration');
    await block('kim');
    expect((await signIn('kim', registration)).status).toBe(403);
  });
});

describe('a blocked app', () => {
  it('cannot be paired again with the registration it has, and the page says so', async () => {
    await addUser(authority, 'lea', { limit: 5 });
    const browser = await openBrowser('lea');
    const { registration, session } = await mustPair(api, browser, 'Till 3');
    await authority.run(['session', 'end', session.id, '--block-device']);
    const { code, secret } = await startPairing(api, 'Till 3', registration);
    const page = await answerPairing(browser, code, 'approve');
    expect(page.status).toBe(403);
    expect(readText(page.text)).toContain('This app is blocked');
    expect((await claimPairing(api, secret)).status).toBe(202);
    expect((await listLive(authority, 'lea')).map(({ class: of }) => of)).toEqual(['browser']);
  });

  it('that has not fetched its session yet can be ended, not blocked: nothing is changed', async () => {
    await addUser(authority, 'mia', { limit: 5 });
    const browser = await openBrowser('mia');
    const { code } = await startPairing(api, 'Till 4');
    await answerPairing(browser, code, 'approve');
    const till = (await listLive(authority, 'mia')).find(({ device }) => device === 'Till 4');
    const answer = await authority.cli(['session', 'end', till?.id ?? '', '--block-device']);
    expect(answer.code).toBe(1);
    expect(answer.stdout).toContain('device_unknown');
    expect(await countLive(authority, 'mia')).toBe(2);
  });
});
