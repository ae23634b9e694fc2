import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import { randomBytes } from 'node:crypto';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import {
  findPrivateKey,
  forgetStrayKeys,
  keyFileName,
  removePrivateKey,
  writePrivateKey,
  type PrivateKey,
} from './private-keys.ts';

/** Signs tokens of OpenID Connect; an older one goes on verifying until the last token it signed has expired. */
export interface SigningKey {
  /** Stands in the header of every token it signed. */
  readonly id: string;
  readonly algorithm: 'RS256' | 'ES256';
  readonly createdAt: number;
  readonly signs: boolean;
}

/** No token may be signed for longer: after so long a key that was replaced is needed no more. */
export const longestTokenMs = 3600 * 1000;

type KeyRefusal = Refusal<'signing_key_broken' | 'store_unavailable'>;

export interface SigningKeys {
  /** The one that signs first. None until the first need. */
  list(): readonly SigningKey[];
  /** A new key signs from now on. */
  rotate(actor: string): Promise<{ ok: true; keyId: string } | Refusal<'store_unavailable'>>;
  /** Private keys for a provider of OpenID Connect; the first one signs. The first call makes one. */
  jwks(): Promise<{ ok: true; jwks: { keys: JWK[] } } | KeyRefusal>;
  /** A signed token with these claims. @param header `typ` says what kind it is */
  sign(payload: JWTPayload, header: { typ: string }): Promise<{ ok: true; token: string } | KeyRefusal>;
  /** Key files that should be there and cannot be read. */
  listBroken(): readonly BrokenKey[];
  /** Takes away keys whose last token has expired. */
  forgetExpired(): Promise<void>;
  /** Tells when `jwks` has other keys. */
  onChanged(listener: () => void): void;
}

export interface BrokenKey {
  readonly fileName: string;
  readonly trouble: string;
  /** Nothing can be signed; otherwise only tokens from before the last rotation are not recognised. */
  readonly signs: boolean;
}

/** What the database knows of a key; a file that it does not know of signs nothing. */
interface KeyRow {
  readonly id: string;
  readonly algorithm: SigningKey['algorithm'];
  readonly createdAt: number;
  /** When another took its place; authority time. */
  readonly replacedAt?: number;
}

/**
 * The private keys are files, which key is which stands in the database: so a new one, its entry in the audit and the
 * end of the old one are one step, and what a restore brings back never signs.
 *
 * @param recordNew stages the audit entry of a new key; `replaced` is undefined with the first one
 */
export async function openSigningKeys(options: {
  readonly database: Database;
  readonly keysDir: string;
  readonly now: () => number;
  readonly recordNew: (batch: Batch, key: SigningKey, replaced: string | undefined, actor: string) => void;
}): Promise<SigningKeys> {
  const { database, keysDir, now } = options;
  const [stored] = await database.read("SELECT value FROM meta WHERE key = 'signing_keys'");
  let rows: readonly KeyRow[] = stored ? (JSON.parse(String(stored['value'])) as KeyRow[]) : [];
  await forgetStrayKeys(
    keysDir,
    rows.map(({ id }) => id),
  );
  const privateKeys = new Map<string, PrivateKey>();
  for (const { id, algorithm } of rows) privateKeys.set(id, await findPrivateKey(keysDir, id, algorithm));

  const listeners: (() => void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  /** Making and forgetting keys wait for each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  const isExpired = ({ replacedAt }: KeyRow): boolean =>
    replacedAt !== undefined && now() - replacedAt > longestTokenMs;
  const stage = (batch: Batch, next: readonly KeyRow[]): void => {
    batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('signing_keys', ?)", JSON.stringify(next));
    batch.onDurable(() => {
      rows = next;
      for (const listener of listeners) listener();
    });
  };
  const show = ({ id, algorithm, createdAt, replacedAt }: KeyRow): SigningKey => ({
    id,
    algorithm,
    createdAt,
    signs: replacedAt === undefined,
  });

  const makeKey = async (
    actor: string,
  ): Promise<{ ok: true; keyId: string } | Refusal<'store_unavailable'>> => {
    const id = randomBytes(8).toString('base64url');
    // What every app of OpenID Connect understands.
    const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
    const jwk: JWK = { ...(await exportJWK(pair.privateKey)), kid: id, alg: 'RS256', use: 'sig' };
    try {
      await writePrivateKey(keysDir, id, jwk);
    } catch (error) {
      return refuse('store_unavailable', { detail: String(error) });
    }
    const at = now();
    const row: KeyRow = { id, algorithm: 'RS256', createdAt: at };
    const replaced = rows.find(({ replacedAt }) => replacedAt === undefined);
    const batch = new Batch();
    stage(batch, [row, ...rows.map((old) => ({ replacedAt: at, ...old }))]);
    options.recordNew(batch, show(row), replaced?.id, actor);
    privateKeys.set(id, { ok: true, jwk, key: pair.privateKey });
    const committed = await database.commit(batch);
    if (committed.ok) return { ok: true, keyId: id };
    privateKeys.delete(id);
    await removePrivateKey(keysDir, id);
    return committed;
  };

  const findSigning = async (): Promise<
    { ok: true; row: KeyRow; key: PrivateKey & { ok: true } } | KeyRefusal
  > => {
    if (rows.length === 0) {
      const made = await inTurn(async () =>
        rows.length === 0 ? makeKey('rollcall') : { ok: true as const },
      );
      if (!made.ok) return made;
    }
    const row = rows.find(({ replacedAt }) => replacedAt === undefined);
    const key = row && privateKeys.get(row.id);
    if (row && key?.ok) return { ok: true, row, key };
    return refuse('signing_key_broken', {
      data: { file: row ? keyFileName(row.id) : '' },
      detail: key && !key.ok ? key.trouble : 'no key',
    });
  };

  return {
    list: () => rows.filter((row) => !isExpired(row)).map(show),
    rotate: (actor) => inTurn(() => makeKey(actor)),
    async jwks() {
      const signing = await findSigning();
      if (!signing.ok) return signing;
      const others = rows.flatMap((row) => {
        const key = privateKeys.get(row.id);
        return row !== signing.row && !isExpired(row) && key?.ok ? [key.jwk] : [];
      });
      return { ok: true, jwks: { keys: [signing.key.jwk, ...others] } };
    },
    async sign(payload, { typ }) {
      const signing = await findSigning();
      if (!signing.ok) return signing;
      const { id, algorithm } = signing.row;
      const token = await new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: id, typ })
        .sign(signing.key.key);
      return { ok: true, token };
    },
    listBroken: () =>
      rows.flatMap((row) => {
        const key = privateKeys.get(row.id);
        return isExpired(row) || key === undefined || key.ok
          ? []
          : [{ fileName: keyFileName(row.id), trouble: key.trouble, signs: row.replacedAt === undefined }];
      }),
    forgetExpired: () =>
      inTurn(async () => {
        const expired = rows.filter(isExpired);
        if (expired.length === 0) return;
        const batch = new Batch();
        stage(
          batch,
          rows.filter((row) => !expired.includes(row)),
        );
        if (!(await database.commit(batch)).ok) return;
        for (const { id } of expired) {
          privateKeys.delete(id);
          await removePrivateKey(keysDir, id);
        }
      }),
    onChanged: (listener) => void listeners.push(listener),
  };
}
