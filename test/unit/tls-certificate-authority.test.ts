import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '../../electron/authority/base/tls/certificate-authority.ts';
import { createLeafCertificate } from '../../electron/authority/base/tls/create-certificates.ts';
import { fingerprintWordList } from '../../electron/authority/base/tls/fingerprint-word-list.ts';

const run = promisify(execFile);
const dayMs = 24 * 60 * 60 * 1000;
const wanted = { ips: ['192.168.1.20', 'fd12::5'], dnsNames: ['desk.local'] };

let keysDir: string;
let nowMs: number;

beforeEach(async () => {
  keysDir = join(await mkdtemp(join(tmpdir(), 'rollcall-tls-')), 'keys');
  // Whole seconds, as certificates store them; today, because openssl and TLS clients use the real clock.
  nowMs = Math.floor(Date.now() / 1000) * 1000;
});

afterEach(() => rm(join(keysDir, '..'), { recursive: true, force: true }));

function open(chosenNames: string[] = []) {
  return openCertificateAuthority({ keysDir, now: () => nowMs, chosenNames });
}

async function mustOpen(chosenNames: string[] = []): Promise<CertificateAuthority> {
  const opened = await open(chosenNames);
  if (!opened.ok) throw new Error(`${opened.code}: ${opened.detail}`);
  return opened.authority;
}

async function mustEnsure(authority: CertificateAuthority, names = wanted) {
  const leaf = await authority.ensureLeaf(names);
  if (!leaf.ok) throw new Error(`${leaf.code}: ${leaf.detail}`);
  return leaf;
}

/** Exit code and output of `openssl verify` of the leaf against the CA. */
async function verifyByOpenssl(certPath: string, args: string[] = []) {
  const caPath = join(keysDir, 'ca.crt.pem');
  try {
    const { stdout } = await run('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-CAfile',
      caPath,
      ...args,
      certPath,
    ]);
    return { ok: true, output: stdout };
  } catch (error) {
    const failed = error as { stdout: string; stderr: string };
    return { ok: false, output: failed.stdout + failed.stderr };
  }
}

