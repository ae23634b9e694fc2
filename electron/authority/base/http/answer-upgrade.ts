import { ServerResponse, type IncomingMessage, type RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/**
 * Answers a request to change the protocol like any other request: nobody has to take up an upgrade. It has no body
 * that could be read, and the connection ends with the answer.
 */
export function answerUpgrade(req: IncomingMessage, socket: Duplex, listener: RequestListener): void {
  const connection = socket as Socket;
  socket.on('error', () => socket.destroy());
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  res.assignSocket(connection);
  res.once('finish', () => {
    res.detachSocket(connection);
    connection.destroySoon();
  });
  listener(req, res);
}
