import type { IncomingMessage, RequestListener } from 'node:http';
import { refuse } from '../../../shared/errors.ts';
import { answerUpgrade } from '../base/http/answer-upgrade.ts';
import { openRequestHandler } from '../base/http/request-handler.ts';
import type { HttpsHandlers } from '../base/net/https-servers.ts';
import { makeIdentityNote } from '../operations/note-identity.ts';
import type { EdgeDependencies } from './edge-dependencies.ts';
import { makeVerifyHandler } from './forward-auth/verify.ts';
import { openGatewayAnswers } from './gateway-answers.ts';
import { createGatewayApps } from './gateway/gateway-apps.ts';
import { makeGatewayHandlers } from './gateway/gateway-handlers.ts';
import { checkKnownHost } from './guards/known-host.ts';
import { mountRoutes, sendRefusal, sendThrown } from './mount-routes.ts';
import { originAt } from './origin-at.ts';
import { mountOidc } from './oidc/mount-oidc.ts';
import { askSignOut } from './portal/oidc-sign-out-route.tsx';
import { sendOidcRefusal } from './portal/send-oidc-refusal.tsx';
import { securityHeaders } from './portal/security-headers.ts';
import { plainRoutes, secureRoutes } from './routes.ts';

/** Every form and document of the portal is small: a client that trickles one must not hold a place for long. */
const bodyTimeoutMs = 30_000;

export interface Edge {
  readonly https: RequestListener;
  readonly http: RequestListener;
  readonly upgrade: NonNullable<HttpsHandlers['upgrade']>;
  /** What answers on a port that only the gateway has. */
  gatewayAt(port: number): Required<HttpsHandlers>;
  close(): Promise<void>;
}

/** What answers the LAN on all listeners. */
export async function openEdge(edge: EdgeDependencies): Promise<Edge> {
  const verify = makeVerifyHandler(edge, () => securityHeaders(edge.settings.current().portal.accent));
  const https = await openRequestHandler({
    // Under a host that is not ours the framework answers, as it does for every path.
    fastPath: (req, res) => checkKnownHost(edge.network, req) === undefined && verify(req, res),
    configure: (app) => {
      mountRoutes(app, edge, secureRoutes(edge), (request, reply) =>
        sendRefusal(edge, request, reply, refuse('not_found')),
      );
      const pages = {
        refused: sendOidcRefusal.bind(undefined, edge),
        signOut: askSignOut.bind(undefined, edge),
      };
      mountOidc(app, edge, pages, sendRefusal.bind(undefined, edge));
    },
    onError: (...all) => sendThrown(edge, ...all),
  });
  const http = await openRequestHandler({
    configure: (app) =>
      mountRoutes(app, edge, plainRoutes(edge), (request, reply) => {
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          return sendRefusal(edge, request, reply, refuse('method_not_allowed'));
        }
        const { host = '' } = request.headers;
        const path = request.url.startsWith('/') ? request.url : '/';
        // Not permanent: browsers keep such redirects for good, and ports may change.
        return reply.redirect(`${originAt(host, 'https', edge.ports().https)}${path}`, 302);
      }),
    onError: (...all) => sendThrown(edge, ...all),
  });

  const gatewayApps = createGatewayApps(edge.apps);
  const answers = await openGatewayAnswers(edge, () => gatewayApps.hosts());
  const parts = {
    ...edge.engine,
    deps: edge,
    sendOwnAnswer: answers.send,
    noteIdentity: makeIdentityNote(edge),
    log: edge.log,
  };
  const gatewayAt = (port: () => number) =>
    makeGatewayHandlers(parts, gatewayApps, port, (host) => isNameOf(edge.network.hosts(), host));
  const gateway = gatewayAt(() => edge.ports().https);

  return {
    https(req, res) {
      if (gateway.isFor(req)) return gateway.request(req, res);
      limitBody(req);
      if (req.headers.expect !== undefined && req.httpVersion === '1.1') res.writeContinue();
      return https.listener(req, res);
    },
    http: http.listener,
    upgrade(req, socket, head) {
      if (gateway.isFor(req)) gateway.upgrade(req, socket, head);
      else {
        // The portal takes up no upgrade.
        limitBody(req);
        answerUpgrade(req, socket, https.listener);
      }
    },
    gatewayAt: (port) => gatewayAt(() => port),
    close: async () => {
      await Promise.all([https.close(), http.close(), answers.close()]);
    },
  };
}

/** Is this name one of our `Host` values, whatever the port? */
function isNameOf(hosts: ReadonlySet<string>, host: string): boolean {
  const name = withoutPort(host.toLowerCase());
  return [...hosts].some((own) => withoutPort(own) === name);
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function limitBody(req: IncomingMessage): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = req.headers;
  if (length === undefined && encoding === undefined) return;
  const timer = setTimeout(() => req.socket.destroy(), bodyTimeoutMs).unref();
  req.once('close', () => clearTimeout(timer));
}
