import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { version } from '../../../../shared/version.ts';
import type { ConsolePort } from './console-port.ts';
import { makePort } from './console-sockets.ts';

/** Where on the local socket a window of the app speaks with an authority that it has not started. */
export const localConsolePath = '/console';
/** In the answer that opens it: a window speaks only with an authority of its own version. */
export const versionHeader = 'rollcall-version';

/**
 * Takes windows of the app on the local socket. Whoever can open that socket is the owner of the data, as the command line is.
 * @returns to be called for each request to upgrade
 */
export function openLocalConsole(
  messageBytesMax: number,
  serveConsole: (port: ConsolePort) => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax });
  server.on('headers', (headers) => headers.push(`${versionHeader}: ${version}`));
  return (request, socket, head) => {
    if (request.url !== localConsolePath) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      serveConsole(makePort(webSocket));
    });
  };
}
