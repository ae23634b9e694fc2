import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceNameSchema } from '../../../../shared/model/session.ts';
import { plainText } from '../../../../shared/write-values.ts';
import { endOtherSessions, endOwnSession, signOut, type EndAnswer } from '../../operations/end-session.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import { mayEnter } from '../../operations/policies/may-enter.ts';
import { renameOwnSession, type RenameAnswer } from '../../operations/rename-session.ts';
import { expiryInForce, rulesOf } from '../../operations/rules-in-force.ts';
import type { User } from '../../records/users/users.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { clearSessionCookie, sessionFormToken } from './browser.ts';
import { decodeForm, travellingFields } from './decode-form.ts';
import { DevicesPage } from './devices-page.tsx';
import { sendErrorPage } from './error-page.tsx';
import { openFrame, type Frame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { sendPage } from './send-page.ts';
import { problemOf } from './sign-in-route.tsx';
import { signedInOnly } from './signed-out-route.tsx';

const plainForm = z.strictObject(travellingFields);
const renameForm = z.strictObject({ ...travellingFields, device: deviceNameSchema });
const notices = new Set([
  'ended',
  'ended_others',
  'renamed',
  'password_changed',
  'second_factor_removed',
  'app_added',
]);
/** Time enough to finish and save what one is at. */
const closingSoonMs = 3600_000;

export function devicesRoutes(edge: EdgeDependencies): RouteRow[] {
  const act = <Fields extends z.infer<typeof plainForm>>(
    path: string,
    form: z.ZodType<Fields>,
    doIt: (request: FastifyRequest, signedIn: SignedIn, fields: Fields) => Promise<EndAnswer | RenameAnswer>,
    next: (reply: FastifyReply, request: FastifyRequest, signedIn: SignedIn) => string,
  ): RouteRow => ({
    method: 'POST',
    path,
    body: 'form',
    answers: 'page',
    guards: ['same-origin', 'session-form-token'],
    handler: signedInOnly(edge, async (request, reply, signedIn) => {
      const frame = openFrame(edge, request);
      const read = decodeForm(form, request.body);
      if (!read.ok)
        return sendErrorPage(edge, request, reply, read.code, { sentence: problemOf(frame, read) });
      const answer = await doIt(request, signedIn, read.form);
      if (answer.ok) return leaveFor(edge, request, reply, next(reply, request, signedIn));
      const way = { href: '/devices', text: frame.t('brand.devices') };
      // An end is effective at once; only that it will outlive a power cut could not be promised.
      const notSure = answer.code === 'store_unavailable' && form === plainForm;
      const more = notSure ? { sentence: frame.t('error.endNotSure'), way } : { way };
      return sendErrorPage(edge, request, reply, answer.code, more);
    }),
  });
  const leave = (reply: FastifyReply): string => {
    clearSessionCookie(reply);
    return '/signed-out?bye=1';
  };

  return [
    {
      method: 'GET',
      path: '/',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: (_request, reply) => reply.redirect('/devices', 303),
    },
    {
      method: 'GET',
      path: '/devices',
      body: 'none',
      answers: 'page',
      guards: [],
      handler: signedInOnly(edge, (...all) => sendDevices(edge, ...all)),
    },
    act(
      '/devices/:id/end',
      plainForm,
      (request, { session }) => endOwnSession(edge, session, idOf(request), remoteAddress(request)),
      (reply, request, { session }) =>
        idOf(request) === session.id ? leave(reply) : '/devices?notice=ended',
    ),
    act(
      '/devices/end-others',
      plainForm,
      (request, { session }) => endOtherSessions(edge, session, remoteAddress(request)),
      () => '/devices?notice=ended_others',
    ),
    act(
      '/devices/:id/rename',
      renameForm,
      (request, { session }, { device: name }) => {
        const id = idOf(request);
        const label = edge.sessions.findById(id)?.device;
        // Sent as it was shown: the label that is kept stays as it is.
        const same = label !== undefined && plainText(openFrame(edge, request).device(label)) === name;
        return renameOwnSession(edge, session, id, same ? label : name, remoteAddress(request));
      },
      () => '/devices?notice=renamed',
    ),
    act(
      '/sign-out',
      plainForm,
      (request, { session }) => signOut(edge, session, remoteAddress(request)),
      leave,
    ),
  ];
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id: string }).id;
}

function sendDevices(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, user }: SignedIn,
): FastifyReply {
  const frame = openFrame(edge, request);
  const key = String((request.query as Readonly<Record<string, unknown>>)['notice']);
  const others = edge.sessions
    .listLive(user.id)
    .filter(({ id }) => id !== session.id)
    .toSorted((a, b) => b.lastUsedAt - a.lastUsedAt);
  const own = edge.sessions.findById(session.id) ?? session;
  const expiry = expiryInForce(edge, own);
  const closesSoon = expiry.by === 'hours' && expiry.at - frame.now <= closingSoonMs;
  return sendPage(
    reply,
    200,
    <DevicesPage
      frame={frame}
      formToken={sessionFormToken(edge, request)}
      userName={user.name}
      limit={rulesOf(edge, user).limit}
      apps={appsNote(edge, frame, user)}
      own={own}
      others={others}
      hasApps={edge.apps.list().some((app) => app.url !== '' && mayEnter(app, user))}
      closesAt={closesSoon ? expiry.at : undefined}
      notice={notices.has(key) ? frame.t(`devices.notice.${key}`) : undefined}
    />,
  );
}

function appsNote(edge: EdgeDependencies, frame: Frame, user: User): string | undefined {
  switch (edge.settings.current().sessions.appSessions) {
    case 'counted':
      return undefined;
    case 'uncounted':
      return frame.t('devices.appsUncounted');
    case 'separate': {
      const { value } = rulesOf(edge, user).appLimit;
      return value === 'unlimited'
        ? frame.t('devices.appsSeparateUnlimited')
        : frame.t('devices.appsSeparate', { limit: value });
    }
  }
}
