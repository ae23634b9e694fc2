import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, readForms, readText, type Answer } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { issueCertificate } from '../support/told-app.ts';
import { startApache, type ApacheProcess } from './apache-process.ts';

const host = '127.0.0.2';

let authority: AuthorityProcess;
let control: Control;
let apache: ApacheProcess;
let origin: string;
let appId: string;
const sessionsDir = mkdtempSync(path.join(tmpdir(), 'rollcall-apache-sessions-'));
let configured: { clientId: string; clientSecret: string; port: number };

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  await addUser(authority, 'ann', { limit: 5 });
  // Its workers run under another account.
  chmodSync(sessionsDir, 0o777);
  const port = await findFreePort(host);
  origin = `https://${host}:${String(port)}`;
  const { app, secret } = await control.apps.add({
    name: 'Apache',
    kind: 'oidc',
    url: origin,
    oidc: {
      redirectUris: [`${origin}/oidc-callback`],
      postLogoutRedirectUris: [`${origin}/`],
      backchannelLogoutUri: `${origin}/oidc-callback?logout=backchannel`,
      public: false,
      deviceFlow: false,
    },
  });
  appId = app.id;
  configured = { clientId: app.id, clientSecret: secret.slice(secret.indexOf('.') + 1), port };
  apache = await start();
});

afterAll(async () => {
  await apache?.stop();
  await authority?.remove();
  rmSync(sessionsDir, { recursive: true });
});

async function start(): Promise<ApacheProcess> {
  const { port, ...client } = configured;
  return startApache({
    listen: { host, port },
    sessionsDir,
    certificate: await issueCertificate(authority.dataDir, [host]),
    caPem: authority.ca,
    issuer: (await control.oidc.get()).issuer,
    ...client,
  });
}

/** One browser with both sites: each keeps its own cookies, redirects are followed from one to the other. */
class TwoSites {
  readonly portal = new Browser(authority.origin, authority.ca);
  readonly app = new Browser(origin, authority.ca);

  /** @returns where it stops, and with what */
  async open(url: string): Promise<{ url: string; answer: Answer }> {
    let next = url;
    for (let hop = 0; hop < 15; hop += 1) {
      const site = next.startsWith(`${origin}/`) ? this.app : this.portal;
      const answer = await site.open(next);
      const target = whereTo(answer);
      if (target === undefined) return { url: next, answer };
      next = new URL(target, next).href;
    }
    throw new Error(`a redirect loop: ${next}`);
  }

  /** Fills the sign-in form that `open` stopped at, and goes on. */
  async signIn(page: Answer, name: string): Promise<{ url: string; answer: Answer }> {
    const form = readForms(page.text).find(({ fields }) => 'password' in fields);
    if (!form) throw new Error(`no sign-in form: ${String(page.status)} ${readText(page.text)}`);
    const answer = await this.portal.submit(form, { username: name, password: passwordOf(name) });
    const target = whereTo(answer);
    if (target === undefined) throw new Error(readText(answer.text));
    return this.open(new URL(target, authority.origin).href);
  }
}

function whereTo(answer: Answer): string | undefined {
  const { location } = answer.headers;
  if (typeof location === 'string') return location;
  const refresh = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(answer.text)?.[1];
  return refresh?.replaceAll('&amp;', '&');
}

const liveSession = async (): Promise<string> => {
  const { sessions } = await control.sessions.list({
    state: 'live',
    userId: await userIdOf(control, 'ann'),
  });
  return sessions[0]?.id ?? '';
};

/** Signs in through Apache; it shows the page. */
async function enter(): Promise<TwoSites> {
  const browser = new TwoSites();
  const stopped = await browser.open(`${origin}/secret.shtml`);
  const { answer, url } = await browser.signIn(stopped.answer, 'ann');
  if (url !== `${origin}/secret.shtml` || !answer.text.includes('<b>ann</b>')) {
    throw new Error(`${url}: ${String(answer.status)} ${readText(answer.text)}\n${apache.log()}`);
  }
  return browser;
}

describe('20: Apache with mod_auth_openidc, which nobody here wrote', () => {
  it('signs people in at an issuer that is an IP address, and knows who they are', async () => {
    const browser = await enter();
    const again = await browser.app.open('/secret.shtml');
    expect([again.status, readText(again.text)]).toEqual([200, 'Signed in: ann']);
    const { sessions } = await control.sessions.list({ state: 'live' });
    expect(sessions.map(({ apps }) => apps)).toEqual([['Apache']]);
    await control.sessions.end({ all: true });
  });

  it('refuses at the next request once the admin has ended the session', async () => {
    const browser = await enter();
    expect((await browser.app.open('/secret.shtml')).status).toBe(200);
    await control.sessions.end({ ids: [await liveSession()] });
    await eventually('the app has confirmed', async () => {
      const { logouts } = await control.apps.history({ id: appId });
      return logouts[0]?.confirmedAt !== undefined;
    });
    const next = await browser.app.open('/secret.shtml');
    expect(next.status).toBe(302);
    expect(next.headers.location).toMatch(`${authority.origin}/oidc/`);
    const { answer, url } = await browser.open(`${origin}/secret.shtml`);
    expect(url).not.toContain(origin);
    expect(readForms(answer.text).some(({ fields }) => 'password' in fields)).toBe(true);
  });

  it('was down when the session ended: it is red, is told when it is back, and only then confirmed', async () => {
    const browser = await enter();
    const id = await liveSession();
    await apache.stop();
    await control.sessions.end({ ids: [id] });
    const unconfirmed = await eventually('a try', async () => {
      const { logouts } = await control.apps.history({ id: appId });
      return logouts.find(({ tries, confirmedAt }) => tries > 0 && confirmedAt === undefined);
    });
    expect(unconfirmed.trouble).toEqual({ code: 'refuses_connection' });
    expect((await control.apps.list())[0]?.health).toBe('logout_unconfirmed');
    apache = await start();
    await eventually('it is up', () => browser.app.open('/secret.shtml').catch(() => undefined));
    expect(await control.apps.retryLogouts({ id: appId })).toMatchObject({ unconfirmed: 0 });
    expect((await browser.app.open('/secret.shtml')).status).toBe(302);
  });

  it('also takes tokens that a new key has signed', async () => {
    const browser = await enter();
    await control.oidc.rotateKeys();
    await control.sessions.end({ ids: [await liveSession()] });
    await eventually('the app has confirmed', async () => {
      const [app] = await control.apps.list();
      return app?.unconfirmedLogouts === 0;
    });
    expect((await browser.app.open('/secret.shtml')).status).toBe(302);
    await enter();
  });
});
