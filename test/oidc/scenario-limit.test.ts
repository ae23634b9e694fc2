import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readForms, readText, type Answer } from '../support/client.ts';
import { listEnded, listLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { addRelyingParty, arrival, errorAt, pageOf, travel, type RelyingParty } from './relying-party.ts';

let authority: AuthorityProcess;
let control: Control;
let erp: RelyingParty;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  erp = await addRelyingParty(authority, control, 'ERP', { url: 'https://erp.example.test' });
});
afterAll(() => authority.remove());

const newBrowser = (): Browser => new Browser(authority.origin, authority.ca);

/** Fills the sign-in form that an app's request has led to. */
async function fill(browser: Browser, url: URL, name: string): Promise<Answer> {
  const form = formTo(pageOf(await travel(browser, url.href)), '/sign-in');
  return browser.submit(form, { username: name, password: passwordOf(name) });
}

describe('20, first half: OpenID Connect', () => {
  it('sign-in works where the issuer is an IP address with a port', async () => {
    expect(erp.config.serverMetadata().issuer).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/oidc$/);
    await addUser(authority, 'ip');
    const browser = newBrowser();
    const request = await erp.start();
    const answer = await fill(browser, request.url, 'ip');
    const tokens = await erp.finish(request, arrival(await travel(browser, answer, authority.origin)));
    expect(tokens.claims()).toMatchObject({ iss: `${authority.origin}/oidc`, preferred_username: 'ip' });
  });

  it('limit full, policy ask: the chooser, and after choosing the code arrives', async () => {
    await addUser(authority, 'ask', { limit: 1 });
    await newBrowser().signIn('ask', passwordOf('ask'));
    const [before] = await listLive(authority, 'ask');
    const browser = newBrowser();
    const request = await erp.start();
    const chooser = await fill(browser, request.url, 'ask');
    expect(readText(chooser.text)).toContain('Choose a device to sign out');
    expect(browser.token).toBeUndefined();
    const [id = ''] = readForms(chooser.text)[0]?.choices['end'] ?? [];
    expect(id).toBe(before?.id);
    const answer = await browser.submit(formTo(chooser, '/sign-in/choose'), { end: id });
    expect(readText(answer.text)).toContain('Go on to ERP');
    const tokens = await erp.finish(request, arrival(await travel(browser, answer, authority.origin)));
    const live = await listLive(authority, 'ask');
    expect(live.map((session) => session.id)).toEqual([tokens.claims()?.['sid']]);
    expect((await listEnded(authority, 'ask'))[0]?.ended?.reason).toBe('ended_by_choice');
  });

  it('limit full, policy ask, cancelled: access_denied for the app, nobody signed out', async () => {
    await addUser(authority, 'leave', { limit: 1 });
    await newBrowser().signIn('leave', passwordOf('leave'));
    const browser = newBrowser();
    const { url } = await erp.start();
    const chooser = await fill(browser, url, 'leave');
    const href = /href="(\/oidc\/interaction\/[\w-]+\/cancel)"/.exec(chooser.text)?.[1] ?? '';
    expect(errorAt(await travel(browser, new URL(href, authority.origin).href))).toBe('access_denied');
    expect(await listLive(authority, 'leave')).toHaveLength(1);
  });

  it('limit full, policy refuse: a page with the reason and the way to try again, not a loop', async () => {
    await addUser(authority, 'refuse', { limit: 1, policy: 'refuse' });
    const first = newBrowser();
    await first.signIn('refuse', passwordOf('refuse'));
    const browser = newBrowser();
    const request = await erp.start();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const refused = await fill(browser, request.url, 'refuse');
      expect(refused.status).toBe(409);
      expect(readText(refused.text)).toMatch(/1 of 1 in use/);
      // Nothing on the page goes on by itself, and nothing was sent to the app.
      expect(refused.headers['location']).toBeUndefined();
      expect(refused.text).not.toContain('http-equiv="refresh"');
      expect(refused.text).not.toContain('erp.example.test');
    }
    // When there is room, the same way leads to the app.
    const [session] = await listLive(authority, 'refuse');
    await control.sessions.end({ ids: [session?.id ?? ''] });
    const refused = await fill(browser, request.url, 'refuse');
    const back = arrival(await travel(browser, refused, authority.origin));
    expect(back.searchParams.get('code')).toEqual(expect.any(String));
  });

  it('no seat free: a page with the reason, not a loop', async () => {
    await addUser(authority, 'seatless');
    const live = await listLive(authority);
    await control.plan.set({ seats: live.length, surplus: 'as_they_expire' });
    const refused = await fill(newBrowser(), (await erp.start()).url, 'seatless');
    expect([refused.status, readText(refused.text)]).toEqual([
      409,
      expect.stringContaining('No place is free'),
    ]);
    await control.plan.set({ seats: 'unlimited', surplus: 'as_they_expire' });
  });

  it('not one of those who may enter: a page in words with the way to be somebody else, not a loop', async () => {
    const { group } = await control.groups.add({ name: 'Accounting' });
    const books = await addRelyingParty(authority, control, 'Books', { groups: [group.id] });
    await addUser(authority, 'outside');
    await addUser(authority, 'inside');
    await control.users.set({ id: await userIdOf(control, 'inside'), groups: [group.id] });
    const browser = newBrowser();
    const request = await books.start();
    const answer = await fill(browser, request.url, 'outside');
    const journey = await travel(browser, answer, authority.origin);
    const page = pageOf(journey);
    expect(page.status).toBe(403);
    expect(readText(page.text)).toContain('outside is not one of those who may enter Books.');

    // Signed in already, the same page; asked quietly, the app is told.
    expect(pageOf(await travel(browser, (await books.start()).url.href)).status).toBe(403);
    const { url } = await books.start({ prompt: 'none' });
    expect(errorAt(await travel(browser, url.href))).toBe('access_denied');

    const href = /href="(\/sign-in\?[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = formTo(await browser.open(href), '/sign-in');
    const other = await browser.submit(form, { username: 'inside', password: passwordOf('inside') });
    const tokens = await books.finish(request, arrival(await travel(browser, other, authority.origin)));
    expect(tokens.claims()?.['preferred_username']).toBe('inside');
  });
});
