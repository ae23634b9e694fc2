import type { FastifyRequest } from 'fastify';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { PortalText } from './portal-text.ts';
import { requestText } from './request-text.ts';

/** What every page needs to be drawn: its language, the name of this Rollcall, and what time it is. */
export interface Frame extends PortalText {
  readonly brand: string;
  /** A line of the admin's own, such as whom to call; empty: none. */
  readonly note: string;
  /** The admin's colour; empty: Rollcall's own. */
  readonly accent: string;
  /** Authority time, epoch ms. */
  readonly now: number;
  /** A picture of the page only: without its script. */
  readonly still?: boolean;
}

export function openFrame(edge: EdgeDependencies, request: FastifyRequest): Frame {
  const { title, note, accent } = edge.settings.current().portal;
  return {
    ...requestText(request),
    brand: title,
    note,
    accent,
    now: edge.clock.now(),
  };
}
