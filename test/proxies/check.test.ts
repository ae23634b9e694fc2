import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '../../shared/model/app.ts';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';

let authority: AuthorityProcess;
let control: Control;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  await addUser(authority, 'ann', { limit: 5 });
});

afterAll(() => authority?.remove());

async function check(app: ProtectedApp): Promise<{
  coverage: string;
  results: Record<string, Finding['result']>;
  findings: readonly Finding[];
  of: (code: FindingCode) => Finding;
}> {
  const { app: view } = await control.apps.check({ id: app.id });
  const findings = view.check?.findings ?? [];
  const of = (code: FindingCode): Finding => {
    const found = findings.filter((one) => one.code === code);
    if (found.length !== 1)
      throw new Error(`${String(found.length)} of ${code}: ${JSON.stringify(findings)}`);
    return found[0]!;
  };
  const results = Object.fromEntries(findings.map(({ code, result }) => [code, result]));
  expect(Object.keys(results)).toHaveLength(findings.length);
  for (const { result, fix, sentence } of findings) {
    expect(sentence).toMatch(/^[A-Zh].*\.$/s);
    expect(result === 'bad' && fix === undefined).toBe(false);
  }
  return { coverage: view.coverage, results, findings, of };
}

async function bypassAlarm(): Promise<string | undefined> {
  const { alarms } = await control.status.get();
  return alarms.find(({ code }) => code === 'app_bypassable')?.sentence;
}

async function withApp(
  options: Parameters<typeof openProtectedApp>[1],
  look: (app: ProtectedApp) => Promise<void>,
): Promise<void> {
  const app = await openProtectedApp(authority, options);
  try {
    await look(app);
  } finally {
    await app.close();
    await control.apps.remove({ id: app.id });
  }
}

/** What a forged name does with a session only the app knows, behind a proxy of its own. */
const allGood = {
  unreachable: 'good',
  open_without_session: 'good',
  forged_identity: 'unknown',
  cookie_not_cut: 'good',
  upstream_reachable: 'good',
  plain_http: 'good',
  foreign_authorization_passes: 'good',
};

describe('the check of an app that is set up right', () => {
  it.each(['nginx', 'caddy'] as const)('finds no way around it: %s', async (proxy) => {
    await withApp({ name: 'Right', proxy }, async (app) => {
      const before = app.echo.received.length;
      const { coverage, results, of } = await check(app);
      expect(results).toEqual(allGood);
      expect(coverage).toBe('every_request');
      expect(of('forged_identity').sentence).toContain('cannot be seen from outside');
      expect(await bypassAlarm()).toBeUndefined();
      // Only the requests with a good cookie came through, as nobody, whatever one of them claimed.
      const received = app.echo.received.slice(before);
      expect(received.length).toBe(2);
      for (const one of received) expect(app.echo.valuesOf(one, 'Remote-User').join('')).toBe('');
      expect(JSON.stringify(received)).not.toContain('"rollcall-check"');
      expect(JSON.stringify(received)).not.toContain('rca_');
    });
  });

  it('says of the gateway that it removes a forged name, which it does itself', async () => {
    await withApp({ name: 'Own', proxy: 'gateway' }, async (app) => {
      const { results, of } = await check(app);
      expect(results['forged_identity']).toBe('good');
      expect(of('forged_identity').sentence).toContain('Rollcall itself');
    });
  });

  it('takes no place and no session, counts as no use, is written down and stays after a restart', async () => {
    await withApp({ name: 'Kept' }, async (app) => {
      await check(app);
      expect((await control.sessions.list({ state: 'live' })).sessions).toEqual([]);
      await authority.restart();
      const again = openControl(authority);
      const view = (await again.apps.list()).find(({ id }) => id === app.id);
      expect(view?.check?.findings.length).toBe(7);
      expect(view?.lastUsedAt).toBeUndefined();
      const { entries } = await again.audit.list({});
      const entry = entries.find(({ action }) => action === 'app.checked');
      expect(entry).toMatchObject({ subject: app.id, data: { coverage: 'every_request', bad: [] } });
      control = again;
    });
  });

  it('is void once the app is to be found elsewhere', async () => {
    await withApp({ name: 'Moved' }, async (app) => {
      await check(app);
      const named = await control.apps.set({ id: app.id, name: 'Moved on' });
      expect(named.app.check).toBeDefined();
      const moved = await control.apps.set({ id: app.id, upstream: 'http://127.0.0.1:1' });
      expect(moved.app.check).toBeUndefined();
      await control.apps.set({ id: app.id, upstream: `http://127.0.0.1:${String(app.echo.port)}` });
      await check(app);
      const trusting = await control.apps.set({ id: app.id, upstreamCertificate: 'any' });
      expect(trusting.app.check).toBeUndefined();
    });
  });
});

