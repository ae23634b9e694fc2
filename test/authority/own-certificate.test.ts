import { readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTimedAuthority } from '../support/authority-in-process.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { listAudit } from '../support/facts.ts';
import { makeForeignAuthority, type ForeignAuthority } from '../support/foreign-certificates.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { readShownCertificate } from '../support/shown-certificate.ts';

const day = 24 * 3600 * 1000;
const own = /^Rollcall local CA/;
let authority: AuthorityProcess;
let control: Control;
let works: ForeignAuthority;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  works = await makeForeignAuthority();
  await addUser(authority, 'ann');
  await authority.run(['settings', 'set', 'network.names', 'rollcall.works.example,sign-in.lan']);
});

afterAll(() => authority.remove());

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown as { code: string; data: { reason: string } },
  );
  return [error?.code, error?.data.reason];
}

async function openSocket(): Promise<TLSSocket> {
  const { hostname, port } = new URL(authority.origin);
  const socket = connect({ host: hostname, port: Number(port), ca: authority.ca });
  await once(socket, 'secureConnect');
  return socket;
}

async function askOn(socket: TLSSocket): Promise<string> {
  const answer = once(socket, 'data') as Promise<[Buffer]>;
  socket.write(`GET /health HTTP/1.1\r\nHost: ${new URL(authority.origin).host}\r\n\r\n`);
  return (await answer)[0].toString('latin1').split('\r\n')[0] ?? '';
}

describe('a certificate of Rollcall’s own authority', () => {
  it('is renewed at once, and nobody is signed out or cut off', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'PC');
    const socket = await openSocket();
    const before = await readShownCertificate(authority.origin, { ca: authority.ca });
    const { validUntil } = await control.network.renewCertificate();
    const after = await readShownCertificate(authority.origin, { ca: authority.ca });
    expect(after.serial).not.toBe(before.serial);
    expect((await control.status.get()).certificate).toMatchObject({ validUntil, imported: false });
    expect(await askOn(socket)).toBe('HTTP/1.1 200 OK');
    socket.destroy();
    expect((await api.whoAmI(token)).status).toBe(200);
    expect((await listAudit(authority)).some(({ action }) => action === 'certificate.renewed')).toBe(true);
  });
});

