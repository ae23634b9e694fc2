import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Milestones of this install, each reached once. Values are authority time, epoch ms. */
export type Milestone = 'created_at' | 'first_device_seen_at' | 'first_session_at' | 'setup_finished_at';
/** What was done last when. */
export type LastTime =
  | 'last_backup_at'
  | 'audit_verified_at'
  | 'clock_accepted_at'
  | 'clock_moved_from_at'
  /** 0: it was taken away again. */
  | 'certificate_imported_at'
  | 'scheduled_backup_at'
  /** 0: scheduled backups are not encrypted. */
  | 'backup_passphrase_at';

export interface Install {
  find(milestone: Milestone | LastTime): number | undefined;
  /** Notes a milestone that was not reached yet. */
  reach(batch: Batch, milestone: Milestone, at: number): void;
  /** The last authority time known from disk: time does not go back behind it across a restart. */
  stageWatermark(batch: Batch, at: number): void;
  /** Notes that it was done just now. */
  note(batch: Batch, what: LastTime, at: number): void;
  /** Counts the restores: what was signed in or under way in an earlier epoch is void. */
  epoch(): number;
  /** The admin has paused signing in; past its `until` it is over, whoever asks. `until` is epoch ms. */
  pause(): { readonly until: number | undefined } | undefined;
  /** Undefined: signing in is not paused any more. */
  stagePause(batch: Batch, pause: { readonly until: number | undefined } | undefined): void;
  stageEpoch(batch: Batch, epoch: number): void;
  /** Tells this install's scheduled backups from those of others; undefined while the certificate authority does. */
  backupMark(): string | undefined;
  stageBackupMark(batch: Batch, mark: string): void;
}

export async function openInstall(database: Database): Promise<Install> {
  const milestones = new Map<string, number>();
  for (const row of await database.read("SELECT key, value FROM meta WHERE key LIKE '%_at'")) {
    milestones.set(String(row['key']), Number(row['value']));
  }
  let epoch = await findEpoch(database);
  let pause = await findPause(database);
  const [marked] = await database.read("SELECT value FROM meta WHERE key = 'backup_mark'");
  return {
    backupMark: () => (marked === undefined ? undefined : String(marked['value'])),
    // Looked at when the install is opened.
    stageBackupMark: (batch, mark) =>
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('backup_mark', ?)", mark),
    find: (milestone) => milestones.get(milestone),
    reach(batch, milestone, at) {
      if (milestones.has(milestone)) return;
      milestones.set(milestone, at);
      batch.write('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)', milestone, String(at));
      batch.onFailure(() => milestones.delete(milestone));
    },
    stageWatermark: (batch, at) =>
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('watermark', ?)", String(at)),
    note(batch, what, at) {
      const before = milestones.get(what);
      milestones.set(what, at);
      batch.write('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', what, String(at));
      batch.onFailure(() => {
        if (before === undefined) milestones.delete(what);
        else milestones.set(what, before);
      });
    },
    epoch: () => epoch,
    pause: () => pause,
    stagePause(batch, next) {
      const before = pause;
      pause = next;
      if (next === undefined) batch.write("DELETE FROM meta WHERE key = 'pause'");
      else {
        batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('pause', ?)", String(next.until ?? ''));
      }
      batch.onFailure(() => {
        pause = before;
      });
    },
    stageEpoch(batch, next) {
      const before = epoch;
      epoch = next;
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('epoch', ?)", String(next));
      batch.onFailure(() => {
        epoch = before;
      });
    },
  };
}

async function findEpoch(database: Database): Promise<number> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'epoch'");
  return Number(row?.['value'] ?? 0);
}

async function findPause(database: Database): Promise<{ until: number | undefined } | undefined> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'pause'");
  if (row === undefined) return undefined;
  const until = String(row['value']);
  return { until: until === '' ? undefined : Number(until) };
}

/** The last authority time known from disk, epoch ms: read before the clock opens. */
export async function findWatermark(database: Database): Promise<number | undefined> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'watermark'");
  return row ? Number(row['value']) : undefined;
}
