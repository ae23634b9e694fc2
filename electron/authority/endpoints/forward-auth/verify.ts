import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';
import { decideRequest } from '../../operations/decide-request.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { explainRefusal } from '../../operations/verify-request.ts';
import type { App } from '../../records/apps/apps.ts';
import { appCookieName, readCookie } from '../app-cookies.ts';
import { identityOf, noIdentity, type Identity } from '../identity-headers.ts';
import { remoteAddress } from '../remote-address.ts';
import { decodeForwardedRequest } from './forwarded-request.ts';

const path = '/auth/verify';

/** Why a request was refused: the reason its session ended for, or one of these. */
type Reason =
  'not_signed_in' | 'unknown_app' | 'wrong_address' | 'session_token' | 'app_forbidden' | (string & {});

/**
 * `GET /auth/verify`, the question every proxy asks about every request. Answered before any framework, from memory;
 * only an explanation of a refusal asks the disk. The host is known already. The handler is true when the request was
 * this one.
 */
export function makeVerifyHandler(
  deps: Dependencies,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const url = req.url ?? '';
    if (!url.startsWith(path) || (url.length > path.length && url[path.length] !== '?')) return false;
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
    const { app, address } = forwarded;
    if (!forwarded.atRegisteredOrigin) {
      refuse(res, 'not_signed_in', 'wrong_address');
      return true;
    }

    const decision = decideRequest(deps, {
      app,
      cookie: readCookie(headers.cookie, appCookieName(app)),
      authorization: headers.authorization,
      uri: forwarded.uri,
      address,
    });
    switch (decision.outcome) {
      case 'enter':
        letPass(res, identityOf(deps, decision.signedIn.user));
        break;
      case 'pass':
        letPass(res, noIdentity);
        break;
      case 'forbidden':
        refuse(res, 'app_forbidden', 'app_forbidden');
        break;
      case 'refuse':
        if (decision.token === undefined) refuse(res, 'not_signed_in', decision.reason);
        else void explain(deps, res, app, decision.token);
    }
    return true;
  };
}

const flat = new WeakMap<Identity, readonly string[]>();

/** The list that `writeHead` takes is made once for each identity. */
function letPass(res: ServerResponse, identity: Identity): void {
  let headers = flat.get(identity);
  if (!headers) {
    headers = [...Object.entries(identity).flat(), 'Content-Length', '0'];
    flat.set(identity, headers);
  }
  res.writeHead(200, headers as string[]).end();
}

async function explain(deps: Dependencies, res: ServerResponse, app: App, token: string): Promise<void> {
  // A disk that cannot be read takes the explanation away, not the refusal.
  const why = await explainRefusal(deps, app, token).catch(() => ({ reason: 'not_signed_in' }) as const);
  if (why.reason === 'ended') refuse(res, 'ended', why.session.ended.reason);
  else refuse(res, 'not_signed_in', 'not_signed_in');
}

function refuse(res: ServerResponse, code: ErrorCode, reason: Reason, headers: readonly string[] = []): void {
  const { status, sentence } = errorCatalogue[code];
  const body = JSON.stringify({ title: sentence, status, code, ...(reason === '' ? {} : { reason }) });
  res
    .writeHead(status, [
      'Content-Type',
      'application/problem+json',
      'Content-Length',
      String(Buffer.byteLength(body)),
      'Cache-Control',
      'no-store',
      ...(reason === '' ? [] : ['Rollcall-Reason', reason]),
      ...headers,
    ])
    .end(body);
}
