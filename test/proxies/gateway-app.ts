import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'node:https';
import type { AuthorityProcess } from '../support/authority-process.ts';
import { send, type Answer, type SendOptions } from '../support/client.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { findFreePort } from './free-port.ts';

/** An app behind the gateway of an authority that listens on 127.0.0.1. */
export interface GatewayApp {
  readonly id: string;
  /** Origin people use. */
  readonly origin: string;
  readonly cookieName: string;
  /** A request to it, its certificate really checked; `token` is the app's cookie. */
  ask(path: string, options?: SendOptions & { token?: string }): Promise<Answer>;
}

type NewApp = Parameters<Control['apps']['add']>[0];

type Fields = Omit<NewApp, 'kind' | 'url'> & { url?: string };

export function addGatewayApp(authority: AuthorityProcess, fields: Fields): Promise<GatewayApp> {
  return addGatewayAppBy(openControl(authority), authority.ca, fields);
}

export async function addGatewayAppBy(
  control: Pick<Control, 'apps'>,
  ca: string,
  fields: Fields,
): Promise<GatewayApp> {
  const url = fields.url ?? `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
  const { app } = await control.apps.add({ ...fields, kind: 'gateway', url });
  return describeGatewayApp(app.id, url, ca);
}

function describeGatewayApp(id: string, origin: string, ca: string): GatewayApp {
  const cookieName = `__Host-rollcall-${id}`;
  // A name of the tests leads nowhere: asked for at the address, under its name.
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ ca, servername: hostname === '127.0.0.1' ? '' : hostname });
  return {
    id,
    origin,
    cookieName,
    ask: (path, { token, ...options } = {}) =>
      send(`https://127.0.0.1:${port === '' ? '443' : port}${path}`, {
        agent,
        ...options,
        headers: {
          Host: new URL(origin).host,
          ...(token === undefined ? {} : { Cookie: `${cookieName}=${token}` }),
          ...options.headers,
        },
      }),
  };
}

export interface OwnServer {
  readonly origin: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** An app of the test's own. */
export async function openServer(listener: RequestListener, port = 0): Promise<OwnServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