describe('the check finds', () => {
  it('an app whose own port answers beside its proxy, and that a name can be forged there', async () => {
    await withApp({ name: 'Wide', appHost: '0.0.0.0' }, async (app) => {
      const { coverage, results, of } = await check(app);
      expect(results).toEqual({ ...allGood, upstream_reachable: 'bad', forged_identity: 'bad' });
      expect(coverage).toBe('bypassable');
      const beside = `http://127.0.0.2:${String(app.echo.port)}`;
      expect(of('upstream_reachable').data['address']).toBe(beside);
      expect(of('upstream_reachable').sentence).toContain(beside);
      expect(of('forged_identity').sentence).toContain('Remote-User');
      expect(await bypassAlarm()).toContain('Wide');
    });
    await eventually('the alarm goes with the app', async () => (await bypassAlarm()) === undefined);
  });

  it('a location without the check, where Rollcall is not asked', async () => {
    const edit = (snippet: string): string => snippet.replace('auth_request /.rollcall/verify;', '');
    await withApp({ name: 'Open', edit }, async (app) => {
      const { coverage, results, of } = await check(app);
      expect(results).toEqual({
        ...allGood,
        open_without_session: 'bad',
        forged_identity: 'unknown',
        cookie_not_cut: 'unknown',
      });
      expect(of('open_without_session').sentence).toContain('with status 200, and Rollcall was not asked.');
      expect(coverage).toBe('bypassable');
    });
  });

  it.each(['nginx', 'caddy'] as const)(
    'a forged name of a signed-in person, where the lines that remove it are gone: %s',
    async (proxy) => {
      const edit = (snippet: string): string =>
        snippet
          .replace('proxy_set_header Remote-User $rollcall_user;', '')
          .replace(/^.*request_header -\*Remote\*.*$/m, '')
          .replace(/copy_headers .*/, '');
      await withApp({ name: 'Torn', proxy, edit }, async (app) => {
        const { appToken } = await signInTo(authority, app.id, 'ann');
        const answer = await send(`${app.origin}/`, {
          agent: new Agent({ rejectUnauthorized: false }),
          headers: { Cookie: `${app.cookieName}=${appToken}`, 'Remote-User': 'admin' },
        });
        expect(answer.text).toContain('"admin"');
        const { coverage, results, of } = await check(app);
        expect(results).toEqual({ ...allGood, forged_identity: 'bad' });
        expect(of('forged_identity').sentence).toContain('can be anybody');
        expect(coverage).toBe('bypassable');
      });
    },
  );

  it('a proxy that lets a forged name in', async () => {
    const edit = (snippet: string): string => {
      const upstream = /proxy_pass (http:\/\/127\.0\.0\.1:\d+);/.exec(snippet)?.[1] ?? '';
      return snippet.replace(
        'auth_request /.rollcall/verify;',
        `if ($http_remote_user) { rewrite ^ /let-in last; }
        location = /let-in { auth_request off; proxy_pass ${upstream}; }
        auth_request /.rollcall/verify;`,
      );
    };
    await withApp({ name: 'Gullible', edit }, async (app) => {
      const { coverage, results } = await check(app);
      expect(results).toEqual({ ...allGood, forged_identity: 'bad' });
      expect(coverage).toBe('bypassable');
    });
  });

  it('answers of Rollcall that are kept on the way', async () => {
    const cacheDir = mkdtempSync(path.join(tmpdir(), 'rollcall-cache-'));
    const edit = (snippet: string): string =>
      snippet.replace(
        'proxy_pass https://rollcall_authority/auth/verify;',
        `proxy_pass https://rollcall_authority/auth/verify;
        proxy_cache verify; proxy_cache_key $http_cookie; proxy_cache_valid 200 1m; proxy_ignore_headers Cache-Control;`,
      );
    const httpLines = `proxy_cache_path ${cacheDir} keys_zone=verify:1m;`;
    await withApp({ name: 'Cached', edit, httpLines }, async (app) => {
      const { coverage, results, of } = await check(app);
      expect(results).toEqual({ ...allGood, cookie_not_cut: 'bad' });
      expect(of('cookie_not_cut').fix).toContain('proxy_cache');
      expect(coverage).toBe('bypassable');
    });
    // Without being told to ignore it, nginx heeds that the answer is not to be kept.
    const heeding = (snippet: string): string =>
      edit(snippet).replace('proxy_ignore_headers Cache-Control;', '');
    await withApp({ name: 'Heeding', edit: heeding, httpLines }, async (app) => {
      expect((await check(app)).results).toEqual(allGood);
    });
    rmSync(cacheDir, { recursive: true, force: true });
  });

  it('an app that does not answer, behind a proxy that does', async () => {
    await withApp({ name: 'Down' }, async (app) => {
      await app.echo.close();
      const { coverage, results, of } = await check(app);
      expect(results).toEqual({ ...allGood, unreachable: 'bad' });
      expect(of('unreachable').sentence).toContain('does not answer (502)');
      expect(coverage).toBe('every_request');
    });
  });

  it('a proxy that is not there', async () => {
    await withApp({ name: 'Gone' }, async (app) => {
      expect((await check(app)).results).toEqual(allGood);
      await app.proxy.stop();
      const { results, of } = await check(app);
      expect(results).toEqual({
        ...allGood,
        unreachable: 'bad',
        open_without_session: 'unknown',
        forged_identity: 'unknown',
        cookie_not_cut: 'unknown',
      });
      expect(of('unreachable').sentence).toContain('ECONNREFUSED');
    });
  });

  it('a proxy with an old secret', async () => {
    await withApp({ name: 'Stale' }, async (app) => {
      await control.apps.rotateSecret({ id: app.id });
      const { of } = await check(app);
      expect(of('unreachable')).toMatchObject({ result: 'bad' });
      expect(of('unreachable').sentence).toContain('secret');
    });
  });

  it('an app that people do not reach under its address', async () => {
    await withApp(
      {
        name: 'Renamed',
        edit: (text) => text.replaceAll('X-Forwarded-Proto $scheme', 'X-Forwarded-Proto http'),
      },
      async (app) => {
        const { of } = await check(app);
        expect(of('unreachable').sentence).toContain('under another address');
      },
    );
  });

  it('keys of the app that pass, a way around that its settings leave open, and plain HTTP', async () => {
    await withApp(
      { name: 'Plain', plainHttp: true, args: ['--foreign-authorization', 'pass'] },
      async (app) => {
        const { coverage, results } = await check(app);
        expect(results).toEqual({ ...allGood, plain_http: 'bad', foreign_authorization_passes: 'bad' });
        expect(coverage).toBe('bypassable');
        // What an admin chose is no alarm.
        expect(await bypassAlarm()).toBeUndefined();
        const refusing = await control.apps.set({ id: app.id, foreignAuthorization: 'refuse' });
        expect(refusing.app.coverage).toBe('every_request');
      },
    );
  });
});

