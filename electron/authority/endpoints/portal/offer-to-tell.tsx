import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import type { PleaOffer } from '../../operations/sign-in-outcome.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { browserFormToken, sessionFormToken } from './browser.ts';
import { openFrame } from './frame.ts';
import { TellAdmin, type TellAdminProps } from './tell-admin.tsx';

/** For the page of a refusal: the way to tell the admin, with the form token of who is before it. */
export function offerToTell(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  offer: PleaOffer | undefined,
  way: TellAdminProps['way'],
): ReactNode {
  if (!offer) return null;
  const formToken =
    'pairing' in way ? sessionFormToken(edge, request) : browserFormToken(edge, request, reply);
  return <TellAdmin frame={openFrame(edge, request)} {...{ formToken, offer, way }} />;
}
