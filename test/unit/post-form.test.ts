import { X509Certificate, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createFormPoster, type FormPoster } from '../../electron/authority/base/net/post-form.ts';
import {
  createCaCertificate,
  createLeafCertificate,
  type KeyAndCertificate,
} from '../../electron/authority/base/tls/create-certificates.ts';
import { findDistrust } from '../../electron/authority/base/tls/find-distrust.ts';
import { issueForeignCertificate, startToldApp, type ToldApp } from '../support/told-app.ts';

const ca = await createCaCertificate({ now: Date.now(), random: randomBytes, chosenNames: [] });
const token = 'e30.e30.';
let poster: FormPoster;
let app: ToldApp;

function issue(ips: string[], now = Date.now()): Promise<KeyAndCertificate> {
  return createLeafCertificate({ now, random: randomBytes, ca, names: { ips, dnsNames: [] } });
}

/** @param how `chain`: Node's own check knows the CA; `own`: as in Electron, whose check does not take it */
async function open(tls: KeyAndCertificate | undefined, how: 'chain' | 'own' = 'chain'): Promise<void> {
  app = await startToldApp(tls);
  const own = how === 'own' ? new X509Certificate(ca.certPem) : undefined;
  poster = createFormPoster({
    listTrusted: () => (how === 'chain' ? [ca.certPem] : []),
    findDistrust: (socket, hostname) => findDistrust(socket, hostname, own),
    timeoutMs: 500,
  });
}

function post(certificate: 'verify' | 'any' = 'verify'): ReturnType<FormPoster['post']> {
  return poster.post(app.uri, { logout_token: token }, { certificate });
}

afterEach(async () => {
  await poster.close();
  await app.stop();
});

describe('a form is posted', () => {
  it('as it is written, and the beginning of the answer comes back', async () => {
    await open(undefined);
    app.answer = (res) => res.writeHead(400).end(`{"error":"x"}${'y'.repeat(100_000)}`);
    const answer = await post();
    expect(answer).toMatchObject({
      ok: true,
      status: 400,
      text: expect.stringMatching(/^\{"error":"x"\}y+$/),
    });
    expect(answer.ok && answer.text.length).toBe(2000);
    expect(app.told).toMatchObject([{ token, contentType: 'application/x-www-form-urlencoded' }]);
  });

  it.each(['chain', 'own'] as const)('over https to whom the own authority vouches for (%s)', async (how) => {
    await open(await issue(['127.0.0.1']), how);
    expect(await post()).toMatchObject({ ok: true, status: 200 });
    expect(await post()).toMatchObject({ ok: true, status: 200 });
  });

  it('to anybody where the app is so registered', async () => {
    await open(await issueForeignCertificate());
    expect(await post('any')).toMatchObject({ ok: true, status: 200 });
  });

  it('never after a redirect', async () => {
    await open(undefined);
    app.answer = (res) => res.writeHead(307, { Location: '/elsewhere' }).end();
    expect(await post()).toMatchObject({ ok: true, status: 307 });
    expect(app.elsewhere).toEqual([]);
  });
});

describe('a form is not posted, and it says why', () => {
  it.each(['chain', 'own'] as const)('to one with a certificate of somebody else (%s)', async (how) => {
    await open(await issueForeignCertificate(), how);
    expect(await post()).toEqual({
      ok: false,
      trouble: { code: 'not_trusted', why: 'unknown_issuer', detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
    expect(app.told).toEqual([]);
  });

  it.each(['chain', 'own'] as const)('to one with the certificate of another address (%s)', async (how) => {
    await open(await issue(['127.0.0.2']), how);
    expect(await post()).toEqual({ ok: false, trouble: { code: 'not_trusted', why: 'other_name' } });
    expect(app.told).toEqual([]);
  });

  it.each(['chain', 'own'] as const)('to one whose certificate has expired (%s)', async (how) => {
    await open(await issue(['127.0.0.1'], Date.now() - 500 * 24 * 3_600_000), how);
    expect(await post()).toEqual({ ok: false, trouble: { code: 'not_trusted', why: 'expired' } });
    expect(app.told).toEqual([]);
  });

  it('to one that refuses, does not answer, answers without an end, or speaks another language', async () => {
    await open(undefined);
    app.answer = () => undefined;
    expect(await post()).toEqual({ ok: false, trouble: { code: 'no_answer' } });
    app.answer = (res) => void res.writeHead(200).write('x');
    expect(await post()).toEqual({ ok: false, trouble: { code: 'no_answer' } });
    app.answer = (res) => void res.socket?.destroy();
    expect(await post()).toEqual({ ok: false, trouble: { code: 'breaks_off' } });
    const https = app.uri.replace('http:', 'https:');
    expect(await poster.post(https, {}, { certificate: 'verify' })).toMatchObject({
      ok: false,
      trouble: { code: 'no_https', detail: expect.any(String) },
    });
    await app.stop();
    expect(await post()).toEqual({ ok: false, trouble: { code: 'refuses_connection' } });
    expect(await poster.post('http://nowhere.invalid/', {}, { certificate: 'verify' })).toEqual({
      ok: false,
      trouble: { code: 'name_unknown' },
    });
  });
});
