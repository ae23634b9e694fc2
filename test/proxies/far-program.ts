import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import WebSocket from 'ws';
import { arrival, discover, travel, type RelyingParty } from '../oidc/relying-party.ts';
import { mustPair } from '../support/app-device.ts';
import { passwordOf } from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openEchoApp } from './echo-app.ts';
import { AppVisitor } from './enter-app.ts';

/**
 * A program that runs in a network namespace and does there what a test asks it for: one line of JSON with `do` on
 * standard input, one line with what came of it on standard output. See `far-side.ts`.
 */

interface Place {
  readonly origin: string;
  readonly ca: string;
}

let place: Place = { origin: '', ca: '' };
let api = new ApiClient('', '');
let visitor: AppVisitor;
let party: RelyingParty;
let refreshToken = '';
let closed: { code: number; reason: string } | undefined;
const toldSids: unknown[] = [];

const steps = {
  /** The app itself, beside its proxy. */
  openEcho: async ({ port }: { port: number }) => void (await openEchoApp('127.0.0.1', port)),
  at: (given: Place) => {
    place = given;
    api = new ApiClient(place.origin, place.ca);
    return Promise.resolve();
  },
  /** The browser is at a page of an app, goes over the portal's form, and is let in. */
  enter: async ({ url, user }: { url: string; user: string }) => {
    const { origin, pathname } = new URL(url);
    visitor = new AppVisitor(place, origin);
    const { status, text } = await visitor.enter(pathname, user);
    return { status, text };
  },
  openPortal: async ({ path }: { path: string }) => {
    const { status, text } = await visitor.portal.open(path);
    return { status, text };
  },
  /** With the cookie of the app that was entered last, as a script asks. */
  ask: async ({ path }: { path: string }) => {
    const answer = await visitor.ask(path, { headers: { Accept: 'application/json' } });
    return { status: answer.status, text: answer.text };
  },
  openSocket: async ({ origin }: { origin: string }) => {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options = { ca: place.ca, origin, headers: { Cookie: cookie } };
    const socket = new WebSocket(`${origin.replace('https', 'wss')}/socket`, options);
    socket.on('close', (code, reason) => (closed = { code, reason: reason.toString() }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    return data.toString();
  },
  socketClosed: () => eventually('the socket is closed', () => closed),
  /** An app that is told of ends. */
  openToldApp: async (given: { host: string; keyPem: string; certPem: string }) => {
    const server = createServer({ key: given.keyPem, cert: given.certPem }, (req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      req.once('end', () => {
        toldSids.push(decodeJwt(new URLSearchParams(body).get('logout_token') ?? '')['sid']);
        res.writeHead(200).end();
      });
    });
    server.listen(0, given.host);
    await once(server, 'listening');
    return `https://${given.host}:${String((server.address() as AddressInfo).port)}/logout`;
  },
  toldOf: ({ sid }: { sid: string }) => eventually('told of the end', () => toldSids.includes(sid)),
  /** Discovery, code flow with PKCE, claims, refresh, introspection. */
  signInByOidc: async (typed: { issuer: string; id: string; key: string }) => {
    party = await discover(place, typed.issuer, typed.id, typed.key);
    const request = await party.start();
    const tokens = await party.finish(request, arrival(await travel(visitor.portal, request.url.href)));
    const sub = tokens.claims()?.sub ?? '';
    const info = await client.fetchUserInfo(party.config, tokens.access_token, sub);
    const renewed = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '');
    refreshToken = renewed.refresh_token ?? '';
    const { active } = await client.tokenIntrospection(party.config, renewed.access_token);
    return { name: info.preferred_username, active };
  },
  refresh: async () => {
    try {
      await client.refreshTokenGrant(party.config, refreshToken);
      return 'refreshed';
    } catch (error) {
      return (error as { error?: string }).error ?? String(error);
    }
  },
  pair: async ({ name }: { name: string }) => (await mustPair(api, visitor.portal, name)).session.id,
  signInByApi: async ({ user, device }: { user: string; device: string }) =>
    (await api.mustSignIn(user, passwordOf(user), device)).session.id,
  /** @returns `sent` or the code of the error */
  sendDatagram: ({ address, port }: { address: string; port: number }) =>
    new Promise<string>((resolve) => {
      const socket = createSocket('udp4');
      socket.send('x', port, address, (error) => {
        socket.close();
        resolve(error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'sent');
      });
    }),
} satisfies Record<string, (input: never) => Promise<unknown>>;

export type FarSteps = typeof steps;

for await (const line of createInterface({ input: process.stdin })) {
  const { step, input } = JSON.parse(line) as { step: keyof FarSteps; input: never };
  const answer = await (steps[step](input) as Promise<unknown>).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit();
