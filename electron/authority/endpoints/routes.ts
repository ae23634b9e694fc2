import type { EdgeDependencies } from './edge-dependencies.ts';
import { forwardAuthRoutes } from './forward-auth/forward-auth-routes.ts';
import { portalRoutes } from './portal/portal-routes.ts';
import { trustRoutes } from './portal/trust-route.tsx';
import type { RouteRow } from './route-row.ts';
import { sessionApiRoutes } from './session-api/session-api-routes.ts';

/** Everything the LAN can ask for over HTTPS, besides `GET /auth/verify`, which is answered before the framework. */
export function secureRoutes(edge: EdgeDependencies): RouteRow[] {
  return [...portalRoutes(edge), ...sessionApiRoutes(edge), ...forwardAuthRoutes(edge)];
}

/** Over plain HTTP: how to come to trust this Rollcall. Everything else is sent to HTTPS. */
export function plainRoutes(edge: EdgeDependencies): RouteRow[] {
  return trustRoutes(edge, 'http');
}
