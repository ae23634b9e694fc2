import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustPair } from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readForms, readText, safariOnIphone } from '../support/client.ts';
import { listAudit, listLive } from '../support/facts.ts';
import { openControl } from '../support/open-control.ts';

let authority: AuthorityProcess;
let api: ApiClient;
let control: ReturnType<typeof openControl>;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  control = openControl(authority);
});
afterAll(() => authority?.remove());

async function openBrowser(name: string, userAgent?: string): Promise<Browser> {
  const browser = new Browser(authority.origin, authority.ca, userAgent);
  await browser.signIn(name, passwordOf(name));
  return browser;
}
const devicesOf = async (name: string): Promise<string[]> =>
  (await listLive(authority, name)).map(({ device }) => device).toSorted();

describe('the person gives a device another name', () => {
  it('on the page "My devices", and finds it there and everywhere', async () => {
    await addUser(authority, 'ann');
    const browser = await openBrowser('ann', safariOnIphone);
    const phone = (await listLive(authority, 'ann'))[0]?.id ?? '';
    const pc = await openBrowser('ann');
    const page = await pc.open('/devices');
    const form = readForms(page.text).find(({ action }) => action === `/devices/${phone}/rename`);
    expect(form?.fields['device']).toBe('Safari on iPhone');
    const done = await pc.submit(form!, { device: "  Ann's phone " });
    expect(done.status).toBe(200);
    const after = readText((await pc.open('/devices?notice=renamed')).text);
    expect(after).toContain("Ann's phone");
    expect(after).toContain('The device has its new name.');
    expect(await devicesOf('ann')).toEqual(["Ann's phone", 'Chrome on Windows']);
    expect((await browser.open('/devices')).status).toBe(200);
    const entry = (await listAudit(authority)).find(({ action }) => action === 'session.renamed');
    expect(entry).toMatchObject({
      actor: 'user:ann',
      subject: phone,
      data: { from: 'Safari on iPhone', device: "Ann's phone" },
    });
  });

  it('not one of somebody else, and not to a name that could hide', async () => {
    await addUser(authority, 'bob');
    await addUser(authority, 'cyd');
    const bob = await openBrowser('bob');
    await openBrowser('cyd');
    const [ofCyd] = await listLive(authority, 'cyd');
    const form = readForms((await bob.open('/devices')).text).find(({ action }) =>
      action.endsWith('/rename'),
    );
    const stolen = await bob.post(`/devices/${ofCyd?.id ?? ''}/rename`, { ...form!.fields, device: 'Mine' });
    expect(stolen.status).toBe(404);
    for (const device of ['', '   ', 'x'.repeat(81), 'a\u202Eb', 'a\nb']) {
      const refused = await bob.submit(form!, { device });
      expect([device, refused.status]).toEqual([device, 400]);
      expect(readText(refused.text)).toContain('Give the device a name of 1 to 80 visible characters.');
    }
    expect(await devicesOf('cyd')).toEqual(['Chrome on Windows']);
    expect(await devicesOf('bob')).toEqual(['Chrome on Windows']);
  });
});

describe('the admin gives a device another name', () => {
  it('with the command line, and it is still so after a power cut', async () => {
    await addUser(authority, 'dan');
    await openBrowser('dan');
    const [session] = await listLive(authority, 'dan');
    await authority.run(['session', 'rename', session?.id.slice(-8) ?? '', 'Till 1']);
    await authority.kill();
    await authority.restart();
    control = openControl(authority);
    expect(await devicesOf('dan')).toEqual(['Till 1']);
  });

  it('once only in the audit when the name is the same again', async () => {
    await addUser(authority, 'eve');
    await openBrowser('eve');
    const id = (await listLive(authority, 'eve'))[0]?.id ?? '';
    for (let n = 0; n < 3; n += 1) await control.sessions.rename({ id, device: 'Till 2' });
    const entries = (await listAudit(authority)).filter(
      ({ subject, action }) => subject === id && action === 'session.renamed',
    );
    expect(entries).toHaveLength(1);
    await control.sessions.end({ ids: [id] });
    await expect(control.sessions.rename({ id, device: 'Till 3' })).rejects.toMatchObject({
      code: 'session_not_found',
    });
  });
});

describe('the history of a session', () => {
  const kinds = async (id: string): Promise<string[]> =>
    (await control.sessions.history({ id })).events.map((event) => event.kind);

  it('has where it was seen and since when, also after a restart', async () => {
    await addUser(authority, 'fay');
    const { token, session } = await api.mustSignIn('fay', passwordOf('fay'), 'Laptop');
    const from = (localAddress: string) =>
      new Browser(authority.origin, authority.ca).send('/api/v1/session', {
        localAddress,
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      });
    const addresses = async (): Promise<string[]> =>
      (await control.sessions.history({ id: session.id })).addresses.map(({ address }) => address);
    expect(await addresses()).toEqual(['127.0.0.1']);
    expect((await from('127.0.0.7')).status).toBe(200);
    expect(await addresses()).toEqual(['127.0.0.1', '127.0.0.7']);
    await authority.stop();
    await authority.restart();
    control = openControl(authority);
    expect(await addresses()).toEqual(['127.0.0.1', '127.0.0.7']);
    const { addresses: seen } = await control.sessions.history({ id: session.id });
    expect(Date.parse(seen[1]?.since ?? '')).toBeGreaterThan(Date.parse(seen[0]?.since ?? ''));
  });

  it('has who approved an app, its names, and its end', async () => {
    await addUser(authority, 'gus', { limit: 5 });
    const browser = await openBrowser('gus');
    const { session } = await mustPair(api, browser, 'Till 3');
    await control.sessions.rename({ id: session.id, device: 'Till at the door' });
    await control.sessions.end({ ids: [session.id] });
    expect(await kinds(session.id)).toEqual(['signed_in', 'approved', 'renamed', 'ended']);
    const { events } = await control.sessions.history({ id: session.id });
    expect(events[1]).toMatchObject({ by: 'user:gus', device: 'Chrome on Windows' });
    expect(events[2]).toMatchObject({ from: 'Till 3', to: 'Till at the door' });
    expect(events[3]).toMatchObject({ reason: 'ended_by_admin' });
    await expect(control.sessions.history({ id: 'nothing' })).rejects.toMatchObject({
      code: 'session_not_found',
    });
  });
});
