import path from 'node:path';
import Sqlite from 'libsql';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, send } from '../support/client.ts';
import { formTo } from '../support/form-to.ts';
import { openControl } from '../support/open-control.ts';
import { addRelyingParty, appRedirect, arrival, pageOf, travel, type RelyingParty } from './relying-party.ts';

let authority: AuthorityProcess;
let app: RelyingParty;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  app = await addRelyingParty(authority, openControl(authority), 'Till', { public: true, deviceFlow: true });
  await addUser(authority, 'ann');
});
afterAll(() => authority.remove());

/** So many requests of another device, a few at the same time. */
async function flood(times: number, ask: (localAddress: string) => Promise<{ status: number }>) {
  const statuses = new Set<number>();
  for (let sent = 0; sent < times; sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('127.0.0.9')));
    for (const { status } of answers) statuses.add(status);
  }
  return [...statuses];
}

const post = (url: string | undefined, fields: Readonly<Record<string, string>>, localAddress: string) =>
  send(url ?? '', {
    method: 'POST',
    ca: authority.ca,
    localAddress,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: app.id, ...fields }).toString(),
  });

function storedArtifacts(): Record<string, unknown>[] {
  const db = new Sqlite(path.join(authority.dataDir, 'rollcall.db'), { timeout: 5000 });
  const rows = db.prepare('SELECT * FROM oidc_artifacts').all() as Record<string, unknown>[];
  db.close();
  return rows;
}

describe('a device that begins sign-ins without end', () => {
  it('pushes out only its own, not those of people, and writes nothing to the disk', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    const request = await app.start();
    const page = pageOf(await travel(browser, request.url.href));
    const { url } = await app.start();
    expect(await flood(2100, (localAddress) => send(url.href, { ca: authority.ca, localAddress }))).toEqual([
      303,
    ]);
    expect(storedArtifacts()).toEqual([]);
    const form = formTo(page, '/sign-in');
    const answer = await browser.submit(form, { username: 'ann', password: passwordOf('ann') });
    const tokens = await app.finish(request, arrival(await travel(browser, answer, authority.origin)));
    expect(tokens.claims()?.['preferred_username']).toBe('ann');
  });

  it('or asks for codes of the device flow without end pushes out only its own', async () => {
    const asked = await client.initiateDeviceAuthorization(app.config, { scope: 'openid' });
    const endpoint = app.config.serverMetadata().device_authorization_endpoint;
    expect(await flood(320, (from) => post(endpoint, { scope: 'openid' }, from))).toEqual([200]);
    const codes = storedArtifacts().filter(({ model }) => model === 'DeviceCode');
    expect(codes.length).toBe(300);
    const { device_code } = asked;
    const token = await post(
      app.config.serverMetadata().token_endpoint,
      { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code },
      '127.0.0.1',
    );
    expect(JSON.parse(token.text)).toMatchObject({ error: 'authorization_pending' });
  });

  it('or pushes requests without end pushes out only its own', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('ann', passwordOf('ann'));
    const verifier = client.randomPKCECodeVerifier();
    const parameters = {
      redirect_uri: appRedirect,
      scope: 'openid',
      response_type: 'code',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    const url = await client.buildAuthorizationUrlWithPAR(app.config, parameters);
    const endpoint = app.config.serverMetadata().pushed_authorization_request_endpoint;
    expect(await flood(2100, (from) => post(endpoint, parameters, from))).toEqual([201]);
    expect(arrival(await travel(browser, url.href)).searchParams.get('code')).toEqual(expect.any(String));
  });
});
