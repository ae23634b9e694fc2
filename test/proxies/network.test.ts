import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Curl, type CurlAnswer } from './curl.ts';
import {
  appAddress,
  authorityAddress,
  openNetworkLab,
  sharedAddress,
  type NetworkLab,
} from './network-lab.ts';
import { startNginx, type NginxProcess } from './nginx-process.ts';
import { caPemPathIn } from './protected-app.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot)
  console.error('SKIPPED: the network proofs make namespaces and need root. Run `npm test` as root.');

interface Listed {
  readonly id: string;
  readonly device: string;
  readonly address: string;
}

describe.skipIf(!isRoot)('a limit on a real network', () => {
  let lab: NetworkLab;
  let authority: AuthorityProcess;
  let nginx: NginxProcess;
  let dir: string;
  const origin = `https://${appAddress}`;

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'rollcall-network-'));
    lab = openNetworkLab(3);
    authority = await startSetUpAuthority({ hosts: [authorityAddress], wrap: lab.lan });
    const { snippets } = await authority.run<{ snippets: { id: string; text: string }[] }>([
      'app',
      'add',
      'ERP',
      '--kind',
      'forward-auth',
      '--url',
      origin,
      '--upstream',
      'http://127.0.0.1:8080',
    ]);
    const snippet = snippets.find(({ id }) => id === 'nginx')?.text ?? '';
    nginx = await startNginx({
      snippet,
      listen: { host: appAddress, port: 443 },
      caPem: authority.ca,
      caPemPath: caPemPathIn(snippet),
      wrap: lab.lan,
      // The app: nginx itself, saying who it is told is there.
      httpLines:
        'server { listen 127.0.0.1:8080; default_type text/plain; location / { return 200 "app: $http_remote_user from $http_x_forwarded_for at $request_uri"; } }',
    });
    writeFileSync(path.join(dir, 'trusted.pem'), authority.ca + readFileSync(`${nginx.dir}/app.crt`, 'utf8'));
  });

  afterAll(async () => {
    await nginx?.stop();
    await authority?.remove();
    lab?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const list = async (user: string): Promise<Listed[]> =>
    (await authority.run<{ sessions: Listed[] }>(['session', 'list', '--user', user])).sessions;
  const ended = async (user: string): Promise<unknown[]> =>
    (await authority.run<{ sessions: unknown[] }>(['session', 'list', '--user', user, '--ended'])).sessions;
  const signInByApi = (curl: Curl, user: string, device: string): Promise<CurlAnswer> =>
    curl.post(`${authority.origin}/api/v1/sessions`, {
      username: user,
      password: passwordOf(user),
      device: { name: device },
    });

  it('scenario 1: the second device behind the same address is refused by name, the first goes on', async () => {
    lab.shareOneAddress();
    await addUser(authority, 'ann', { limit: 1, policy: 'refuse' });
    const a = new Curl(lab.client(1), dir, 'ann-a');
    const b = new Curl(lab.client(2), dir, 'ann-b');

    const entered = await a.signIn(`${origin}/desk?x=1`, 'ann', passwordOf('ann'));
    expect(entered.url).toBe(`${origin}/desk?x=1`);
    expect(entered.text).toBe(`app: ann from ${sharedAddress} at /desk?x=1`);

    const page = await b.signIn(`${origin}/desk`, 'ann', passwordOf('ann'));
    expect(page.status).toBe(409);
    expect(page.text).toContain('Firefox on Linux');
    const refused = await signInByApi(b, 'ann', 'PC-B');
    expect(refused.status).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'session_limit',
      limit: 1,
      bound_by: 'user',
      sessions: [{ device: 'Firefox on Linux' }],
    });

    expect((await a.open(`${origin}/again`)).text).toContain('app: ann');
    const live = await list('ann');
    expect(live.map(({ address }) => address)).toEqual([sharedAddress]);
    expect(await ended('ann')).toEqual([]);
  });

  it('scenario 8: three devices on one address, each on another, two swapped: nothing ends, nothing is counted anew', async () => {
    lab.shareOneAddress();
    await addUser(authority, 'bob', { limit: 3, policy: 'refuse' });
    const devices = [1, 2, 3].map((n) => new Curl(lab.client(n), dir, `bob-${String(n)}`));
    for (const device of devices) {
      const entered = await device.signIn(`${origin}/`, 'bob', passwordOf('bob'));
      expect(entered.text).toBe(`app: bob from ${sharedAddress} at /`);
    }
    const atFirst = await list('bob');
    expect(atFirst.map(({ address }) => address)).toEqual([sharedAddress, sharedAddress, sharedAddress]);
    const ids = atFirst.map(({ id }) => id).sort();

    const everybodyGoesOn = async (addresses: readonly string[]): Promise<void> => {
      for (const [n, device] of devices.entries()) {
        const answer = await device.send(`${origin}/moved`);
        expect(answer.text).toBe(`app: bob from ${addresses[n] ?? ''} at /moved`);
      }
      const live = await list('bob');
      expect(live.map(({ id }) => id).sort()).toEqual(ids);
      expect(live.map(({ address }) => address).sort()).toEqual([...addresses].sort());
      expect(await ended('bob')).toEqual([]);
      // The count is where it was: a fourth device is one too many wherever it comes from.
      for (const n of [1, 2, 3]) {
        const fourth = await signInByApi(new Curl(lab.client(n), dir, 'fourth'), 'bob', 'Fourth');
        expect(fourth.json()).toMatchObject({ code: 'session_limit', limit: 3 });
        expect(fourth.json<{ sessions: unknown[] }>().sessions.length).toBe(3);
      }
    };
    await everybodyGoesOn([sharedAddress, sharedAddress, sharedAddress]);
    lab.giveAddresses({ 1: '10.77.0.11', 2: '10.77.0.12', 3: '10.77.0.13' });
    await everybodyGoesOn(['10.77.0.11', '10.77.0.12', '10.77.0.13']);
    lab.giveAddresses({ 1: '10.77.0.12', 2: '10.77.0.11', 3: '10.77.0.13' });
    await everybodyGoesOn(['10.77.0.12', '10.77.0.11', '10.77.0.13']);
    lab.shareOneAddress();
    await everybodyGoesOn([sharedAddress, sharedAddress, sharedAddress]);
  });

  it('a device that changes its own address in mid-session stays the one device it is', async () => {
    lab.giveAddresses({});
    await addUser(authority, 'cid', { limit: 1, policy: 'refuse' });
    const phone = new Curl(lab.client(3), dir, 'cid');
    const entered = await phone.signIn(`${origin}/`, 'cid', passwordOf('cid'));
    expect(entered.text).toBe('app: cid from 10.77.3.2 at /');
    const before = phone.cookies();
    for (const address of ['10.77.3.77', '10.77.3.78', '10.77.3.2']) {
      lab.moveClient(3, address);
      const answer = await phone.send(`${origin}/on-the-way`);
      expect(answer.text).toBe(`app: cid from ${address} at /on-the-way`);
      expect((await list('cid')).map((session) => session.address)).toEqual([address]);
    }
    expect(phone.cookies()).toBe(before);
    expect(await ended('cid')).toEqual([]);
  });

  it('an end is told to each device behind the shared address by its own token', async () => {
    lab.shareOneAddress();
    await addUser(authority, 'dot', { limit: 2, policy: 'refuse' });
    const one = new Curl(lab.client(1), dir, 'dot-1');
    const two = new Curl(lab.client(2), dir, 'dot-2');
    await one.signIn(`${origin}/`, 'dot', passwordOf('dot'));
    const [first] = await list('dot');
    await two.signIn(`${origin}/`, 'dot', passwordOf('dot'));
    await authority.run(['session', 'end', first?.id ?? '']);
    const refused = await one.send(`${origin}/x`, ['-H', 'Accept: application/json']);
    expect(refused.json()).toMatchObject({ status: 401, code: 'ended', reason: 'ended_by_admin' });
    expect((await two.send(`${origin}/x`)).text).toContain('app: dot');
  });
});
