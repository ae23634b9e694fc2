import type { EdgeDependencies } from '../edge-dependencies.ts';
import { sendProblem } from '../problem.ts';
import type { RouteRow } from '../route-row.ts';

/** `GET /health`: does it run, and does it let people in? Nothing secret. */
export function healthRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/health',
      body: 'none',
      answers: 'json',
      guards: [],
      handler: (_request, reply) =>
        edge.database.failing() ? sendProblem(reply, 'store_unavailable') : reply.send({ status: 'ok' }),
    },
  ];
}
