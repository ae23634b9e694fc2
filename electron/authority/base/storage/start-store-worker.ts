import { Worker } from 'node:worker_threads';
import type { StoreReply, StoreRequest } from './store-worker.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

export interface StoreWorker {
  send(request: WithoutId<StoreRequest>): Promise<StoreReply>;
  stop(): Promise<void>;
}

/** The thread of `store-worker.ts`. One that dies by itself takes this process with it: nothing could be written. */
export function startStoreWorker(workerUrl: URL | undefined): StoreWorker {
  const worker = new Worker(workerUrl ?? new URL('./store-worker.js', import.meta.url));
  const pending = new Map<number, { resolve: (reply: StoreReply) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let stopping = false;

  worker.on('message', (reply: StoreReply) => {
    pending.get(reply.id)?.resolve(reply);
    pending.delete(reply.id);
  });
  const fail = (error: Error): void => {
    for (const one of pending.values()) one.reject(error);
    pending.clear();
    if (!stopping) throw error;
  };
  worker.on('error', fail);
  worker.on('exit', (code) => {
    if (!stopping) fail(new Error(`the store worker exited with code ${String(code)}`));
  });

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        pending.set(id, { resolve, reject });
        worker.postMessage({ ...request, id });
      }),
    async stop() {
      stopping = true;
      await worker.terminate();
    },
  };
}
