import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { answerPairing, typeCode } from '../support/app-device.ts';
import { Browser, readForms, readText } from '../support/client.ts';
import { listEnded, listLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { addRelyingParty, oauthError, type RelyingParty } from './relying-party.ts';

let authority: AuthorityProcess;
let control: Control;
let scanner: RelyingParty;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  scanner = await addRelyingParty(authority, control, 'Scanner', {
    redirectUris: [],
    public: true,
    deviceFlow: true,
  });
});
afterAll(() => authority.remove());

async function signedIn(name: string, user: Parameters<typeof addUser>[2] = {}): Promise<Browser> {
  await addUser(authority, name, user);
  const browser = new Browser(authority.origin, authority.ca);
  expect((await browser.signIn(name, passwordOf(name))).status).toBe(200);
  return browser;
}

const ask = (scope = 'openid profile email groups') =>
  client.initiateDeviceAuthorization(scanner.config, { scope });
type Asked = Awaited<ReturnType<typeof ask>>;
/** One question of the device: does anybody let it in yet? */
const fetchTokens = ({ device_code }: Asked) =>
  client.genericGrantRequest(scanner.config, 'urn:ietf:params:oauth:grant-type:device_code', { device_code });

describe('a device without a browser', () => {
  it('shows a code that is typed at the portal, and is let in as a device of its own', async () => {
    const browser = await signedIn('ada');
    const asked = await ask();
    expect(asked.verification_uri).toBe(`${authority.origin}/pair`);
    expect(asked.verification_uri_complete).toBe(`${authority.origin}/pair?code=${asked.user_code}`);
    expect(await oauthError(fetchTokens(asked))).toBe('authorization_pending');

    const question = await typeCode(browser, asked.user_code.toLowerCase().replace('-', ''));
    expect(readText(question.text)).toMatch(/Scanner.*Registered by the admin.*from 127\.0\.0\.1/);
    expect(readText(question.text)).toContain(asked.user_code);
    expect(await oauthError(fetchTokens(asked))).toBe('authorization_pending');
    expect((await answerPairing(browser, asked.user_code, 'approve')).status).toBe(200);

    const tokens = await client.pollDeviceAuthorizationGrant(scanner.config, { ...asked, interval: 0.1 });
    const [device, ...others] = (await listLive(authority, 'ada')).filter(
      ({ method }) => method === 'device',
    );
    expect(others).toEqual([]);
    expect(device).toMatchObject({ class: 'app', device: 'Scanner', apps: ['Scanner'] });
    expect(tokens.claims()).toMatchObject({
      sub: await userIdOf(control, 'ada'),
      preferred_username: 'ada',
      sid: device?.id,
    });
    const next = await client.refreshTokenGrant(scanner.config, tokens.refresh_token ?? '');
    expect(next.claims()?.['sid']).toBe(device?.id);
    expect(await listLive(authority, 'ada')).toHaveLength(2);

    // Fetched twice: somebody else may have the code. All of it is taken back, and the place is free.
    expect(await oauthError(fetchTokens(asked))).toBe('invalid_grant');
    const { active } = await client.tokenIntrospection(scanner.config, next.access_token);
    expect(active).toBe(false);
    expect(await listLive(authority, 'ada')).toHaveLength(1);
    expect((await listEnded(authority, 'ada'))[0]?.ended?.reason).toBe('token_reuse');
  });

  it('whose code was typed and declined is told access_denied', async () => {
    const browser = await signedIn('bea');
    const asked = await ask();
    expect((await answerPairing(browser, asked.user_code, 'decline')).status).toBe(200);
    expect(await oauthError(fetchTokens(asked))).toBe('access_denied');
    expect(await listLive(authority, 'bea')).toHaveLength(1);
  });

  it('comes by its link to the same page, with the code in it', async () => {
    const browser = await signedIn('cleo');
    const asked = await ask();
    const page = await browser.open(
      new URL(asked.verification_uri_complete ?? '').pathname + `?code=${asked.user_code}`,
    );
    expect(formTo(page, '/pair').fields['code']).toBe(asked.user_code);
    const old = await browser.open(`/oidc/device?user_code=${asked.user_code}`);
    expect([old.status, old.headers['location']]).toEqual([303, `/pair?code=${asked.user_code}`]);
  });

  it('at the limit is let in by the chooser, in the place of the device that is chosen', async () => {
    const browser = await signedIn('dina', { limit: 1 });
    const asked = await ask();
    const chooser = await answerPairing(browser, asked.user_code, 'approve');
    expect(readText(chooser.text)).toContain('So that Scanner can sign in');
    const form = readForms(chooser.text).find(({ action }) => action === '/pair/choose');
    const [own = ''] = form?.choices['end'] ?? [];
    await browser.submit(formTo(chooser, '/pair/choose'), { end: own });
    const tokens = await fetchTokens(asked);
    const live = await listLive(authority, 'dina');
    expect(live.map(({ id, method }) => [id, method])).toEqual([[tokens.claims()?.['sid'], 'device']]);
    expect((await listEnded(authority, 'dina'))[0]?.ended?.reason).toBe('ended_by_choice');
  });

  it('at the limit of somebody whose rule is to refuse gets nothing, and nobody is signed out', async () => {
    const browser = await signedIn('eda', { limit: 1, policy: 'refuse' });
    const asked = await ask();
    expect((await answerPairing(browser, asked.user_code, 'approve')).status).toBe(409);
    expect(await oauthError(fetchTokens(asked))).toBe('authorization_pending');
    expect(await listLive(authority, 'eda')).toHaveLength(1);
  });

  it('is not let in by somebody who may not enter the app', async () => {
    const { group } = await control.groups.add({ name: 'Store' });
    await control.apps.set({ id: scanner.id, groups: [group.id] });
    const browser = await signedIn('fee');
    const asked = await ask();
    const page = await typeCode(browser, asked.user_code);
    expect(page.status).toBe(403);
    expect(readText(page.text)).toContain('not one of those that may enter this app');
    await control.apps.set({ id: scanner.id, groups: [] });
  });

  it('signs out by revoking its token: its session has ended and its place is free', async () => {
    const browser = await signedIn('gil');
    const asked = await ask();
    await answerPairing(browser, asked.user_code, 'approve');
    const tokens = await fetchTokens(asked);
    await client.tokenRevocation(scanner.config, tokens.refresh_token ?? '');
    expect((await listLive(authority, 'gil')).map(({ method }) => method)).toEqual(['portal']);
    expect((await listEnded(authority, 'gil'))[0]?.ended?.reason).toBe('signed_out');
  });

  it('is signed out by the person, and learns it at its next request', async () => {
    const browser = await signedIn('hal');
    const asked = await ask();
    await answerPairing(browser, asked.user_code, 'approve');
    const tokens = await fetchTokens(asked);
    const device = (await listLive(authority, 'hal')).find(({ method }) => method === 'device');
    const page = await browser.open('/devices');
    await browser.submit(formTo(page, `/devices/${device?.id ?? ''}/end`));
    expect(await oauthError(client.refreshTokenGrant(scanner.config, tokens.refresh_token ?? ''))).toBe(
      'invalid_grant',
    );
  });
});

it('an app that was not given the device flow has none', async () => {
  const web = await addRelyingParty(authority, control, 'Web');
  expect(await oauthError(client.initiateDeviceAuthorization(web.config, { scope: 'openid' }))).toBe(
    'invalid_request',
  );
});
