import { mayEnter } from '../../operations/policies/may-enter.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { RouteRow } from '../route-row.ts';
import { AppsPage } from './apps-page.tsx';
import { openFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { signedInOnly } from './signed-out-route.tsx';

/** `GET /apps`: links to the apps that are open to whoever is signed in here. */
export function appsRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/apps',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: signedInOnly(edge, (request, reply, { user }) => {
        const frame = openFrame(edge, request);
        const apps = edge.apps
          .list()
          .filter((app) => app.url !== '' && mayEnter(app, user))
          .toSorted((a, b) => a.name.localeCompare(b.name, frame.lang));
        return sendPage(reply, 200, <AppsPage frame={frame} userName={user.name} apps={apps} />);
      }),
    },
  ];
}
