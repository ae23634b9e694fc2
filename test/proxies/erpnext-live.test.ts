import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent, fetch } from 'undici';
import WebSocket, { WebSocketServer } from 'ws';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { startBenchNginx } from './bench-nginx.ts';
import { findFreePort } from './free-port.ts';
import { openServer, type OwnServer } from './gateway-app.ts';
import { signInTo } from './protected-app.ts';

// ERPNext itself does not run here: these are stand-ins for its two processes, behind the nginx of its bench.
const site = 'erp.internal';
const guide = readFileSync(new URL('../../docs/apps-erpnext.md', import.meta.url), 'utf8');
const [socketGuide = '', cookieGuide = ''] = [...guide.matchAll(/```nginx\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text,
);
const [commandGuide = ''] = /rollcall (app add ERPNext[\s\S]*?)```/.exec(guide)?.slice(1) ?? [];

let authority: AuthorityProcess;
let web: OwnServer;
let live: OwnServer;
const portOf = (server: OwnServer): number => Number(new URL(server.origin).port);

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 'unlimited' });
  // Takes a request for a site's, and a cookie for secure, as Frappe does.
  web = await openServer((req, res) => {
    if (req.headers['x-frappe-site-name'] !== site) res.writeHead(404).end();
    else if (req.url === '/api/method/frappe.realtime.get_user_info') {
      const known = req.headers.cookie === 'sid=ann-1';
      res.end(JSON.stringify({ message: known ? { user: 'ann@example.lan' } : {} }));
    } else {
      const secure = req.headers['x-forwarded-proto'] === 'https' ? '; Secure' : '';
      res.setHeader('Set-Cookie', `sid=ann-1; HttpOnly${secure}`).end();
    }
  });
  live = await openServer((_req, res) => res.end());
  const sockets = new WebSocketServer({
    server: live.server,
    verifyClient: ({ req }: { req: IncomingMessage }, answer: (good: boolean) => void) => {
      void isKnownToErpnext(req).then(answer, () => answer(false));
    },
  });
  sockets.on('connection', (socket) => socket.send('live'));
});

afterAll(async () => {
  await live?.close();
  await web?.close();
  await authority?.remove();
});

/** As Frappe's process for live updates checks who connects; it trusts Rollcall's authority here. */
async function isKnownToErpnext({ headers }: IncomingMessage): Promise<boolean> {
  const { origin = '', host = '' } = headers;
  if (headers['x-frappe-site-name'] !== site) return false;
  if (new URL(origin).hostname !== host.replace(/:.*$/, '')) return false;
  const [sid = ''] = /sid=[^;]*/.exec(headers.cookie ?? '') ?? [];
  const answer = await fetch(`${origin}/api/method/frappe.realtime.get_user_info`, {
    headers: { Cookie: sid },
    dispatcher: new Agent({ connect: { ca: authority.ca } }),
  });
  const { message } = (await answer.json()) as { message: { user?: string } };
  return message.user !== undefined;
}

/** A bench and its app in Rollcall, added by the command of the guide. */
async function openBench(name: string, nginx: { socketLocation: string; webLines: string }) {
  const port = await findFreePort('127.0.0.1');
  const url = `https://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
  const here = (text: string): string =>
    text.replaceAll('127.0.0.1:8080', `127.0.0.1:${String(port)}`).replaceAll('SITE', site);
  const args = here(commandGuide).replaceAll('https://192.168.1.5:8444', url).replaceAll("'", '');
  const bench = await startBenchNginx({
    port,
    webPort: portOf(web),
    socketPort: portOf(live),
    socketLocation: here(nginx.socketLocation),
    webLines: here(nginx.webLines),
  });
  const words = args.replace('ERPNext', name).split(/[\s\\]+/);
  const { app } = await authority.run<{ app: { id: string } }>(words.filter((word) => word !== ''));
  const { appToken } = await signInTo(authority, app.id, 'ann');
  const cookie = `__Host-rollcall-${app.id}=${appToken}`;
  return {
    stop: () => bench.stop(),
    page: () => send(`${url}/app`, { ca: authority.ca, headers: { Cookie: cookie } }),
    connect: () =>
      new WebSocket(`${url.replace('https', 'wss')}/socket.io/?transport=websocket`, {
        ca: authority.ca,
        origin: url,
        headers: { Cookie: `${cookie}; sid=ann-1` },
      }),
  };
}

const siteLine = 'proxy_set_header X-Frappe-Site-Name SITE;';

/** As the bench writes it, but for the site. */
const unchanged = (origin: string): string => `location /socket.io {
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection "upgrade";
  ${siteLine}
  proxy_set_header Origin ${origin};
  proxy_set_header Host $host;
  proxy_pass http://frappe-bench-socketio-server;
}`;

describe('ERPNext behind the gateway, as the guide says', () => {
  it('has live updates and secure cookies', async () => {
    const bench = await openBench('ERPNext', {
      socketLocation: socketGuide,
      webLines: `${siteLine} ${cookieGuide}`,
    });
    try {
      const [said] = (await once(bench.connect(), 'message')) as [Buffer];
      expect(said.toString()).toBe('live');
      expect((await bench.page()).setCookies).toEqual(['sid=ann-1; HttpOnly; Secure']);
    } finally {
      await bench.stop();
    }
  });

  it.each(['$scheme://$http_host', 'https://$http_host'])(
    'has neither with the nginx of its bench unchanged, whose Origin is %s',
    async (origin) => {
      const bench = await openBench(origin.startsWith('https') ? 'Second' : 'First', {
        socketLocation: unchanged(origin),
        webLines: `${siteLine} proxy_set_header X-Forwarded-Proto $scheme;`,
      });
      try {
        const [refused] = (await once(bench.connect(), 'error')) as [Error];
        expect(refused.message).toContain('401');
        expect((await bench.page()).setCookies).toEqual(['sid=ann-1; HttpOnly']);
      } finally {
        await bench.stop();
      }
    },
  );
});
