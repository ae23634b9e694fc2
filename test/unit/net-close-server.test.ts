import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { closeServer, followConnections } from '../../electron/authority/base/net/close-server.ts';
import { listen } from '../../electron/authority/base/net/listen.ts';

it('a server closes although a WebSocket of it stays open at the other end', async () => {
  const server = createServer();
  followConnections(server);
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  const opened = await listen(server, { host: '127.0.0.1', port: 0 });
  if (!opened.ok) throw new Error(opened.code);
  const client = connect(opened.address.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await once(client, 'data');
  const gone = once(client, 'close');
  await closeServer(server);
  await gone;
  expect(server.listening).toBe(false);
});
