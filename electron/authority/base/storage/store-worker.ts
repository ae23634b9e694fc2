import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import Sqlite from 'libsql';
import { chainHash } from './chain-hash.ts';
import type { Row, Statement } from './statement.ts';

/** The thread that owns the SQLite file: one writer, every group in one transaction with one fsync. */

export type StoreRequest =
  | {
      readonly id: number;
      readonly kind: 'open';
      readonly filePath: string;
      readonly migrations: readonly string[];
    }
  | {
      readonly id: number;
      readonly kind: 'write';
      readonly statements: readonly Statement[];
      /** Another database file that the statements may read under the name `attached`. */
      readonly attachPath?: string;
      /** With those that were gathered, which come first. */
      readonly afterGathered?: boolean;
    }
  /** Statements of the next group; nothing is written yet. */
  | { readonly id: number; readonly kind: 'gather'; readonly statements: readonly Statement[] }
  | { readonly id: number; readonly kind: 'read'; readonly statement: Statement }
  /** One consistent copy of a file that may be open elsewhere. */
  | { readonly id: number; readonly kind: 'copy'; readonly filePath: string; readonly toPath: string }
  | { readonly id: number; readonly kind: 'close' };

export type StoreReply =
  | { readonly id: number; readonly ok: true; readonly rows?: Row[] }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly message: string };

class OpenFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

let db: Sqlite.Database | undefined;
const prepared = new Map<string, Sqlite.Statement>();
let gathered: Statement[] = [];
/** Of each chain, by how its last row is found. Once known it is not read again: a row that was forged meanwhile shows. */
const lastHashes = new Map<string, string>();

function getDatabase(): Sqlite.Database {
  if (!db) throw new Error('the database is not open');
  return db;
}

function prepare(sql: string): Sqlite.Statement {
  let statement = prepared.get(sql);
  if (!statement) {
    statement = getDatabase().prepare(sql);
    prepared.set(sql, statement);
  }
  return statement;
}

function open(filePath: string, migrations: readonly string[]): void {
  // A file that was cut to nothing must not pass as a fresh one.
  if (existsSync(filePath) && statSync(filePath).size < 512) {
    throw new OpenFailure('database_broken', `${filePath} is ${String(statSync(filePath).size)} bytes long`);
  }
  try {
    if (existsSync(filePath)) checkFile(filePath);
    db = new Sqlite(filePath);
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec('PRAGMA foreign_keys = OFF');
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length) {
      throw new OpenFailure(
        'database_newer',
        `version ${String(version)}, this program knows ${String(migrations.length)}`,
      );
    }
    for (let next = version; next < migrations.length; next++) {
      db.exec('BEGIN IMMEDIATE');
      db.exec(migrations[next] ?? '');
      db.exec(`PRAGMA user_version = ${String(next + 1)}`);
      db.exec('COMMIT');
    }
  } catch (error) {
    db?.close();
    db = undefined;
    if (error instanceof OpenFailure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const unwritable = /readonly|read-only|unable to open|permission|disk is full|disk I\/O/i.test(message);
    throw new OpenFailure(unwritable ? 'data_dir_unwritable' : 'database_broken', message);
  }
}

/** Read-only: closing a writing connection would write the log of a power cut into a file that is refused as damaged. */
function checkFile(filePath: string): void {
  // libsql has no option for it (it takes `readonly` and writes all the same), but SQLite's URI has.
  const reader = new Sqlite(`${pathToFileURL(filePath).href}?mode=ro`);
  try {
    const check = reader.prepare('PRAGMA quick_check(1)').get() as { quick_check?: string };
    if (check.quick_check !== 'ok') throw new OpenFailure('database_broken', String(check.quick_check));
  } finally {
    reader.close();
  }
}

function write(statements: readonly Statement[]): void {
  const database = getDatabase();
  const hashesBefore = [...lastHashes];
  database.exec('BEGIN IMMEDIATE');
  try {
    // Even an empty group changes a page, so that it proves the disk takes writes.
    if (statements.length === 0)
      prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', '1')").run();
    for (const statement of statements) run(statement);
    database.exec('COMMIT');
  } catch (error) {
    lastHashes.clear();
    for (const [chain, hash] of hashesBefore) lastHashes.set(chain, hash);
    try {
      database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself on some errors (full disk); then there is nothing to roll back.
    }
    throw error;
  }
}

function run({ sql, values, chainedTo }: Statement): void {
  if (chainedTo === undefined) {
    prepare(sql).run(...values);
    return;
  }
  const hash = chainHash(lastHashes.get(chainedTo) ?? readLastHash(chainedTo), values);
  prepare(sql).run(...values, hash);
  lastHashes.set(chainedTo, hash);
}

function readLastHash(chain: string): string {
  const last = prepare(chain).get() as { hash: string } | undefined;
  return last?.hash ?? '';
}

function takeGathered(): Statement[] {
  const all = gathered;
  gathered = [];
  return all;
}

function writeFrom(attachPath: string, statements: readonly Statement[]): void {
  const database = getDatabase();
  database.prepare('ATTACH ? AS attached').run(attachPath);
  // Whole tables may come from there.
  lastHashes.clear();
  try {
    write(statements);
  } finally {
    database.exec('DETACH attached');
  }
}

function copy(filePath: string, toPath: string): void {
  // Its owner is another thread: a moment of its lock is waited for.
  const source = new Sqlite(filePath, { timeout: 5000 });
  try {
    source.prepare('VACUUM INTO ?').run(toPath);
  } finally {
    source.close();
  }
}

function answer(request: StoreRequest): StoreReply {
  try {
    switch (request.kind) {
      case 'open':
        open(request.filePath, request.migrations);
        return { id: request.id, ok: true };
      case 'write':
        if (request.attachPath !== undefined) writeFrom(request.attachPath, request.statements);
        else if (request.afterGathered === true) write([...takeGathered(), ...request.statements]);
        else write(request.statements);
        return { id: request.id, ok: true };
      case 'gather':
        for (const statement of request.statements) gathered.push(statement);
        return { id: request.id, ok: true };
      case 'read':
        return {
          id: request.id,
          ok: true,
          rows: prepare(request.statement.sql).all(...request.statement.values) as Row[],
        };
      case 'copy':
        copy(request.filePath, request.toPath);
        return { id: request.id, ok: true };
      case 'close':
        prepared.clear();
        db?.close();
        db = undefined;
        return { id: request.id, ok: true };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id: request.id, ok: false, code: error instanceof OpenFailure ? error.code : 'store', message };
  }
}

parentPort?.on('message', (request: StoreRequest) => parentPort?.postMessage(answer(request)));
