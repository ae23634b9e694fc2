import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { findSocketPath } from '../../endpoints/control/socket-path.ts';
import { CliRefusal } from './cli-refusal.ts';
import { makeSocketFetch } from './socket-fetch.ts';

/** What to do when no authority runs: open its data directory, also a new one, or say that it cannot be reached. */
export type WithoutAuthority = 'open-or-create' | 'open-existing' | 'refuse';

export interface Connection {
  readonly client: ControlClient;
  close(): Promise<void>;
}

/** An authority that is starting or stopping, or another command line at work, is waited for. */
const busyWaitMs = 30_000;
const busyPauseMs = 100;

/** @throws CliRefusal `authority_unreachable`, or what keeps the data directory from being opened */
export async function connectAuthority(dataDir: string, without: WithoutAuthority): Promise<Connection> {
  const deadline = performance.now() + busyWaitMs;
  for (;;) {
    const socketPath = findSocketPath(dataDir);
    if (await answers(socketPath)) {
      const link = new RPCLink({ url: 'http://rollcall.internal', fetch: makeSocketFetch(socketPath) });
      return { client: createORPCClient(link), close: () => Promise.resolve() };
    }
    const isThere = existsSync(path.join(dataDir, 'rollcall.db'));
    if (without === 'refuse' || (without === 'open-existing' && !isThere)) {
      throw new CliRefusal('authority_unreachable', { data: dataDir });
    }
    // Only here: a command that asks a running authority need not load one first.
    const { openAuthority } = await import('../../authority.ts');
    const opened = await openAuthority({
      dataDir,
      holder: `a rollcall command (pid ${String(process.pid)})`,
      listen: false,
      hosts: undefined,
      httpsPort: undefined,
      httpPort: undefined,
    });
    if (opened.ok) return { client: opened.authority.control, close: () => opened.authority.close() };
    if (opened.code !== 'data_dir_locked') throw new CliRefusal(opened.code, opened.data);
    if (performance.now() > deadline) {
      throw new CliRefusal('authority_unreachable', { data: dataDir, ...opened.data });
    }
    await delay(busyPauseMs);
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
