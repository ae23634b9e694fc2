import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { readText } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { listEnded, listLive } from '../support/facts.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { issueCertificate } from '../support/told-app.ts';
import { bundleFarProgram, startFarSide, type FarSide } from './far-side.ts';
import { watchForeignPackets, type ForeignPackets } from './foreign-packets.ts';
import { appAddress, authorityAddress, openNetworkLab, type NetworkLab } from './network-lab.ts';
import { startNginx, type NginxProcess } from './nginx-process.ts';
import { caPemPathIn } from './protected-app.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot)
  console.error(
    'SKIPPED: the proof without a route makes namespaces and needs root. Run `npm test` as root.',
  );

const lan = '10.77.0.0/16';
const clientAddress = '10.77.1.2';
const gatewayOrigin = `https://${authorityAddress}:8450`;
const nginxOrigin = `https://${appAddress}`;
const none: ForeignPackets = { packets: 0, names: 0, noRoute: 0 };

describe.skipIf(!isRoot)('in a network without a route to anywhere else', () => {
  let lab: NetworkLab;
  let authority: AuthorityProcess;
  let control: Control;
  let nginx: NginxProcess;
  let count: () => ForeignPackets;
  /** The app, on the computer of the authority. */
  let apps: FarSide;
  /** Somebody else's computer. */
  let client: FarSide;
  let gatewayId: string;
  let erpId: string;
  let toldUri: string;
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-offline-'));
  const inLan = (...args: string[]): string => {
    const [command = '', ...before] = lab.lan;
    return execFileSync(command, [...before, ...args], { encoding: 'utf8' });
  };

  beforeAll(async () => {
    lab = openNetworkLab(1);
    count = watchForeignPackets(lab.lan, lan);
    const program = await bundleFarProgram();
    apps = startFarSide(program, lab.lan);
    client = startFarSide(program, lab.client(1));
    await apps.run('openEcho', { port: 8080 });
    authority = await startSetUpAuthority({ hosts: [authorityAddress], wrap: lab.lan });
    control = openControl(authority);
    await addUser(authority, 'ann', { limit: 5 });
    await client.run('at', { origin: authority.origin, ca: authority.ca });
    const upstream = 'http://127.0.0.1:8080';
    const { app: gateway } = await control.apps.add({
      name: 'Board',
      kind: 'gateway',
      url: gatewayOrigin,
      upstream,
    });
    gatewayId = gateway.id;
    const erp = await control.apps.add({ name: 'ERP', kind: 'forward-auth', url: nginxOrigin, upstream });
    erpId = erp.app.id;
    const snippet = erp.snippets.find(({ id }) => id === 'nginx')?.text ?? '';
    nginx = await startNginx({
      snippet,
      listen: { host: appAddress, port: 443 },
      caPem: authority.ca,
      caPemPath: caPemPathIn(snippet),
      wrap: lab.lan,
    });
    const certificate = await issueCertificate(authority.dataDir, [clientAddress]);
    toldUri = await client.run('openToldApp', { host: clientAddress, ...certificate });
  });

  afterAll(async () => {
    await client?.close();
    await apps?.close();
    await nginx?.stop();
    await authority?.remove();
    lab?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('there is no route but to the LAN', () => {
    expect(inLan('ip', 'route', 'show', 'default')).toBe('');
    expect(inLan('ip', '-6', 'route', 'show', 'default')).toBe('');
    expect(inLan('ip', 'route').match(/^\S+/gm)?.toSorted()).toEqual(['10.77.0.0/16', '10.77.0.0/24']);
  });

  it('an app behind nginx is entered over the portal', async () => {
    const entered = await client.run('enter', { url: `${nginxOrigin}/page`, user: 'ann' });
    expect(entered.status).toBe(200);
    expect(readText(entered.text)).toContain('"Remote-User","ann"');
    const devices = await client.run('openPortal', { path: '/devices' });
    expect(devices.status).toBe(200);
    expect(count()).toEqual(none);
  });

  it('an app behind the gateway is entered, with its WebSocket, cut when the admin ends the session', async () => {
    const before = new Set((await listLive(authority, 'ann')).map(({ id }) => id));
    const entered = await client.run('enter', { url: `${gatewayOrigin}/page`, user: 'ann' });
    expect(entered.status).toBe(200);
    expect(readText(entered.text)).toContain('"ann"');
    expect(await client.run('openSocket', { origin: gatewayOrigin })).toBe('hello');
    const session = (await listLive(authority, 'ann')).find(({ id }) => !before.has(id));
    await control.sessions.end({ ids: [session?.id ?? ''] });
    expect(await client.run('socketClosed')).toEqual({ code: 4401, reason: 'ended_by_admin' });
    const next = await client.run('ask', { path: '/' });
    expect([next.status, JSON.parse(next.text)]).toMatchObject([401, { reason: 'ended_by_admin' }]);
    expect(count()).toEqual(none);
  });

  it('OpenID Connect: discovery at an IP, code, refresh; the app is told of the end and holds nothing', async () => {
    const { app, snippets } = await control.apps.add({
      name: 'Shop',
      kind: 'oidc',
      url: '',
      oidc: {
        // Names that nobody can look up here, and nobody needs to.
        redirectUris: ['https://shop.example.test/callback'],
        postLogoutRedirectUris: ['https://shop.example.test/bye'],
        backchannelLogoutUri: toldUri,
        public: false,
        deviceFlow: false,
      },
    });
    const text = snippets.find(({ id }) => id === 'oidc')?.text ?? '';
    const key = /^Client secret: +(.+)$/m.exec(text)?.[1] ?? '';
    const before = new Set((await listLive(authority, 'ann')).map(({ id }) => id));
    await client.run('enter', { url: `${gatewayOrigin}/page`, user: 'ann' });
    const issuer = `${authority.origin}/oidc`;
    expect(await client.run('signInByOidc', { issuer, id: app.id, key })).toEqual({
      name: 'ann',
      active: true,
    });
    const session = (await listLive(authority, 'ann')).find(({ id }) => !before.has(id));
    expect(session?.apps.toSorted()).toEqual(['Board', 'Shop']);
    await control.sessions.end({ ids: [session?.id ?? ''] });
    expect(await client.run('toldOf', { sid: session?.id ?? '' })).toBe(true);
    expect(await client.run('refresh')).toBe('invalid_grant');
    await eventually('confirmed', async () => {
      const { logouts } = await control.apps.history({ id: app.id });
      return logouts.some(({ confirmedAt }) => confirmedAt !== undefined);
    });
    expect(count()).toEqual(none);
  });

  it('a device is paired, a program signs in by the session API', async () => {
    await client.run('enter', { url: `${gatewayOrigin}/page`, user: 'ann' });
    const paired = await client.run('pair', { name: 'Till 3' });
    const program = await client.run('signInByApi', { user: 'ann', device: 'Program' });
    const live = (await listLive(authority, 'ann')).map(({ id }) => id);
    expect(live).toEqual(expect.arrayContaining([paired, program]));
    expect(count()).toEqual(none);
  });

  it('the check of an app looks at its own addresses only', async () => {
    for (const id of [gatewayId, erpId]) {
      const { app } = await control.apps.check({ id });
      const bad = app.check?.findings.filter(({ result }) => result === 'bad');
      expect([app.name, bad, app.coverage]).toEqual([app.name, [], 'every_request']);
    }
    expect(count()).toEqual(none);
  });

  it('a backup is made, the keys are renewed, the ends are listed, the authority starts anew and stops', async () => {
    const file = path.join(dir, 'backup');
    await authority.run(['backup', 'create', file]);
    expect(statSync(file).size).toBeGreaterThan(1000);
    await authority.run(['oidc', 'rotate-keys']);
    await authority.run(['audit', 'verify']);
    const ids = (await listLive(authority, 'ann')).map(({ id }) => id);
    await control.sessions.end({ ids });
    expect(await listLive(authority, 'ann')).toEqual([]);
    expect((await listEnded(authority, 'ann')).length).toBeGreaterThan(ids.length);
    await authority.restart();
    expect((await client.run('openPortal', { path: '/sign-in' })).status).toBe(200);
    expect(await authority.stop()).toBe(0);
    // From before its first start to after its last stop.
    expect(count()).toEqual(none);
    expect(readFileSync(path.join(authority.dataDir, 'keys/ca.crt.pem'), 'utf8')).toContain('CERTIFICATE');
  });

  it('one packet, one question for a name and one attempt in vain would have been counted', async () => {
    const send = (address: string, port: number): Promise<string> =>
      apps.run('sendDatagram', { address, port });
    expect(await send('203.0.113.9', 9)).toBe('ENETUNREACH');
    expect(count()).toEqual({ ...none, noRoute: 1 });
    expect(await send('127.0.0.53', 53)).toBe('sent');
    expect(count()).toEqual({ packets: 0, names: 1, noRoute: 1 });
    inLan('ip', 'route', 'add', '203.0.113.0/24', 'via', '10.77.0.1');
    expect(await send('203.0.113.9', 9)).toBe('sent');
    expect(count()).toEqual({ packets: 1, names: 1, noRoute: 1 });
    expect(await send(clientAddress, 9)).toBe('sent');
    expect(count()).toEqual({ packets: 1, names: 1, noRoute: 1 });
  });
});
