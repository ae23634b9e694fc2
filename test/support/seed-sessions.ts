import path from 'node:path';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { openDatabase, type Database } from '../../electron/authority/base/storage/database.ts';
import type { Row } from '../../electron/authority/base/storage/statement.ts';
import { migrations } from '../../electron/authority/records/schema.ts';
import { makeSessions } from '../bench/in-memory.ts';

export interface SeededSessions {
  readonly ids: readonly string[];
  /** The app token of each session, as its browser sends it. */
  readonly appTokens: readonly string[];
}

/**
 * Live sessions of the first user, each with a grant of one app, as many sign-ins would have left them. The authority
 * does not run meanwhile.
 *
 * @param workerUrl the store worker's bundle, where it is not beside the bundle that runs
 */
export async function seedSessions(
  dataDir: string,
  appId: string,
  count: number,
  workerUrl?: URL,
): Promise<SeededSessions> {
  const opened = await openDatabase({
    filePath: path.join(dataDir, 'rollcall.db'),
    migrations,
    ...(workerUrl ? { workerUrl } : {}),
  });
  if (!opened.ok) throw new Error(opened.code);
  const { database } = opened;
  const [user] = await database.read('SELECT id FROM users LIMIT 1');
  const made = makeSessions(count, { users: [String(user?.['id'])], appId, now: Date.now() });
  await writeRows(database, 'sessions', made.sessions);
  await writeRows(database, 'grants', made.grants);
  await database.close();
  return { ids: made.sessions.map((row) => String(row['id'])), appTokens: made.appTokens };
}

async function writeRows(database: Database, table: string, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 10_000) {
    const batch = new Batch();
    for (const row of rows.slice(start, start + 10_000)) {
      const keys = Object.keys(row);
      batch.write(
        `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map(() => '?').join(', ')})`,
        ...Object.values(row),
      );
    }
    const committed = await database.commit(batch);
    if (!committed.ok) throw new Error(committed.detail);
  }
}
