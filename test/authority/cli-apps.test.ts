import { describe, expect, it } from 'vitest';
import { findFreePort } from '../proxies/free-port.ts';
import { send } from '../support/client.ts';
import { longMs, openAppCommands, type Added } from './app-commands.ts';

const commands = openAppCommands();
const { add, set, type } = commands;

const proxied = ['--kind', 'forward-auth'];

describe('app add', () => {
  it(
    'prints the configuration of nginx unless another proxy is named, and nothing else',
    async () => {
      const typed = await type('app', 'add', 'Shop', ...proxied, '--url', 'https://10.2.0.1');
      expect(typed.code).toBe(0);
      expect(typed.stdout).toMatch(/^# Rollcall in front of "Shop"/);
      expect(typed.stderr).toMatch(/^Shop is added\..*\n {2}id {3}shop\w+\n {2}key {2}shop\w+\.[\w-]{43}\n$/);
      const added = await add('Shop two', ...proxied, '--url', 'https://10.2.0.2', '--proxy', 'nginx');
      expect(added.snippets.map(({ id }) => id)).toContain('nginx');
      expect(added.snippet).toBe(added.snippets.find(({ id }) => id === 'nginx')?.text);
      expect(added.snippet).toContain(added.secret);
    },
    longMs,
  );

  it(
    'takes every field of an app',
    async () => {
      await commands.authority.run(['group', 'add', 'Warehouse']);
      await commands.authority.run(['group', 'add', 'Office']);
      const { app } = await add(
        'ERP',
        ...proxied,
        '--url',
        'https://10.2.0.3',
        '--upstream',
        'https://10.2.0.4:8443',
        '--upstream-any-certificate',
        '--foreign-authorization',
        'pass',
        '--background',
        '/socket.io/*',
        '/api/poll',
        '--group',
        'warehouse',
        '--group',
        'Office',
        '--redirect-uri',
        'https://10.2.0.3/callback',
        '--redirect-uri',
        'https://10.2.0.3/again',
        '--post-logout-redirect-uri',
        'https://10.2.0.3/bye',
        '--backchannel-logout-uri',
        'https://10.2.0.3/ends',
        '--device-flow',
        '--tells',
        'cookie:user_id:email',
      );
      expect(app).toMatchObject({
        upstream: 'https://10.2.0.4:8443',
        upstreamCertificate: 'any',
        foreignAuthorization: 'pass',
        backgroundPaths: ['/socket.io/*', '/api/poll'],
        coverage: 'bypassable',
        health: 'unused',
        tells: { from: 'cookie', name: 'user_id', is: 'email' },
        oidc: {
          redirectUris: ['https://10.2.0.3/callback', 'https://10.2.0.3/again'],
          postLogoutRedirectUris: ['https://10.2.0.3/bye'],
          backchannelLogoutUri: 'https://10.2.0.3/ends',
          public: false,
          deviceFlow: true,
        },
      });
      expect(app.groups).toHaveLength(2);
      const shown = (await type('app', 'show', 'erp')).stdout;
      expect(shown).toMatch(/^checked +CAN BE BYPASSED, by its own keys, not tested$/m);
      expect(shown).toMatch(/^may enter +Warehouse, Office$/m);
      expect(shown).toMatch(/^tells +email in cookie user_id$/m);
      expect(shown).toMatch(/^told of ends +https:\/\/10\.2\.0\.3\/ends$/m);
      expect(shown).toContain('Nobody has come in yet.');
    },
    longMs,
  );

  it(
    'registers a program without pages, and fixes the issuer with the first of them',
    async () => {
      const { app } = await add('Scanner', '--kind', 'oidc', '--public', '--device-flow');
      expect(app).toMatchObject({
        url: '',
        coverage: 'sign_in_only',
        oidc: { public: true, deviceFlow: true },
      });
      const shown = await commands.authority.run<{ issuer: string; issuerNow: string; apps: string[] }>([
        'oidc',
        'show',
      ]);
      expect(shown.issuer).toBe(`${commands.authority.origin}/oidc`);
      expect(shown.apps).toContain('Scanner');
      expect((await type('oidc', 'show')).stdout).toMatch(/^issuer {2}https:.*\/oidc\napps .*Scanner/);
      const moved = await commands.authority.run<{ issuer: string; apps: string[] }>(['oidc', 'move-issuer']);
      expect(moved).toEqual({ issuer: shown.issuer, apps: shown.apps });
    },
    longMs,
  );

  it(
    'says what an app of OpenID Connect has to know, as text and for a program',
    async () => {
      const added = await add('Desk', '--kind', 'oidc', '--redirect-uri', 'https://10.2.0.5/callback');
      const [clientId, clientSecret] = added.secret.split('.');
      const answer = await send(`${commands.authority.origin}/oidc/.well-known/openid-configuration`, {
        ca: commands.authority.ca,
      });
      const told = answer.json<Record<string, string>>();
      expect(added.oidc).toEqual({
        issuer: told['issuer'],
        discovery: `${commands.authority.origin}/oidc/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        authorizationEndpoint: told['authorization_endpoint'],
        tokenEndpoint: told['token_endpoint'],
        userinfoEndpoint: told['userinfo_endpoint'],
        jwksUri: told['jwks_uri'],
        endSessionEndpoint: told['end_session_endpoint'],
      });
      for (const value of Object.values(added.oidc ?? {})) expect(added.snippet).toContain(value);
      const kiosk = await add('Kiosk', '--kind', 'oidc', '--public', '--device-flow');
      expect(kiosk.oidc).not.toHaveProperty('clientSecret');
    },
    longMs,
  );

  it(
    'refuses what does not fit with the code of the field, and wrong use with 2',
    async () => {
      for (const [args, code] of [
        [[...proxied, '--url', 'shop'], 'app_url_invalid'],
        [['--kind', 'gateway', '--url', 'https://10.2.0.9'], 'app_host_unknown'],
        [['--kind', 'oidc', '--url', 'https://10.2.0.9'], 'app_oidc_missing'],
        [['--kind', 'oidc', '--redirect-uri', 'https://*.internal/'], 'app_redirect_invalid'],
        ...['http://10.2.0.9/ended', 'org.example.app:/ended', 'https://10.2.0.9/#ended'].map(
          (uri) =>
            [
              ['--kind', 'oidc', '--public', '--device-flow', '--backchannel-logout-uri', uri],
              'app_logout_uri_invalid',
            ] as const,
        ),
        [[...proxied, '--url', 'https://10.2.0.9', '--group', 'nobody'], 'group_not_found'],
      ] as const) {
        const answer = await commands.authority.cli(['app', 'add', 'Wrong', ...args]);
        expect([code, answer.code]).toEqual([code, 1]);
        expect(answer.stderr).toMatch(new RegExp(`^${code}: `));
      }
      for (const args of [
        [...proxied],
        [...proxied, '--url', 'https://10.2.0.9', '--tells', 'user_id'],
        [...proxied, '--url', 'https://10.2.0.9', '--background', 'poll'],
        ['--kind', 'oidc', '--device-flow', '--proxy', 'caddy'],
        [...proxied, '--url', 'https://10.2.0.9', '--proxy', 'apache'],
      ]) {
        expect([args, (await type('app', 'add', 'Wrong', ...args)).code]).toEqual([args, 2]);
      }
    },
    longMs,
  );
});

describe('app set', () => {
  it(
    'changes what is named, and nothing else',
    async () => {
      const { app } = await add(
        'Wiki',
        ...proxied,
        '--url',
        'https://10.2.1.1',
        '--redirect-uri',
        'https://10.2.1.1/callback',
        '--backchannel-logout-uri',
        'https://10.2.1.1/ends',
        '--background',
        '/poll',
        '--tells',
        'cookie:user:name',
      );
      expect(await set('wiki', '--background', '/live', '/poll')).toEqual({
        ...app,
        backgroundPaths: ['/live', '/poll'],
      });
      expect(await set('wiki', '--rename', 'Handbook', '--public')).toMatchObject({
        id: app.id,
        name: 'Handbook',
        oidc: { ...app.oidc, public: true },
      });
      expect(await set('handbook', '--no-background', '--no-public', '--no-tells', '--no-groups')).toEqual({
        ...app,
        name: 'Handbook',
        backgroundPaths: [],
        tells: undefined,
      });
      const silent = await set('handbook', '--no-backchannel-logout-uri');
      expect(silent.oidc).toEqual({ ...app.oidc, backchannelLogoutUri: undefined });
      expect((await set('handbook', '--no-oidc')).oidc).toBeUndefined();
    },
    longMs,
  );

  it(
    'says when what was copied before must be copied again',
    async () => {
      await add('Cams', ...proxied, '--url', 'https://10.2.1.2');
      const quiet = await type('app', 'set', 'Cams', '--background', '/poll', '--rename', 'Cameras');
      expect([quiet.code, quiet.stdout, quiet.stderr]).toEqual([0, 'Cameras is changed.\n', '']);
      const moved = await type('app', 'set', 'Cameras', '--upstream', 'http://127.0.0.1:9001');
      expect(moved.stderr).toMatch(/^Copy its configuration again;.*rollcall app rotate-secret cams\w+\n$/);
    },
    longMs,
  );

  it(
    'of what only Rollcall holds nothing is copied again',
    async () => {
      const isCopiedAgain = async (...args: string[]): Promise<boolean> =>
        (await commands.authority.run<{ snippetChanged: boolean }>(['app', 'set', ...args])).snippetChanged;
      const url = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
      await add('Stock', '--kind', 'gateway', '--url', url);
      expect(await isCopiedAgain('Stock', '--upstream', 'http://127.0.0.1:9001')).toBe(false);
      expect(await isCopiedAgain('Stock', '--foreign-authorization', 'pass')).toBe(false);
      expect(await isCopiedAgain('Stock', '--redirect-uri', `${url}/callback`)).toBe(true);

      await add('Clock', '--kind', 'oidc', '--redirect-uri', 'https://10.2.1.4/callback');
      expect(await isCopiedAgain('Clock', '--redirect-uri', 'https://10.2.1.4/again')).toBe(false);
      expect(await isCopiedAgain('Clock', '--backchannel-logout-uri', 'https://10.2.1.4/ends')).toBe(false);
      expect(await isCopiedAgain('Clock', '--device-flow')).toBe(false);
      expect(await isCopiedAgain('Clock', '--public')).toBe(true);
    },
    longMs,
  );

  it(
    'without anything to set, or with both ways at once, is wrong use',
    async () => {
      await add('Bare', ...proxied, '--url', 'https://10.2.1.3');
      expect((await type('app', 'set', 'Bare')).code).toBe(2);
      expect((await type('app', 'set', 'Bare', '--group', 'Office', '--no-groups')).code).toBe(2);
    },
    longMs,
  );
});

describe('app rotate-secret and remove', () => {
  it(
    'the old key opens nothing from then on, the new one does',
    async () => {
      const { app, secret } = await add('Till', ...proxied, '--url', 'https://10.2.2.1');
      const knows = async (key: string): Promise<boolean> => {
        const answer = await send(`${commands.authority.origin}/auth/verify`, {
          ca: commands.authority.ca,
          headers: {
            'Rollcall-App': key,
            'X-Forwarded-Method': 'GET',
            'X-Forwarded-Proto': 'https',
            'X-Forwarded-Host': new URL(app.url).host,
            'X-Forwarded-Uri': '/',
          },
        });
        return answer.headers['rollcall-reason'] !== 'unknown_app';
      };
      expect(await knows(secret)).toBe(true);
      const rotated = await commands.authority.run<Added>(['app', 'rotate-secret', 'till']);
      expect(rotated.secret).toMatch(new RegExp(`^${app.id}\\.[\\w-]{43}$`));
      expect(rotated.snippet).toContain(rotated.secret);
      expect([await knows(secret), await knows(rotated.secret)]).toEqual([false, true]);
      await commands.authority.run(['app', 'remove', 'till']);
      expect(await knows(rotated.secret)).toBe(false);
    },
    longMs,
  );
});
