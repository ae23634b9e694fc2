import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { AppView } from '../../shared/model/app.ts';
import { openEchoApp } from '../proxies/echo-app.ts';
import { findFreePort } from '../proxies/free-port.ts';
import { addUser, passwordOf } from '../support/authority-process.ts';
import { ApiClient, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { startToldApp } from '../support/told-app.ts';
import { longMs, openAppCommands } from './app-commands.ts';

const commands = openAppCommands();
const { add, type } = commands;

const proxied = ['--kind', 'forward-auth'];

describe('app show', () => {
  it(
    'says who was let in, and that a session has ended',
    async () => {
      const { app } = await add('Door', ...proxied, '--url', 'https://10.2.3.1');
      await addUser(commands.authority, 'ann');
      const api = new ApiClient(commands.authority.origin, commands.authority.ca);
      const { token, session } = await api.mustSignIn('ann', passwordOf('ann'), 'Front desk');
      const body = { app: app.id };
      expect((await api.call('POST', '/api/v1/session/app-token', { token, body })).status).toBe(200);
      expect((await type('app', 'show', 'Door')).stdout).toMatch(/ann +Front desk +live/);
      await commands.authority.run(['session', 'end', session.id]);
      const shown = await commands.authority.run<{ uses: { userName: string; live: boolean }[] }>([
        'app',
        'show',
        'Door',
      ]);
      expect(shown.uses).toMatchObject([{ userName: 'ann', live: false }]);
    },
    longMs,
  );

  it('an app that is not there is refused', async () => {
    for (const command of ['show', 'check', 'tell', 'remove', 'rotate-secret']) {
      expect((await commands.authority.cli(['app', command, 'nothing'])).stderr).toMatch(/^app_not_found: /);
    }
  });
});

describe('app check', () => {
  it(
    'says what was looked for and found, and ends with 1 while there is a way around',
    async () => {
      const echo = await openEchoApp();
      const upstream = `http://127.0.0.1:${String(echo.port)}`;
      try {
        const url = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
        await add('Tight', '--kind', 'gateway', '--url', url, '--upstream', upstream);
        expect((await type('app', 'list')).stdout).toMatch(/Tight .*on every request, not tested/);
        const good = await type('app', 'check', 'tight');
        expect([good.code, good.stderr]).toEqual([0, '']);
        expect(good.stdout).toMatch(
          /^Looked for ways around, .*:\n( {2}(unknown|good {3}) {2}\w+: .*\.\n)+$/,
        );
        expect(good.stdout).toMatch(/^ {2}good {5}cookie_not_cut: /m);
        const document = await commands.authority.run<{ app: AppView }>(['app', 'check', 'tight']);
        expect(document.app.coverage).toBe('every_request');
        const shown = (await type('app', 'show', 'tight')).stdout;
        expect(shown).toContain('Looked for ways around');
        expect(shown).toMatch(/^checked +on every request$/m);

        // Nothing stands in front of it.
        await add('Loose', ...proxied, '--url', upstream, '--allow-plain-http', '--upstream', upstream);
        const bad = await type('app', 'check', 'loose');
        expect(bad.code).toBe(1);
        // The worst first, and under it what to do.
        expect(bad.stdout).toMatch(/^Looked for .*:\n {2}BAD {6}\w+: .*\n {11}\w/);
        expect(bad.stdout).toContain('open_without_session');
        const json = await commands.authority.cli(['app', 'check', 'loose']);
        expect(json.code).toBe(1);
        expect(json.json<{ app: AppView }>().app.coverage).toBe('bypassable');
        expect((await type('app', 'list')).stdout).toMatch(/Loose .*CAN BE BYPASSED, PLAIN HTTP/);

        await echo.close();
        expect((await type('app', 'check', 'tight')).code).toBe(1);
        expect((await type('app', 'list')).stdout).toMatch(/Tight .*DID NOT ANSWER at the last test/);
      } finally {
        await echo.close();
      }
    },
    longMs,
  );
});

describe('an app that takes its time', () => {
  it(
    'answers the check as well: what the gateway looks over each second cuts nothing of it',
    async () => {
      const slow = createServer((_req, res) => void setTimeout(() => res.end('at last'), 1500));
      await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
      try {
        const upstream = `http://127.0.0.1:${String((slow.address() as AddressInfo).port)}`;
        const url = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
        await add('Slow', '--kind', 'gateway', '--url', url, '--upstream', upstream);
        const { code, stdout } = await type('app', 'check', 'slow');
        expect(stdout).toMatch(/^ {2}good {5}unreachable: /m);
        expect(stdout).toMatch(/^ {2}good {5}cookie_not_cut: /m);
        expect(code).toBe(0);
      } finally {
        slow.close();
      }
    },
    longMs,
  );
});

describe('app tell', () => {
  it(
    'tells an app of the ends it has not confirmed, and ends with 1 while there are some',
    async () => {
      const told = await startToldApp();
      try {
        const url = 'https://10.2.4.1';
        const { app } = await add(
          'Ledger',
          ...proxied,
          '--url',
          url,
          '--redirect-uri',
          `${url}/callback`,
          '--backchannel-logout-uri',
          told.uri,
        );
        const idle = await type('app', 'tell', 'ledger');
        expect([idle.code, idle.stdout]).toEqual([0, 'Ledger has confirmed 0; 0 not yet.\n']);

        await addUser(commands.authority, 'bob');
        const api = new ApiClient(commands.authority.origin, commands.authority.ca);
        const { token, session } = await api.mustSignIn('bob', passwordOf('bob'), 'Counter');
        await api.call('POST', '/api/v1/session/app-token', { token, body: { app: app.id } });
        await told.stop();
        await commands.authority.run(['session', 'end', session.id]);
        // The pause after so many tries is longer than what follows.
        await eventually('five tries', async () => {
          const { logouts } = await commands.authority.run<{ logouts: { tries: number }[] }>([
            'app',
            'show',
            'ledger',
          ]);
          return logouts.some(({ tries }) => tries >= 5);
        });
        const refused = await type('app', 'tell', 'ledger');
        expect([refused.code, refused.stdout]).toEqual([1, 'Ledger has confirmed 0; 1 not yet.\n']);
        expect((await type('app', 'show', 'ledger')).stdout).toMatch(/bob +Counter +NO/);

        await told.start();
        const answer = await commands.authority.cli(['app', 'tell', 'ledger']);
        expect([answer.code, answer.json()]).toEqual([0, { confirmed: 1, unconfirmed: 0 }]);
        expect(told.sids()).toEqual([session.id]);
        expect((await type('app', 'show', 'ledger')).stdout).not.toMatch(/bob +Counter +NO/);
      } finally {
        await told.stop();
      }
    },
    longMs,
  );
});

describe('oidc rotate-keys', () => {
  it(
    'signs with a new key from then on, and the old one still verifies',
    async () => {
      await add('Portal app', '--kind', 'oidc', '--redirect-uri', 'https://10.2.5.1/callback');
      const keyIds = async (): Promise<string[]> => {
        const answer = await send(`${commands.authority.origin}/oidc/jwks`, { ca: commands.authority.ca });
        return answer.json<{ keys: { kid: string }[] }>().keys.map(({ kid }) => kid);
      };
      const before = await keyIds();
      const rotated = await type('oidc', 'rotate-keys');
      const [, keyId = ''] = /^(\S+) signs from now on\.\n$/.exec(rotated.stdout) ?? [];
      expect([rotated.code, before.length, before.includes(keyId)]).toEqual([0, 1, false]);
      expect((await keyIds()).toSorted()).toEqual([...before, keyId].toSorted());
      const shown = (await type('oidc', 'show')).stdout;
      expect(shown).toMatch(new RegExp(`^${keyId} .* signs$`, 'm'));
      expect(shown).toMatch(new RegExp(`^${before[0] ?? ''} .* verifies only$`, 'm'));
    },
    longMs,
  );
});
