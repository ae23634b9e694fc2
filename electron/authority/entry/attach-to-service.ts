import { setTimeout as delay } from 'node:timers/promises';
import type { AuthorityMessage } from '../../../shared/contract/launch.ts';
import { errorCatalogue } from '../../../shared/errors.ts';
import type { Status } from '../../../shared/model/status.ts';
import { version } from '../../../shared/version.ts';
import { findHolder } from '../base/storage/data-dir.ts';
import type { ConsolePort } from '../endpoints/control/console-port.ts';
import { findSocketPath } from '../endpoints/control/socket-path.ts';
import { createAlarmTeller } from './alarm-teller.ts';
import { carryConsole } from './carry-console.ts';
import { connectAuthority } from './cli/connect-authority.ts';
import { describeFacts } from './describe-facts.ts';

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
 * service does, and never takes its place: a service that is being replaced must find its data free. One of another
 * version is not spoken to, whose calls may be others; it may have become so under an open window.
 *
 * @returns undefined when nobody answers there
 */
export async function attachToService(
  dataDir: string,
  tell: (message: AuthorityMessage) => void,
): Promise<Attachment | undefined> {
  const first = await readStatus(dataDir);
  if (first === undefined) return undefined;
  const tellAlarms = createAlarmTeller(tell);
  const carried = new Set<() => void>();
  let closed = false;
  /** Something of the connection has broken: the console needs a new one, also when the service was back in no time. */
  let broken = false;
  /** What the app was told last: the version of the service, or that there is none. */
  let told: string | undefined;

  const letGo = (): void => {
    for (const end of carried) end();
    carried.clear();
  };
  const look = (status: Status): void => {
    const changed = told !== status.version;
    told = status.version;
    if (status.version !== version) {
      if (changed) tell(describeOtherVersion(status.version));
      letGo();
      return;
    }
    if (changed || broken) {
      broken = false;
      tell(describeReady(dataDir, status));
      // Also none: the app may still have those of before.
      tell({ type: 'alarms', codes: status.alarms.map(({ code }) => code) });
    }
    tellAlarms(status);
  };
  const watch = async (): Promise<void> => {
    let seenAt = performance.now();
    for (;;) {
      await delay(askEveryMs);
      const status = await readStatus(dataDir);
      if (closed) return;
      if (status !== undefined) {
        seenAt = performance.now();
        look(status);
      } else if (told !== undefined && performance.now() - seenAt > patienceMs) {
        told = undefined;
        tell({ type: 'failed', code: 'service_stopped', message: errorCatalogue.service_stopped.sentence });
      }
    }
  };

  look(first);
  void watch();
  return {
    serveConsole(port) {
      const end = carryConsole(port as ConsolePort, findSocketPath(dataDir), () => {
        carried.delete(end);
        broken = true;
      });
      carried.add(end);
    },
    close() {
      closed = true;
      letGo();
    },
  };
}

function describeReady(dataDir: string, { https, http, origin }: Status): AuthorityMessage {
  const origins = [...new Set([...https, origin])];
  const socket = findSocketPath(dataDir);
  // Another process each time it is started.
  const holder = findHolder(dataDir);
  return { type: 'ready', https, http, socket, origins, pid: process.pid, holder };
}

function describeOtherVersion(ofService: string): AuthorityMessage {
  const facts = { serviceVersion: ofService, windowVersion: version };
  const { sentence: message } = errorCatalogue.service_other_version;
  return { type: 'failed', code: 'service_other_version', message, fix: describeFacts(facts), facts };
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
