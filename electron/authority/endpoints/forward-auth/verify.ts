import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { explainRefusal, verifyRequest } from '../../operations/verify-request.ts';
import type { App } from '../../records/apps/apps.ts';
import { remoteAddress } from '../remote-address.ts';
import { appCookieName, readCookie } from './app-cookies.ts';
import { decodeForwardedRequest } from './forwarded-request.ts';
import { identityHeaders, noIdentity } from './identity-headers.ts';

const path = '/auth/verify';

const sessionToken = /(?<![\w-])rcs_[\w-]{43}(?![\w-])/;

/** Why a request was refused: the reason its session ended for, or one of these. */
type Reason = 'not_signed_in' | 'unknown_app' | 'wrong_address' | 'session_token' | (string & {});

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

    const authorization = headers.authorization;
    // A session's own token opens everything of its user: an app must never get to see one.
    if (authorization !== undefined && sessionToken.test(authorization)) {
      refuse(res, 'not_signed_in', 'session_token');
      return true;
    }
    const cookie = readCookie(headers.cookie, appCookieName(app));
    const token = cookie ?? bearerAppToken(authorization);
    if (token !== undefined) {
      const signedIn = verifyRequest(deps, { app, token, address, uri: forwarded.uri });
      if (signedIn) res.writeHead(200, identityHeaders(signedIn.user) as string[]).end();
      else void explain(deps, res, app, token);
    } else if (authorization !== undefined && app.foreignAuthorization === 'pass') {
      res.writeHead(200, noIdentity as string[]).end();
    } else {
      refuse(res, 'not_signed_in', 'not_signed_in');
    }
    return true;
  };
}

/** An app's token in `Authorization: Bearer rca_…`; whatever else stands there is the app's own business. */
function bearerAppToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > 100) return undefined;
  return /^bearer +(rca_\S+) *$/i.exec(authorization)?.[1];
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