describe('the token of a check', () => {
  it('opens one app only while it is checked, and a session is not disturbed by it', async () => {
    await withApp({ name: 'Busy' }, async (app) => {
      const { appToken } = await signInTo(authority, app.id, 'ann');
      await check(app);
      const answer = await send(`${authority.origin}/auth/verify`, {
        ca: authority.ca,
        headers: {
          'Rollcall-App': app.secret,
          'X-Forwarded-Proto': 'https',
          'X-Forwarded-Host': new URL(app.origin).host,
          Cookie: `${app.cookieName}=${appToken}`,
        },
      });
      expect([answer.status, answer.headers['remote-user']]).toEqual([200, 'ann']);
    });
  });
});

describe('an app that only signs in by OpenID Connect', () => {
  it('is checked for what can be told of it: is it told of ends, does it answer', async () => {
    const { app } = await control.apps.add({
      name: 'Wiki',
      kind: 'oidc',
      url: 'https://127.0.0.9:9',
      oidc: {
        redirectUris: ['https://127.0.0.9:9/back'],
        postLogoutRedirectUris: [],
        public: false,
        deviceFlow: false,
      },
    });
    const { app: checked } = await control.apps.check({ id: app.id });
    expect(checked.check?.findings.map(({ code, result }) => [code, result])).toEqual([
      ['unreachable', 'bad'],
      ['plain_http', 'good'],
      ['not_told_of_ends', 'bad'],
    ]);
    expect(checked.coverage).toBe('sign_in_only');
  });
});
