import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerPairing } from '../support/app-device.ts';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import type { Browser } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { addRelyingParty, oauthError, type RelyingParty, type Tokens } from './relying-party.ts';

const minute = 60_000;
const hour = 60 * minute;

let authority: TimedAuthority;
let shop: RelyingParty;
let scanner: RelyingParty;

beforeAll(async () => {
  authority = await openTimedAuthority();
  const trusted = { ca: readFileSync(path.join(authority.dataDir, 'keys/ca.crt.pem'), 'utf8') };
  shop = await addRelyingParty(trusted, authority.control, 'Shop');
  scanner = await addRelyingParty(trusted, authority.control, 'Scanner', {
    redirectUris: [],
    public: true,
    deviceFlow: true,
  });
});
afterAll(() => authority.remove());

async function signedIn(name: string): Promise<{ browser: Browser; tokens: Tokens }> {
  await authority.addUser(name);
  const browser = authority.browser();
  await browser.signIn(name, passwordOf(name));
  return { browser, tokens: await shop.signIn(browser) };
}

const isActive = async (token: string): Promise<boolean> =>
  (await client.tokenIntrospection(shop.config, token)).active;
const refresh = (token: string | undefined, party = shop) =>
  client.refreshTokenGrant(party.config, token ?? '');
const reasonOf = async (name: string): Promise<string | undefined> =>
  (await authority.ended(name))[0]?.reason;

describe('the life of tokens', () => {
  it('an access token lives ten minutes, its session longer', async () => {
    const { tokens } = await signedIn('ada');
    expect(tokens.expires_in).toBe(600);
    authority.time.run(9 * minute);
    expect(await isActive(tokens.access_token)).toBe(true);
    authority.time.run(2 * minute);
    expect(await isActive(tokens.access_token)).toBe(false);
    expect((await refresh(tokens.refresh_token)).expires_in).toBe(600);
  });

  it('nothing lives beyond the absolute end of the session', async () => {
    const { browser, tokens } = await signedIn('bea');
    let last: { refresh_token?: string; expires_in?: number } = tokens;
    for (let passed = 0; passed < 23; passed += 1) {
      authority.time.run(hour);
      await browser.open('/devices');
    }
    authority.time.run(55 * minute);
    last = await refresh(last.refresh_token);
    expect(last.expires_in).toBeLessThanOrEqual(300);
    const expiry = (await client.tokenIntrospection(shop.config, last.refresh_token ?? '')).exp ?? 0;
    // Whole seconds of two clocks.
    expect(expiry - Date.now() / 1000).toBeLessThanOrEqual(301);
    authority.time.run(6 * minute);
    expect(await oauthError(refresh(last.refresh_token))).toBe('invalid_grant');
    await eventually('its end', async () => (await reasonOf('bea')) === 'absolute');
  });

  it('an app that refreshes is seen, and is no use by the person: the session ends idle', async () => {
    const { browser, tokens } = await signedIn('cleo');
    let last: { refresh_token?: string } = tokens;
    for (let passed = 0; passed < 15; passed += 1) {
      authority.time.run(30 * minute);
      last = await refresh(last.refresh_token);
    }
    // Asking quietly is no use by the person either.
    await shop.signIn(browser, { prompt: 'none' });
    authority.time.run(31 * minute);
    expect(await oauthError(refresh(last.refresh_token))).toBe('invalid_grant');
    expect(await reasonOf('cleo')).toBe('idle');
  });

  it('going to an app is a use by the person', async () => {
    const { browser } = await signedIn('dina');
    authority.time.run(7 * hour);
    await shop.signIn(browser);
    authority.time.run(7 * hour);
    expect(await authority.live('dina')).toHaveLength(1);
  });

  it('a clock of the computer that is set back or ahead ends nothing and prolongs nothing', async () => {
    const { tokens } = await signedIn('eda');
    const wall = authority.time.wall();
    const years = 40 * 365 * 24 * hour;
    const real = Date.now();
    /** The library goes by `Date`, and by nothing that can be given to it. */
    const setClock = (aheadMs: number): void => {
      authority.time.setWall(wall + aheadMs);
      vi.useFakeTimers({ toFake: ['Date'], now: real + aheadMs });
    };
    try {
      setClock(-years);
      expect(await isActive(tokens.access_token)).toBe(true);
      setClock(years);
      expect(await isActive(tokens.access_token)).toBe(true);
      authority.time.run(11 * minute);
      expect(await isActive(tokens.access_token)).toBe(false);
    } finally {
      vi.useRealTimers();
      authority.time.setWall(wall + 11 * minute);
    }
    expect((await refresh(tokens.refresh_token)).access_token).toEqual(expect.any(String));
  });
});

describe('a device that was let in', () => {
  const ask = () => client.initiateDeviceAuthorization(scanner.config, { scope: 'openid' });

  it('and never fetches its tokens is signed out again', async () => {
    const { browser } = await signedIn('fee');
    const asked = await ask();
    await answerPairing(browser, asked.user_code, 'approve');
    expect(await authority.live('fee')).toHaveLength(2);
    authority.time.run(12 * minute);
    await eventually('its end', async () => (await reasonOf('fee')) === 'idle');
    expect(await authority.live('fee')).toHaveLength(1);
  });

  it('is used by being used: it lives on while it refreshes, as long as app sessions may', async () => {
    const { browser } = await signedIn('gus');
    const asked = await ask();
    await answerPairing(browser, asked.user_code, 'approve');
    let last: { refresh_token?: string } = await client.genericGrantRequest(
      scanner.config,
      'urn:ietf:params:oauth:grant-type:device_code',
      { device_code: asked.device_code },
    );
    for (let days = 0; days < 80; days += 20) {
      authority.time.run(20 * 24 * hour);
      last = await refresh(last.refresh_token, scanner);
    }
    authority.time.run(11 * 24 * hour);
    expect(await oauthError(refresh(last.refresh_token, scanner))).toBe('invalid_grant');
    await eventually('its end', async () =>
      (await authority.ended('gus')).some(({ reason }) => reason === 'absolute'),
    );
  });

  it('late is told that its code has expired', async () => {
    const asked = await ask();
    authority.time.run(10 * minute + 1000);
    const late = client.genericGrantRequest(scanner.config, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: asked.device_code,
    });
    expect(await oauthError(late)).toBe('expired_token');
  });
});
