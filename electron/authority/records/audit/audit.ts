import type { AuditAction, AuditEntry } from '../../../../shared/model/audit.ts';
import { chainHash } from '../../base/storage/chain-hash.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeAuditRow } from './decode-audit-row.ts';
import { listAudit, type AuditPage, type AuditQuery } from './list-audit.ts';

export interface AuditFact {
  readonly at: number;
  readonly action: AuditAction;
  /** `user:NAME`, `console`, `cli`, or `rollcall` when it happened by itself. */
  readonly actor: string;
  readonly subject: string;
  readonly address?: string;
  /** Of one of very many, made when it is written: of values that stay as they are. */
  readonly data?: AuditData | (() => AuditData);
}

type AuditData = Readonly<Record<string, unknown>>;

export type HashedEntry = AuditEntry & { readonly hash: string };

/** Append-only, numbered, each entry's hash covering the one before. */
export interface Audit {
  append(batch: Batch, fact: AuditFact): void;
  /** Newest first; `next`: where to go on, as `before`. */
  list(query: AuditQuery): Promise<AuditPage>;
  /** What happened to one session besides its start and end, oldest first. */
  listOfSession(id: string): Promise<AuditEntry[]>;
  /** Oldest first, each with its hash. */
  read(query: { after: number; limit: number }): Promise<HashedEntry[]>;
  /** What the hash of this entry must be, after an entry with the hash `before`. */
  hashOf(before: string, entry: HashedEntry): string;
  /** The last entry on disk; `seq` 0 when there is none. */
  head(): Promise<AuditHead>;
  /** The chain goes on from another head: that of the audit which the same batch brings in its place. */
  continueFrom(batch: Batch, head: AuditHead): void;
}

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

const insertSql =
  'INSERT INTO audit (seq, at, action, actor, subject, address, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const lastHashSql = 'SELECT hash FROM audit ORDER BY seq DESC LIMIT 1';

export async function openAudit(database: Database): Promise<Audit> {
  const readHead = async (): Promise<AuditHead> => {
    const [last] = await database.read('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
    return { seq: Number(last?.['seq'] ?? 0), hash: String(last?.['hash'] ?? '') };
  };
  let { seq: lastSeq } = await readHead();
  let lastBatch: Batch | undefined;
  return {
    append(batch, { at, action, actor, subject, address = '', data = {} }) {
      const seq = lastSeq + 1;
      // Batches fail all together from the oldest on, so the number goes back to where the disk is.
      if (batch !== lastBatch) {
        batch.onFailure(() => (lastSeq = seq - 1));
        batch.onDurable(() => (lastBatch = undefined));
      }
      lastBatch = batch;
      lastSeq = seq;
      batch.writeLater(() => ({
        sql: insertSql,
        values: [
          seq,
          at,
          action,
          actor,
          subject,
          address,
          JSON.stringify(typeof data === 'function' ? data() : data),
        ],
        chainedTo: lastHashSql,
      }));
    },
    list: (query) => listAudit(database, query),
    async listOfSession(id) {
      // Word for word the condition of the index, or SQLite reads the whole table.
      const rows = await database.read(
        `SELECT * FROM audit WHERE subject = ?
         AND action IN ('session.renamed', 'pairing.approved', 'report.not_me') ORDER BY seq`,
        id,
      );
      return rows.map(decodeAuditRow);
    },
    async read({ after, limit }) {
      const rows = await database.read(
        'SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?',
        after,
        limit,
      );
      return rows.map((row) => ({ ...decodeAuditRow(row), hash: String(row['hash']) }));
    },
    hashOf: (before, { seq, at, action, actor, subject, address, data }) =>
      chainHash(before, [seq, Date.parse(at), action, actor, subject, address, JSON.stringify(data)]),
    head: readHead,
    continueFrom(batch, head) {
      const before = lastSeq;
      lastSeq = head.seq;
      batch.onFailure(() => {
        lastSeq = before;
      });
    },
  };
}
