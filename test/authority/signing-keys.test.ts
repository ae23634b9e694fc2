import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JWK } from 'jose';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listAttention } from '../../electron/authority/operations/attention.ts';
import { createBackup } from '../../electron/authority/operations/create-backup.ts';
import { forgetOld } from '../../electron/authority/operations/maintain.ts';
import { openBackup } from '../../electron/authority/operations/open-backup.ts';
import { restoreBackup } from '../../electron/authority/operations/restore-backup.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

let seam: Seam;

beforeEach(async () => {
  seam = await openSeam(makeSeamDir());
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

function listKeyFiles(): string[] {
  return readdirSync(path.join(seam.dataDir, 'keys')).filter((name) => name.startsWith('oidc-'));
}

async function reopen(): Promise<void> {
  await seam.close();
  seam = await openSeam(seam.dataDir, seam.time);
}

async function sign(): Promise<string> {
  const signed = await seam.deps.signingKeys.sign({ sub: 'ann' }, { typ: 'logout+jwt' });
  if (!signed.ok) throw new Error(signed.code);
  return signed.token;
}

/** Is the token taken by whoever has the keys of now? */
async function verifies(token: string): Promise<boolean> {
  const keys = await seam.deps.signingKeys.jwks();
  if (!keys.ok) throw new Error(keys.code);
  const publicKeys = keys.jwks.keys.map(({ kty, n, e, kid, alg }) => ({ kty, n, e, kid, alg }) as JWK);
  return jwtVerify(token, createLocalJWKSet({ keys: publicKeys })).then(
    () => true,
    () => false,
  );
}

const auditOfKeys = async (): Promise<unknown[]> =>
  (await seam.deps.audit.read({ after: 0, limit: 100 }))
    .filter(({ action }) => action === 'oidc.key_rotated')
    .map(({ actor, subject, data }) => ({ actor, key: subject, replaced: data['replaced'] }));

it('there is no signing key until one is needed; many needs at once make one', async () => {
  expect(seam.deps.signingKeys.list()).toEqual([]);
  expect(listKeyFiles()).toEqual([]);
  const tokens = await Promise.all([sign(), sign(), sign()]);
  expect(seam.deps.signingKeys.list()).toMatchObject([{ algorithm: 'RS256', signs: true }]);
  const [file = ''] = listKeyFiles();
  expect(listKeyFiles()).toHaveLength(1);
  expect(statSync(path.join(seam.dataDir, 'keys', file)).mode & 0o777).toBe(0o600);
  for (const token of tokens) expect(await verifies(token)).toBe(true);
  const [key] = seam.deps.signingKeys.list();
  expect(decodeProtectedHeader(tokens[0] ?? '')).toEqual({ alg: 'RS256', typ: 'logout+jwt', kid: key?.id });
  expect(await auditOfKeys()).toEqual([{ actor: 'rollcall', key: key?.id, replaced: undefined }]);
});

it('keys stay over a restart', async () => {
  const token = await sign();
  await reopen();
  expect(await verifies(token)).toBe(true);
  expect(listKeyFiles()).toHaveLength(1);
});

it('after a rotation the new key signs first; the old one verifies for an hour, then its file goes', async () => {
  const before = await sign();
  const [old] = seam.deps.signingKeys.list();
  let changes = 0;
  seam.deps.signingKeys.onChanged(() => (changes += 1));
  const rotated = await seam.deps.signingKeys.rotate('console');
  expect(rotated).toMatchObject({ ok: true });
  expect(changes).toBe(1);
  const after = await sign();
  const keyId = rotated.ok ? rotated.keyId : '';
  expect(decodeProtectedHeader(after).kid).toBe(keyId);
  expect(seam.deps.signingKeys.list().map(({ id, signs }) => ({ id, signs }))).toEqual([
    { id: keyId, signs: true },
    { id: old?.id, signs: false },
  ]);
  expect(await seam.deps.signingKeys.jwks()).toMatchObject({
    jwks: { keys: [{ kid: keyId }, { kid: old?.id }] },
  });
  await reopen();
  expect(await verifies(before)).toBe(true);
  seam.time.pass(3_600_000);
  expect(await verifies(before)).toBe(true);
  seam.time.pass(1);
  expect(await verifies(before)).toBe(false);
  expect(seam.deps.signingKeys.list()).toHaveLength(1);
  await forgetOld(seam.deps);
  expect(listKeyFiles()).toEqual([`oidc-${keyId}.json`]);
  expect(await verifies(after)).toBe(true);
  expect(await auditOfKeys()).toContainEqual({ actor: 'console', key: keyId, replaced: old?.id });
});

it('a key file that cannot be read is refused and named, and a rotation helps', async () => {
  await sign();
  const [file = ''] = listKeyFiles();
  const filePath = path.join(seam.dataDir, 'keys', file);
  writeFileSync(filePath, readFileSync(filePath, 'utf8').slice(0, 100));
  await reopen();
  const { signingKeys } = seam.deps;
  expect(signingKeys.listBroken()).toMatchObject([{ fileName: file, signs: true }]);
  const refused = { ok: false, code: 'signing_key_broken', data: { file } };
  expect(await signingKeys.jwks()).toMatchObject(refused);
  expect(await signingKeys.sign({}, { typ: 'JWT' })).toMatchObject(refused);
  expect(listKeyFiles()).toEqual([file]);
  const listAlarms = (): string[] =>
    listAttention(seam.deps).flatMap(({ code, sentence }) =>
      code === 'signing_key_broken' ? [sentence] : [],
    );
  expect(listAlarms()).toEqual([
    expect.stringMatching(
      `^A signing key of OpenID Connect cannot be read: keys/${file} \\(.+\\)\\. Until then no app .* or make a new key`,
    ),
  ]);
  expect(await signingKeys.rotate('cli')).toMatchObject({ ok: true });
  expect(await verifies(await sign())).toBe(true);
  expect(listAlarms()).toEqual([expect.stringContaining('It no longer signs')]);
  seam.time.pass(3_600_001);
  expect(listAlarms()).toEqual([]);
});

it('a key that its record does not know signs nothing and is removed', async () => {
  await sign();
  const [file = ''] = listKeyFiles();
  const text = readFileSync(path.join(seam.dataDir, 'keys', file), 'utf8');
  writeFileSync(path.join(seam.dataDir, 'keys/oidc-foreign.json'), text);
  await reopen();
  expect(listKeyFiles()).toEqual([file]);
});

it('a restore ends every key from before: those of now, and those of the backup', async () => {
  const token = await sign();
  const place = { dataDir: seam.dataDir, keysDir: path.join(seam.dataDir, 'keys'), host: 'here' };
  const backup = { path: path.join(path.dirname(seam.dataDir), 'backup') };
  expect(await createBackup(seam.deps, place, backup, 'cli')).toMatchObject({ ok: true });
  const inside = await openBackup(seam.deps, place, backup, ({ contents }) =>
    Promise.resolve({ ok: true as const, names: [...contents.files.keys()].join(' ') }),
  );
  expect(inside).toMatchObject({ ok: true, names: expect.not.stringContaining('oidc-') });
  const restored = await restoreBackup(
    seam.deps,
    place,
    { file: backup, part: 'everything', proof: undefined },
    'cli',
    () => Promise.resolve({ ok: true }),
  );
  expect(restored).toMatchObject({ ok: true });
  await reopen();
  expect(seam.deps.signingKeys.list()).toEqual([]);
  expect(listKeyFiles()).toEqual([]);
  const after = await sign();
  expect(await verifies(token)).toBe(false);
  expect(await verifies(after)).toBe(true);
});
