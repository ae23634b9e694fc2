import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** Event streams, sockets and slow clients do not end by themselves. */
const patienceMs = 2000;
const connections = new WeakMap<Server | HttpServer, Set<Socket>>();

/**
 * Remembers who is connected. Node's own list loses a connection that has become a WebSocket, and yet the server is not
 * closed before that has ended.
 */
export function followConnections(server: Server | HttpServer): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
}

/** Takes no more connections at once; resolves when those under way have ended, which they have after a moment. */
export function closeServer(server: Server | HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
      for (const socket of connections.get(server) ?? []) socket.destroy();
    }, patienceMs).unref();
  });
}
