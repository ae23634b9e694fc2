import type { IncomingMessage } from 'node:http';
import type { UpstreamHeaders } from '../../base/http/upstream-proxy.ts';
import type { App } from '../../records/apps/apps.ts';
import type { Identity } from '../identity-headers.ts';
import { foreignIdentityFamilies, foreignIdentityHeaders } from '../foreign-identity-headers.ts';
import { withMark } from './loop-mark.ts';
import { setsRollcallCookie, withoutRollcallCookies } from './rollcall-cookies.ts';

/**
 * Names no client may send on, in the form in which CGI, WSGI and the like see them (letters, digits and `_`): who
 * somebody is, where the request came from, which address was really meant, and what only a proxy knows.
 */
const trusted =
  /^(?:remote_|x_remote_|x_forwarded|forwarded$|x_auth_request_|x_auth_(?:user|name|email|groups?)|x_webauth_|x_authenticated_|x_authentik_|x_vouch_|x_rollcall|rollcall_|x_real_ip$|x_original_|x_rewrite_|x_client_ip$|x_cluster_client_ip$|true_client_ip$|cf_connecting_ip$|cf_access_|x_goog_authenticated_|x_ms_client_principal|x_ssl_|ssl_client_|x_client_(?:cert|verify|dn)|tailscale_user_|proxy$)/;

/** What every proxy keeps out, besides. */
const foreignNames = new Set(foreignIdentityHeaders.map((name) => plainName(name.toLowerCase())));
const foreignBeginnings = foreignIdentityFamilies.map((name) => `${plainName(name.toLowerCase())}_`);

function isTrusted(name: string): boolean {
  return (
    foreignNames.has(name) || trusted.test(name) || foreignBeginnings.some((start) => name.startsWith(start))
  );
}

/** Of one connection only (RFC 9110, 7.6.1). The request goes on in a connection of its own. */
const hopByHop = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-authentication-info',
  // Answered by the gateway.
  'expect',
]);
/** What says where the request ends and for whom it is stays, whatever `Connection` names: else two readers would disagree. */
const framing = new Set(['host', 'content-length']);
/** Read as a whole below. */
const rewritten = new Set(['cookie', 'authorization']);

const rollcallToken = /(?<![\w-])rc[a-z]_[\w-]+/i;

/** The headers for the app, from what the client sent. */
export function upstreamHeaders(
  req: Pick<IncomingMessage, 'rawHeaders' | 'headers'>,
  options: {
    readonly app: Pick<App, 'url' | 'foreignAuthorization'>;
    /** Undefined: the app itself answers for its `Authorization`. */
    readonly identity: Identity | undefined;
    /** The client's address. */
    readonly address: string;
    /** Of this gateway, to know the request by should it come back. */
    readonly mark: string;
    readonly upgrade?: 'websocket';
  },
): UpstreamHeaders {
  const { app, identity, address, mark, upgrade } = options;
  const named = connectionNames(req.headers.connection);
  const headers: UpstreamHeaders = {};
  for (let n = 0; n < req.rawHeaders.length; n += 2) {
    const name = (req.rawHeaders[n] ?? '').toLowerCase();
    const value = req.rawHeaders[n + 1] ?? '';
    if (hopByHop.has(name) || rewritten.has(name) || (named.has(name) && !framing.has(name))) continue;
    if (isTrusted(plainName(name))) continue;
    // An app that reads names as CGI does would take it for the header with hyphens.
    if (name.includes('_') && (hopByHop.has(hyphenated(name)) || framing.has(hyphenated(name)))) continue;
    const before = headers[name];
    if (before === undefined) headers[name] = value;
    else if (!framing.has(name)) headers[name] = [before, value].flat();
  }

  const { cookie, authorization, host = '' } = req.headers;
  const cookies = withoutRollcallCookies(cookie);
  if (cookies !== undefined) headers['cookie'] = cookies;
  const passes = app.foreignAuthorization === 'pass' && authorization !== undefined;
  if (passes && !rollcallToken.test(authorization)) headers['authorization'] = authorization;
  if (req.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked';

  headers['x-forwarded-for'] = address;
  headers['x-real-ip'] = address;
  headers['x-forwarded-proto'] = 'https';
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-port'] = new URL(app.url).port || '443';
  headers['forwarded'] =
    `for=${address.includes(':') ? `"[${address}]"` : address};host="${host}";proto=https`;
  headers['cdn-loop'] = withMark(headers['cdn-loop'], mark);
  for (const [name, value] of Object.entries(identity ?? {})) {
    if (value !== '') headers[name.toLowerCase()] = value;
  }
  if (upgrade !== undefined) {
    // Such a request has no body.
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    headers['connection'] = 'Upgrade';
    headers['upgrade'] = upgrade;
  }
  return headers;
}

/** The headers of an app's answer for the client, names as the app wrote them, as `writeHead` takes them. */
export function downstreamHeaders(answer: Pick<IncomingMessage, 'rawHeaders' | 'headers'>): string[] {
  const named = connectionNames(answer.headers.connection);
  const headers: string[] = [];
  for (let n = 0; n < answer.rawHeaders.length; n += 2) {
    const name = answer.rawHeaders[n] ?? '';
    if (isForClient(name, answer.rawHeaders[n + 1] ?? '', named)) {
      headers.push(name, answer.rawHeaders[n + 1] ?? '');
    }
  }
  return headers;
}

/** May this line of an answer, or of its trailer, go on to the client? */
export function isForClient(name: string, value: string, named: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  if (hopByHop.has(lower) && lower !== 'proxy-authenticate') return false;
  if (named.has(lower) && !framing.has(lower)) return false;
  return lower !== 'set-cookie' || !setsRollcallCookie(value);
}

export function connectionNames(connection: string | undefined): ReadonlySet<string> {
  return connection === undefined ? none : new Set(connection.toLowerCase().split(',').map(trim));
}
const none: ReadonlySet<string> = new Set();

function trim(text: string): string {
  return text.trim();
}

function plainName(name: string): string {
  return name.replace(/[^a-z0-9]/g, '_');
}

function hyphenated(name: string): string {
  return name.replaceAll('_', '-');
}
