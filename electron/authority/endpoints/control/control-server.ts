import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port';
import { BodyLimitPlugin, RPCHandler as NodeHandler } from '@orpc/server/node';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { filterConsolePort, type ConsolePort } from './console-port.ts';
import type { ControlActor, ControlContext } from './control-context.ts';
import type { ControlDependencies } from './control-dependencies.ts';
import { controlRouter } from './control-router.ts';
import { openLocalConsole } from './local-console.ts';
import { messageBytesMax } from './message-bytes-max.ts';
import { renderFault, renderRequestFault } from './render-fault.ts';
import { makeSocketPath, removeSocketPath } from './socket-path.ts';

export type ControlClient = RouterClient<typeof controlRouter>;

export interface ControlServer {
  /** Serves the console on one end of a message channel, of Node or of Electron. */
  serveMessagePort(port: unknown): void;
  /** The same on any transport that looks like one, for whom the audit is to name. */
  serveConsole(port: ConsolePort, actor: ControlActor): void;
  /**
   * Serves the command line over HTTP, and windows of the app that did not start this authority, on a Unix socket (a named
   * pipe on Windows) that only the owner can open.
   * @returns its path
   */
  listenLocalSocket(dataDir: string): Promise<string>;
  /** Resolves when the calls that are under way now have their answers; not much later in any case. */
  answered(): Promise<void>;
  /** The same calls inside this process. */
  client(actor: ControlActor): ControlClient;
  /** From now on the command line finds nobody here, and waits for whoever opens the data directory next. */
  leaveLocalSocket(): void;
  /** Calls that are being answered get their answer; streams end. */
  close(): Promise<void>;
}

/** The one call whose answer never ends. */
const streamPath = '/changes';
/** The longest a call may keep `close` waiting. */
const answerMaxMs = 5000;
/** An answer leaves its message port some turns after the call is done. */
const portGraceMs = 50;

/** The control contract, on every way it can be called. */
export function openControlServer(control: ControlDependencies): ControlServer {
  const contextOf = (actor: ControlActor): ControlContext => ({ control, actor });
  // New lists each time: the library's handlers add their own to what they are given.
  const aroundCall = () => [makeInterceptor((fault) => renderFault(control.log, fault))];
  const calls = new Set<Promise<unknown>>();
  const handling = () => ({
    clientInterceptors: aroundCall(),
    interceptors: [makeInterceptor((fault) => renderRequestFault(control.log, fault)), makeCounter(calls)],
  });
  const portHandler = new MessagePortHandler(controlRouter, handling());
  const socketHandler = new NodeHandler(controlRouter, {
    ...handling(),
    plugins: [new BodyLimitPlugin({ maxBodySize: messageBytesMax })],
  });
  const ports = new Set<ConsolePort>();
  let server: Server | undefined;
  let listeningFor = '';
  const responses = new Set<ServerResponse>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { matched } = await socketHandler.handle(request, response, { context: contextOf('cli') });
    if (matched) return;
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'not_found', message: errorCatalogue.not_found.sentence }));
  };

  const serveConsole = (port: ConsolePort, actor: ControlActor): void => {
    ports.add(port);
    port.on('close', () => ports.delete(port));
    portHandler.upgrade(filterConsolePort(port), { context: contextOf(actor) });
    port.start();
  };

  return {
    serveMessagePort: (port) => serveConsole(port as ConsolePort, 'console'),
    serveConsole,

    async listenLocalSocket(dataDir) {
      const socketPath = makeSocketPath(dataDir);
      const listening = createServer((request, response) => {
        if (request.url !== streamPath) responses.add(response);
        response.once('close', () => responses.delete(response));
        answer(request, response).catch((fault: unknown) => {
          // The caller went away in the middle, mostly.
          control.log.warn({ err: fault }, 'a control answer was not sent');
          response.destroy();
        });
      });
      listening.on(
        'upgrade',
        openLocalConsole(messageBytesMax, (port) => serveConsole(port, 'console')),
      );
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(socketPath, resolve);
      });
      server = listening;
      listeningFor = dataDir;
      if (process.platform !== 'win32') chmodSync(socketPath, 0o600);
      return socketPath;
    },

    client: (actor) =>
      createRouterClient(controlRouter, { context: contextOf(actor), interceptors: aroundCall() }),

    answered: () => Promise.race([allAnswered(), delay(answerMaxMs, undefined, { ref: false })]),

    leaveLocalSocket() {
      if (!server?.listening) return;
      server.close();
      removeSocketPath(listeningFor);
    },

    async close() {
      const closing = server;
      const closed = closing?.listening
        ? new Promise((resolve) => closing.once('close', resolve))
        : undefined;
      this.leaveLocalSocket();
      await this.answered();
      for (const port of ports) port.close();
      // Streams never end by themselves.
      closing?.closeAllConnections();
      await closed;
    },
  };

  async function allAnswered(): Promise<void> {
    await Promise.allSettled(calls);
    await Promise.all([
      ...Array.from(responses, (response) => once(response, 'close')),
      ports.size > 0 ? delay(portGraceMs) : undefined,
    ]);
  }
}

/** Keeps those that are not done yet. A stream counts as done when it starts. */
function makeCounter(calls: Set<Promise<unknown>>) {
  return async <Answer>({ next }: { next: () => Promise<Answer> }): Promise<Answer> => {
    const call = next();
    calls.add(call);
    try {
      return await call;
    } finally {
      calls.delete(call);
    }
  };
}

function makeInterceptor(render: (fault: unknown) => Error) {
  return async <Answer>({ next }: { next: () => Promise<Answer> }): Promise<Answer> => {
    try {
      return await next();
    } catch (fault) {
      throw render(fault);
    }
  };
}
