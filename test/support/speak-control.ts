import { once } from 'node:events';
import { connect } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { WebSocket } from 'ws';
import { consoleBeat } from '../../shared/contract/console-socket.ts';
import type { Control } from './open-control.ts';

/** The control calls over a WebSocket, as a console makes them that is a browser's, or a window's at a service. */
export function speakControl(socket: WebSocket): Control {
  const { port1, port2 } = new MessageChannel();
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text !== consoleBeat) port1.postMessage(text);
  });
  port1.on('message', (text: string) => socket.send(text));
  socket.once('close', () => port1.close());
  const client: Control = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return client;
}

/** As a window of the app at an authority that another process runs. */
export async function openWindowControl(socketPath: string): Promise<Control> {
  const socket = new WebSocket('ws://rollcall.internal/console', {
    createConnection: () => connect(socketPath),
    perMessageDeflate: false,
  });
  // What was under way when the authority starts anew is told by the close.
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return speakControl(socket);
}