describe('a certificate that the admin imports', () => {
  it('is shown under its names, Rollcall’s own under all others, and nobody is signed out', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'PC');
    const pair = await works.issue({ names: ['*.works.example'] });
    const imported = await control.network.importCertificate(pair);
    expect(imported).toMatchObject({
      names: ['*.works.example'],
      uncovered: ['127.0.0.1', 'sign-in.lan'],
    });

    const asked = { ca: works.caPem, name: 'rollcall.works.example' };
    expect(await readShownCertificate(authority.origin, asked)).toMatchObject({ issuer: 'Works CA 1' });
    for (const name of [undefined, 'sign-in.lan', 'rollcall.internal']) {
      const shown = await readShownCertificate(authority.origin, {
        ca: authority.ca,
        ...(name === undefined ? {} : { name }),
      });
      expect(shown.issuer, name).toMatch(own);
    }
    expect((await api.whoAmI(token)).status).toBe(200);
    const { certificate } = await control.status.get();
    expect(certificate).toMatchObject({
      imported: true,
      names: ['*.works.example'],
      import: { state: 'in_force', issuer: 'Works CA 1', uncovered: ['127.0.0.1', 'sign-in.lan'] },
    });
    expect(certificate.own.names).toContain('rollcall.internal');
  });

  it('is shown under the address too when it names the one that links use', async () => {
    await control.network.importCertificate(await works.issue({ names: ['127.0.0.1', 'rollcall.internal'] }));
    expect(await readShownCertificate(authority.origin, { ca: works.caPem })).toMatchObject({
      issuer: 'Works CA 1',
    });
    const proxy = { ca: authority.ca, name: 'rollcall.internal' };
    expect((await readShownCertificate(authority.origin, proxy)).issuer).toMatch(own);
  });

  it('is kept for its owner alone and is there again after a restart', async () => {
    const filePath = path.join(authority.dataDir, 'keys/imported.pem');
    expect(statSync(filePath).mode & 0o777).toBe(0o600);
    await authority.restart();
    control = openControl(authority);
    expect(await readShownCertificate(authority.origin, { ca: works.caPem })).toMatchObject({
      issuer: 'Works CA 1',
    });
    expect((await control.status.get()).certificate.imported).toBe(true);
  });

  it('is refused with what is wrong with it, and the one before stays', async () => {
    const good = await works.issue({ names: ['127.0.0.1'] });
    const other = await works.issue({ names: ['127.0.0.1'] });
    const stranger = await makeForeignAuthority();
    const now = Date.now();
    const tries: readonly (readonly [string, { certificatePem: string; keyPem: string }])[] = [
      ['key_foreign', { ...good, keyPem: other.keyPem }],
      ['key_unreadable', { ...good, keyPem: 'no key' }],
      ['key_encrypted', { ...good, keyPem: good.keyPem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') }],
      ['certificate_unreadable', { ...good, certificatePem: 'no certificate' }],
      ['chain_broken', { ...good, certificatePem: good.certificatePem + stranger.caPem }],
      ['expired', await works.issue({ names: ['127.0.0.1'], from: now - 9 * day, to: now - day })],
      ['not_yet_valid', await works.issue({ names: ['127.0.0.1'], from: now + day })],
      ['not_for_servers', await works.issue({ names: ['127.0.0.1'], serverAuth: false })],
      ['no_names', await works.issue({ names: [] })],
    ];
    for (const [reason, pair] of tries) {
      expect(await reasonOf(control.network.importCertificate(pair))).toEqual(['certificate_unfit', reason]);
    }
    expect(await readShownCertificate(authority.origin, { ca: works.caPem })).toMatchObject({
      issuer: 'Works CA 1',
    });
  });

  it('is taken with its chain in any order', async () => {
    const pair = await works.issue({ names: ['127.0.0.1'] });
    const [leaf = '', middle = ''] = pair.certificatePem.split(/(?<=-----END CERTIFICATE-----\n)/);
    await control.network.importCertificate({ ...pair, certificatePem: works.caPem + middle + leaf });
    expect(await readShownCertificate(authority.origin, { ca: works.caPem })).toMatchObject({
      issuer: 'Works CA 1',
    });
  });

  it('that is gone from the folder of keys is missed aloud, and Rollcall’s own is shown', async () => {
    await authority.stop();
    rmSync(path.join(authority.dataDir, 'keys/imported.pem'));
    await authority.restart();
    control = openControl(authority);
    expect((await readShownCertificate(authority.origin, { ca: authority.ca })).issuer).toMatch(own);
    const { alarms, certificate } = await control.status.get();
    expect(certificate).toMatchObject({ imported: false, import: { state: 'missing' } });
    expect(alarms.map(({ code }) => code)).toContain('certificate_unusable');
  });

  it('that was removed is no longer shown, nor missed', async () => {
    await control.network.importCertificate(await works.issue({ names: ['127.0.0.1'] }));
    await control.network.removeCertificate();
    expect((await readShownCertificate(authority.origin, { ca: authority.ca })).issuer).toMatch(own);
    await authority.restart();
    control = openControl(authority);
    const { alarms, certificate } = await control.status.get();
    expect(certificate.import).toBeUndefined();
    expect(alarms.map(({ code }) => code)).not.toContain('certificate_unusable');
    const acts = (await listAudit(authority)).map(({ action }) => action);
    expect(acts).toContain('certificate.imported');
    expect(acts).toContain('certificate.removed');
  });
});

it('an imported certificate that expires gives way to Rollcall’s own, with an alarm before and after', async () => {
  const timed = await openTimedAuthority();
  try {
    const now = timed.time.wall();
    const foreign = await makeForeignAuthority(now);
    await timed.control.network.importCertificate(
      await foreign.issue({ names: ['127.0.0.1'], from: now - day, to: now + 20 * day }),
    );
    const { origin } = await timed.control.status.get();
    const ca = readFileSync(path.join(timed.dataDir, 'keys/ca.crt.pem'), 'utf8');
    timed.time.run(10 * day);
    const soon = (await timed.control.status.get()).alarms.find(({ code }) => code === 'certificate_expires');
    expect(soon?.sentence).toMatch(/^The certificate you imported is valid for 10 more days\. /);
    timed.time.run(11 * day);
    expect((await timed.control.status.get()).certificate).toMatchObject({
      imported: false,
      import: { state: 'expired' },
    });
    await eventually('Rollcall’s own certificate', async () => {
      const { issuer } = await readShownCertificate(origin, { ca }).catch(() => ({ issuer: '' }));
      return own.test(issuer);
    });
  } finally {
    await timed.remove();
  }
});
