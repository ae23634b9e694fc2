import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';
import { decideRequest, type RequestDecision } from '../../operations/decide-request.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { makeIdentityNote } from '../../operations/note-identity.ts';
import { explainRefusal } from '../../operations/verify-request.ts';
import type { App } from '../../records/apps/apps.ts';
import { appCookieName, readCookie } from '../app-cookies.ts';
import { identityOf, noIdentity, type Identity } from '../identity-headers.ts';
import { remoteAddress } from '../remote-address.ts';
import { decodeForwardedRequest, type ForwardedRequest } from './forwarded-request.ts';

export const verifyPath = '/auth/verify';

/** Proxies that pass an answer which is not yes on to the browser: `?proxy=` in their configuration names them. */
const answeredThrough = /[?&]proxy=(?:caddy|traefik)(?:&|$)/;

/** Why a request was refused: the reason its session ended for, or one of these. */
type Reason =
  | 'not_signed_in'
  | 'unknown_app'
  | 'wrong_address'
  | 'session_token'
  | 'app_forbidden'
  | 'foreign_origin'
  | (string & {});

/**
 * `GET /auth/verify`, the question every proxy asks about every request. Answered before any framework, from memory;
 * only an explanation of a refusal asks the disk. The host is known already. The handler is true when the request was
 * this one and is answered; what a browser is to be answered is left to the route (`browserVerifyRoute`).
 */
export function makeVerifyHandler(
  deps: Dependencies,
  refusalHeaders: () => Readonly<Record<string, string>>,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const noteIdentity = makeIdentityNote(deps);
  const refuse: Refuse = (res, code, reason, headers = []) =>
    sendRefusal(res, code, reason, [...Object.entries(refusalHeaders()).flat(), ...headers]);
  return (req, res) => {
    const url = req.url ?? '';
    if (!url.startsWith(verifyPath)) return false;
    if (url.length > verifyPath.length && url[verifyPath.length] !== '?') return false;
    const { headers } = req;
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      refuse(res, 'method_not_allowed', '', ['Allow', 'GET, HEAD']);
      return true;
    }
    const forwarded = decodeForwardedRequest(deps, headers, remoteAddress(req));
    if (!forwarded) {
      refuse(res, 'unknown_app', 'unknown_app');
      return true;
    }
    const through = url.length > verifyPath.length && answeredThrough.test(url);
    if (!forwarded.atRegisteredOrigin && through) return false;
    if (!forwarded.atRegisteredOrigin) {
      refuse(res, 'not_signed_in', 'wrong_address');
      return true;
    }

    const decision = decideForwarded(deps, forwarded, headers);
    if (through && decision.outcome !== 'enter' && decision.outcome !== 'pass') return false;
    switch (decision.outcome) {
      case 'enter':
        if (forwarded.app.tells?.from === 'cookie') {
          noteIdentity(
            forwarded.app,
            decision.signedIn,
            readCookie(headers.cookie, forwarded.app.tells.name),
          );
        }
        letPass(res, identityOf(deps, decision.signedIn.user));
        break;
      case 'pass':
        letPass(res, noIdentity);
        break;
      case 'forbidden':
        refuse(res, 'app_forbidden', 'app_forbidden');
        break;
      case 'foreign_origin':
        refuse(res, 'foreign_origin', 'foreign_origin');
        break;
      case 'refuse':
        if (decision.token === undefined) refuse(res, 'not_signed_in', decision.reason);
        else void explain(deps, refuse, res, forwarded.app, decision.token);
    }
    return true;
  };
}

/** Another site's page opens a socket to the app: the browser sends the cookie along all the same. */
export type ForwardedDecision = RequestDecision | { readonly outcome: 'foreign_origin' };

export function decideForwarded(
  deps: Dependencies,
  { app, method, uri, address }: ForwardedRequest,
  headers: IncomingHttpHeaders,
): ForwardedDecision {
  const { cookie, authorization, origin } = headers;
  const token = readCookie(cookie, appCookieName(app));
  // A program without a cookie has no page.
  if (opensSocket(method, headers) && (origin !== undefined || token !== undefined) && origin !== app.url) {
    return { outcome: 'foreign_origin' };
  }
  return decideRequest(deps, { app, cookie: token, authorization, uri, address });
}

/** `Upgrade` itself would be of the proxy's own question: told in a header of its own, or by the key of a WebSocket. */
function opensSocket(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    headers['sec-websocket-key'] !== undefined ||
    /websocket/i.test(String(headers['x-forwarded-upgrade'])) ||
    // Over HTTP/2 a socket begins so.
    method === 'CONNECT'
  );
}

const flat = new WeakMap<Identity, readonly string[]>();

/** The list that `writeHead` takes is made once for each identity. */
function letPass(res: ServerResponse, identity: Identity): void {
  let headers = flat.get(identity);
  if (!headers) {
    headers = [...Object.entries(identity).flat(), 'Cache-Control', 'no-store', 'Content-Length', '0'];
    flat.set(identity, headers);
  }
  res.writeHead(200, headers as string[]).end();
}

async function explain(
  deps: Dependencies,
  refuse: Refuse,
  res: ServerResponse,
  app: App,
  token: string,
): Promise<void> {
  // A disk that cannot be read takes the explanation away, not the refusal.
  const why = await explainRefusal(deps, app, token).catch(() => ({ reason: 'not_signed_in' }) as const);
  if (why.reason === 'ended') refuse(res, 'ended', why.session.ended.reason);
  else refuse(res, 'not_signed_in', 'not_signed_in');
}

type Refuse = (res: ServerResponse, code: ErrorCode, reason: Reason, headers?: readonly string[]) => void;

function sendRefusal(res: ServerResponse, code: ErrorCode, reason: Reason, headers: readonly string[]): void {
  const { status, sentence } = errorCatalogue[code];
  const body = JSON.stringify({ title: sentence, status, code, ...(reason === '' ? {} : { reason }) });
  res
    .writeHead(status, [
      'Content-Type',
      'application/problem+json',
      'Content-Length',
      String(Buffer.byteLength(body)),
      ...(reason === '' ? [] : ['Rollcall-Reason', reason]),
      ...headers,
    ])
    .end(body);
}
