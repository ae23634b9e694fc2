import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { listListeningInodes } from '../../electron/authority/base/net/linux-port-holder.ts';
import { listen } from '../../electron/authority/base/net/listen.ts';
import {
  decodeLsof,
  decodeNetstat,
  decodeTasklist,
  findPortHolder,
} from '../../electron/authority/base/net/port-holder.ts';

const servers: Server[] = [];
let child: ChildProcess | undefined;

function newServer(): Server {
  const server = createServer();
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  if (child) await end(child);
  child = undefined;
});

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, 'exit');
  process.kill();
  await exited;
}

async function mustListen(server: Server, host = '127.0.0.1'): Promise<number> {
  const result = await listen(server, { host, port: 0 });
  if (!result.ok) throw new Error(result.code);
  return result.address.port;
}

describe('listening', () => {
  it('answers with the address that was given', async () => {
    const server = newServer();
    const result = await listen(server, { host: '127.0.0.1', port: 0 });
    expect(result).toMatchObject({ ok: true, address: { address: '127.0.0.1', family: 'IPv4' } });
    expect(server.listening).toBe(true);
  });

  it('says which program has the port, then works once it is free', async () => {
    child = spawn(process.execPath, [
      '-e',
      "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))",
    ]);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const port = Number(line.toString());
    const server = newServer();
    const busy = await listen(server, { host: '127.0.0.1', port });
    expect(busy).toMatchObject({ ok: false, code: 'port_busy', holder: { pid: child.pid } });
    expect(!busy.ok && busy.holder?.name).toMatch(/\w/u);

    await end(child);
    expect(await listen(server, { host: '127.0.0.1', port })).toMatchObject({ ok: true, address: { port } });
  });

  it('says when this computer does not have the address', async () => {
    // RFC 5737: documentation only, on no machine.
    expect(await listen(newServer(), { host: '192.0.2.1', port: 0 })).toMatchObject({
      ok: false,
      code: 'address_missing',
    });
    expect(await listen(newServer(), { host: 'no-such-host.invalid', port: 0 })).toMatchObject({
      ok: false,
      code: 'address_missing',
    });
  });

  it.each([
    ['EACCES', 'port_forbidden'],
    ['EPERM', 'port_forbidden'],
    ['EAFNOSUPPORT', 'address_missing'],
  ])('reads %s as %s', async (errno, code) => {
    const server = newServer();
    server.listen = () => {
      queueMicrotask(() => server.emit('error', Object.assign(new Error(errno), { code: errno })));
      return server;
    };
    expect(await listen(server, { host: '127.0.0.1', port: 80 })).toMatchObject({
      ok: false,
      code,
      data: { host: '127.0.0.1', port: 80 },
    });
  });

  it('throws what it does not know and leaves no listener behind', async () => {
    const server = newServer();
    server.listen = () => {
      queueMicrotask(() => server.emit('error', Object.assign(new Error('odd'), { code: 'EODD' })));
      return server;
    };
    await expect(listen(server, { host: '127.0.0.1', port: 80 })).rejects.toThrow('odd');
    expect(server.listenerCount('error') + server.listenerCount('listening')).toBe(0);
  });
});

describe('who holds a port', () => {
  it.runIf(process.platform === 'linux')('finds this very process, on IPv4 and IPv6', async () => {
    const port = await mustListen(newServer());
    expect(await findPortHolder(port)).toMatchObject({ pid: process.pid });
    const portV6 = await mustListen(newServer(), '::1');
    expect(await findPortHolder(portV6)).toMatchObject({ pid: process.pid });
  });

  it('is unknown for a port nobody listens on', async () => {
    const server = newServer();
    const port = await mustListen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await findPortHolder(port)).toBeUndefined();
  });

  it('reads /proc/net/tcp: listening sockets of that port only', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:20FB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1111 1 0 100 0 0 10 0',
      '   1: 0100007F:20FB 0100007F:A0B0 01 00000000:00000000 00:00000000 00000000     0        0 2222 1 0 100 0 0 10 0',
      '   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3333 1 0 100 0 0 10 0',
    ].join('\n');
    expect(listListeningInodes(table, 8443)).toEqual(['1111']);
    expect(listListeningInodes(table, 80)).toEqual(['3333']);
    expect(listListeningInodes('', 80)).toEqual([]);
  });

  it('reads lsof of macOS', () => {
    expect(decodeLsof('p123\ncnginx\nf6\np124\ncnginx\nf6\n')).toEqual({ pid: 123, name: 'nginx' });
    expect(decodeLsof('p77\ncGoogle Chrome H\n')).toEqual({ pid: 77, name: 'Google Chrome H' });
    expect(decodeLsof('')).toBeUndefined();
  });

  it('reads netstat and tasklist of Windows in any language', () => {
    const output = [
      '',
      'Aktive Verbindungen',
      '',
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    0.0.0.0:18443          0.0.0.0:0              ABHÖREN          1',
      '  TCP    192.168.1.5:8443       192.168.1.9:50100      HERGESTELLT      2',
      '  TCP    0.0.0.0:8443           0.0.0.0:0              ABHÖREN          4242',
      '  TCP    [::]:443               [::]:0                 ABHÖREN          4',
    ].join('\r\n');
    expect(decodeNetstat(output, 8443)).toBe(4242);
    expect(decodeNetstat(output, 443)).toBe(4);
    expect(decodeNetstat(output, 9999)).toBeUndefined();
    expect(decodeTasklist('"nginx.exe","4242","Services","0","9.876 K"\r\n')).toEqual({
      pid: 4242,
      name: 'nginx.exe',
    });
    expect(
      decodeTasklist('INFO: No tasks are running which match the specified criteria.\r\n'),
    ).toBeUndefined();
  });
});
