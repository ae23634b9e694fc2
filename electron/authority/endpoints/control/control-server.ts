import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port';
import { BodyLimitPlugin, RPCHandler as NodeHandler } from '@orpc/server/node';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { filterConsolePort, type ConsolePort } from './console-port.ts';
import type { ControlActor, ControlContext } from './control-context.ts';
import type { ControlDependencies } from './control-dependencies.ts';
import { controlRouter } from './control-router.ts';
import { renderFault, renderRequestFault } from './render-fault.ts';
import { makeSocketPath, removeSocketPath } from './socket-path.ts';

export type ControlClient = RouterClient<typeof controlRouter>;

export interface ControlServer {
  /** Serves the console on one end of a message channel, of Node or of Electron. */
  serveMessagePort(port: unknown): void;
  /**
   * Serves the command line over HTTP on a Unix socket (a named pipe on Windows) that only the owner can open.
   * @returns its path
   */
  listenLocalSocket(dataDir: string): Promise<string>;
  /** The same calls inside this process. */
  client(actor: ControlActor): ControlClient;
  close(): Promise<void>;
}

/** 100,000 session ids, the longest input of the contract, are 4 MB. */
const bodyBytesMax = 8 * 1024 * 1024;

/** The control contract, on every way it can be called. */
export function openControlServer(control: ControlDependencies): ControlServer {
  const contextOf = (actor: ControlActor): ControlContext => ({ control, actor });
  // New lists each time: the library's handlers add their own to what they are given.
  const aroundCall = () => [makeInterceptor((fault) => renderFault(control.log, fault))];
  const handling = () => ({
    clientInterceptors: aroundCall(),
    interceptors: [makeInterceptor((fault) => renderRequestFault(control.log, fault))],
  });
  const portHandler = new MessagePortHandler(controlRouter, handling());
  const socketHandler = new NodeHandler(controlRouter, {
    ...handling(),
    plugins: [new BodyLimitPlugin({ maxBodySize: bodyBytesMax })],
  });
  const ports = new Set<ConsolePort>();
  let server: Server | undefined;
  let listeningFor = '';

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { matched } = await socketHandler.handle(request, response, { context: contextOf('cli') });
    if (matched) return;
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'not_found', message: errorCatalogue.not_found.sentence }));
  };

  return {
    serveMessagePort(unknownPort) {
      const port = unknownPort as ConsolePort;
      ports.add(port);
      port.on('close', () => ports.delete(port));
      portHandler.upgrade(filterConsolePort(port), { context: contextOf('console') });
      port.start();
    },

    async listenLocalSocket(dataDir) {
      const socketPath = makeSocketPath(dataDir);
      const listening = createServer((request, response) => {
        answer(request, response).catch((fault: unknown) => {
          // The caller went away in the middle, mostly.
          control.log.warn({ err: fault }, 'a control answer was not sent');
          response.destroy();
        });
      });
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

    async close() {
      for (const port of ports) port.close();
      const closing = server;
      if (!closing) return;
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        // Streams never end by themselves.
        closing.closeAllConnections();
      });
      removeSocketPath(listeningFor);
    },
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
