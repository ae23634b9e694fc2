import { Worker } from 'node:worker_threads';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import type { Batch } from './batch.ts';
import type { Row, SqlValue } from './statement.ts';
import type { StoreReply, StoreRequest } from './store-worker.ts';

export type CommitResult = { readonly ok: true } | Refusal<'store_unavailable'>;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

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

export async function openDatabase(
  options: DatabaseOptions,
): Promise<
  { ok: true; database: Database } | Refusal<'database_broken' | 'database_newer' | 'data_dir_unwritable'>
> {
  const worker = new Worker(options.workerUrl ?? new URL('./store-worker.js', import.meta.url));
  const pending = new Map<number, { resolve: (reply: StoreReply) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let closed = false;

  worker.on('message', (reply: StoreReply) => {
    pending.get(reply.id)?.resolve(reply);
    pending.delete(reply.id);
  });
  const fail = (error: Error): void => {
    for (const one of pending.values()) one.reject(error);
    pending.clear();
    if (!closed) throw error;
  };
  worker.on('error', fail);
  worker.on('exit', (code) => {
    if (!closed) fail(new Error(`the store worker exited with code ${String(code)}`));
  });

  const send = (request: WithoutId<StoreRequest>): Promise<StoreReply> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });

  const opened = await send({ kind: 'open', filePath: options.filePath, migrations: options.migrations });
  if (!opened.ok) {
    closed = true;
    await worker.terminate();
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
      const reply = await send({ kind: 'write', statements: group.flatMap((one) => one.batch.statements) });
      if (reply.ok) {
        for (const one of group) one.batch.settle(true);
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
  };

  const commit = (batch: Batch): Promise<CommitResult> =>
    new Promise((answer) => {
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
      const reply = await send({ kind: 'read', statement: { sql, values } });
      if (!reply.ok) throw new Error(reply.message);
      return reply.rows ?? [];
    },
    failing: () => failing,
    onHealth: (listener) => void healthListeners.push(listener),
    async probe() {
      const reply = await send({ kind: 'write', statements: [] });
      if (reply.ok) setFailing(false);
      return reply.ok ? { ok: true } : refuse('store_unavailable', { detail: reply.message });
    },
    async close() {
      closed = true;
      await send({ kind: 'close' });
      await worker.terminate();
    },
  };
  return { ok: true, database };
}