describe('the CA', () => {
  it('is the same after it is opened again', async () => {
    const first = await mustOpen();
    const second = await mustOpen();
    expect(second.caPem).toBe(first.caPem);
    expect(second.fingerprintSha256).toBe(first.fingerprintSha256);
  });

  it('leaves four files that only their owner reads, and no temporary one', async () => {
    await mkdir(keysDir, { mode: 0o700 });
    await writeFile(join(keysDir, 'ca.crt.pem.tmp'), 'left over from a power cut', { mode: 0o644 });
    await mustEnsure(await mustOpen());
    const names = (await readdir(keysDir)).sort();
    expect(names).toEqual(['ca.crt.pem', 'ca.key.pem', 'leaf.crt.pem', 'leaf.key.pem']);
    for (const name of names) expect((await stat(join(keysDir, name))).mode & 0o777).toBe(0o600);
    expect((await stat(keysDir)).mode & 0o777).toBe(0o700);
  });

  it('is a P-256 CA of path length 0, valid from two days ago for 3650 days, with critical name constraints', async () => {
    const authority = await mustOpen(['Kasse.Example.org']);
    const { stdout } = await run('openssl', ['x509', '-in', join(keysDir, 'ca.crt.pem'), '-noout', '-text']);
    expect(stdout).toContain('ecdsa-with-SHA256');
    expect(stdout).toContain('ASN1 OID: prime256v1');
    expect(stdout).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/u);
    expect(stdout).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign/u);
    expect(stdout).toMatch(/Name Constraints: critical\s+Permitted:/u);
    for (const line of [
      'DNS:internal',
      'DNS:local',
      'DNS:lan',
      'DNS:home.arpa',
      'DNS:localhost',
      'DNS:kasse.example.org',
      'IP:10.0.0.0/255.0.0.0',
      'IP:172.16.0.0/255.240.0.0',
      'IP:192.168.0.0/255.255.0.0',
      'IP:100.64.0.0/255.192.0.0',
      'IP:127.0.0.0/255.0.0.0',
      'IP:169.254.0.0/255.255.0.0',
      'IP:FC00:0:0:0:0:0:0:0/FE00:0:0:0:0:0:0:0',
      'IP:FE80:0:0:0:0:0:0:0/FFC0:0:0:0:0:0:0:0',
      'IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF',
    ]) {
      expect(stdout).toContain(line);
    }
    expect(Date.parse(new X509Certificate(authority.caPem).validFrom)).toBe(nowMs - 2 * dayMs);
    expect(authority.caExpiresAt).toBe(nowMs + 3648 * dayMs);
  });

  it.each(['ca.key.pem', 'ca.crt.pem'])('is refused, not replaced, when %s is missing', async (name) => {
    await mustOpen();
    await rm(join(keysDir, name));
    const before = await readdir(keysDir);
    expect(await open()).toMatchObject({
      ok: false,
      code: 'tls_key_broken',
      detail: expect.stringContaining(name),
    });
    expect(await readdir(keysDir)).toEqual(before);
  });

  it.each([
    ['ca.key.pem', 'not a key'],
    ['ca.crt.pem', 'not a certificate'],
    ['ca.key.pem', ''],
    ['ca.crt.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('is refused and left untouched when %s holds %j', async (name, text) => {
    await mustOpen();
    await writeFile(join(keysDir, name), text);
    expect(await open()).toMatchObject({ ok: false, code: 'tls_key_broken', detail: expect.any(String) });
    expect(await readFile(join(keysDir, name), 'utf8')).toBe(text);
  });

  it('is refused when the key is of another certificate', async () => {
    await mustEnsure(await mustOpen());
    await writeFile(join(keysDir, 'ca.key.pem'), await readFile(join(keysDir, 'leaf.key.pem')));
    expect(await open()).toMatchObject({
      ok: false,
      code: 'tls_key_broken',
      detail: expect.stringContaining('belong'),
    });
  });

  it('is refused when the certificate is none of a CA', async () => {
    await mustEnsure(await mustOpen());
    await writeFile(join(keysDir, 'ca.key.pem'), await readFile(join(keysDir, 'leaf.key.pem')));
    await writeFile(join(keysDir, 'ca.crt.pem'), await readFile(join(keysDir, 'leaf.crt.pem')));
    expect(await open()).toMatchObject({ ok: false, code: 'tls_key_broken' });
  });

  it('survives a power cut at each step of its making', async () => {
    const { caPem } = await mustOpen();
    const keyPath = join(keysDir, 'ca.key.pem');
    await rename(keyPath, `${keyPath}.new`);
    expect((await mustOpen()).caPem).toBe(caPem);
    expect((await readdir(keysDir)).sort()).toEqual(['ca.crt.pem', 'ca.key.pem']);

    await rename(keyPath, `${keyPath}.new`);
    await rm(join(keysDir, 'ca.crt.pem'));
    expect((await mustOpen()).caPem).not.toBe(caPem);
    expect((await readdir(keysDir)).sort()).toEqual(['ca.crt.pem', 'ca.key.pem']);
  });

  it('says so when the keys cannot be written', async () => {
    await mkdir(join(keysDir, 'ca.key.pem.new'), { recursive: true });
    expect(await open()).toMatchObject({
      ok: false,
      code: 'data_dir_unwritable',
      detail: expect.stringContaining('ca.key.pem.new'),
    });
    await rm(join(keysDir, 'ca.key.pem.new'), { recursive: true });

    const authority = await mustOpen();
    await mkdir(join(keysDir, 'leaf.key.pem'));
    expect(await authority.ensureLeaf(wanted)).toMatchObject({ ok: false, code: 'data_dir_unwritable' });
  });
});

