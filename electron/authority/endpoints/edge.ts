import type { RequestListener } from 'node:http';
import { refuse } from '../../../shared/errors.ts';
import { openRequestHandler } from '../base/http/request-handler.ts';
import type { EdgeDependencies } from './edge-dependencies.ts';
import { makeVerifyHandler } from './forward-auth/verify.ts';
import { checkKnownHost } from './guards/known-host.ts';
import { mountRoutes, sendRefusal, sendThrown } from './mount-routes.ts';
import { originAt } from './origin-at.ts';
import { mountOidc } from './oidc/mount-oidc.ts';
import { askSignOut } from './portal/oidc-sign-out-route.tsx';
import { sendOidcRefusal } from './portal/send-oidc-refusal.tsx';
import { plainRoutes, secureRoutes } from './routes.ts';

export interface Edge {
  readonly https: RequestListener;
  readonly http: RequestListener;
  close(): Promise<void>;
}

/** What answers the LAN on both listeners. */
export async function openEdge(edge: EdgeDependencies): Promise<Edge> {
  const verify = makeVerifyHandler(edge);
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
  return {
    https: https.listener,
    http: http.listener,
    close: async () => {
      await Promise.all([https.close(), http.close()]);
    },
  };
}
