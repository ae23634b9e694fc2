import { readFileSync } from 'node:fs';
import type { AuthorityProcess } from '../support/authority-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { openEchoApp, type EchoApp } from './echo-app.ts';
import { findFreePort } from './free-port.ts';
import { startCaddy } from './caddy-process.ts';
import { startNginx } from './nginx-process.ts';
import type { ProxyProcess } from './proxy-process.ts';

/** An app behind nginx or Caddy with the snippet that `rollcall app add` has printed, or behind the gateway. */
export interface ProtectedApp {
  readonly id: string;
  /** Origin people use. */
  readonly origin: string;
  readonly cookieName: string;
  readonly secret: string;
  readonly snippet: string;
  readonly echo: EchoApp;
  readonly proxy: ProxyProcess;
  close(): Promise<void>;
}

/** Rollcall is the proxy itself. */
const noProcess: ProxyProcess = { dir: '', errors: () => '', stop: async () => undefined };

export async function openProtectedApp(
  authority: AuthorityProcess,
  options: {
    name: string;
    host?: string;
    args?: readonly string[];
    plainHttp?: boolean;
    serverLines?: string;
    proxy?: 'nginx' | 'caddy' | 'gateway';
    /** Where the app itself listens; it is always found at 127.0.0.1. */
    appHost?: string;
    /** What an admin made of the snippet. */
    edit?: (snippet: string) => string;
    httpLines?: string;
    /** Another app than the one that prints what it received. */
    upstream?: string;
  },
): Promise<ProtectedApp> {
  const { plainHttp = false, proxy: kind = 'nginx' } = options;
  // The gateway listens where the authority does.
  const { host = kind === 'gateway' ? '127.0.0.1' : '127.0.0.2' } = options;
  const echo = await openEchoApp(options.appHost);
  const port = await findFreePort(host);
  const origin = `${plainHttp ? 'http' : 'https'}://${host}:${String(port)}`;
  const added = await authority.run<{
    app: { id: string };
    secret: string;
    snippets: { id: string; text: string }[];
  }>([
    'app',
    'add',
    options.name,
    '--kind',
    kind === 'gateway' ? 'gateway' : 'forward-auth',
    '--url',
    origin,
    '--upstream',
    options.upstream ?? `http://127.0.0.1:${String(echo.port)}`,
    ...(plainHttp ? ['--allow-plain-http'] : []),
    ...(options.args ?? []),
  ]);
  const printed = added.snippets.find(({ id }) => id === kind)?.text ?? '';
  const snippet = options.edit?.(printed) ?? printed;
  const startProxy = (): Promise<ProxyProcess> =>
    kind === 'caddy'
      ? startCaddy({ snippet, host, port, tls: !plainHttp, caPem: authority.ca })
      : startNginx({
          snippet,
          listen: { host, port },
          tls: !plainHttp,
          caPem: authority.ca,
          caPemPath: caPemPathIn(snippet),
          ...(options.httpLines === undefined ? {} : { httpLines: options.httpLines }),
          ...(options.serverLines === undefined ? {} : { serverLines: options.serverLines }),
        });
  const proxy = kind === 'gateway' ? noProcess : await startProxy();
  return {
    id: added.app.id,
    origin,
    cookieName: `${plainHttp ? '' : '__Host-'}rollcall-${added.app.id}`,
    secret: added.secret,
    snippet,
    echo,
    proxy,
    async close() {
      await proxy.stop();
      await echo.close();
    },
  };
}

/** Where the admin is told to put the CA. */
export function caPemPathIn(snippet: string): string {
  const found = /proxy_ssl_trusted_certificate (\S+);/.exec(snippet)?.[1];
  if (found === undefined) throw new Error('the snippet names no CA');
  return found;
}

/** Signs in over the session API and gets what a native client sends to the app. */
export async function signInTo(
  authority: Pick<AuthorityProcess, 'origin' | 'ca'>,
  appId: string,
  user: string,
  device = 'Test',
): Promise<{ readonly token: string; readonly appToken: string; readonly sessionId: string }> {
  const api = new ApiClient(authority.origin, authority.ca);
  const { token, session } = await api.mustSignIn(user, passwordOf(user), device);
  const answer = await api.call('POST', '/api/v1/session/app-token', { token, body: { app: appId } });
  if (answer.status !== 200) throw new Error(`app token: ${String(answer.status)} ${answer.text}`);
  return { token, appToken: answer.json<{ token: string }>().token, sessionId: session.id };
}

/** What nginx wrote about itself, for a failing test. */
export function nginxErrors(app: ProtectedApp): string {
  return readFileSync(`${app.proxy.dir}/error.log`, 'utf8');
}
