import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dependencies } from '../../operations/dependencies.ts';
import { findAppBySecret } from '../../operations/verify-request.ts';
import type { App } from '../../records/apps/apps.ts';

/** What a proxy says of the request it asks about. */
export interface ForwardedRequest {
  readonly app: App;
  readonly method: string;
  /** Did the browser ask under the origin the app is registered with? */
  readonly atRegisteredOrigin: boolean;
  /** Path and query as the browser sent them; always begins with a slash. */
  readonly uri: string;
  /** Address of the browser, to show; the proxy's own when it names none. */
  readonly address: string;
}

/**
 * Forwarded headers are believed because of the app's secret and for nothing else; without it there is no
 * forwarded request.
 *
 * @param asIs of a request that the proxy passes on as it is: then it need not repeat path and method in headers
 */
export function decodeForwardedRequest(
  deps: Dependencies,
  headers: IncomingHttpHeaders,
  remoteAddress: string,
  asIs: { readonly method?: string; readonly uri?: string } = {},
): ForwardedRequest | undefined {
  const app = findAppBySecret(deps, single(headers['rollcall-app']));
  if (!app) return undefined;
  const uri = single(headers['x-forwarded-uri']) ?? asIs.uri ?? '/';
  const client = single(headers['x-forwarded-for']);
  return {
    app,
    method: single(headers['x-forwarded-method']) ?? asIs.method ?? 'GET',
    atRegisteredOrigin: isOrigin(
      app.url,
      single(headers['x-forwarded-proto']),
      single(headers['x-forwarded-host']),
    ),
    uri: uri.startsWith('/') ? uri : '/',
    address: client !== undefined && isIP(client) !== 0 ? client : remoteAddress,
  };
}

function isOrigin(origin: string, scheme: string | undefined, host: string | undefined): boolean {
  if (scheme === undefined || host === undefined) return false;
  const asked = `${scheme}://${host}`;
  if (asked === origin) return true;
  // A default port or capital letters: the same origin, written differently.
  return /^[A-Za-z0-9.:[\]-]+$/.test(host) && URL.canParse(asked) && new URL(asked).origin === origin;
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
