import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditAction, AuditEntry } from '../../shared/model/audit.ts';
import { findFreePort } from '../proxies/free-port.ts';
import {
  addUser,
  adminPassword,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { makeForeignAuthority } from '../support/foreign-certificates.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { readShownCertificate } from '../support/shown-certificate.ts';

const proof = { admin: 'boss', password: adminPassword };
const untrusted = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
let authority: AuthorityProcess;
let control: Control;
let gatewayOrigin: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  await addUser(authority, 'ann');
  gatewayOrigin = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
  await control.apps.add({
    name: 'Shop',
    kind: 'gateway',
    url: gatewayOrigin,
    upstream: 'http://127.0.0.1:9',
  });
});

afterAll(() => authority.remove());

const keysDir = (): string => path.join(authority.dataDir, 'keys');
const readKeys = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(keysDir()).map((name) => [name, readFileSync(path.join(keysDir(), name), 'utf8')]),
  );

/** Newest first. */
async function listEntries(action: AuditAction): Promise<AuditEntry[]> {
  return (await control.audit.list({ limit: 500 })).entries.filter((entry) => entry.action === action);
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}

/** What a phone does at the trust page: it takes the check’s picture from the secure origin. @returns why not */
async function passCheck(cookie: string, ca: string): Promise<string | undefined> {
  const page = await send(`${authority.httpOrigin}/trust`, { headers: { Cookie: cookie } });
  const [, picture = ''] = /src="([^"]*check\.svg[^"]*)"/.exec(page.text) ?? [];
  return codeOf(send(picture.replaceAll('&amp;', '&'), { ca }));
}

