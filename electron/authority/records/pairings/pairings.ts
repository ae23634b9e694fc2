import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row } from '../../base/storage/statement.ts';

/** An app that asks to be let in. Times are epoch milliseconds of authority time. */
export interface Pairing {
  /** Of the secret that only the app has; the one thing that claims the session. */
  readonly secretHash: string;
  /** Shown by the app, typed by the person. Good once. */
  readonly code: string;
  /** What the app calls its device, to show. */
  readonly device: string;
  /** Where the app asked from, to show. */
  readonly address: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Of the known-device token the app has from earlier, if any. */
  readonly registrationHash: string | undefined;
  /** The session it was approved with; undefined while nobody has answered. */
  readonly sessionId: string | undefined;
  /** A token of that session was handed out. */
  readonly issued: boolean;
}

/** Pairings that are neither declined nor over. Gone means: declined, expired, or never there. */
export interface Pairings {
  add(batch: Batch, pairing: Pairing): void;
  find(secretHash: string): Pairing | undefined;
  findByCode(code: string): Pairing | undefined;
  list(): readonly Pairing[];
  /** Changes what is known of it; nothing when it is gone. */
  change(
    batch: Batch,
    secretHash: string,
    change: Partial<Pick<Pairing, 'sessionId' | 'issued' | 'expiresAt'>>,
  ): void;
  remove(batch: Batch, secretHash: string): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

const insertSql = `INSERT INTO pairings (secret_hash, code, device, address, created_at, expires_at, registration_hash,
  session_id, issued) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const changeSql = 'UPDATE pairings SET session_id = ?, issued = ?, expires_at = ? WHERE secret_hash = ?';

export async function openPairings(database: Database): Promise<Pairings> {
  const bySecret = new Map<string, Pairing>();
  const byCode = new Map<string, Pairing>();
  const keep = (pairing: Pairing): void => {
    bySecret.set(pairing.secretHash, pairing);
    byCode.set(pairing.code, pairing);
  };
  const drop = ({ secretHash, code }: Pairing): void => {
    bySecret.delete(secretHash);
    byCode.delete(code);
  };
  for (const row of await database.read('SELECT * FROM pairings ORDER BY created_at')) keep(decodeRow(row));

  return {
    add(batch, pairing) {
      keep(pairing);
      batch.write(
        insertSql,
        pairing.secretHash,
        pairing.code,
        pairing.device,
        pairing.address,
        pairing.createdAt,
        pairing.expiresAt,
        pairing.registrationHash ?? null,
        pairing.sessionId ?? null,
        Number(pairing.issued),
      );
      batch.onFailure(() => drop(pairing));
    },
    find: (secretHash) => bySecret.get(secretHash),
    findByCode: (code) => byCode.get(code),
    list: () => [...bySecret.values()],
    change(batch, secretHash, change) {
      const before = bySecret.get(secretHash);
      if (!before) return;
      const after = { ...before, ...change };
      keep(after);
      batch.write(changeSql, after.sessionId ?? null, Number(after.issued), after.expiresAt, secretHash);
      batch.onFailure(() => keep(before));
    },
    remove(batch, secretHash) {
      const before = bySecret.get(secretHash);
      if (!before) return;
      drop(before);
      batch.write('DELETE FROM pairings WHERE secret_hash = ?', secretHash);
      batch.onFailure(() => keep(before));
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const pairing of bySecret.values()) {
          keep({ ...pairing, createdAt: pairing.createdAt + ms, expiresAt: pairing.expiresAt + ms });
        }
      };
      move(byMs);
      batch.write('UPDATE pairings SET created_at = created_at + ?, expires_at = expires_at + ?', byMs, byMs);
      batch.onFailure(() => move(-byMs));
    },
  };
}

function decodeRow(row: Row): Pairing {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    secretHash: String(row['secret_hash']),
    code: String(row['code']),
    device: String(row['device']),
    address: String(row['address']),
    createdAt: Number(row['created_at']),
    expiresAt: Number(row['expires_at']),
    registrationHash: text(row['registration_hash']),
    sessionId: text(row['session_id']),
    issued: row['issued'] === 1,
  };
}
