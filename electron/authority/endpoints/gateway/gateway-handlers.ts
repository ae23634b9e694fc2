import type { IncomingMessage, RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerUpgrade } from '../../base/http/answer-upgrade.ts';
import type { HttpsHandlers } from '../../base/net/https-servers.ts';
import { decideRequest } from '../../operations/decide-request.ts';
import type { App } from '../../records/apps/apps.ts';
import { appCookieName, readCookie } from '../app-cookies.ts';
import { remoteAddress } from '../remote-address.ts';
import { isAmbiguous, type CheckedRequest } from './check-request.ts';
import { hasPassed } from './loop-mark.ts';
import { forwardRequest } from './forward-request.ts';
import { forwardUpgrade } from './forward-upgrade.ts';
import type { GatewayApps } from './gateway-apps.ts';
import type { GatewayParts, OwnAnswer, Passing } from './gateway-parts.ts';

/** Paths that the gateway answers itself on the host of each app. */
const ownPaths = '/.rollcall/';

/** What answers on one port of the gateway. */
export interface GatewayHandlers extends Required<HttpsHandlers> {
  /** Is this for an app behind the gateway? On the portal's own port nothing else is. */
  isFor(req: IncomingMessage): boolean;
}

/** @param port as bound now */
export function makeGatewayHandlers(
  parts: GatewayParts,
  apps: GatewayApps,
  port: () => number,
  isOwnHost: (host: string) => boolean,
): GatewayHandlers {
  /** What to do with a request: let it pass to its app, or answer it here. */
  const decide = (
    req: IncomingMessage & CheckedRequest,
    upgrade: boolean,
  ): { pass: Passing } | { answer: OwnAnswer } => {
    const { host, cookie, authorization, origin } = req.headers;
    const app = apps.find(port(), host);
    if (!app) {
      const urls = host !== undefined && isOwnHost(host) ? apps.urlsAt(port()) : [];
      return { answer: { kind: 'elsewhere', urls } };
    }
    const refused = (code: 'input_invalid' | 'foreign_origin' | 'app_forbidden') => ({
      answer: { kind: 'refused', app, code } as const,
    });
    const { url = '', headers, rawHeaders } = req;
    if (isAmbiguous({ url, headers, rawHeaders, upgrade })) return refused('input_invalid');
    const address = remoteAddress(req);
    if (url.startsWith(ownPaths)) return { answer: { kind: 'own', app, address } };

    // Whatever lies between, it would come by here again and again.
    if (hasPassed(headers['cdn-loop'], parts.mark)) {
      return {
        answer: { kind: 'unreachable', app, status: 508, detail: 'the request has come back to Rollcall' },
      };
    }

    const token = readCookie(cookie, appCookieName(app));
    // The browser sends the cookie whoever's page opens the socket; a program without one has no page.
    if (upgrade && (origin !== undefined || token !== undefined) && origin !== app.url) {
      return refused('foreign_origin');
    }
    const decision = decideRequest(parts.deps, { app, cookie: token, authorization, uri: url, address });
    switch (decision.outcome) {
      case 'enter':
        tell(app, decision.signedIn, cookie);
        return { pass: { app, signedIn: decision.signedIn, ofCheck: false, address } };
      case 'pass':
        return { pass: { app, signedIn: undefined, ofCheck: decision.of === 'check', address } };
      case 'forbidden':
        return refused('app_forbidden');
      case 'refuse':
        return { answer: { kind: 'sign_in', app, address } };
    }
  };
  const tell = (app: App, signedIn: NonNullable<Passing['signedIn']>, cookie: string | undefined): void => {
    if (app.tells?.from === 'cookie') parts.noteIdentity(app, signedIn, readCookie(cookie, app.tells.name));
  };

  const request: RequestListener = (req, res) => {
    const decided = decide(req, false);
    if ('pass' in decided) forwardRequest(parts, decided.pass, req, res);
    else parts.sendOwnAnswer(req, res, decided.answer);
  };
  const upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const decided = decide(req, true);
    if ('pass' in decided) return forwardUpgrade(parts, decided.pass, req, socket, head);
    const { answer } = decided;
    return answerUpgrade(req, socket, (_req, res) => parts.sendOwnAnswer(req, res, answer));
  };
  return { request, upgrade, isFor: (req) => apps.find(port(), req.headers.host) !== undefined };
}
