import { open } from 'node:fs/promises';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { Batch } from './batch.ts';
import type { Row, SqlValue, Statement } from './statement.ts';
import { startStoreWorker, type StoreWorker } from './start-store-worker.ts';
import type { StoreReply } from './store-worker.ts';

export type CommitResult = { readonly ok: true } | Refusal<'store_unavailable'>;

/**
 * SQLite in a worker thread with group commit: while one group is being written, later batches wait and go
 * together in the next. One group at a time, so that a failure is simple: the group in flight and all that wait
 * fail together (they were decided on what did not become true), and their memory is taken back in reverse.
 */
export interface Database {
  /** Answers when the batch is on disk (fsync), or with the refusal after its memory was taken back. */
  commit(batch: Batch): Promise<CommitResult>;
  read(sql: string, ...values: SqlValue[]): Promise<Row[]>;
  /** True since the last write failed, until one succeeds. */
  failing(): boolean;
  /** Tells when `failing` changes. */
  onHealth(listener: (failing: boolean) => void): void;
  /** Tries to write an empty group, so that recovery is noticed. */
  probe(): Promise<CommitResult>;
  /**
   * The last commit before the file is opened anew: from this call on every other one is refused, since it would be
   * decided on what is being replaced. The statements of the batch may read the file at `attachPath` under the name
   * `attached`. When it is refused, nothing was changed and commits go on.
   *
   * @param stage called when everything committed before is on disk
   */
  commitLast(attachPath: string, stage: (batch: Batch) => Promise<void>): Promise<CommitResult>;
  /**
   * A consistent copy at this moment, for its owner alone, made by a thread of its own: nothing waits for it.
   * @throws when it cannot be written
   */
  copyTo(filePath: string): Promise<void>;
  /** Another file of the same kind, brought to the present form, in a thread of its own. */
  openOther(filePath: string): Promise<OpenedDatabase>;
  close(): Promise<void>;
}

interface Waiting {
  readonly batch: Batch;
  readonly answer: (result: CommitResult) => void;
}

export interface DatabaseOptions {
  readonly filePath: string;
  /** DDL by version, applied in order; the version of the file is its count. */
  readonly migrations: readonly string[];
  /** One transaction and one fsync per batch: only the bench's yardstick sets this to false. */
  readonly groupCommit?: boolean;
  readonly workerUrl?: URL;
}

export type OpenedDatabase =
  | { readonly ok: true; readonly database: Database }
  | Refusal<'database_broken' | 'database_newer' | 'data_dir_unwritable'>;

/** Statements in one message: it is made and copied in one turn of the event loop. */
const messageMax = 500;

/** Very many statements travel in several messages, and are written by the last one: all of them or none. */
async function sendGroup(worker: StoreWorker, batches: readonly Batch[]): Promise<StoreReply> {
  let message: Statement[] = [];
  for (const { statements } of batches) {
    for (const statement of statements) {
      if (message.length === messageMax) {
        await worker.send({ kind: 'gather', statements: message });
        message = [];
      }
      message.push(made(statement));
    }
  }
  return worker.send({ kind: 'write', statements: message, afterGathered: true });
}

function made(statement: Batch['statements'][number]): Statement {
  return typeof statement === 'function' ? statement() : statement;
}

export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  const worker = startStoreWorker(options.workerUrl);
  const opened = await worker.send({
    kind: 'open',
    filePath: options.filePath,
    migrations: options.migrations,
  });
  if (!opened.ok) {
    await worker.stop();
    return refuse(
      opened.code === 'database_newer' || opened.code === 'data_dir_unwritable'
        ? opened.code
        : 'database_broken',
      {
        detail: opened.message,
      },
    );
  }

  const maxGroup = (options.groupCommit ?? true) ? 512 : 1;
  let waiting: Waiting[] = [];
  let writing = false;
  let failing = false;
  let frozen = false;
  const afterWriting: (() => void)[] = [];
  const healthListeners: ((failing: boolean) => void)[] = [];
  const setFailing = (next: boolean): void => {
    if (failing === next) return;
    failing = next;
    for (const listener of healthListeners) listener(failing);
  };

  const writeGroups = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxGroup);
      const reply = await sendGroup(
        worker,
        group.map(({ batch }) => batch),
      );
      if (reply.ok) {
        for (const one of group) await one.batch.settleInTurns();
        setFailing(false);
        for (const one of group) one.answer({ ok: true });
      } else {
        const failed = [...group, ...waiting];
        waiting = [];
        for (const one of failed.toReversed()) one.batch.settle(false);
        setFailing(true);
        for (const one of failed) one.answer(refuse('store_unavailable', { detail: reply.message }));
      }
    }
    writing = false;
    for (const step of afterWriting.splice(0)) step();
  };

  const commit = (batch: Batch): Promise<CommitResult> =>
    new Promise((answer) => {
      if (frozen) {
        batch.settle(false);
        answer(refuse('store_unavailable', { detail: 'the database is being replaced' }));
        return;
      }
      waiting.push({ batch, answer });
      if (!writing) {
        writing = true;
        // The group starts after the current turn, so that everything decided in it goes together.
        queueMicrotask(() => void writeGroups());
      }
    });

  const database: Database = {
    commit,
    async read(sql, ...values) {
      const reply = await worker.send({ kind: 'read', statement: { sql, values } });
      if (!reply.ok) throw new Error(reply.message);
      return reply.rows ?? [];
    },
    failing: () => failing,
    onHealth: (listener) => void healthListeners.push(listener),
    async probe() {
      const reply = await worker.send({ kind: 'write', statements: [] });
      if (reply.ok) setFailing(false);
      return reply.ok ? { ok: true } : refuse('store_unavailable', { detail: reply.message });
    },
    async commitLast(attachPath, stage) {
      if (frozen) return refuse('store_unavailable', { detail: 'the database is being replaced' });
      frozen = true;
      const batch = new Batch();
      try {
        if (writing) await new Promise<void>((resolve) => afterWriting.push(resolve));
        await stage(batch);
        const reply = await worker.send({
          kind: 'write',
          statements: batch.statements.map(made),
          attachPath,
        });
        batch.settle(reply.ok);
        frozen = reply.ok;
        return reply.ok ? { ok: true } : refuse('store_unavailable', { detail: reply.message });
      } catch (error) {
        batch.settle(false);
        frozen = false;
        throw error;
      }
    },
    async copyTo(filePath) {
      // SQLite fills an empty file; its mode stays.
      await (await open(filePath, 'wx', 0o600)).close();
      const copier = startStoreWorker(options.workerUrl);
      try {
        const reply = await copier.send({ kind: 'copy', filePath: options.filePath, toPath: filePath });
        if (!reply.ok) throw new Error(reply.message);
      } finally {
        await copier.stop();
      }
    },
    openOther: (filePath) => openDatabase({ ...options, filePath }),
    async close() {
      await worker.send({ kind: 'close' });
      await worker.stop();
    },
  };
  return { ok: true, database };
}
