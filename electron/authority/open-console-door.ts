import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { consoleClosed } from '../../shared/contract/console-socket.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { BrowserConsoleView } from '../../shared/model/console-session.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Rounds } from './base/clock/rounds.ts';
import type { Logger } from './base/log/open-log.ts';
import { closeServer, followConnections } from './base/net/close-server.ts';
import { headersTimeoutMs, keepAliveTimeoutMs, maxHeaderSize } from './base/net/https-servers.ts';
import { listen, type ListenRefusal } from './base/net/listen.ts';
import { openBrowserConsole, type BrowserConsole } from './endpoints/browser-console.ts';
import { readConsoleFiles, type ConsoleFiles } from './endpoints/browser-console/console-files.ts';
import { listConsoleOrigins } from './endpoints/browser-console/console-request.ts';
import type { ControlServer } from './endpoints/control/control-server.ts';
import type { ApplyNetwork } from './operations/change-settings.ts';
import { endConsoleSessions } from './operations/console-sessions.ts';
import type { Dependencies } from './operations/dependencies.ts';

/** Never any other: this is the whole reach of the console. */
const loopback = ['127.0.0.1', '::1'] as const;
const requestTimeoutMs = 30_000;
const retrySeconds = 10;
/** The longest those who are inside wait to hear where it went: less than they are left in a server that closes. */
const leaveMaxMs = 1500;
/** Browsers open six to an origin. */
const connectionsMax = 200;

type DoorSettings = Settings['console'];
type DoorRefusal = Refusal<ListenRefusal['code']>;

export interface ConsoleDoor {
  /**
   * Opens it when the settings say so, now and whenever they change. That it cannot is no reason for the authority not
   * to run: it is tried again.
   */
  start(rounds: Pick<Rounds, 'every'>): Promise<void>;
  /** Both doors as one change: when this one cannot be had, that of the LAN goes back. */
  calls(applyLan: (network: Settings['network']) => Promise<{ ok: true } | DoorRefusal>): {
    readonly applyNetwork: ApplyNetwork;
    showConsoleDoor(): Omit<BrowserConsoleView, 'sessions'>;
  };
  addresses(): readonly string[];
  trouble(): DoorRefusal | undefined;
  close(): Promise<void>;
}

