import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as SocketLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, expect, it } from 'vitest';
import type { ControlContract } from '../../shared/contract/control.ts';
import type { ControlDependencies } from '../../electron/authority/endpoints/control/control-dependencies.ts';
import { openControlServer } from '../../electron/authority/endpoints/control/control-server.ts';
import { makeSocketFetch } from '../../electron/authority/entry/cli/socket-fetch.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-control-'));
afterAll(() => rmSync(dir, { recursive: true }));

type Client = ContractRouterClient<ControlContract>;

it('a call under way when the authority closes gets its answer, on the port and on the socket; new ones find nobody', async () => {
  let asked = 0;
  let answer: () => void = () => undefined;
  const answered = new Promise<{ state: 'free' }>((resolve) => (answer = () => resolve({ state: 'free' })));
  let bothAsked: () => void = () => undefined;
  const underWay = new Promise<void>((resolve) => (bothAsked = resolve));
  const server = openControlServer({
    checkPort: () => {
      asked += 1;
      if (asked === 2) bothAsked();
      return answered;
    },
    log: { error: () => undefined, warn: () => undefined },
  } as unknown as ControlDependencies);
  const { port1, port2 } = new MessageChannel();
  server.serveMessagePort(port1);
  const socket = await server.listenLocalSocket(dir);
  const overPort: Client = createORPCClient(new PortLink({ port: port2 }));
  port2.start();
  const overSocket: Client = createORPCClient(
    new SocketLink({ url: 'http://rollcall.internal', fetch: makeSocketFetch(socket) }),
  );
  const calls = [overPort, overSocket].map((client) => client.network.checkPort({ port: 1 }));
  await underWay;
  server.leaveLocalSocket();
  await expect(overSocket.network.checkPort({ port: 1 })).rejects.toThrow();
  const closed = server.close();
  answer();
  expect(await Promise.all(calls)).toEqual([{ state: 'free' }, { state: 'free' }]);
  await closed;
});
