import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { carryConsole } from '../../electron/authority/entry/carry-console.ts';
import { version } from '../../shared/version.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-carry-'));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A service that says this version in its answer, or none. */
async function openService(says: string | undefined) {
  const socketPath = path.join(dir, `${says ?? 'none'}.sock`);
  const received: string[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  if (says !== undefined) sockets.on('headers', (headers) => headers.push(`Rollcall-Version: ${says}`));
  const first = new Promise<string>((resolve) => {
    sockets.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => {
        received.push(data.toString());
        resolve(data.toString());
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(socketPath, resolve);
  });
  ends.push(() => {
    sockets.close();
    server.close();
  });
  return { socketPath, received, first };
}

describe('What the console says to a service', () => {
  it('arrives where the version is the same', async () => {
    const { socketPath, first } = await openService(version);
    const { port1, port2 } = new MessageChannel();
    ends.push(carryConsole(port1, socketPath, () => undefined));
    port2.postMessage({ data: 'early' });
    expect(await first).toBe('early');
  });

  it.each(['99.0.1', undefined])('is kept back where it says %s, and the port is closed', async (says) => {
    const { socketPath, received } = await openService(says);
    const { port1, port2 } = new MessageChannel();
    const closed = new Promise((resolve) => {
      port2.on('close', resolve);
    });
    const broken = new Promise<void>((resolve) => {
      carryConsole(port1, socketPath, resolve);
    });
    port2.postMessage({ data: 'early' });
    await Promise.all([broken, closed]);
    expect(received).toEqual([]);
  });
});
