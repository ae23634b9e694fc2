import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { chooserRoutes } from './chooser-route.tsx';
import { devicesRoutes } from './devices-route.tsx';
import { healthRoutes } from './health-route.ts';
import { pairRoutes } from './pair-route.tsx';
import { passwordRoutes } from './password-route.tsx';
import { signInRoutes } from './sign-in-route.tsx';
import { signedOutRoutes } from './signed-out-route.tsx';
import { trustRoutes } from './trust-route.tsx';
import { welcomeRoutes } from './welcome-route.tsx';

/** The pages for people. */
export function portalRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    ...signInRoutes(edge),
    ...chooserRoutes(edge),
    ...welcomeRoutes(edge),
    ...passwordRoutes(edge),
    ...devicesRoutes(edge),
    ...pairRoutes(edge),
    ...signedOutRoutes(edge),
    ...trustRoutes(edge, 'https'),
    ...healthRoutes(edge),
  ];
}
