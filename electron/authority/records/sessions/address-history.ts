import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** As many of one session as anybody reads; a device that goes to and fro all day must not fill the disk. */
const keptMax = 50;

export interface SeenAddress {
  /** When it was first seen there after another place, epoch ms. */
  readonly since: number;
  readonly address: string;
}

/** The address a session has now; undefined when it is not live. */
type WhereIs = (id: string) => string | undefined;

/** Where sessions were seen, to show: nothing is decided by it. Only those that have moved take any room. */
export interface AddressHistory {
  /** The session, at `from` until now, is seen at another address. */
  note(
    session: { readonly id: string; readonly signedInAt: number; readonly address: string },
    at: number,
  ): void;
  /** Writes what was noted. */
  stage(batch: Batch, whereIs: WhereIs): void;
  /** Oldest first; empty for a session that has never moved. Also what was noted and not written yet. */
  list(id: string, whereIs: WhereIs): Promise<SeenAddress[]>;
  stageShift(batch: Batch, byMs: number): void;
  forgetBefore(batch: Batch, endedBefore: number): void;
}

interface Move {
  readonly signedInAt: number;
  readonly from: string;
  readonly at: number;
}

export function openAddressHistory(database: Database): AddressHistory {
  const moved = new Map<string, Move>();
  return {
    note({ id, signedInAt, address }, at) {
      const known = moved.get(id);
      moved.set(id, { signedInAt, from: known?.from ?? address, at });
    },
    stage(batch, whereIs) {
      const noted = [...moved];
      moved.clear();
      for (const [id, { signedInAt, from, at }] of noted) {
        const address = whereIs(id);
        if (address === undefined || address === from) continue;
        batch.write(
          `INSERT INTO session_addresses (session_id, since, address)
           SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM session_addresses WHERE session_id = ?)`,
          id,
          signedInAt,
          from,
          id,
        );
        batch.write(
          'INSERT INTO session_addresses (session_id, since, address) VALUES (?, ?, ?)',
          id,
          at,
          address,
        );
        batch.write(
          `DELETE FROM session_addresses WHERE session_id = ? AND since <
           (SELECT since FROM session_addresses WHERE session_id = ? ORDER BY since DESC LIMIT 1 OFFSET ${String(keptMax - 1)})`,
          id,
          id,
        );
      }
      batch.onFailure(() => {
        for (const [id, move] of noted) moved.set(id, { ...(moved.get(id) ?? move), from: move.from });
      });
    },
    async list(id, whereIs) {
      const rows = await database.read(
        'SELECT since, address FROM session_addresses WHERE session_id = ? ORDER BY since',
        id,
      );
      const written = rows.map((row) => ({ since: Number(row['since']), address: String(row['address']) }));
      const move = moved.get(id);
      const address = whereIs(id);
      if (move === undefined || address === undefined || address === move.from) return written;
      const first = { since: move.signedInAt, address: move.from };
      return [...(written.length === 0 ? [first] : written), { since: move.at, address }];
    },
    stageShift: (batch, byMs) =>
      batch.write(
        `UPDATE session_addresses SET since = since + ?
         WHERE session_id IN (SELECT id FROM sessions WHERE ended_at IS NULL)`,
        byMs,
      ),
    forgetBefore: (batch, endedBefore) =>
      batch.write(
        'DELETE FROM session_addresses WHERE session_id IN (SELECT id FROM sessions WHERE ended_at < ?)',
        endedBefore,
      ),
  };
}
