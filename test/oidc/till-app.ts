import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, customFetch, jwtVerify, type FetchImplementation } from 'jose';
import * as client from 'openid-client';
import type { RelyingParty, SignInRequest } from './relying-party.ts';

/** A small web app on this computer that has no sign-in of its own. */
export interface TillApp {
  readonly url: string;
  /** Once it is registered. */
  connect(party: RelyingParty): void;
  /** Names of those who are in at it. */
  people(): string[];
  close(): Promise<void>;
}

export async function startTillApp(): Promise<TillApp> {
  let party: RelyingParty | undefined;
  const requests = new Map<string, SignInRequest>();
  const people = new Map<string, { name: string; idToken: string; sid: unknown }>();

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!party) throw new Error('not registered yet');
    const url = new URL(req.url ?? '/', app.url);
    const go = (to: string): void => void res.writeHead(303, { Location: to }).end();
    const cookie = /till=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
    switch (url.pathname) {
      case '/sign-in': {
        const request = await party.start(Object.fromEntries(url.searchParams));
        requests.set(request.state, request);
        go(request.url.href);
        return;
      }
      case '/callback': {
        const body = req.method === 'POST' ? await readBody(req) : '';
        const back = new URL(url);
        if (body !== '') back.search = body;
        const request = requests.get(back.searchParams.get('state') ?? '');
        if (!request) return void res.writeHead(400).end('no such sign-in');
        const error = back.searchParams.get('error');
        if (error !== null) return show(res, `Not signed in: ${error}`);
        const tokens = await party.finish(request, back);
        const key = Math.random().toString(36).slice(2);
        const claims = tokens.claims();
        const name = claims?.['name'];
        people.set(key, {
          name: typeof name === 'string' ? name : '',
          idToken: tokens.id_token ?? '',
          sid: claims?.['sid'],
        });
        res.setHeader('Set-Cookie', `till=${key}; HttpOnly; Path=/`);
        go('/');
        return;
      }
      case '/sign-out': {
        const person = people.get(cookie);
        people.delete(cookie);
        const end = client.buildEndSessionUrl(party.config, {
          id_token_hint: person?.idToken ?? '',
          post_logout_redirect_uri: `${app.url}/bye`,
        });
        go(end.href);
        return;
      }
      case '/ended': {
        const token = new URLSearchParams(await readBody(req)).get('logout_token') ?? '';
        const { issuer, jwks_uri: keys = '' } = party.config.serverMetadata();
        const fetchKeys = party.config[client.customFetch] as unknown as FetchImplementation;
        const { payload } = await jwtVerify(
          token,
          createRemoteJWKSet(new URL(keys), { [customFetch]: fetchKeys }),
          { issuer, audience: party.id, typ: 'logout+jwt' },
        );
        for (const [key, { sid }] of people) if (sid === payload['sid']) people.delete(key);
        return void res.writeHead(200).end();
      }
      case '/bye':
        return show(res, 'Good bye');
      case '/': {
        const person = people.get(cookie);
        return person ? show(res, `Till of ${person.name}`) : go('/sign-in');
      }
      default:
        res.writeHead(404).end();
    }
  };

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const app: TillApp = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    connect(registered) {
      party = registered;
    },
    people: () => [...people.values()].map(({ name }) => name),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return app;
}

function show(res: ServerResponse, heading: string): void {
  res.writeHead(200, { 'Content-Type': 'text/html' });
  res.end(
    `<!doctype html><html lang="en"><title>Till</title><link rel="icon" href="data:,"><h1>${heading}</h1>`,
  );
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  return body;
}
