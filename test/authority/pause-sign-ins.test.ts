import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../shared/model/status.ts';
import { answerPairing, startPairing } from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readText } from '../support/client.ts';
import { countLive, listAudit } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl } from '../support/open-control.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});
afterAll(() => authority?.remove());

const getStatus = (): Promise<Status> => authority.run<Status>(['status']);
const openBrowser = (): Browser => new Browser(authority.origin, authority.ca);

describe('while signing in is paused', () => {
  it('a browser is told so in words after the right password, and learns nothing from a wrong one', async () => {
    await addUser(authority, 'ann');
    await authority.run(['pause']);
    const refused = await openBrowser().signIn('ann', passwordOf('ann'));
    expect(refused.status).toBe(503);
    const text = readText(refused.text);
    expect(text).toContain('Signing in is paused');
    expect(text).toContain('The admin has paused it and will let it go on.');
    expect(text).toContain('Your password was right. Nobody was signed out.');
    const wrong = await openBrowser().signIn('ann', 'wrong');
    expect(wrong.status).toBe(401);
    expect(readText(wrong.text)).not.toContain('paused');
    expect(await countLive(authority, 'ann')).toBe(0);
    await authority.run(['resume']);
  });

  it('who chooses a password is told that it is saved, and signs in with it later', async () => {
    const { welcome } = await authority.run<{ welcome: { code: string } }>(['user', 'add', 'new']);
    await authority.run(['pause']);
    const browser = openBrowser();
    const form = formTo(await browser.open('/welcome'), '/welcome');
    const { code } = welcome;
    const refused = await browser.submit(form, { username: 'new', code, password: 'only I know this one' });
    expect(refused.status).toBe(503);
    const text = readText(refused.text);
    expect(text).toContain('Your new password is saved.');
    expect(text).not.toContain('Your password was right');
    await authority.run(['resume']);
    await openBrowser().signIn('new', 'only I know this one');
    expect(await countLive(authority, 'new')).toBe(1);
  });

  it('an app of the session API gets the code, and when it goes on', async () => {
    await addUser(authority, 'bea');
    await authority.run(['pause', '--minutes', '15']);
    const answer = await api.signIn('bea', passwordOf('bea'), 'a script');
    expect(answer.status).toBe(503);
    const { code, until } = answer.json<{ code: string; until: string }>();
    expect(code).toBe('sign_ins_paused');
    expect(until).toBe((await getStatus()).paused?.until);
    const seconds = (Date.parse(until) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    await authority.run(['resume']);
    expect((await api.signIn('bea', passwordOf('bea'), 'a script')).status).toBe(201);
  });

  it('an app cannot be paired, and those who are in go on', async () => {
    await addUser(authority, 'cid', { limit: 5 });
    const browser = openBrowser();
    await browser.signIn('cid', passwordOf('cid'));
    const pairing = await startPairing(api, 'a phone');
    await authority.run(['pause']);
    const page = await answerPairing(browser, pairing.code, 'approve');
    expect(page.status).toBe(503);
    expect(readText(page.text)).toContain('Signing in is paused');
    expect(await countLive(authority, 'cid')).toBe(1);
    expect((await browser.open('/devices')).status).toBe(200);
    await authority.run(['resume']);
    await answerPairing(browser, pairing.code, 'approve');
    expect(await countLive(authority, 'cid')).toBe(2);
  });

  it('twenty refusals are twenty entries and a count of their own: no failure, no wait, no lock', async () => {
    await addUser(authority, 'dan');
    const before = (await getStatus()).today;
    await authority.run(['pause']);
    for (let n = 0; n < 20; n += 1) {
      expect((await api.signIn('dan', passwordOf('dan'), 'a script')).status).toBe(503);
    }
    const { today } = await getStatus();
    expect({ ...today, paused: today.paused - before.paused }).toEqual({ ...before, paused: 20 });
    const about = (await listAudit(authority)).filter(({ subject }) => subject === 'dan');
    expect(about.filter(({ action }) => action === 'sign_in.paused')).toHaveLength(20);
    expect(about.filter(({ action }) => /failed|throttled/.test(action))).toEqual([]);
    await authority.run(['resume']);
    expect((await api.signIn('dan', passwordOf('dan'), 'a script')).status).toBe(201);
  });

  it('the admin is reminded of it until it is over, and every call of the console works', async () => {
    const control = openControl(authority);
    await control.signIns.pause({});
    const status = await control.status.get();
    expect(status.paused).toEqual({});
    const alarm = status.alarms.find(({ code }) => code === 'sign_ins_paused');
    expect(alarm?.sentence).toContain('Nobody new is let in.');
    await control.users.add({ name: 'eve' });
    await control.signIns.resume();
    const after = await control.status.get();
    expect(after.paused).toBeUndefined();
    expect(after.alarms.map(({ code }) => code)).not.toContain('sign_ins_paused');
  });

  it('a power cut does not let anybody in', async () => {
    await addUser(authority, 'fay');
    await authority.run(['pause', '--minutes', '60']);
    const { paused } = await getStatus();
    await authority.kill();
    await authority.restart();
    expect((await getStatus()).paused).toEqual(paused);
    expect((await api.signIn('fay', passwordOf('fay'), 'a script')).status).toBe(503);
    await authority.run(['resume']);
  });

  it('the audit has who paused and resumed, and resuming what goes on says nothing', async () => {
    await authority.run(['resume']);
    await authority.run(['pause', '--minutes', '1']);
    await authority.run(['resume']);
    await authority.run(['resume']);
    const acts = (await listAudit(authority, 3)).map(({ action, actor }) => `${action} ${actor}`);
    expect(acts.slice(0, 2)).toEqual(['sign_ins.resumed cli', 'sign_ins.paused cli']);
    for (const minutes of ['0', '1441', 'x']) {
      expect((await authority.cli(['pause', '--minutes', minutes])).code).toBe(2);
    }
  });
});
