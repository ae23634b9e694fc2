import { readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openAuthority, type OpenedAuthority } from '../../electron/authority/authority.ts';
import { makeDataDir } from '../support/authority-process.ts';
import { rootDir } from '../support/root-dir.ts';

const dataDir = makeDataDir();
const servers: Server[] = [];

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

/** A port that another program has. */
async function takePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago. */
async function findFreePort(): Promise<number> {
  const port = await takePort();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

const open = (newPorts?: { https: number; http: number }): Promise<OpenedAuthority> =>
  openAuthority({
    dataDir,
    holder: 'a test',
    hosts: ['127.0.0.1'],
    httpsPort: undefined,
    httpPort: undefined,
    newPorts,
    workerUrl: pathToFileURL(path.join(rootDir, 'out/authority/store-worker.js')),
  });

const readPorts = (): unknown[] => {
  const { network } = JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')) as {
    network: { httpsPort: number; httpPort: number };
  };
  return [network.httpsPort, network.httpPort];
};

it('ports of a start become those of the settings only when they can be listened on, and are in the audit', async () => {
  const [taken, https, http] = [await takePort(), await findFreePort(), await findFreePort()];
  const refused = await open({ https: taken, http });
  expect(refused).toMatchObject({ code: 'port_busy', ports: { https: taken, http } });
  expect(readPorts()).toEqual([8443, 8480]);

  const opened = await open({ https, http });
  if (!opened.ok) throw new Error(opened.code);
  const { authority } = opened;
  expect(readPorts()).toEqual([https, http]);
  expect(authority.addresses().https).toEqual([`https://127.0.0.1:${String(https)}`]);
  const { entries } = await authority.control.audit.list({ filter: { actions: ['settings.changed'] } });
  expect(entries).toMatchObject([
    {
      actor: 'console',
      data: {
        from: { 'network.httpsPort': 8443, 'network.httpPort': 8480 },
        to: { 'network.httpsPort': https, 'network.httpPort': http },
      },
    },
  ]);
  await authority.close();

  const again = await open();
  if (!again.ok) throw new Error(again.code);
  expect(again.authority.addresses().https).toEqual([`https://127.0.0.1:${String(https)}`]);
  await again.authority.close();
});
