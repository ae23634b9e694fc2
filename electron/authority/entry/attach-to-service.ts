import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { AuthorityMessage } from '../../../shared/contract/launch.ts';
import { errorCatalogue } from '../../../shared/errors.ts';
import type { Status } from '../../../shared/model/status.ts';
import { version } from '../../../shared/version.ts';
import { findHolder } from '../base/storage/data-dir.ts';
import type { ConsolePort } from '../endpoints/control/console-port.ts';
import { localConsolePath } from '../endpoints/control/local-console.ts';
import { findSocketPath } from '../endpoints/control/socket-path.ts';
import { createAlarmTeller } from './alarm-teller.ts';
import { connectAuthority } from './cli/connect-authority.ts';

/** How often the service is asked how it is. */
const askEveryMs = 1000;
/** One that is restarted has come back by then. */
const patienceMs = 5000;

/** The window of the app at an authority that another process runs on the same data. */
export interface Attachment {
  serveConsole(port: unknown): void;
  /** The window lets go; the service goes on. */
  close(): void;
}

/**
 * Stands in for the authority that this process cannot be, because a service has the data directory already: tells the app
 * what that one would, and carries the console's messages to its local socket and back. Comes back by itself when the
 * service does, and never takes its place: a service that is being replaced must find its data free.
 *
 * @returns undefined when nobody answers there, or a Rollcall of another version, whose calls may be others
 */
export async function attachToService(
  dataDir: string,
  tell: (message: AuthorityMessage) => void,
): Promise<Attachment | undefined> {
  const first = await readStatus(dataDir);
  if (first?.version !== version) return undefined;
  const tellAlarms = createAlarmTeller(tell);
  const sockets = new Set<WebSocket>();
  let closed = false;
  /** Something of the connection has broken: the console needs a new one, also when the service was back in no time. */
  let broken = false;

  const tellReady = (status: Status): void => {
    const { https, http, alarms, origin } = status;
    broken = false;
    const origins = [...new Set([...https, origin])];
    const socket = findSocketPath(dataDir);
    // Another process each time it is started.
    const holder = findHolder(dataDir);
    tell({ type: 'ready', https, http, socket, origins, pid: process.pid, holder });
    // Also none: the app may still have those of before.
    tell({ type: 'alarms', codes: alarms.map(({ code }) => code) });
    tellAlarms(status);
  };
  const watch = async (): Promise<void> => {
    let seenAt = performance.now();
    let missing = false;
    for (;;) {
      await delay(askEveryMs);
      const status = await readStatus(dataDir);
      if (closed) return;
      if (status !== undefined) {
        seenAt = performance.now();
        if (broken || missing) tellReady(status);
        missing = false;
        tellAlarms(status);
      } else if (!missing && performance.now() - seenAt > patienceMs) {
        missing = true;
        tell({ type: 'failed', code: 'service_stopped', message: errorCatalogue.service_stopped.sentence });
      }
    }
  };

  tellReady(first);
  void watch();
  return {
    serveConsole(unknownPort) {
      const port = unknownPort as ConsolePort;
      const socket = new WebSocket(`ws://rollcall.internal${localConsolePath}`, {
        createConnection: () => connect(findSocketPath(dataDir)),
        perMessageDeflate: false,
      });
      sockets.add(socket);
      const early: string[] = [];
      socket.on('open', () => {
        for (const text of early.splice(0)) socket.send(text);
      });
      socket.on('message', (data: Buffer) => port.postMessage(data.toString('utf8')));
      // What went wrong is told by the close that follows.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        broken = true;
        port.close();
      });
      port.on('message', (message) => {
        // Electron wraps what was sent in an event.
        const text = String((message as { readonly data: unknown }).data);
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
        else early.push(text);
      });
      port.on('close', () => {
        // The page has gone or has a newer port: nothing is broken.
        socket.removeAllListeners('close');
        sockets.delete(socket);
        socket.close();
      });
      port.start();
    },
    close() {
      closed = true;
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** Undefined: nobody answers. */
async function readStatus(dataDir: string): Promise<Status | undefined> {
  try {
    const { client } = await connectAuthority(dataDir, 'refuse');
    return await client.status.get();
  } catch {
    return undefined;
  }
}