describe('the leaf', () => {
  it('is accepted by openssl for each of its addresses and names', async () => {
    await mustEnsure(await mustOpen());
    const certPath = join(keysDir, 'leaf.crt.pem');
    for (const ip of ['192.168.1.20', 'fd12::5', '127.0.0.1', '::1']) {
      expect(await verifyByOpenssl(certPath, ['-verify_ip', ip])).toMatchObject({ ok: true });
    }
    for (const name of ['desk.local', 'rollcall.internal', 'localhost']) {
      expect(await verifyByOpenssl(certPath, ['-verify_hostname', name])).toMatchObject({ ok: true });
    }
    expect(await verifyByOpenssl(certPath, ['-verify_ip', '192.168.1.21'])).toMatchObject({ ok: false });
    expect(await verifyByOpenssl(certPath, ['-verify_hostname', 'other.local'])).toMatchObject({ ok: false });
  });

  it('is a server certificate of at most 397 days with a random serial and both key identifiers', async () => {
    const authority = await mustOpen();
    const leaf = await mustEnsure(authority);
    expect(leaf.expiresAt - leaf.notBeforeAt).toBe(397 * dayMs);
    expect(leaf.notBeforeAt).toBe(nowMs - 2 * dayMs);
    const { stdout } = await run('openssl', [
      'x509',
      '-in',
      join(keysDir, 'leaf.crt.pem'),
      '-noout',
      '-text',
    ]);
    expect(stdout).toContain('TLS Web Server Authentication');
    expect(stdout).toContain('X509v3 Subject Key Identifier');
    expect(stdout).toContain('X509v3 Authority Key Identifier');
    const again = await authority.issueLeaf(wanted);
    expect(again.ok && new X509Certificate(again.certPem).serialNumber).not.toBe(
      new X509Certificate(leaf.certPem).serialNumber,
    );
  });

  it.each([
    { ips: [], dnsNames: ['example.com'] },
    { ips: ['8.8.8.8'], dnsNames: [] },
    { ips: ['2001:4860:4860::8888'], dnsNames: [] },
    { ips: [], dnsNames: ['notlocal'] },
  ])('would be refused by openssl if it named $dnsNames $ips', async (names) => {
    await mustOpen();
    const ca = {
      keyPem: await readFile(join(keysDir, 'ca.key.pem'), 'utf8'),
      certPem: await readFile(join(keysDir, 'ca.crt.pem'), 'utf8'),
    };
    const rogue = await createLeafCertificate({
      now: nowMs,
      random: (size) => Buffer.alloc(size, 7),
      ca,
      names,
    });
    const certPath = join(keysDir, 'rogue.pem');
    await writeFile(certPath, rogue.certPem);
    const verdict = await verifyByOpenssl(certPath);
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain('permitted subtree violation');
  });

  it('leaves out what the CA may not vouch for', async () => {
    const authority = await mustOpen(['kasse']);
    const leaf = await mustEnsure(authority, {
      ips: ['10.1.2.3', '8.8.8.8', 'fe80::1%eth0', 'nonsense', '10.1.2.3'],
      dnsNames: ['KASSE', 'example.com', 'two words', '10.0.0.1', 'Pc.Lan.'],
    });
    expect(leaf.ips).toEqual(['10.1.2.3', '127.0.0.1', '::1', 'fe80::1']);
    expect(leaf.dnsNames).toEqual(['kasse', 'localhost', 'pc.lan', 'rollcall.internal']);
    expect(await verifyByOpenssl(join(keysDir, 'leaf.crt.pem'))).toMatchObject({ ok: true });
  });

  it('has the public names and addresses that the CA was made with, and none beside them', async () => {
    const leaf = await mustEnsure(
      await mustOpen(['Kasse.Example.com', '192.0.2.2', '2001:DB8::2', 'two words']),
      {
        ips: ['192.0.2.2', '192.0.2.3', '2001:db8::2', '2001:db8::3'],
        dnsNames: ['kasse.example.com', 'other.example.com'],
      },
    );
    expect(leaf.ips).toEqual(['127.0.0.1', '192.0.2.2', '2001:db8::2', '::1']);
    expect(leaf.dnsNames).toEqual(['kasse.example.com', 'localhost', 'rollcall.internal']);
    const certPath = join(keysDir, 'leaf.crt.pem');
    for (const ip of ['192.0.2.2', '2001:db8::2'])
      expect(await verifyByOpenssl(certPath, ['-verify_ip', ip])).toMatchObject({ ok: true });
    expect(await verifyByOpenssl(certPath, ['-verify_hostname', 'kasse.example.com'])).toMatchObject({
      ok: true,
    });
  });

  it('is kept while names and time fit, in whatever order and spelling the names come', async () => {
    const authority = await mustOpen();
    const first = await mustEnsure(authority);
    expect(first.renewed).toBe(true);
    const again = await mustEnsure(await mustOpen(), {
      ips: ['FD12:0:0::5', '192.168.1.20'],
      dnsNames: ['DESK.local'],
    });
    expect(again.renewed).toBe(false);
    expect(again.certPem).toBe(first.certPem);
  });

  it('is reissued when an address comes or goes', async () => {
    const authority = await mustOpen();
    const first = await mustEnsure(authority);
    const moved = await mustEnsure(authority, { ...wanted, ips: ['192.168.1.21', 'fd12::5'] });
    expect(moved.renewed).toBe(true);
    expect(moved.certPem).not.toBe(first.certPem);
    expect(
      await verifyByOpenssl(join(keysDir, 'leaf.crt.pem'), ['-verify_ip', '192.168.1.21']),
    ).toMatchObject({
      ok: true,
    });
    expect((await mustEnsure(authority, { ...wanted, ips: [] })).renewed).toBe(true);
  });

  it('is reissued in its last 30 days, not a second earlier', async () => {
    const authority = await mustOpen();
    const first = await mustEnsure(authority);
    nowMs = first.expiresAt - 30 * dayMs;
    expect((await mustEnsure(authority)).renewed).toBe(false);
    nowMs += 1000;
    const renewed = await mustEnsure(authority);
    expect(renewed.renewed).toBe(true);
    expect(renewed.expiresAt).toBe(nowMs + 395 * dayMs);
  });

  it('never outlives the CA', async () => {
    const authority = await mustOpen();
    nowMs = authority.caExpiresAt - 100 * dayMs;
    expect((await mustEnsure(authority)).expiresAt).toBe(authority.caExpiresAt);
  });

  it('is not made again and again when the CA itself is about to end', async () => {
    const authority = await mustOpen();
    nowMs = authority.caExpiresAt - 20 * dayMs;
    await mustEnsure(authority);
    expect((await mustEnsure(authority)).renewed).toBe(false);
  });

  it.each([
    ['a torn key', 'leaf.key.pem', '-----BEGIN PRIV'],
    ['a torn certificate', 'leaf.crt.pem', '-----BEGIN CERT'],
  ])('is replaced after %s, because no device trusts it by itself', async (_what, name, text) => {
    const authority = await mustOpen();
    await mustEnsure(authority);
    await writeFile(join(keysDir, name), text);
    expect((await mustEnsure(authority)).renewed).toBe(true);
    expect((await mustEnsure(authority)).renewed).toBe(false);
  });

  it('is replaced when it comes from another CA', async () => {
    await mustEnsure(await mustOpen());
    await rm(join(keysDir, 'ca.key.pem'));
    await rm(join(keysDir, 'ca.crt.pem'));
    expect((await mustEnsure(await mustOpen())).renewed).toBe(true);
    expect(await verifyByOpenssl(join(keysDir, 'leaf.crt.pem'))).toMatchObject({ ok: true });
  });

  it('is put in force on a running HTTPS server without a restart', async () => {
    const authority = await mustOpen();
    const first = await mustEnsure(authority, { ips: [], dnsNames: [] });
    const server = createServer(
      { key: first.keyPem, cert: first.certPem, minVersion: 'TLSv1.2' },
      (_req, res) => res.end('here'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const servedSerial = (servername: string) =>
      new Promise<string>((resolve, reject) => {
        request({ host: '127.0.0.1', port, servername, ca: authority.caPem, agent: false }, (res) => {
          const certificate = (res.socket as TLSSocket).getPeerX509Certificate();
          res.resume().on('end', () => resolve(certificate?.serialNumber ?? ''));
        })
          .on('error', reject)
          .end();
      });
    try {
      expect(await servedSerial('rollcall.internal')).toBe(new X509Certificate(first.certPem).serialNumber);
      await expect(servedSerial('desk.local')).rejects.toMatchObject({
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
      const second = await mustEnsure(authority, wanted);
      server.setSecureContext({ key: second.keyPem, cert: second.certPem, minVersion: 'TLSv1.2' });
      expect(await servedSerial('desk.local')).toBe(new X509Certificate(second.certPem).serialNumber);
    } finally {
      server.close();
    }
  });
});

describe('what people compare and install', () => {
  it('is a fingerprint of eight words, the same as openssl prints in hex', async () => {
    const authority = await mustOpen();
    const { stdout } = await run('openssl', [
      'x509',
      '-in',
      join(keysDir, 'ca.crt.pem'),
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    expect(stdout.trim().split('=')[1]).toBe(authority.fingerprintSha256);
    const bytes = authority.fingerprintSha256.split(':').map((hex) => parseInt(hex, 16));
    expect(authority.fingerprintWords).toEqual(bytes.slice(0, 8).map((byte) => fingerprintWordList[byte]));
  });

  it('draws its words from 256 different ones of 3 to 8 plain letters', () => {
    expect(fingerprintWordList).toHaveLength(256);
    expect(new Set(fingerprintWordList).size).toBe(256);
    for (const word of fingerprintWordList) expect(word).toMatch(/^[a-z]{3,8}$/u);
  });

  it('is an Apple profile that carries the CA and is the same at every download', async () => {
    const authority = await mustOpen();
    const profile = authority.mobileConfig();
    expect((await mustOpen()).mobileConfig()).toBe(profile);
    expect(profile).toContain('<string>com.apple.security.root</string>');
    const data = /<data>([^<]+)<\/data>/u.exec(profile)?.[1] ?? '';
    expect(Buffer.from(data, 'base64').equals(Buffer.from(authority.caDer))).toBe(true);
    const uuids = profile.match(/[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}/gu);
    expect(new Set(uuids).size).toBe(2);
    const python =
      'import plistlib,sys; print(plistlib.loads(sys.stdin.buffer.read())["PayloadDisplayName"])';
    const parsed = run('python3', ['-c', python]);
    parsed.child.stdin?.end(profile);
    expect((await parsed).stdout).toMatch(/^Rollcall local CA [0-9A-F]{6}\n$/u);
  });
});