describe('a new certificate authority', () => {
  it('is refused without the password of an admin, and then nothing has changed', async () => {
    await control.users.add({ name: 'temp', admin: true, password: 'given by an admin' });
    const before = { keys: readKeys(), status: (await control.status.get()).certificate };
    for (const wrong of [
      { admin: 'boss', password: '' },
      { admin: 'boss', password: 'not it' },
      { admin: 'nobody', password: adminPassword },
      { admin: 'ann', password: passwordOf('ann') },
      { admin: 'temp', password: 'given by an admin' },
    ]) {
      expect(await codeOf(control.network.makeAuthority(wrong)), wrong.admin).toBe('credentials');
    }
    expect({ keys: readKeys(), status: (await control.status.get()).certificate }).toEqual(before);
    expect(await listEntries('sign_in.failed')).not.toEqual([]);
    expect(await listEntries('certificate.authority_made')).toEqual([]);
  });

  it('is in force at once: the old one is trusted no more, the new one is, and nobody is signed out', async () => {
    const old = authority.ca;
    const { token } = await new ApiClient(authority.origin, old).mustSignIn('ann', passwordOf('ann'), 'PC');
    const oldKey = readKeys()['ca.key.pem'] ?? '';
    const oidcBefore = Object.entries(readKeys()).filter(([name]) => name.startsWith('oidc-'));
    const { hostname, port } = new URL(authority.origin);
    const idle = connect({ host: hostname, port: Number(port), ca: old });
    await once(idle, 'secureConnect');
    idle.write(`GET /health HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    await once(idle, 'data');
    expect((await readShownCertificate(gatewayOrigin, { ca: old })).issuer).toMatch(/^Rollcall local CA/);

    const made = await control.network.makeAuthority(proof);

    const { text: ca } = await send(`${authority.httpOrigin}/trust/ca.pem`);
    const certificate = new X509Certificate(ca);
    expect(certificate.fingerprint256).toBe(made.fingerprint);
    expect(certificate.raw.equals(new X509Certificate(old).raw)).toBe(false);
    for (const origin of [authority.origin, gatewayOrigin]) {
      expect(await codeOf(readShownCertificate(origin, { ca: old })), origin).toBe(untrusted);
      expect((await readShownCertificate(origin, { ca })).issuer, origin).toBe(
        /CN=(.+)/.exec(certificate.subject)?.[1],
      );
    }
    // By itself it would wait for a minute.
    await eventually('the end of a connection that waits', () => idle.destroyed);
    expect(Object.values(readKeys()).filter((text) => text.includes(oldKey))).toEqual([]);
    for (const name of readdirSync(authority.dataDir).filter((one) => one.startsWith('rollcall.db')))
      expect(readFileSync(path.join(authority.dataDir, name)).includes('PRIVATE KEY'), name).toBe(false);
    expect((await new ApiClient(authority.origin, ca).whoAmI(token)).status).toBe(200);
    expect(Object.entries(readKeys()).filter(([name]) => name.startsWith('oidc-'))).toEqual(oidcBefore);

    const { certificate: shown } = await control.status.get();
    expect(shown).toMatchObject({ caFingerprint: made.fingerprint, caFingerprintWords: made.words });
    expect(shown.caValidUntil).toBe(made.validUntil);
    const page = await send(`${authority.httpOrigin}/trust`);
    expect(page.text).toContain(made.words.join(' '));
    const profile = await send(`${authority.httpOrigin}/trust/rollcall.mobileconfig`);
    expect(profile.text.replaceAll(/\s/g, '')).toContain(certificate.raw.toString('base64'));

    expect((await listEntries('certificate.authority_made'))[0]).toMatchObject({
      actor: 'cli',
      subject: made.fingerprint,
      data: { admin: 'boss', replaced: new X509Certificate(old).fingerprint256, trustingDevices: 0 },
    });
    expect(await control.audit.verify()).not.toHaveProperty('brokenAt');
  });

  it('is there after a restart, with a certificate it has issued, and nothing of the old one', async () => {
    const { certificate } = await control.status.get();
    const serial = (await readShownCertificate(authority.origin, { ca: authority.ca })).serial;
    await authority.restart();
    control = openControl(authority);
    expect((await control.status.get()).certificate.caFingerprint).toBe(certificate.caFingerprint);
    expect((await readShownCertificate(authority.origin, { ca: authority.ca })).serial).toBe(serial);
    expect(Object.keys(readKeys()).filter((name) => /\.(?:next|tmp|new)$/.test(name))).toEqual([]);
  });

  it('counts anew who trusts it, and does not count who trusts the old one', async () => {
    const first = 'rollcall-check=AAAAAAAAAAAAAAAAAAAAAA';
    const old = authority.ca;
    expect(await passCheck(first, old)).toBeUndefined();
    await eventually('one device', async () => (await control.status.get()).trustingDevices === 1);
    await control.network.makeAuthority(proof);
    expect((await control.status.get()).trustingDevices).toBe(0);
    expect(await passCheck(first, old)).toBe(untrusted);
    expect((await control.status.get()).trustingDevices).toBe(0);
    expect(await passCheck(first, authority.ca)).toBeUndefined();
    await eventually('the same device', async () => (await control.status.get()).trustingDevices === 1);
    const [made] = await listEntries('certificate.authority_made');
    expect(made?.data).toMatchObject({ trustingDevices: 1 });
  });

  it('vouches for the names of now, which the old one could not', async () => {
    await control.settings.set({ values: { 'network.names': ['rollcall.works.example'] } });
    const asked = { name: 'rollcall.works.example' };
    expect((await control.status.get()).certificate.own.names).not.toContain(asked.name);
    await control.network.makeAuthority(proof);
    expect((await control.status.get()).certificate.own.names).toContain(asked.name);
    expect((await readShownCertificate(authority.origin, { ca: authority.ca, ...asked })).issuer).toMatch(
      /^Rollcall local CA/,
    );
  });

  it('leaves an imported certificate in force', async () => {
    const works = await makeForeignAuthority();
    await control.network.importCertificate(await works.issue({ names: ['rollcall.works.example'] }));
    await control.network.makeAuthority(proof);
    const asked = { ca: works.caPem, name: 'rollcall.works.example' };
    expect((await readShownCertificate(authority.origin, asked)).issuer).toBe('Works CA 1');
    expect((await readShownCertificate(authority.origin, { ca: authority.ca })).issuer).toMatch(
      /^Rollcall local CA/,
    );
    await control.network.removeCertificate();
  });

  it('is made by the command line too, whose answer says what is to be done', async () => {
    const args = ['network', 'new-authority', '--admin', 'boss', '--password-stdin'];
    const wrong = await authority.cli(args, 'not it\n');
    expect([wrong.code, wrong.json<{ error: { code: string } }>().error.code]).toEqual([1, 'credentials']);
    const before = authority.ca;
    const made = await authority.run<{ fingerprint: string; words: string[] }>(args, `${adminPassword}\n`);
    expect(new X509Certificate(authority.ca).fingerprint256).toBe(made.fingerprint);
    expect(authority.ca).not.toBe(before);
    expect(made.words).toHaveLength(8);
  });

  it('does not go when an older backup of this Rollcall is restored', async () => {
    const backup = path.join(authority.dataDir, '../older.backup');
    await control.backup.create({ path: backup });
    const { fingerprint } = await control.network.makeAuthority(proof);
    const { runningSince } = await control.status.get();
    await control.backup.restore({ path: backup, part: 'everything' });
    await eventually('the authority of after', async () => {
      control = openControl(authority);
      const status = await control.status.get().catch(() => undefined);
      return status !== undefined && status.runningSince !== runningSince;
    });
    expect((await control.status.get()).certificate.caFingerprint).toBe(fingerprint);
    expect(new X509Certificate(authority.ca).fingerprint256).toBe(fingerprint);
    expect((await readShownCertificate(authority.origin, { ca: authority.ca })).issuer).toMatch(
      /^Rollcall local CA/,
    );
  });

  it('opens the LAN again where the old one cannot be read', async () => {
    await authority.stop();
    writeFileSync(path.join(keysDir(), 'ca.key.pem'), 'torn', { mode: 0o600 });
    const { origin } = authority;
    await authority.restart();
    control = openControl(authority);
    expect((await control.status.get()).alarms.map(({ code }) => code)).toContain('not_listening');
    const { fingerprint } = await control.network.makeAuthority(proof);
    await eventually('the LAN', async () => {
      const shown = await readShownCertificate(origin, { ca: authority.ca }).catch(() => undefined);
      return shown !== undefined;
    });
    control = openControl(authority);
    await eventually('the new one', async () => {
      const status = await control.status.get().catch(() => undefined);
      return status?.certificate.caFingerprint === fingerprint;
    });
  });
});
