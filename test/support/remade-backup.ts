import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Sqlite from 'libsql';

const sumBytes = 32;

/** A backup that was not encrypted, with its database changed and its sum made right again, as by another program. */
export function remakeBackup(
  fromPath: string,
  toPath: string,
  change: (database: Sqlite.Database) => void,
): void {
  const file = readFileSync(fromPath);
  const bodyAt = file.indexOf('\n') + 1;
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-remade-'));
  const databasePath = path.join(dir, 'copy.db');
  writeFileSync(databasePath, gunzipSync(file.subarray(bodyAt, -sumBytes)));
  const database = new Sqlite(databasePath);
  change(database);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  writeFileSync(toPath, sealed(file.subarray(0, bodyAt), gzipSync(readFileSync(databasePath))));
  rmSync(dir, { recursive: true });
}

/** Header and body with the sum that belongs to them. */
export function sealed(header: Buffer, body: Buffer): Buffer {
  const whole = Buffer.concat([header, body]);
  return Buffer.concat([whole, createHash('sha256').update(whole).digest()]);
}
