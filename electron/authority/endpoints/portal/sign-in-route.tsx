import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue, type ErrorCode, type Refusal } from '../../../../shared/errors.ts';
import { findSession, type FoundSession } from '../../operations/find-session.ts';
import { signIn } from '../../operations/sign-in.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { browserFormToken, placeOf, sessionTokenOf, transactionOf } from './browser.ts';
import {
  decodeForm,
  nameField,
  nameSent,
  passwordField,
  transactionField,
  travellingFields,
} from './decode-form.ts';
import { sendErrorPage, sentenceOf } from './error-page.tsx';
import { openFrame, type Frame } from './frame.ts';
import { goOn } from './go-on.tsx';
import { sendPage } from './send-page.ts';
import { SignInPage, type SignInPageProps } from './sign-in-page.tsx';
import { showOutcome } from './show-outcome.tsx';
import { cancelLink, decodeDestination, linkWith, type Destination, type Transit } from './transit.ts';

type Fields = Readonly<Record<string, unknown>>;

const signInForm = z.strictObject({
  ...travellingFields,
  username: nameField,
  password: passwordField,
  transaction: transactionField.optional(),
});

export function signInRoutes(edge: EdgeDependencies): RouteRow[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (request, reply) => open(edge, request, reply, fieldsOf(request.query)),
    },
    {
      method: 'POST',
      path: '/sign-in',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (...both) => submit(edge, ...both),
      refused: (request, reply, refusal) => askAgain(edge, request, reply, refusal),
    },
    {
      // The form with the name is the answer to a form; who comes back to its address starts without one.
      method: 'GET',
      path: '/sign-in/again',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (_request, reply) => reply.redirect('/sign-in?again=1', 303),
    },
    {
      method: 'POST',
      path: '/sign-in/again',
      body: 'form',
      answers: 'page',
      guards: ['same-origin', 'form-token'],
      handler: (request, reply) => open(edge, request, reply, { ...fieldsOf(request.body), again: '1' }),
      // It changes nothing: from a page that was open too long it leads to the same form, only without the name.
      refused: (request, reply, { code }) => {
        const decoded = decodeDestination(edge, request.body);
        if (!decoded.ok || code === 'foreign_origin') return sendErrorPage(edge, request, reply, code);
        return reply.redirect(linkWith('/sign-in', decoded.transit, { again: '1' }), 303);
      },
    },
  ];
}

function fieldsOf(source: unknown): Fields {
  return (source ?? {}) as Fields;
}

/** @param query as it stands in the address; or of the way back from a refusal, the name comes in its form */
async function open(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  query: Fields,
): Promise<FastifyReply> {
  const decoded = decodeDestination(edge, query);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { destination, transit } = decoded;
  const anew = query['again'] === '1';
  const sent = nameSent(request.body);
  const found = await findSession(edge, sessionTokenOf(request), 'used', remoteAddress(request));

  if (found.kind === 'live') {
    // Who opens the sign-in page itself may want to be somebody else; who enters an app wants to get there.
    const enters = destination.kind === 'app' || (destination.kind === 'oidc' && !destination.fresh);
    if ((enters && !anew) || query['continue'] === '1') {
      return goOn(edge, request, reply, found, destination);
    }
    const mayGoOn = destination.kind !== 'oidc' || !destination.fresh;
    return sendSignIn(edge, request, reply, 200, {
      destination,
      transit,
      name: sent,
      ...(mayGoOn ? { signedInAs: found.user.name } : {}),
    });
  }
  const frame = openFrame(edge, request);
  if (!edge.users.list().some((user) => user.admin)) {
    // There is nobody to sign in as, so there is no form either.
    return sendErrorPage(edge, request, reply, 'not_set_up', {
      way: { href: linkWith('/sign-in', transit), text: frame.t('limit.again') },
    });
  }
  const info = query['cancelled'] === '1' ? { info: frame.t('signIn.cancelled') } : {};
  const tell = found.kind === 'ended' && found.session.ended.reason !== 'signed_out' && !anew;
  const ended = tell ? { ended: found.session } : {};
  const name = sent ?? nameOfEnded(edge, found);
  return sendSignIn(edge, request, reply, 200, { destination, transit, name, ...info, ...ended });
}

/** Whoever was signed out on this browser by somebody or something else is likely to be the one who comes back. */
function nameOfEnded(edge: EdgeDependencies, found: FoundSession): string | undefined {
  if (found.kind !== 'ended' || found.session.ended.reason === 'signed_out') return undefined;
  return edge.users.find(found.session.userId)?.name;
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok) return sendErrorPage(edge, request, reply, decoded.code);
  const { destination, transit } = decoded;
  const read = decodeForm(signInForm, request.body);
  if (!read.ok) return askAgain(edge, request, reply, read);
  const { username, password, transaction } = read.form;

  const outcome = await signIn(edge, { ...placeOf(request), name: username, password, transaction });
  return showOutcome(edge, request, reply, outcome, { destination, transit }, (status, problem) =>
    sendSignIn(edge, request, reply, status, { destination, transit, name: username, problem }),
  );
}

/** The form as sent could not be taken: it is shown again with what is wrong with it. */
function askAgain(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply {
  const decoded = decodeDestination(edge, request.body);
  if (!decoded.ok || refusal.code === 'foreign_origin')
    return sendErrorPage(edge, request, reply, refusal.code);
  const frame = openFrame(edge, request);
  return sendSignIn(edge, request, reply, errorCatalogue[refusal.code].status, {
    ...decoded,
    name: nameSent(request.body),
    problem: problemOf(frame, refusal),
  });
}

/** The sentence for a form that could not be read names its field. */
export function problemOf(frame: Frame, refusal: Refusal<ErrorCode>): string {
  if (refusal.code !== 'input_invalid') return sentenceOf(frame, refusal.code);
  const given = refusal.data?.['field'];
  const field = typeof given === 'string' ? given : '';
  return frame.t([`field.${field}`, 'field.other'], { field });
}

function sendSignIn(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  page: { readonly destination: Destination; readonly transit: Transit } & Pick<
    SignInPageProps,
    'name' | 'problem' | 'info' | 'signedInAs' | 'ended'
  >,
): FastifyReply {
  const { destination, ...rest } = page;
  return sendPage(
    reply,
    status,
    <SignInPage
      frame={openFrame(edge, request)}
      formToken={browserFormToken(edge, request, reply)}
      transaction={transactionOf(request)}
      app={destination.kind === 'portal' ? undefined : destination.app}
      cancelHref={destination.kind === 'oidc' ? cancelLink(rest.transit) : undefined}
      {...rest}
    />,
  );
}
