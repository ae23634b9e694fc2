import type { Batch } from '../../base/storage/batch.ts';

/** What the statements read is the database of the backup, attached under this name. */
const from = 'attached';

const milestones = ['first_device_seen_at', 'first_session_at', 'setup_finished_at'];

/** Users, groups, plan and apps become those of the backup. */
export function stageUsersAndApps(batch: Batch): void {
  for (const table of ['users', 'groups', 'apps']) {
    batch.write(`DELETE FROM main.${table}`);
    batch.write(`INSERT INTO main.${table} SELECT * FROM ${from}.${table}`);
  }
  batch.write("DELETE FROM main.meta WHERE key = 'plan'");
  batch.write(`INSERT INTO main.meta SELECT * FROM ${from}.meta WHERE key = 'plan'`);
  // Whoever was blocked then or is now stays out: to let somebody in again is the admin's to say.
  batch.write(`INSERT OR IGNORE INTO main.blocked_devices SELECT * FROM ${from}.blocked_devices`);
  batch.write('DELETE FROM main.known_devices WHERE user_id NOT IN (SELECT id FROM main.users)');
}

/**
 * What is known of sessions, beside what is known here. In the backup none of them is live any more.
 * @param which `live`: only those that were live in the backup, so that their devices are told why
 */
export function stageSessionHistory(batch: Batch, which: 'all' | 'live', restoredAt: number): void {
  batch.write(
    `INSERT OR IGNORE INTO main.sessions SELECT * FROM ${from}.sessions
     WHERE ? = 'all' OR (ended_reason = 'restored' AND ended_at = ?)`,
    which,
    restoredAt,
  );
}

/** Recorded sign-ins, and what the install had reached already, so that a new computer does not start at its first run. */
export function stageInstallHistory(batch: Batch, createdAt: number): void {
  const columns = 'at, outcome, user_id, user_name, device, class, session_id';
  batch.write(
    `INSERT INTO main.sign_ins (${columns})
     SELECT ${columns} FROM ${from}.sign_ins EXCEPT SELECT ${columns} FROM main.sign_ins`,
  );
  // The same day of one install, seen earlier and later: the later one has all.
  batch.write(
    `INSERT INTO main.failure_days (day, failed, throttled) SELECT day, failed, throttled FROM ${from}.failure_days WHERE true
     ON CONFLICT (day) DO UPDATE SET failed = max(failed, excluded.failed), throttled = max(throttled, excluded.throttled)`,
  );
  for (const key of milestones)
    batch.write(`INSERT OR IGNORE INTO main.meta SELECT * FROM ${from}.meta WHERE key = ?`, key);
  batch.write("INSERT OR IGNORE INTO main.meta (key, value) VALUES ('last_backup_at', ?)", String(createdAt));
}

/** The audit becomes that of the backup. Only where nothing but the setup has happened. */
export function stageAuditOfBackup(batch: Batch): void {
  batch.write('DELETE FROM main.audit');
  batch.write(`INSERT INTO main.audit SELECT * FROM ${from}.audit`);
}

/** Nothing that was under way goes on. */
export function stageVoid(batch: Batch, now: number): void {
  // Also what has ended here while the disk did not take it.
  batch.write("UPDATE main.sessions SET ended_at = ?, ended_reason = 'restored' WHERE ended_at IS NULL", now);
  for (const table of ['grants', 'tickets', 'pairings', 'pleas', 'oidc_artifacts'])
    batch.write(`DELETE FROM main.${table}`);
  // Keys from before sign nothing any more, whichever files are there: see records/keys/signing-keys.ts.
  batch.write("DELETE FROM main.meta WHERE key = 'signing_keys'");
  batch.write('UPDATE main.users SET code_hash = NULL, code_expires_at = NULL');
}
