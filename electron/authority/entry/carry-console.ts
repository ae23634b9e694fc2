import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { version } from '../../../shared/version.ts';
import type { ConsolePort } from '../endpoints/control/console-port.ts';
import { localConsolePath, versionHeader } from '../endpoints/control/local-console.ts';

/**
 * Carries a console's messages to the local socket of a service and back. Not one of them when the service is of another
 * version: it may have been replaced since it was last asked.
 * @param onBroken the service has let go, or is not to be spoken to; the console needs a new port
 * @returns ends it from this side
 */
export function carryConsole(port: ConsolePort, socketPath: string, onBroken: () => void): () => void {
  const socket = new WebSocket(`ws://rollcall.internal${localConsolePath}`, {
    createConnection: () => connect(socketPath),
    perMessageDeflate: false,
  });
  const early: string[] = [];
  socket.on('upgrade', ({ headers }) => {
    if (headers[versionHeader] !== version) socket.terminate();
  });
  socket.on('open', () => {
    for (const text of early.splice(0)) socket.send(text);
  });
  socket.on('message', (data: Buffer) => port.postMessage(data.toString('utf8')));
  // What went wrong is told by the close that follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    onBroken();
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
    socket.close();
  });
  port.start();
  return () => socket.terminate();
}
