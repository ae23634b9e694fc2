import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession } from '../../operations/find-session.ts';
import {
  findInteraction,
  finishInteraction,
  satisfies,
  type InteractionResult,
  type OidcInteraction,
} from '../../operations/oidc-interaction.ts';
import { mayEnter } from '../../operations/policies/may-enter.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { preSessionOf, sessionTokenOf } from './browser.ts';
import { sendErrorPage } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { linkWith } from './transit.ts';

/** `/oidc/interaction/…`: an app of OpenID Connect waits until somebody is signed in here, or does not want to be. */
export function oidcInteractionRoutes(edge: EdgeDependencies): RouteRow[] {
  const row = (
    path: string,
    goOn: (
      request: FastifyRequest,
      reply: FastifyReply,
      interaction: OidcInteraction,
    ) => FastifyReply | Promise<FastifyReply>,
  ): RouteRow => ({
    method: 'GET',
    path,
    body: 'none',
    answers: 'page',
    guards: [],
    handler: (request, reply) => {
      const { uid } = request.params as { readonly uid: string };
      const interaction = findInteraction(edge, uid, preSessionOf(request));
      if (interaction) return goOn(request, reply, interaction);
      const sentence = openFrame(edge, request).t('oidc.expired');
      return sendErrorPage(edge, request, reply, 'ticket_invalid', { sentence });
    },
  });
  return [
    row('/oidc/interaction/:uid', (...all) => enter(edge, ...all)),
    row('/oidc/interaction/:uid/cancel', (request, reply, interaction) =>
      finish(edge, request, reply, interaction, { cancelled: true }),
    ),
  ];
}

/** Whoever is signed in as the app wants it goes on to it; anybody else signs in, or learns why that is of no use. */
async function enter(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  interaction: OidcInteraction,
): Promise<FastifyReply> {
  const transit = { return_to: request.url.split('?')[0] ?? '' };
  const found = await findSession(edge, sessionTokenOf(request), 'used', remoteAddress(request));
  if (found.kind !== 'live') return reply.redirect(linkWith('/sign-in', transit), 303);
  const { session, user } = found;
  const signInAnew = linkWith('/sign-in', transit, { again: '1' });
  if (!satisfies(interaction, session)) return reply.redirect(signInAnew, 303);
  const { app } = interaction;
  if (!mayEnter(app, user)) {
    const { t } = openFrame(edge, request);
    return sendErrorPage(edge, request, reply, 'app_forbidden', {
      sentence: t('oidc.forbidden', { name: user.name, app: app.name }),
      way: { href: signInAnew, text: t('oidc.other') },
    });
  }
  return finish(edge, request, reply, interaction, { sessionId: session.id });
}

async function finish(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  interaction: OidcInteraction,
  result: InteractionResult,
): Promise<FastifyReply> {
  const finished = await finishInteraction(edge, interaction, result);
  if (!finished.ok) return sendErrorPage(edge, request, reply, finished.code);
  return reply.redirect(interaction.returnTo, 303);
}
