import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { appsRoutes } from './apps-route.tsx';
import { chooserRoutes } from './chooser-route.tsx';
import { devicesRoutes } from './devices-route.tsx';
import { healthRoutes } from './health-route.ts';
import { languageRoutes } from './language-route.ts';
import { notMeRoutes } from './not-me-route.tsx';
import { oidcInteractionRoutes } from './oidc-interaction-route.tsx';
import { oidcSignOutRoutes } from './oidc-sign-out-route.tsx';
import { pairRoutes } from './pair-route.tsx';
import { passwordRoutes } from './password-route.tsx';
import { secondFactorRoutes } from './second-factor-route.tsx';
import { secondStepRoutes } from './second-step-route.tsx';
import { signInRoutes } from './sign-in-route.tsx';
import { signedOutRoutes } from './signed-out-route.tsx';
import { tellAdminRoutes } from './tell-admin-route.tsx';
import { trustRoutes } from './trust-route.tsx';
import { welcomeRoutes } from './welcome-route.tsx';

/** The pages for people. */
export function portalRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    ...signInRoutes(edge),
    ...secondStepRoutes(edge),
    ...chooserRoutes(edge),
    ...welcomeRoutes(edge),
    ...passwordRoutes(edge),
    ...secondFactorRoutes(edge),
    ...appsRoutes(edge),
    ...devicesRoutes(edge),
    ...pairRoutes(edge),
    ...oidcInteractionRoutes(edge),
    ...oidcSignOutRoutes(edge),
    ...signedOutRoutes(edge),
    ...notMeRoutes(edge),
    ...languageRoutes(edge),
    ...tellAdminRoutes(edge),
    ...trustRoutes(edge, 'https'),
    ...healthRoutes(edge),
  ];
}
