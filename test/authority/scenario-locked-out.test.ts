import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  adminPassword,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, send } from '../support/client.ts';
import { countLive } from '../support/facts.ts';

let authority: AuthorityProcess;

beforeAll(async () => {
  authority = await startSetUpAuthority();
});
afterAll(() => authority.remove());

describe('23: all seats used, the admin throttled, the certificates of the LAN broken', () => {
  it('the admin at this computer still gets in, ends sessions and resets; no route of the LAN offers that', async () => {
    await addUser(authority, 'ann', { limit: 5 });
    await authority.run(['settings', 'set', 'sessions.limit', '5']);
    const api = new ApiClient(authority.origin, authority.ca);
    for (const device of ['a', 'b']) await api.mustSignIn('ann', passwordOf('ann'), device);
    await authority.run(['plan', 'set', '--seats', '2']);
    for (let n = 0; n < 8; n++) await api.signIn('boss', 'not the password', 'a guesser');
    expect((await api.signIn('boss', adminPassword, 'the admin')).status).toBe(429);

    for (const route of [
      '/control',
      '/rpc/sessions/end',
      '/sessions/end',
      '/admin',
      '/admin/reset',
      '/api/v1/admin/reset',
      '/users/makeCode',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await send(`${authority.origin}${route}`, { method, ca: authority.ca });
        expect([400, 404, 405], `${method} ${route}`).toContain(answer.status);
      }
    }

    writeFileSync(path.join(authority.dataDir, 'keys/ca.key.pem'), 'broken');
    await authority.stop();
    await authority.restart().catch(() => undefined);
    const status = await authority.run<{ alarms: { code: string; sentence: string }[]; https: string[] }>([
      'status',
    ]);
    expect(status.https).toEqual([]);
    expect(status.alarms.map(({ code }) => code)).toContain('not_listening');
    expect(status.alarms.map(({ sentence }) => sentence).join(' ')).toContain('Restore the keys folder');

    expect(await countLive(authority, 'ann')).toBe(2);
    await authority.run(['session', 'end', '--user', 'ann']);
    expect(await countLive(authority, 'ann')).toBe(0);
    expect(await authority.run(['admin', 'reset', 'boss'])).toMatchObject({
      code: expect.any(String) as string,
    });
  });
});
