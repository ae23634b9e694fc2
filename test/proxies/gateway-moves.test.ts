import { once } from 'node:events';
import type { Server } from 'node:http';
import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { addUser, makeDataDir, startAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { listLive } from '../support/facts.ts';
import { openControl } from '../support/open-control.ts';
import { runProgram } from '../support/run-program.ts';
import { findFreePort } from './free-port.ts';
import { addGatewayApp, openServer, type GatewayApp, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';

let authority: AuthorityProcess;
let server: OwnServer;
/** One behind a port of its own, one by its name at the port of the portal. */
let apart: GatewayApp;
let together: GatewayApp;
let oldPort: number;
let newPort: number;

beforeAll(async () => {
  const dataDir = makeDataDir();
  const run = (args: string[], stdin?: string) => runProgram([...args, '--data', dataDir], { stdin });
  await run(['setup', '--admin', 'boss', '--password-stdin'], 'correct horse battery\n');
  oldPort = await findFreePort('127.0.0.1');
  newPort = await findFreePort('127.0.0.1');
  await run(['settings', 'set', 'network.hosts', '127.0.0.1']);
  await run(['settings', 'set', 'network.httpsPort', String(oldPort)]);
  await run(['settings', 'set', 'network.httpPort', String(await findFreePort('127.0.0.1'))]);
  authority = await startAuthority({ dataDir, listensBySettings: true });
  await addUser(authority, 'ann', { limit: 'unlimited' });
  server = await openServer((_req, res) => res.end('here'));
  echoFrom(server.server);
  await openControl(authority).settings.set({ values: { 'network.names': ['board.internal'] } });
  apart = await addGatewayApp(authority, { name: 'Apart', upstream: server.origin });
  const url = `https://board.internal:${String(oldPort)}`;
  together = await addGatewayApp(authority, { name: 'Together', upstream: server.origin, url });
});

afterAll(async () => {
  await server?.close();
  await authority?.remove();
});

function echoFrom(at: Server): void {
  const sockets = new WebSocketServer({ server: at });
  sockets.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  });
}

async function openSocket(app: GatewayApp, token: string): Promise<WebSocket> {
  const { host, hostname, port } = new URL(app.origin);
  const socket = new WebSocket(`wss://127.0.0.1:${port}/ws`, [], {
    // An address is no name to be sent.
    agent: new Agent({ ca: authority.ca, servername: hostname === '127.0.0.1' ? '' : hostname }),
    origin: app.origin,
    headers: { Host: host, Cookie: `${app.cookieName}=${token}` },
  });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

async function echo(socket: WebSocket, text: string): Promise<string> {
  socket.send(text);
  const [said] = (await once(socket, 'message')) as [Buffer];
  return said.toString();
}

const statusAt = async (port: number): Promise<number> =>
  (await send(`https://127.0.0.1:${String(port)}/health`, { ca: authority.ca })).status;

describe('another port for the portal, while apps behind the gateway have WebSockets open', () => {
  let own: WebSocket;
  let shared: WebSocket;
  let token: string;

  it('is in force at once, and the portal has given the old one up', async () => {
    own = await openSocket(apart, (await signInTo(authority, apart.id, 'ann')).appToken);
    token = (await signInTo(authority, together.id, 'ann')).appToken;
    shared = await openSocket(together, token);
    const ended = once(shared, 'close');
    expect(await statusAt(oldPort)).toBe(200);

    await authority.run(['settings', 'set', 'network.httpsPort', String(newPort)]);
    expect(await statusAt(newPort)).toBe(200);
    await ended;
    expect(await statusAt(oldPort)).toBe(421);
  });

  it('is nothing to the socket of an app with a port of its own', async () => {
    expect(await echo(own, 'still here')).toBe('still here');
    own.close();
  });

  it('ends the socket of an app at the old port, which is served there anew: nobody signs in again', async () => {
    expect(shared.readyState).toBe(WebSocket.CLOSED);
    const again = await openSocket(together, token);
    expect(await echo(again, 'here again')).toBe('here again');
    again.close();
    expect(await listLive(authority, 'ann')).toHaveLength(2);
  });

  it('and when that app has moved too, nothing listens at the old port any more', async () => {
    await openControl(authority).apps.set({
      id: together.id,
      url: `https://board.internal:${String(newPort)}`,
    });
    await expect(statusAt(oldPort)).rejects.toThrow('ECONNREFUSED');
  });
});