/** The way to the console for browsers on this computer: closed until the admin opens it. */
export function openConsoleDoor(
  options: {
    readonly deps: Dependencies;
    readonly log: Logger;
    /** Where the built console lies; left out: beside the bundle. */
    readonly rendererDir?: string;
  },
  controlServer: () => Pick<ControlServer, 'serveConsole' | 'answered'>,
): ConsoleDoor {
  const { deps, log } = options;
  let servers: readonly Server[] = [];
  let started = false;
  let wanted: DoorSettings = { ...deps.settings.current().console, browser: false };
  let boundPort = 0;
  let trouble: DoorRefusal | undefined;
  let browserConsole: BrowserConsole | undefined;
  let files: ConsoleFiles = new Map();
  const formerPorts = new Set<number>();
  let leaving: Promise<unknown> = Promise.resolve();

  const addresses = (): string[] => (servers.length > 0 ? listConsoleOrigins(boundPort) : []);
  const getConsole = async (): Promise<BrowserConsole> =>
    (browserConsole ??= await openBrowserConsole({
      deps,
      log,
      files,
      port: () => boundPort,
      formerPorts: () => [...formerPorts],
      serveConsole: (...it) => controlServer().serveConsole(...it),
    }));
  const open = async (port: number): Promise<{ ok: true; servers: Server[]; port: number } | DoorRefusal> => {
    const { request, upgrade } = await getConsole();
    const opened: Server[] = [];
    let bound = port;
    for (const host of loopback) {
      const server = makeServer();
      server.on('request', request);
      server.on('upgrade', upgrade);
      const listening = await listen(server, { host, port: bound });
      if (listening.ok) {
        bound = listening.address.port;
        opened.push(server);
      } else if (listening.code !== 'address_missing' || host !== '::1') {
        await Promise.all(opened.map(closeServer));
        return nameHolder(listening);
      }
    }
    return { ok: true, servers: opened, port: bound };
  };
  /** Not waited for: whoever moved the door may stand in the old one, and wait there for the answer. */
  const leave = (before: readonly Server[], port: number): void => {
    const close = browserConsole?.takeLeave();
    const told = Promise.race([
      controlServer().answered(),
      delay(leaveMaxMs, undefined, { ref: false }),
    ]).then(() => {
      // As it is now: when the change could not be written it was taken back.
      if (servers.length === 0) close?.(consoleClosed.switchedOff, '');
      else if (boundPort === port) close?.(consoleClosed.restart, '');
      else close?.(consoleClosed.moved, String(boundPort));
    });
    leaving = Promise.all([leaving, told, ...before.map(closeServer)]);
  };
  const apply = async (settings: DoorSettings): Promise<{ ok: true } | DoorRefusal> => {
    const same = settings.browser === wanted.browser && (!settings.browser || settings.port === wanted.port);
    if (!started || (same && trouble === undefined)) {
      wanted = settings;
      return { ok: true };
    }
    const before = servers;
    const portBefore = boundPort;
    if (settings.browser) {
      const opened = await open(settings.port);
      if (!opened.ok) return opened;
      ({ servers, port: boundPort } = opened);
      if (before.length > 0) leave(before, portBefore);
    } else {
      servers = [];
      leave(before, portBefore);
      await endConsoleSessions(deps, { all: true }, 'switched_off', 'rollcall');
    }
    if (portBefore !== 0) formerPorts.add(portBefore);
    formerPorts.delete(boundPort);
    wanted = settings;
    trouble = undefined;
    return { ok: true };
  };
  const tryOpen = async (): Promise<void> => {
    const settings = deps.settings.current().console;
    if (!settings.browser) return;
    const opened = await apply(settings);
    if (opened.ok) return;
    if (trouble === undefined) log.error({ refusal: opened }, 'the console for browsers cannot be opened');
    trouble = opened;
  };

  return {
    async start(rounds) {
      started = true;
      // Also while it is off: it may be turned on after another Rollcall was put in place of the one that runs.
      const rendererDir = options.rendererDir ?? path.join(import.meta.dirname, '../renderer');
      files = readConsoleFiles(rendererDir);
      if (files.size === 0) log.error({ rendererDir }, 'the files of the console are not there');
      await tryOpen();
      rounds.every(1, async () => browserConsole?.tick());
      rounds.every(retrySeconds, async () => {
        if (trouble !== undefined) await tryOpen();
      });
    },
    calls: (applyLan) => ({
      async applyNetwork({ network, console }) {
        const before = deps.settings.current().network;
        const moved = await applyLan(network);
        if (!moved.ok) return moved;
        const opened = await apply(console);
        if (!opened.ok) await applyLan(before);
        return opened;
      },
      showConsoleDoor: () => ({
        on: deps.settings.current().console.browser,
        addresses: addresses(),
        ...(trouble === undefined ? {} : { trouble: { code: trouble.code, data: { ...trouble.data } } }),
      }),
    }),
    addresses,
    trouble: () => trouble,
    async close() {
      await browserConsole?.close();
      await Promise.all([leaving, ...servers.map(closeServer)]);
    },
  };
}

function makeServer(): Server {
  const server = createServer({ maxHeaderSize, insecureHTTPParser: false });
  followConnections(server);
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.maxConnections = connectionsMax;
  return server;
}

function nameHolder({ code, data, holder }: ListenRefusal): DoorRefusal {
  return {
    ok: false,
    code,
    data: {
      ...data,
      ...(holder === undefined ? {} : { holder: `${holder.name} (pid ${String(holder.pid)})` }),
    },
  };
}
